"""Nudges towards a solution, counted; after the third an ending in good faith is offered (B2.4, B2.7)."""

from dataclasses import replace

from difficult_cx.domain.call import promising
from difficult_cx.domain.call.desk import Asking, Decision, Standing, say
from difficult_cx.domain.call.facts import NUDGES

SETS = "nudged"
ASKED = "ending"
KEYS = ("1 call back, with a time", "2 end it in good faith", "Enter = go on", "? help")
NUDGE = 'Say: "I hear that. Would you be willing to look at what would put it right?"'
OFFER = "They may need time, or want to vent: 1 call back with a time  2 end it in good faith"
WORDS = "Say: \"I've done what I can today. I'm here when you want to solve it.\""


def nudge(standing: Standing, text: str = "") -> Decision:
    """`/nudge`: they were turned towards a solution once more."""
    return _counted(standing, Decision((standing.entry("nudged", text=text or None),)))


def by_way(standing: Standing, decided: Decision) -> Decision:
    """A numbered line that nudges."""
    return _counted(standing, decided)


def _counted(standing: Standing, decided: Decision) -> Decision:
    count = standing.state.nudges + 1
    card = decided.feedback.card
    if count < NUDGES:
        row = f"Nudge {count} of {NUDGES}; after the third you may end it in good faith."
        return replace(decided, feedback=say(row, NUDGE, card=card))
    return replace(decided, feedback=say(f"Nudge {count}. {OFFER}", WORDS, card=card), asking=Asking(ASKED))


def enter(_standing: Standing, _asking: Asking) -> Decision:
    """Enter: the call goes on."""
    return Decision(feedback=say("It goes on. The ending is offered again after the next nudge."))


def digit(standing: Standing, _asking: Asking, number: int) -> Decision | None:
    """1: a call back with a time, which is asked; 2: the conversation ends with the door open."""
    if number == 1:
        return promising.promise(standing, "call back")
    if number == 2:
        return Decision((standing.entry("conversation_ended", how="good_faith"),), say(WORDS, card=True))
    return None


def answer(standing: Standing, _asking: Asking, text: str) -> Decision | None:
    """A time is the call back's; anything else is none of it."""
    return promising.promise(standing, f"call back {text}") if promising.is_time(standing, text) else None
