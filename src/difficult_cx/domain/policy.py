"""What the firm allows on a call: warnings by kind, who may end it, how much may be given, a safety card."""

import re
from collections.abc import Mapping
from dataclasses import field

from difficult_cx.records import dataclass

ABUSE = ("threat", "insult", "swearing")
WARNINGS = 2
OTHER = "other"
WORDS = {
    "threat": "Under a threat I can't help you.",
    "insult": "Called that, I can't help you.",
    "swearing": "With these words I can't help.",
    OTHER: "Spoken to like this, I can't help.",
}
MAY_END = "If it goes on, I end this call."
MAY_NOT_END = "If it goes on, my lead takes over."
_AMOUNT = re.compile(r"[^\d%-]{0,3}(\d[\d,. ']*)([^\d%]{0,4})")


@dataclass(frozen=True, slots=True)
class Policy:
    """What the configuration says about it.

    `warnings`: how many by kind of `ABUSE` come before the call may be ended; `words`: the firm's own.
    `authority`: the largest amount a rep gives without asking `approver`, in hundredths, or None.
    `safety`: the lines of the organisation's own safety card.
    """

    warnings: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(ABUSE, WARNINGS))
    words: Mapping[str, str] = field(default_factory=dict)
    may_end_call: bool = False
    authority: int | None = None
    approver: str = ""
    safety: tuple[str, ...] = ()

    def limit(self, kind: str) -> int:
        """How many warnings this kind gets; one without a kind of its own gets the most there are."""
        return self.warnings.get(kind, max(self.warnings.values(), default=WARNINGS))

    def spent(self, given: Mapping[str, int]) -> bool:
        """Whether some kind has had all its warnings; a kind with none has from the first time on."""
        if not any(self.warnings.values()):
            return True
        return any(count >= max(1, self.limit(kind)) for kind, count in given.items())

    def warning(self, kind: str) -> str:
        """The sentence that warns, and what will follow."""
        own = self.words.get(kind)
        return own or f"{WORDS.get(kind, WORDS[OTHER])} {MAY_END if self.may_end_call else MAY_NOT_END}"

    def sentence(self, given: Mapping[str, int]) -> str:
        """What the card of abuse says: what was given, and whether this employer lets a rep end a call."""
        counts = ", ".join(f"{kind} {given.get(kind, 0)}/{self.limit(kind)}" for kind in ABUSE)
        after = "You may then end it" if self.may_end_call else "You may not end it"
        return f"Warned: {counts}. {after}."

    @property
    def whom(self) -> str:
        """Whom to ask above the limit."""
        return self.approver or "your lead"

    def limit_said(self) -> str:
        """The sentence that says the limit to the customer; empty where none is configured."""
        if self.authority is None:
            return ""
        return f"Up to {plain(self.authority)} I decide myself. For more I ask {self.whom}, while you wait."


def plain(hundredths: int) -> str:
    """`50`, `12.50`: no zeros behind a whole number."""
    whole, part = divmod(hundredths, 100)
    return f"{whole}.{part:02}" if part else str(whole)


def amount_of(typed: str) -> int | None:
    """The amount in `25`, `£25.50`, `1,200`, `40EUR`, in hundredths; None for one like `10%`."""
    found = _AMOUNT.fullmatch(typed.strip())
    if found is None:
        return None
    digits = found.group(1).replace(" ", "").replace("'", "").rstrip(".,")
    for thousands, point in ((",", "."), (".", ",")):
        if re.fullmatch(rf"\d{{1,3}}(?:\{thousands}\d{{3}})+(?:\{point}\d+)?", digits):
            digits = digits.replace(thousands, "").replace(point, ".")
    whole, _, part = digits.replace(",", ".").partition(".")
    if not whole.isdecimal() or len(whole) > 12 or "." in part:
        return None
    return int(whole) * 100 + int(f"{part}00"[:2])
