"""Promises in a call: made with `+`, asked for their time once, kept, timed anew."""

from dataclasses import replace
from datetime import datetime, timedelta

from difficult_cx.domain.call.desk import Asking, Decision, Standing, refuse, say
from difficult_cx.domain.call.state import ISSUE_FIELDS
from difficult_cx.domain.due import AskAgain, Due, read, read_back, spoken
from difficult_cx.domain.event import Entry
from difficult_cx.domain.kinds import PROMISE_TYPES
from difficult_cx.domain.moment import write_utc
from difficult_cx.domain.promise import Promise
from difficult_cx.domain.promise_line import PromiseLine, backup_for, parse, to_say

NO_DATE = "saved without a date. When? e.g. tomorrow 3pm   (Enter = no date)"


def aim(due: datetime, minutes: int, now: datetime) -> str | None:
    """The earlier time we set ourselves, UTC; none where nothing is configured or it has passed."""
    earlier = due - timedelta(minutes=minutes)
    return write_utc(earlier) if minutes and earlier > now else None


def timed(standing: Standing, due: Due) -> dict[str, str | None]:
    """The fields of a time: UTC, the zone it was read in, the words typed."""
    return {
        "due": write_utc(due.at),
        "due_zone": due.zone,
        "words": due.words,
        "aim": aim(due.at, standing.desk.aim_minutes, standing.now),
    }


def promise(standing: Standing, text: str, kind: str = "promise", target: str | None = None) -> Decision:
    """`+ text when`: saved at once; without a time it is asked for, once."""
    line = parse(text, standing.now, standing.desk.office)
    if not line.text:
        return refuse("What is promised? + and the words, then when: + call back fri noon. Not saved.")
    return _made(standing, line, kind, target)


def made(standing: Standing, text: str, owner: str, due: Due) -> Decision:
    """A promise of these words, of somebody else's, with its time."""
    return _made(standing, PromiseLine(text, owner=owner, due=due), "promise", None)


def undated(standing: Standing, text: str, channel: str | None) -> Entry:
    """The entry of a promise of these words whose time is to be asked."""
    return _entry(standing, PromiseLine(text, channel=channel), "promise", None)


def is_time(standing: Standing, text: str) -> bool:
    """Whether these words are a time."""
    return isinstance(read(text, standing.now, standing.desk.office), Due)


def _made(standing: Standing, line: PromiseLine, kind: str, target: str | None) -> Decision:
    number = len(standing.state.promises) + 1
    entry = _entry(standing, line, kind, target)
    if isinstance(line.due, Due):
        rows = _saved(standing, number, line.text, line.due, line.owner, len(line.stages))
        return Decision((entry,), say(*rows))
    if isinstance(line.due, AskAgain):
        rows = (f"PROMISE {number} saved without a date. {line.due.sentence}", choices_row(line.due.choices))
        asking = Asking("when", entry.id or "", line.due.choices)
        return Decision((entry,), say(*filter(None, rows)), asking)
    return Decision((entry,), say(f"PROMISE {number} {NO_DATE}"), Asking("when", entry.id or ""))


def _entry(standing: Standing, line: PromiseLine, kind: str, target: str | None) -> Entry:
    state, card = standing.state, standing.card
    answers = None
    if card.ask is not None and card.ask.kind == "promise" and state.phase == "card" and not standing.gate:
        answers = card.ask.field
    when = timed(standing, line.due) if isinstance(line.due, Due) else {"due_zone": standing.desk.zone_name}
    entry = standing.entry(
        "promise_made",
        text=line.text,
        type=answers if answers in PROMISE_TYPES else kind,
        customer=state.customer,
        issue=state.current,
        owner=line.owner,
        backup=backup_of(standing, line.backup, line.owner),
        channel=line.channel,
        stages=line.stage_fields() or None,
        answers=answers,
        target=target,
        **when,
    )
    if answers in ISSUE_FIELDS and not state.current:  # the answer raises the issue that it is the plan of
        return replace(entry, data={**entry.data, "issue": entry.id})
    return entry


def backup_of(standing: Standing, named: str | None = None, owner: str | None = None) -> str | None:
    """Who helps out with a promise of this call."""
    return backup_for(named, owner, standing.desk.rep, standing.desk.standby)


def choices_row(choices: tuple[str, ...]) -> str:
    """The choices by number, in one row."""
    return "   ".join(f"{number} {text}" for number, text in enumerate(choices, 1))


def _saved(
    standing: Standing, number: int, text: str, due: Due, owner: str | None, stages: int = 0
) -> tuple[str, str]:
    return (
        f"PROMISE {number} saved: {read_back(due, standing.now, standing.desk.times)}",
        f'Say: "{to_say(text, owner, standing.desk.rep, due, standing.now, stages)}"',
    )


def last_as_promise(standing: Standing) -> Decision:
    """`+` alone: the last note becomes a promise."""
    notes = [one for one in standing.state.notes if one.text]
    if not notes:
        return refuse("There is no note to make a promise of. + and the words make one.")
    return promise(standing, notes[-1].text, target=notes[-1].id)


def number_of(standing: Standing, number: int) -> Promise | None:
    """The call's promise of that number."""
    made = list(standing.state.promises.values())
    return made[number - 1] if 1 <= number <= len(made) else None


def promise_time(standing: Standing, number: int, words: str) -> Decision:
    """`+2 when`: a (new) time for promise 2."""
    found = number_of(standing, number)
    if found is None:
        return refuse(f"There is no promise {number} in this call. + and the words make one. Not saved.")
    if found.state != "open":
        return refuse(f"Promise {number} is {found.state.replace('_', ' ')}; its time stays as it was.")
    due = read(words, standing.now, standing.desk.office)
    if isinstance(due, AskAgain):
        return refuse(f"{due.sentence} Not saved.", choices_row(due.choices))
    return set_time(standing, found, due)


def set_time(standing: Standing, found: Promise, due: Due, asked: str | None = None) -> Decision:
    """This promise has this time now."""
    in_time = found.due is None or not found.overdue(standing.now)
    entry = standing.entry(
        "promise_moved", promise=found.id, in_time=in_time, asked=asked, **timed(standing, due)
    )
    made_here = found.id in standing.state.promises
    number = standing.state.promise_number(found.id) if made_here else 0
    return Decision((entry,), say(*_saved(standing, number, found.text, due, found.owner)))


def done_now(standing: Standing, found: Promise, asked: str | None = None) -> Decision:
    """`now`: it was done at once, while they listened."""
    entry = standing.entry(
        "promise_kept",
        promise=found.id,
        done_now=True,
        late=False,
        text=found.text,
        issue=found.issue,
        asked=asked,
    )
    number = standing.state.promise_number(found.id)
    return Decision((entry,), say(f"PROMISE {number} kept: done now. {found.text}"))


def answer_when(standing: Standing, asking: Asking, text: str, asked: str | None = None) -> Decision | None:
    """The answer to `When?`; None when the line is none. A time that must be asked shows its choices."""
    found = standing.state.promises.get(asking.promise)
    if found is None:
        return None
    if text.casefold() in ("now", "done", "done now"):
        return done_now(standing, found, asked)
    due = read(text, standing.now, standing.desk.office)
    if isinstance(due, Due):
        return set_time(standing, found, due, asked)
    return None


def ask_again(standing: Standing, text: str) -> AskAgain | None:
    """What to ask about a line that is about a time but can't be worked out; None where it is no time."""
    due = read(text, standing.now, standing.desk.office)
    return due if isinstance(due, AskAgain) and due.is_time else None


def listed(standing: Standing) -> tuple[str, ...]:
    """`p`: the promises of this call and the open ones of this customer, with their times."""
    rows = [
        _row(standing, f"{number}", one) for number, one in enumerate(standing.state.promises.values(), 1)
    ]
    rows += [
        _row(standing, one.id[:4], one)
        for one in standing.desk.promises.values()
        if one.id not in standing.state.promises and one.state == "open"
    ]
    return tuple(rows) or ("No promise yet. + and the words make one.",)


def _row(standing: Standing, name: str, one: Promise) -> str:
    state = "" if one.state == "open" else f" ({one.state.replace('_', ' ')})"
    step = one.next_stage if one.state == "open" else None
    steps = f"; step {step[0]} of {len(one.stages)}: {step[1].text}" if step is not None else ""
    return f"{name}  {one.text} - {when(standing, one)}{state}{steps}"


def when_spoken(standing: Standing, one: Promise) -> str:
    """The promise's time as a rep says it, without the `by`; empty where it has none."""
    if one.due is None:
        return ""
    due = Due(one.due.astimezone(standing.desk.zone), standing.desk.zone_name, one.words)
    return spoken(due, standing.now).removeprefix("by ")


def when(standing: Standing, one: Promise) -> str:
    """The promise's time as people read it, or NO DATE."""
    if one.due is None:
        return "done now" if one.state == "kept" else "NO DATE"
    due = Due(one.due.astimezone(standing.desk.zone), standing.desk.zone_name, one.words)
    return read_back(due, standing.now, standing.desk.times)
