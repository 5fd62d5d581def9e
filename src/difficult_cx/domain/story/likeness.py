"""Whether two issues are about the same thing: a share of their words, stated and simple."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from difficult_cx.domain.story.past import PastCall, PastIssue
from difficult_cx.records import dataclass

ENOUGH = 0.5  # more than this share
SHORTEST = 3
_WORD = re.compile(r"[^\W_]+")
# Words that say nothing about what an issue is about.
_LITTLE = (
    "a about after again all also an and any are as at be been before but by call called calls can customer "
    "did do does for from get got had has have he her here him his how i if in into is it its just me my no "
    "not now of off on once one or our out said say she so some still than that the their them then there "
    "they this time times to too up us very was we were what when which who why will with would you your "
    "problem issue same thing things something wrong"
)
LITTLE = frozenset(_LITTLE.split())


@dataclass(frozen=True, slots=True)
class SameIssue:
    """An issue that came up in these calls, newest first; `text` as it was worded last."""

    text: str
    calls: tuple[str, ...]
    first: datetime
    last: datetime
    breakdowns: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()


def key_words(text: str) -> frozenset[str]:
    """The words that tell what it is about: folded, little ones left out, endings cut."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = (word for word in _WORD.findall(bare) if word not in LITTLE)
    return frozenset(_stem(word) for word in words if len(word) >= SHORTEST or word.isdigit())


def _stem(word: str) -> str:
    """`charges`, `charged` and `charging` are one; crude, for comparing only."""
    for ending in (
        "ingly",
        "edly",
        "ings",
        "ing",
        "ies",
        "ied",
        "ers",
        "ed",
        "es",
        "er",
        "ly",
        "s",
        "e",
        "y",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word[: -len(ending)]
            return word[:-1] if word[-1] == word[-2] else word
    return word


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether more than half of the shorter one's words are among the other's."""
    fewer = min(len(one), len(other))
    return fewer > 0 and len(one & other) > ENOUGH * fewer


def group_issues(calls: Iterable[PastCall]) -> list[SameIssue]:
    """The issues of these calls, those about the same thing as one; the one that came up most first."""
    groups: list[tuple[set[str], list[tuple[PastCall, PastIssue]]]] = []
    for call in sorted(calls, key=lambda one: (one.started, one.id)):
        for issue in call.issues:
            words = key_words(issue.text)
            if not words:
                continue
            home = next((one for one in groups if alike(words, frozenset(one[0]))), None)
            if home is None:
                groups.append((set(words), [(call, issue)]))
            else:
                home[1].append((call, issue))
    return sorted(
        (_same(rows) for _, rows in groups), key=lambda one: (-len(one.calls), -one.last.timestamp())
    )


def _same(rows: list[tuple[PastCall, PastIssue]]) -> SameIssue:
    newest = list(reversed(rows))
    settled = (one.fields.get("chosen") or one.fields.get("done_now") for _, one in newest)
    return SameIssue(
        text=newest[0][1].text,
        calls=tuple(dict.fromkeys(call.id for call, _ in newest)),
        first=rows[0][0].started,
        last=newest[0][0].started,
        breakdowns=tuple(dict.fromkeys(one.breakdown for _, one in newest if one.breakdown)),
        chosen=tuple(filter(None, settled)),
    )


def like_this(groups: Iterable[SameIssue], text: str) -> SameIssue | None:
    """The group that this text is about, if there is one."""
    words = key_words(text)
    return next((one for one in groups if alike(words, key_words(one.text))), None)
