"""Which calls were hard, by a stated rule; a call is hard, never a person (E0.2, E1.3)."""

from difficult_cx.domain.story.past import ABUSIVE, PastCall

HARD_HEAT = 3
RULE = "their anger was read as 3 or 4 of 4, somebody was warned, or the abusive card was needed"
BREATHER_HARD, BREATHER_ABUSIVE = 5, 10


def is_abusive(call: PastCall) -> bool:
    """Whether a limit had to be set: a warning, the abusive card, or an end by policy."""
    called = any(key == ABUSIVE for key, _ in call.situations)
    return bool(call.warnings) or called or call.disposition == "ended_by_policy"


def is_hard(call: PastCall) -> bool:
    """Whether it was a hard call: see `RULE`."""
    return (call.peak or 0) >= HARD_HEAT or is_abusive(call)


def breather(call: PastCall) -> int:
    """The minutes of the breather to offer after this call; 0: none. Ten after abuse, never sixty seconds."""
    if is_abusive(call):
        return BREATHER_ABUSIVE
    return BREATHER_HARD if is_hard(call) else 0
