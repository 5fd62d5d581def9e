"""A sheet that stands in place of the card until Enter: the safety card, the firm path. Notes go on."""

from difficult_cx.domain.call.desk import Asking, Decision, Standing, say

KIND = "sheet"
SAFETY, FIRM = "safety", "firm"
TITLES = {SAFETY: "Your organisation's safety card", FIRM: "Stay firm, stay kind"}
KEYS = ("Enter = back to the card", "text = a note", "Tab situation", "u undo", "? help")
PLACEHOLDER = (
    "This card is your organisation's own, and it has not been filled in yet.",
    "Follow your organisation's procedure now, and tell your lead that this card is empty.",
    "It is filled in with `safety` in config.toml: up to 12 lines.",
)


def safety(standing: Standing, _text: str = "") -> Decision:
    """`!`: the organisation's own safety card, until Enter; that it was opened is on the record."""
    entry = standing.entry("safety_opened")
    return Decision((entry,), say(card=True), Asking(KIND, about=SAFETY))


def safety_rows(standing: Standing) -> tuple[str, ...]:
    """What the configuration has on it; a placeholder that says so where it has nothing."""
    return standing.desk.policy.safety or PLACEHOLDER


def enter(_standing: Standing, _asking: Asking) -> Decision:
    """Enter: the card stands again."""
    return Decision(feedback=say(card=True))
