"""The customer on hold: ask first, say why, for how long, and have a number in case the line drops."""

import re
from datetime import datetime

from difficult_cx.domain.call.desk import Asking, Decision, Standing, say
from difficult_cx.domain.call.state import CallState

QUESTIONS = {
    "hold_why": 'Why? Say: "May I put you on hold while I look?" (Enter = skip)',
    "hold_long": "How many minutes did you say? e.g. 3 (Enter = skip)",
    "hold_number": "A number to call back on, if the line drops? (Enter = skip)",
}
_NEXT = {"hold_why": "hold_long", "hold_long": "hold_number", "hold_number": ""}
_MINUTES = re.compile(r"(\d{1,3})\s*(?:m|min|mins|minute|minutes)?", re.IGNORECASE)
_FEWEST_DIGITS = 5
EVERY = 120


def reminder(state: CallState, now: datetime) -> str:
    """From the second minute of a hold on, every two minutes: how long, and what was said; else empty."""
    hold = state.holds[-1] if state.holds else None
    if hold is None or hold.ended is not None:
        return ""
    minutes = int((now - hold.begun).total_seconds()) // EVERY * EVERY // 60
    if minutes < 1:
        return ""
    said = f", you said {hold.minutes}" if hold.minutes else ""
    return f"On hold for {minutes} minutes{said}: go back to them, or tell them how much longer."


def _onward(asking: Asking) -> Asking | None:
    following = _NEXT[asking.kind]
    return Asking(following) if following else None


def leave(asking: Asking) -> Decision:
    """Enter: that much wasn't said; the next question, if there is one."""
    following = _onward(asking)
    return Decision(feedback=say(QUESTIONS[following.kind] if following else "On hold."), asking=following)


def answer(standing: Standing, asking: Asking, text: str) -> Decision | None:
    """The answer to one of the three; None when the line is none."""
    reason: str | None = None
    minutes: int | None = None
    number: str | None = None
    if asking.kind == "hold_why":
        reason = text
    elif asking.kind == "hold_long":
        found = _MINUTES.fullmatch(text)
        if found is None:
            return None
        minutes = int(found.group(1))
    else:
        if sum(letter.isdecimal() for letter in text) < _FEWEST_DIGITS:
            return None
        number = text
    entry = standing.entry("hold_told", reason=reason, minutes=minutes, number=number)
    following = _onward(asking)
    rows = (QUESTIONS[following.kind],) if following else ("Noted. They are on hold.",)
    return Decision((entry,), say(*rows), following)
