"""What a report is made of: everything gathered for one time, and the words its sections share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from difficult_cx.domain.promise_numbers import Numbers
from difficult_cx.domain.report.gathering import Gathered
from difficult_cx.domain.story.person import CustomerNote

RECURRING = 2
MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed about a breakdown, and when."""

    at: datetime
    breakdown: str
    text: str


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a report is made of. `chronic`: customers that are, that were once, and that are no longer.

    `titles`: the situations' and techniques' own names. `works`: what customers said makes it work for them.
    """

    gathered: Gathered
    promises: Numbers
    feedback: tuple[CustomerNote, ...]
    works: tuple[CustomerNote, ...]
    changes: tuple[Change, ...]
    chronic: tuple[int, int, int]
    titles: Mapping[str, str]
    now: datetime
    day: Callable[[datetime], str]


def code_word(code: str) -> str:
    """A breakdown as people read it: `over-promise`."""
    return code.replace("_", "-")
