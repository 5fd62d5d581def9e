"""What others asked for and got, to judge what is reasonable (B2.3); and feedback like this issue (A6.4)."""

from collections import Counter
from collections.abc import Iterable

from difficult_cx.domain.story.likeness import alike, key_words
from difficult_cx.domain.story.past import PastCall, PastIssue
from difficult_cx.domain.story.person import CustomerNote
from difficult_cx.records import dataclass

MOST = 2
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Precedent:
    """Others with this breakdown, or with an issue like it: how many, what they asked for, what they got."""

    count: int
    breakdown: str
    asked: tuple[tuple[str, int], ...]
    got: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        """`Others like this, 7: asked for a refund 4; got the fee back 3`."""
        asked = ", ".join(f"{text} {count}" for text, count in self.asked)
        got = ", ".join(f"{text} {count}" for text, count in self.got)
        parts = [f"asked for {asked}" if asked else "", f"got {got}" if got else ""]
        told = "; ".join(filter(None, parts)) or "nothing is noted of what they asked for"
        about = f" ({self.breakdown.replace('_', ' ')})" if self.breakdown else ""
        return f"Others like this, {self.count}{about}: {told}"


def precedent(calls: Iterable[PastCall], text: str, own: str | None) -> Precedent | None:
    """What others with this breakdown asked for and got; None where fewer than two are known.

    The breakdown is the commonest one of the issues like this; where none is known, those issues themselves.
    `own`: the call that is going on, which is left out.
    """
    issues = [issue for call in calls if call.id != own for issue in call.issues]
    words = key_words(text)
    near = [one for one in issues if alike(words, key_words(one.text))]
    codes = Counter(one.breakdown for one in near if one.breakdown)
    breakdown = codes.most_common(1)[0][0] if codes else None
    found = [one for one in issues if one.breakdown == breakdown] if breakdown else near
    if len(found) < FEWEST:
        return None
    asked = _common(one.fields.get("asked_for", "") for one in found)
    got = _common(_given(one) for one in found)
    return Precedent(len(found), breakdown or "", asked, got)


def _given(issue: PastIssue) -> str:
    return issue.fields.get("chosen") or issue.fields.get("done_now") or ""


def _common(texts: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The commonest of these, those of like words as one, each as it was worded first."""
    groups: list[tuple[frozenset[str], str, int]] = []
    for text in texts:
        words = key_words(text)
        if not words:
            continue
        place = next((n for n, (known, _, _) in enumerate(groups) if alike(words, known)), None)
        if place is None:
            groups.append((words, " ".join(text.split())[:24], 1))
        else:
            known, first, count = groups[place]
            groups[place] = (known, first, count + 1)
    ordered = sorted(groups, key=lambda one: -one[2])
    return tuple((text, count) for _, text, count in ordered[:MOST])


def feedback_like(notes: Iterable[CustomerNote], text: str) -> CustomerNote | None:
    """The newest feedback that is about something like this."""
    words = key_words(text)
    near = [one for one in notes if one.kind == "feedback" and alike(words, key_words(one.text))]
    return max(near, key=lambda one: one.at, default=None)


def feedback_line(one: CustomerNote) -> str:
    """`Feedback before: …; changed: …`."""
    text = " ".join(one.text.split())[:40]
    if one.changed is None:
        return f"Feedback before: {text}; no answer yet"
    return f"Feedback before: {text}; {'changed' if one.changed else 'not changed'}: {one.answer[:40]}"
