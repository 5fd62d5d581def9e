"""What each kind of event changes in a call: one small function a kind, every one pure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from difficult_cx.domain import promise as promises
from difficult_cx.domain.call.state import (
    ISSUE_FIELDS,
    SITUATION,
    Acknowledged,
    CallState,
    Heat,
    Hold,
    Issue,
    Logged,
    Note,
    Step,
    Visit,
    Warned,
)
from difficult_cx.domain.event import Event
from difficult_cx.domain.kinds import BREAKDOWNS
from difficult_cx.domain.moment import read_utc

BREAKDOWN = "breakdown"
NOTE_SIGNS = {"words": "", "subtext": "~", "said": ">", "mark": "*"}


# --- where the call stands ------------------------------------------------------------------------------


def _go(state: CallState, event: Event, to: str, *, forward: bool = True) -> CallState:
    """Another card stands."""
    stood = max(0.0, (event.at - state.card_since).total_seconds())
    seconds = {**state.seconds, state.card: state.seconds.get(state.card, 0.0) + stood}
    shown = dict(state.shown)
    trail = state.trail
    if forward:
        shown[to] = shown.get(to, 0) + 1
        if not state.in_situation and not to.startswith(SITUATION) and to != state.card:
            trail = (*trail, state.card)
    back, visits = _visit(state, event, to)
    return replace(
        state,
        card=to,
        card_since=event.at,
        seconds=seconds,
        shown=shown,
        trail=trail,
        situations=visits,
        back=back,
    )


def _visit(state: CallState, event: Event, to: str) -> tuple[str | None, tuple[Visit, ...]]:
    """The step to go back to, and the visits: one that is left ends, one that is entered begins."""
    visits = state.situations
    if state.in_situation and visits and visits[-1].back_at is None:
        visits = (*visits[:-1], replace(visits[-1], back_at=event.at))
    if not to.startswith(SITUATION):
        return None, visits
    step = state.back or state.card
    return step, (*visits, Visit(event.text("key"), event.at, step))


def _mark(state: CallState, event: Event, outcome: str, reason: str = "") -> CallState:
    card = event.text("card") or state.card
    return replace(state, steps={**state.steps, card: Step(outcome, reason, event.at)})


def _onward(state: CallState, event: Event) -> CallState:
    """The next card stands, and with `turn` the next issue is the current one."""
    turn = event.maybe("turn")
    if turn:
        state = replace(state, current=turn)
    to = event.text("to")
    if to == "end":
        return _end(state, event)
    return _go(state, event, to) if to else state


def ticked(state: CallState, event: Event) -> CallState:
    """The card is done, the next one stands."""
    return _onward(_met(_mark(state, event, "done"), event), event)


def _met(state: CallState, event: Event) -> CallState:
    """What meeting the card said: an acknowledgement, a question about what lies beneath."""
    if said := event.text("said"):
        card = event.text("card") or state.card
        state = replace(state, acknowledged=(*state.acknowledged, Acknowledged(event.at, card, said)))
    if probed := event.text("probed"):
        state = replace(state, probed=state.probed | {probed})
    return replace(state, heat_left=event.at) if event.text("left") else state


def skipped(state: CallState, event: Event) -> CallState:
    """The card was passed over, with its reason."""
    state = _mark(state, event, "skipped", event.text("reason"))
    state = log(state, event, "-", f"skipped: {event.text('reason').replace('_', ' ')}")
    return _onward(state, event)


def way_taken(state: CallState, event: Event) -> CallState:
    """A numbered line: its fields, and where it leads."""
    state = _met(_mark(state, event, "done"), event)
    sets = event.data.get("sets")
    fields = sets if isinstance(sets, dict) else {}
    for name, value in fields.items():
        state = set_field(state, event, str(name), str(value))
    state = log(state, event, "!" if "warned" in fields else "=", event.text("label"))
    if "warned" in fields:
        warned = Warned(event.id, event.at, event.text("label"))
        state = replace(state, warnings=(*state.warnings, warned))
    if "nudged" in fields:
        state = replace(state, nudges=state.nudges + 1)
    return _onward(state, event)


def passed(state: CallState, event: Event) -> CallState:
    """The card is done, and where the entry leads, another one stands."""
    return _onward(_mark(state, event, "done"), event) if event.text("to") else state


def moved(state: CallState, event: Event) -> CallState:
    """Another card stands; nothing else changed."""
    back = event.text("how") == "back"
    trail = state.trail[:-1] if back and not state.in_situation else state.trail
    state = _go(state, event, event.text("to"), forward=False)
    return replace(state, trail=trail)


def situation_called(state: CallState, event: Event) -> CallState:
    """A situation stands; the step waits."""
    state = _go(state, event, event.text("to"))
    return log(state, event, "!", event.text("title") or event.text("key"))


def playbook_changed(state: CallState, event: Event) -> CallState:
    """The call goes on by another playbook."""
    state = replace(state, playbook=event.text("playbook"), hash=event.text("hash"), trail=())
    return _go(log(state, event, "!", f"by {event.text('playbook')}"), event, event.text("to"))


# --- what was typed -------------------------------------------------------------------------------------


def log(state: CallState, event: Event, sign: str, text: str, promise: str | None = None) -> CallState:
    """The log with this row more."""
    return replace(state, log=(*state.log, Logged(event.id, event.at, sign, text, promise)))


def noted(state: CallState, event: Event) -> CallState:
    """A note of its kind, and its row in the log."""
    kind, text = event.text("note"), event.text("text")
    note = Note(event.id, event.at, kind, text, event.text("card"))
    state = replace(state, notes=(*state.notes, note))
    return log(state, event, NOTE_SIGNS.get(kind, ""), text or "marked")


def reworded(state: CallState, event: Event) -> CallState:
    """A note, worded anew in its place."""
    target, text = event.text("target"), event.text("text")
    notes = tuple(replace(one, text=text) if one.id == target else one for one in state.notes)
    log = tuple(replace(one, text=text) if one.id == target else one for one in state.log)
    return replace(state, notes=notes, log=log)


def _with_issue(state: CallState, event: Event) -> CallState:
    """The issue this entry is about; one that has none yet makes it, and it becomes the current one."""
    named = event.maybe("issue") or event.id
    if state.find_issue(named):
        return state
    return replace(state, issues=(*state.issues, Issue(named)), current=state.current or named)


def _edit_issue(state: CallState, issue_id: str | None, **changes: Any) -> CallState:
    issues = tuple(replace(one, **changes) if one.id == issue_id else one for one in state.issues)
    return replace(state, issues=issues)


def set_field(state: CallState, event: Event, name: str, value: str) -> CallState:
    """A field holds this value now."""
    if name == "disposition":
        return replace(state, disposition=value)
    if name not in ISSUE_FIELDS and name != BREAKDOWN:
        return replace(state, fields={**state.fields, name: value})
    state = _with_issue(state, event)
    issue = state.find_issue(event.maybe("issue") or event.id)
    if issue is None:
        return state
    if name == "issue":
        return _edit_issue(state, issue.id, text=value)
    if name == BREAKDOWN:
        return _edit_issue(state, issue.id, breakdown=value if value in BREAKDOWNS else "other")
    return _edit_issue(state, issue.id, fields={**issue.fields, name: value})


def answered(state: CallState, event: Event) -> CallState:
    """A field has its answer."""
    name, text = event.text("field"), event.text("text")
    state = set_field(state, event, name, text)
    label = event.text("label")
    return log(_thanked(state, event), event, "", f"{label}: {text}" if label else text)


def _thanked(state: CallState, event: Event) -> CallState:
    return replace(state, thanked=state.thanked or event.at) if event.text("thanked") else state


def issue_raised(state: CallState, event: Event) -> CallState:
    """One more thing that is wrong."""
    issue = Issue(event.id, event.text("text"))
    state = replace(state, issues=(*state.issues, issue), current=state.current or event.id)
    return log(_thanked(state, event), event, "", f"issue {len(state.issues)}: {issue.text}")


def _number(data: Mapping[str, Any], name: str) -> int:
    value = data.get(name)
    return value if isinstance(value, int) else 0


def alternative_worded(state: CallState, event: Event) -> CallState:
    """One of one to three alternatives."""
    state = _with_issue(state, event)
    issue = state.find_issue(event.maybe("issue") or event.id)
    if issue is None:
        return state
    number = _number(event.data, "number")
    alternatives = {**issue.alternatives, number: event.text("text")}
    state = _edit_issue(state, issue.id, alternatives=alternatives)
    return log(state, event, "=", f"{number} {event.text('text')}")


def alternative_picked(state: CallState, event: Event) -> CallState:
    """Their pick: the card is done, and it is a promise."""
    text = event.text("text")
    state = _mark(state, event, "done")
    state = log(state, event, "=", f"chose {_number(event.data, 'number')} {text}")
    state = set_field(state, event, "chosen", text)
    return _onward(_make_promise(state, event), event)


def heat_read(state: CallState, event: Event) -> CallState:
    """The anger, as the rep reads it."""
    heat = Heat(event.at, _number(event.data, "value"), event.text("where") or "any")
    fields = {name: value for name, value in state.fields.items() if name != "cooled"}
    return log(replace(state, heat=(*state.heat, heat), fields=fields), event, "", f"heat {heat.value} of 4")


def hold_begun(state: CallState, event: Event) -> CallState:
    """The customer is on hold."""
    reason = event.text("reason")
    state = replace(state, holds=(*state.holds, Hold(event.at, None, reason)))
    return log(state, event, "", f"on hold: {reason}" if reason else "on hold")


def hold_told(state: CallState, event: Event) -> CallState:
    """What was said about the hold."""
    if not state.holds:
        return state
    hold = state.holds[-1]
    minutes = event.data.get("minutes")
    hold = replace(
        hold,
        reason=event.text("reason") or hold.reason,
        minutes=minutes if isinstance(minutes, int) else hold.minutes,
        number=event.text("number") or hold.number,
    )
    told = [hold.reason, f"{hold.minutes} min" if hold.minutes else "", hold.number]
    state = replace(state, holds=(*state.holds[:-1], hold))
    return log(state, event, "", f"hold: {', '.join(filter(None, told))}")


def hold_ended(state: CallState, event: Event) -> CallState:
    """The customer is back."""
    if not state.holds:
        return state
    held = replace(state.holds[-1], ended=event.at)
    seconds = int((event.at - held.begun).total_seconds())
    state = replace(state, holds=(*state.holds[:-1], held))
    return log(state, event, "", f"back from hold after {seconds // 60:02}:{seconds % 60:02}")


def gate_passed(state: CallState, event: Event) -> CallState:
    """Went on although something was missing."""
    missing = event.data.get("missing")
    facts = [str(one) for one in missing] if isinstance(missing, list) else []
    gates = state.gates | {(event.text("card"), fact) for fact in facts}
    return log(replace(state, gates=gates), event, "-", f"went on: {event.text('reason')}")


def call_named(state: CallState, event: Event) -> CallState:
    """Whose call it is."""
    return replace(state, customer=event.maybe("customer"))


# --- promises -------------------------------------------------------------------------------------------


def _make_promise(state: CallState, event: Event) -> CallState:
    made = promises.make(event)
    state = replace(state, promises={**state.promises, made.id: made})
    if made.due is None:
        state = replace(state, undated=made.id)
    return log(state, event, "+", made.text, made.id)


def promise_made(state: CallState, event: Event) -> CallState:
    """A promise; the note it was made of is gone."""
    note = event.text("target")
    if note:
        state = replace(
            state,
            notes=tuple(one for one in state.notes if one.id != note),
            log=tuple(one for one in state.log if one.id != note),
        )
    state = _make_promise(state, event)
    answers = event.text("answers")
    return set_field(state, event, answers, event.text("text")) if answers else state


def change_promise(state: CallState, event: Event) -> CallState:
    """A promise's own event; `done_now` also tells that something was done during the call."""
    old = state.promises.get(event.text("promise"))
    settles = event.kind not in ("promise_read_back", "stage_done")
    if settles and event.text("promise") == state.keeps and event.text("call") == state.id:
        state = replace(state, promise_settled=True)
    if old is not None:
        changed = promises.change(old, event)
        state = replace(state, promises={**state.promises, old.id: changed})
        if event.kind == "promise_kept" and event.data.get("done_now") and old.issue:
            issue = state.find_issue(old.issue)
            if issue is not None:
                fields = {**issue.fields, "done_now": old.text}
                state = _edit_issue(state, issue.id, fields=fields)
    elif event.kind == "promise_kept" and event.text("call") == state.id:
        state = log(state, event, "+", f"kept: {event.text('text')}")
    if event.kind == "stage_done" and event.text("call") == state.id:
        state = log(state, event, "+", f"step done: {event.text('text')}")
    return state


# --- the end --------------------------------------------------------------------------------------------


def conversation_ended(state: CallState, event: Event) -> CallState:
    """`e`: the wrap-up begins."""
    return replace(_end(state, event), ended_how=event.text("how"))


def _end(state: CallState, event: Event) -> CallState:
    """The conversation is over and the wrap-up begins; what it asks is found anew."""
    holds = state.holds
    if holds and holds[-1].ended is None:
        holds = (*holds[:-1], replace(holds[-1], ended=event.at))
    stood = max(0.0, (event.at - state.card_since).total_seconds())
    seconds = {**state.seconds, state.card: state.seconds.get(state.card, 0.0) + stood}
    return replace(
        state,
        phase="wrap-up",
        ended=event.at,
        holds=holds,
        wrap_asked=(),
        seconds=seconds,
        card_since=event.at,
    )


def conversation_resumed(state: CallState, event: Event) -> CallState:
    """Back from the wrap-up to the card."""
    state = replace(state, phase="card", ended=None)
    return _go(state, event, event.text("to"), forward=False)


def wrap_answered(state: CallState, event: Event) -> CallState:
    """An answer of the wrap-up."""
    question, value, issue = event.text("asked"), event.text("value"), event.text("issue")
    if question == "disposition":
        return replace(state, disposition=value)
    if question == "plan":
        return _edit_issue(state, issue, fate=value, reason=event.text("reason"))
    if question == "breakdown":
        return _edit_issue(state, issue, breakdown=value)
    if question == "agreed":
        for one in state.issues:
            state = _edit_issue(state, one.id, fields={**one.fields, "agreed": value})
    return replace(state, wrap={**state.wrap, question: value})


def call_closed(state: CallState, event: Event) -> CallState:
    """The call is closed; what has no plan is left open."""
    reason = event.text("reason")
    for issue in state.unplanned():
        state = _edit_issue(state, issue.id, fate="left_open", reason=issue.reason or reason)
    return replace(
        state,
        phase="closed",
        closed=event.at,
        ended=read_utc(event.text("ended")) or state.ended or event.at,
        disposition=event.maybe("disposition") or state.disposition,
        reason=reason,
    )
