"""What the events about what was typed change in a call: one small function a kind, every one pure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from difficult_cx.domain import promise as promises
from difficult_cx.domain.call.state import ISSUE_FIELDS, CallState, Heat, Hold, Issue, Logged, Note
from difficult_cx.domain.event import Event
from difficult_cx.domain.kinds import BREAKDOWNS
from difficult_cx.domain.moment import lasted

BREAKDOWN = "breakdown"
NOTE_SIGNS = {"words": "", "subtext": "~", "said": ">", "mark": "*"}


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


def edit_issue(state: CallState, issue_id: str | None, **changes: Any) -> CallState:
    """The issue of this id with these changes."""
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
        return edit_issue(state, issue.id, text=value)
    if name == BREAKDOWN:
        return edit_issue(state, issue.id, breakdown=value if value in BREAKDOWNS else "other")
    return edit_issue(state, issue.id, fields={**issue.fields, name: value})


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


def number_of(data: Mapping[str, Any], name: str) -> int:
    """A whole number of the event; 0 where it has none."""
    value = data.get(name)
    return value if isinstance(value, int) else 0


def alternative_worded(state: CallState, event: Event) -> CallState:
    """One of one to three alternatives."""
    state = _with_issue(state, event)
    issue = state.find_issue(event.maybe("issue") or event.id)
    if issue is None:
        return state
    number = number_of(event.data, "number")
    alternatives = {**issue.alternatives, number: event.text("text")}
    state = edit_issue(state, issue.id, alternatives=alternatives)
    return log(state, event, "=", f"{number} {event.text('text')}")


def heat_read(state: CallState, event: Event) -> CallState:
    """The anger, as the rep reads it."""
    heat = Heat(event.at, number_of(event.data, "value"), event.text("where") or "any")
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
    seconds = lasted(held.begun, event.at)
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


def make_promise(state: CallState, event: Event) -> CallState:
    """The promise, and its row in the log."""
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
    state = make_promise(state, event)
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
                state = edit_issue(state, issue.id, fields=fields)
    elif event.kind == "promise_kept" and event.text("call") == state.id:
        state = log(state, event, "+", f"kept: {event.text('text')}")
    if event.kind == "stage_done" and event.text("call") == state.id:
        state = log(state, event, "+", f"step done: {event.text('text')}")
    return state
