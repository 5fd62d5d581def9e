"""The evidence for a recommendation about a customer: both sides, what was tried, what is missing (D5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from difficult_cx.domain.promise import Promise
from difficult_cx.domain.story.hard import is_hard
from difficult_cx.domain.story.past import ABUSIVE, SUPERVISOR, PastCall, PastConcession
from difficult_cx.domain.story.person import CustomerNote
from difficult_cx.domain.story.story import Story

FEWEST_CALLS = 2
VENUE = "c"
OPTIONS = ("improve", "terminate")


@dataclass(frozen=True, slots=True)
class Tried:
    """One thing that comes before parting (B0.3), and where the record shows it; empty: it doesn't."""

    what: str
    proof: str

    @property
    def done(self) -> bool:
        """Whether it was tried."""
        return bool(self.proof)


@dataclass(frozen=True, slots=True)
class Parting:
    """The evidence about a customer, as it stands.

    `hours` on the line; `warnings` with the words said and when; `broken` and `late`: our own side; `toll`:
    what a rep chose to mark. `missing`: what a recommendation lacks; it is none while that isn't empty.
    """

    story: Story
    hours: float
    calls: tuple[PastCall, ...]
    hard: int
    warnings: tuple[tuple[datetime, str], ...]
    concessions: tuple[PastConcession, ...]
    broken: tuple[Promise, ...]
    late: tuple[Promise, ...]
    kept: int
    toll: tuple[CustomerNote, ...]
    tried: tuple[Tried, ...]
    missing: tuple[str, ...]

    @property
    def untried(self) -> list[str]:
        """What was not tried yet."""
        return [one.what for one in self.tried if not one.done]


def parting(story: Story) -> Parting:
    """What the record says for and against parting."""
    calls = story.calls
    warnings = tuple(sorted(row for one in calls for row in one.warnings))
    late = tuple(one for one in story.promises if one.state == "kept_late" or one in story.late)
    return Parting(
        story=story,
        hours=sum(one.worked.total_seconds() for one in calls) / 3600,
        calls=calls,
        hard=sum(1 for one in calls if is_hard(one)),
        warnings=warnings,
        concessions=tuple(given for one in calls for given in one.concessions),
        broken=tuple(story.broken),
        late=late,
        kept=sum(1 for one in story.promises if one.state == "kept"),
        toll=tuple(story.person.of_kind("toll")),
        tried=tuple(_tried(story)),
        missing=tuple(_missing(story, warnings)),
    )


def _tried(story: Story) -> Iterator[Tried]:
    check_ins = story.person.check_ins
    good = sum(1 for one in check_ins if one.went == "good")
    yield Tried("check-ins", f"{len(check_ins)} took place, {good} good" if check_ins else "")
    venue = [one for one in story.calls if any(key == VENUE for key, _ in one.situations)]
    channels = list(dict.fromkeys(one.channel for one in story.calls))
    moved = f"another channel: {', '.join(channels)}" if len(channels) > 1 else ""
    asked = f"offered in {len(venue)} call{'s' * (len(venue) > 1)}" if venue else ""
    yield Tried("another venue", "; ".join(filter(None, (asked, moved))))
    helped = [
        one for one in story.calls if one.backups or any(key == SUPERVISOR for key, _ in one.situations)
    ]
    names = dict.fromkeys(name for one in helped for name in one.backups)
    who = f" ({', '.join(names)})" if names else ""
    yield Tried("backup", f"called in on {len(helped)} call{'s' * (len(helped) > 1)}{who}" if helped else "")


def _missing(story: Story, warnings: tuple[tuple[datetime, str], ...]) -> Iterator[str]:
    """What must be on the record before anything can be recommended."""
    if len(story.calls) < FEWEST_CALLS:
        yield f"calls: {len(story.calls)} on the record, at least {FEWEST_CALLS} are needed"
    if not any(is_hard(one) for one in story.calls) and not story.person.of_kind("toll"):
        yield "a hard call, or a toll that a rep marked: none is on the record"
    abused = any(key == ABUSIVE for one in story.calls for key, _ in one.situations)
    if abused and not warnings:
        yield "the words of a warning: the abusive card was used, and no warning is noted"
