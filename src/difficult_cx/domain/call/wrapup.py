"""The wrap-up: it asks only for what the record lacks, five questions at most (contract section 3)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from difficult_cx.domain import contact
from difficult_cx.domain.call import keeping, naming, promising
from difficult_cx.domain.call.closing import disposition_of
from difficult_cx.domain.call.desk import Asking, Decision, Standing, say
from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.due import AskAgain, read, read_back
from difficult_cx.domain.kinds import BREAKDOWNS, DISPOSITIONS
from difficult_cx.records import dataclass

MOST = 5
DISPOSITION_LABELS = (
    "solved",
    "agreed, still to be done",
    "call back",
    "handed over",
    "we ended it",
    "they left",
)
BREAKDOWN_LABELS = (
    "what they expected",
    "a misunderstanding",
    "we promised too much",
    "we fell short",
    "a supplier",
    "something else",
)
# what stands behind each code, for whoever has just picked it by number
CHOSEN = dict(zip((*DISPOSITIONS, *BREAKDOWNS), (*DISPOSITION_LABELS, *BREAKDOWN_LABELS), strict=True))
HEAT_LABELS = ("calm", "annoyed", "angry", "very angry", "beside themselves")
# what a closed call says of a question that nobody answered
LEFT = {
    "disposition": "no outcome",
    "breakdown": "no breakdown",
    "heat": "no heat at the end",
    "agreed": "no word of their yes",
    "backup": "no word of the backup",
    "learned": "nothing learned",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the wrap-up: its kind, what it is about (an issue's or promise's id), how it is asked."""

    kind: str
    title: str
    ask: str
    label: str
    lines: tuple[tuple[str, str], ...] = ()
    about: str = ""


def _numbered(labels: tuple[str, ...], first: int = 1) -> tuple[tuple[str, str], ...]:
    return tuple((str(number), label) for number, label in enumerate(labels, first))


def _name(state: CallState) -> list[Question]:
    if state.customer is not None:
        return []
    return [Question("name", "Name", "Who was it? Their name, or the firm's.", "Name")]


def _disposition(state: CallState) -> list[Question]:
    if state.disposition is not None:
        return []
    return [
        Question("disposition", "Outcome", "How did it end?", "Outcome", _numbered(DISPOSITION_LABELS)),
    ]


def _kept(state: CallState) -> list[Question]:
    if state.keeps is None or state.promise_settled:
        return []
    ask = "How did it go with the promise that this call was for? A time moves it."
    lines = (("1", "kept"), ("2", "nobody reached"), ("3", "not kept"))
    return [Question("kept", "The promise", ask, "It was", lines)]


def _times(state: CallState) -> list[Question]:
    return [
        Question(
            "time",
            "By when",
            f"By when? Promise {number}: {one.text}",
            "When?",
            (),
            one.id,
        )
        for number, one in enumerate(state.promises.values(), 1)
        if one.state == "open" and one.due is None
    ]


def _plans(state: CallState) -> list[Question]:
    lines = (("1", "settled in the call"), ("2", "left open"))
    return [
        Question(
            "plan",
            "Left without a plan",
            f"What becomes of it? {one.text or 'the issue'}. + and the words promise something.",
            "What becomes of it",
            lines,
            one.id,
        )
        for one in state.unplanned()
    ]


def _breakdowns(state: CallState) -> list[Question]:
    lines = _numbered(BREAKDOWN_LABELS)
    return [
        Question(
            "breakdown",
            "Where it went wrong",
            f"Where did it go wrong? {one.text or 'the issue'}",
            "Breakdown",
            lines,
            one.id,
        )
        for one in state.issues
        if one.breakdown is None
    ]


def _heat(state: CallState) -> list[Question]:
    if any(one.where == "wrap-up" for one in state.heat):
        return []
    return [Question("heat", "Heat", "How angry were they at the end?", "Heat", _numbered(HEAT_LABELS, 0))]


def _agreed(state: CallState) -> list[Question]:
    promised = any(one.kind != "check_in" for one in state.promises.values())
    something = promised or any(one.fields.get("done_now") for one in state.issues)
    if not something or any(one.fields.get("agreed") for one in state.issues) or state.wrap.get("agreed"):
        return []
    ask = "Did they say yes to what was agreed?"
    return [Question("agreed", "Their yes", ask, "Yes", (("1", "yes"), ("2", "no")))]


def _backup(state: CallState) -> list[Question]:
    called = state.backups or state.value("backup") or any(one.key == "s" for one in state.situations)
    if not called or state.wrap.get("backup"):
        return []
    return [Question("backup", "Backup", "What did the backup do?", "Backup did")]


def _learned(state: CallState) -> list[Question]:
    if state.wrap.get("learned"):
        return []
    return [Question("learned", "Learned", "What is worth knowing next time? One line.", "Learned")]


def _check_in(state: CallState) -> list[Question]:
    if contact.planned(state.promises.values()) is not None:
        return []
    return [Question("check_in", "Check-in", "Ask them how it has been? Type when.", "Check-in")]


_ORDER: tuple[Callable[[CallState], list[Question]], ...] = (
    _name,
    _disposition,
    _kept,
    _times,
    _plans,
    _breakdowns,
    _heat,
    _agreed,
    _backup,
    _learned,
    _check_in,
)


def lacking(state: CallState) -> list[Question]:
    """Everything the record lacks, in the order of the wrap-up."""
    return [question for find in _ORDER for question in find(state)]


def questions(standing: Standing) -> list[Question]:
    """What is still to be asked: what is lacking and was not left, five at most together with those asked.

    No check-in is offered while a contact of ours is planned with them already (D1.1).
    """
    state = standing.state
    planned = contact.planned(standing.desk.promises.values()) is not None
    waiting = [
        one
        for one in lacking(state)
        if (one.kind, one.about) not in state.wrap_asked and not (planned and one.kind == "check_in")
    ]
    return waiting[: max(0, MOST - len(state.wrap_asked))]


def open_items(state: CallState) -> tuple[str, ...]:
    """What is still open, in words; for `e` and for `dcx call list`."""
    undated = sum(1 for one in state.promises.values() if one.state == "open" and one.due is None)
    found = []
    if undated:
        found.append(f"{undated} promise{'s' if undated > 1 else ''} without a date")
    if unplanned := len(state.unplanned()):
        found.append(f"{unplanned} issue{'s' if unplanned > 1 else ''} without a plan")
    if asked := sum(1 for one in state.approvals if not one.answer):
        found.append(f"{asked} concession{'s' if asked > 1 else ''} without an answer")
    if state.customer is None:
        found.append("no name")
    if state.phase == "closed":
        found += dict.fromkeys(LEFT[one.kind] for one in lacking(state) if one.kind in LEFT)
    return tuple(found)


def leave(standing: Standing, question: Question) -> Decision:
    """Enter: the question stays open."""
    key = "promise" if question.kind == "time" else "issue"
    entry = standing.entry("wrap_left", asked=question.kind, **{key: question.about or None})
    return Decision((entry,), say(f"{question.title}: left open.", card=True))


def pick(standing: Standing, question: Question, number: int) -> Decision | None:
    """The numbered line of a question; None where it has none of that number."""
    if question.kind == "check_in" and number == 1:
        days = (check_in_at(standing).date() - standing.now.date()).days
        return answer(standing, question, f"in {days} days")
    if not any(line[0] == str(number) for line in question.lines):
        return None
    if question.kind == "kept":
        return _how_it_went(standing, number)
    if question.kind == "heat":
        entry = standing.entry("heat_read", value=number, where="wrap-up", asked="heat")
        return Decision((entry,), say(f"Heat {number}: {HEAT_LABELS[number]}", card=True))
    values = {
        "disposition": DISPOSITIONS,
        "breakdown": BREAKDOWNS,
        "agreed": ("yes", "no"),
        "plan": ("settled", "left_open"),
    }[question.kind]
    answered = _answered(standing, question, values[number - 1])
    if question.kind == "agreed" and number == 1:
        read_back = keeping.read_back_with_all(standing)
        return replace(answered, entries=(*read_back, *answered.entries))
    return answered


def _answered(standing: Standing, question: Question, value: str, reason: str | None = None) -> Decision:
    entry = standing.entry(
        "wrap_answered", asked=question.kind, value=value, issue=question.about or None, reason=reason
    )
    said = reason or CHOSEN.get(value, value).replace("_", " ")
    return Decision((entry,), say(f"{question.title}: {said}", card=True))


def _how_it_went(standing: Standing, number: int) -> Decision:
    """The promise that this call was for: kept, tried, or broken; with its own life, not the call's."""
    promise = standing.state.keeps or ""
    known = standing.desk.promises.get(promise)
    late = known is not None and known.overdue(standing.now)
    text = known.text if known is not None else "the promise"
    if number == 1:
        entry = standing.entry("promise_kept", promise=promise, late=late, text=text, asked="kept")
        return Decision((entry,), say(f"Kept{' late' if late else ''}: {text}", card=True))
    if number == 2:
        entry = standing.bare("promise_tried", promise=promise, reason="no_answer", asked="kept")
        return Decision((entry,), say(f"Tried: {text}. It stays open.", card=True))
    entry = standing.bare("promise_missed", promise=promise, reason="said in the call", asked="kept")
    return Decision((entry,), say(f"Not kept: {text}. A new promise: + and when.", card=True))


def _moved(standing: Standing, text: str) -> Decision | None:
    known = standing.desk.promises.get(standing.state.keeps or "")
    due = read(text, standing.now, standing.desk.office)
    if known is None or isinstance(due, AskAgain):
        return None
    decided = promising.set_time(standing, known, due, asked="kept")
    return _with_card(decided)


def answer(standing: Standing, question: Question, text: str) -> Decision | None:
    """What was typed, as the answer; None when it is none."""
    kind = question.kind
    if kind == "time":
        decided = promising.answer_when(standing, Asking("when", question.about), text, asked="time")
        return decided and _with_card(decided)
    if kind == "check_in":
        return _plan_check_in(standing, text)
    if kind == "kept" and (moved := _moved(standing, text)) is not None:
        return moved
    if kind == "name":
        return naming.name_call(standing, text, asked="name")
    if kind == "disposition":
        code = disposition_of(text)
        return _answered(standing, question, code) if code else None
    labels = {label.casefold(): number for number, label in question.lines}
    if text.casefold() in labels:
        return pick(standing, question, int(labels[text.casefold()]))
    if kind == "plan":
        return _answered(standing, question, "left_open", text)
    if kind in ("backup", "learned"):
        return _answered(standing, question, text)
    return None


def _with_card(decided: Decision) -> Decision:
    feedback = say(*decided.feedback.rows, card=True)
    return Decision(decided.entries, feedback, decided.asking)


def _plan_check_in(standing: Standing, text: str) -> Decision | None:
    due = read(text, standing.now, standing.desk.office)
    if isinstance(due, AskAgain):
        return None
    issue = standing.state.issue
    about = f": {issue.text}" if issue is not None and issue.text else ""
    entry = standing.entry(
        "promise_made",
        text=f"check-in{about}",
        type="check_in",
        customer=standing.state.customer,
        issue=standing.state.current,
        backup=promising.backup_of(standing),
        asked="check_in",
        **promising.timed(standing, due),
    )
    when = read_back(due, standing.now, standing.desk.times)
    return Decision((entry,), say(f"Check-in saved: {when}", card=True))


def check_in_at(standing: Standing) -> datetime:
    """When a check-in would be good: as the last ones went, and three days from anything else of ours."""
    promises = (*standing.desk.promises.values(), *standing.state.promises.values())
    wanted = standing.now + timedelta(days=standing.desk.check_in_days)
    return contact.spaced(wanted, promises, standing.desk.office)


def check_in_date(standing: Standing) -> str:
    """The date that `1` names for the check-in."""
    return standing.desk.times.day(check_in_at(standing))
