"""One line that makes a promise: `refund both fees #email @owner ^backup fri noon`."""

from dataclasses import replace
from datetime import datetime

from difficult_cx.domain.due import AskAgain, Due, split_end, spoken
from difficult_cx.domain.kinds import CHANNELS
from difficult_cx.domain.moment import write_utc
from difficult_cx.domain.office import Office
from difficult_cx.records import dataclass

BETWEEN_STAGES = " / "


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
    stages: tuple[tuple[str, Due], ...] = ()

    def stage_fields(self) -> list[dict[str, str | None]]:
        """The stages as the fields of an event."""
        return [{"text": text, "due": write_utc(due.at), "done_at": None} for text, due in self.stages]


def parse(text: str, now: datetime, office: Office) -> PromiseLine:
    """Read the line: its longest end that is a time, before it the signed words, the rest is the promise.

    `now` is aware, in the zone the rep is in. A signed word counts as a whole word only, each sign once;
    `#word` only when it is a channel, so that `order #8841` stays what it is. Words signed after the time
    are taken as well: nobody thinks of the order while a customer talks. Behind ` / ` stand steps, each with
    its time: `fit a new pump fri noon / order it wed / call her thu 3pm`; without a time of its own the
    promise is due with its last step.
    """
    first, stages = _stages(text.strip(), now, office)
    signed: dict[str, str] = {}
    if not stages and BETWEEN_STAGES in text:
        bare, signed = _signed(text.strip(), {})
        first, stages = _stages(bare, now, office) if signed else (first, ())
        first, signed = (first, signed) if stages else (text.strip(), {})
    line = _one(first, now, office, signed)
    if not stages:
        return line
    due = max((one for _, one in stages), key=lambda one: one.at) if line.due is None else line.due
    return replace(line, due=due, stages=stages)


def backup_for(named: str | None, owner: str | None, rep: str, standby: str) -> str | None:
    """Who helps out: the one named, else the configured `standby`, unless they keep it themselves (E3.2)."""
    if named:
        return named
    return standby if standby and standby.casefold() != (owner or rep).casefold() else None


def _stages(text: str, now: datetime, office: Office) -> tuple[str, tuple[tuple[str, Due], ...]]:
    """The line before its steps, and the steps; a ` / ` that no time follows is a part of the words."""
    first, *parts = text.split(BETWEEN_STAGES)
    found = [split_end(part.strip(), now, office) for part in parts]
    stages = tuple((words, due) for words, due in found if words and isinstance(due, Due))
    if len(stages) < len(parts) or not first.strip():
        return text, ()
    return first, stages


def _one(text: str, now: datetime, office: Office, behind: dict[str, str]) -> PromiseLine:
    """A line without steps; `behind`: the signed words that stood behind them."""
    rest, due = split_end(text.strip(), now, office)
    rest, signed = _signed(rest, behind)
    if due is None and signed:
        rest, due = split_end(rest, now, office)
        rest, signed = _signed(rest, signed)
    return PromiseLine(rest, signed.get("@"), signed.get("^"), signed.get("#"), due)


def to_say(text: str, owner: str | None, rep: str, due: Due, now: datetime, stages: int = 0) -> str:
    """The sentence that reads the promise back: `I'll call back by 5 pm today, Tuesday. Right?`."""
    steps = f", in {stages} step{'s' * (stages != 1)}, and you'll hear after each" if stages else ""
    who = "I'll" if owner is None or owner.casefold() == rep.casefold() else f"{owner} will"
    words = text[:1].lower() + text[1:] if text[1:2].islower() else text
    return f"{who} {words} {spoken(due, now)}{steps}. Right?"


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
