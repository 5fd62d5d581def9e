"""One line that makes a promise: `refund both fees #email @owner ^backup fri noon`."""

from dataclasses import dataclass
from datetime import datetime

from difficult_cx.domain.due import AskAgain, Due, split_end, spoken
from difficult_cx.domain.kinds import CHANNELS
from difficult_cx.domain.office import Office


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """What the line says: the promise's words, by whom, through which channel, and by when.

    `due` is a time, a question to ask first (the promise is saved undated), or None where no time was named.
    """

    text: str
    owner: str | None = None
    backup: str | None = None
    channel: str | None = None
    due: Due | AskAgain | None = None


def parse(text: str, now: datetime, office: Office) -> PromiseLine:
    """Read the line: its longest end that is a time, before it the signed words, the rest is the promise.

    `now` is aware, in the zone the rep is in. A signed word counts as a whole word only, each sign once;
    `#word` only when it is a channel, so that `order #8841` stays what it is. Words signed after the time
    are taken as well: nobody thinks of the order while a customer talks.
    """
    rest, due = split_end(text.strip(), now, office)
    rest, signed = _signed(rest, {})
    if due is None and signed:
        rest, due = split_end(rest, now, office)
        rest, signed = _signed(rest, signed)
    return PromiseLine(rest, signed.get("@"), signed.get("^"), signed.get("#"), due)


def to_say(text: str, owner: str | None, rep: str, due: Due, now: datetime) -> str:
    """The sentence that reads the promise back: `I'll call back by 5 pm today, Tuesday. Right?`."""
    who = "I'll" if owner is None or owner.casefold() == rep.casefold() else f"{owner} will"
    words = text[:1].lower() + text[1:] if text[1:2].islower() else text
    return f"{who} {words} {spoken(due, now)}. Right?"


def _signed(text: str, found: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Take the signed words off the end of the text; `found` are those taken before."""
    taken = dict(found)
    words = text.rstrip()
    while words:
        before, _, last = words.rpartition(" ")
        sign, name = last[:1], last[1:]
        if sign not in "@^#" or not name or sign in taken:
            break
        if sign == "#":
            name = name.casefold()
            if name not in CHANNELS:
                break
        taken[sign] = name
        words = before.rstrip()
    return words, taken
