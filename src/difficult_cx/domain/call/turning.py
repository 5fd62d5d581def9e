"""What the events of a call that gets harder change: warnings, concessions, signals, help called in."""

from dataclasses import replace

from difficult_cx.domain.call.changes import log, set_field
from difficult_cx.domain.call.going import passed
from difficult_cx.domain.call.state import Approval, CallState, Concession, Said, Signal, Warned
from difficult_cx.domain.event import Event


def warned(state: CallState, event: Event) -> CallState:
    """A warning counts, with the words that were said and its kind (B0.4)."""
    kind, words = event.text("about"), event.text("words")
    warnings = (*state.warnings, Warned(event.id, event.at, words, kind))
    state = log(state, event, "!", f"warned{f' ({kind})' if kind else ''}: {words}")
    return passed(replace(state, warnings=warnings), event)


def conceded(state: CallState, event: Event) -> CallState:
    """Something given beyond entitlement, approved where it was above the limit."""
    by = event.text("approved_by")
    given = Concession(event.at, event.text("amount"), event.text("text"), by)
    state = _decided(state, event, "approved", by)
    state = replace(state, concessions=(*state.concessions, given))
    approved = f", approved by {by}" if by else ""
    return log(state, event, "=", f"conceded {given.amount} {given.text}{approved}".strip())


def concession_asked(state: CallState, event: Event) -> CallState:
    """Above the limit: somebody is asked, and the customer was told so."""
    asked = Approval(
        event.id,
        event.at,
        event.text("amount"),
        event.text("text"),
        event.text("limit"),
        event.text("whom"),
    )
    state = replace(state, approvals=(*state.approvals, asked))
    if words := event.text("words"):
        state = replace(state, limits_said=(*state.limits_said, Said(event.at, words)))
    return log(state, event, "=", f"asked {asked.whom} for {asked.amount} {asked.text}")


def concession_refused(state: CallState, event: Event) -> CallState:
    """The answer was no."""
    by = event.text("by")
    state = _decided(state, event, "refused", by)
    return log(state, event, "=", f"not approved{f' by {by}' if by else ''}")


def _decided(state: CallState, event: Event, answer: str, by: str) -> CallState:
    target = event.text("target")
    approvals = tuple(
        replace(one, answer=answer, by=by) if one.id == target else one for one in state.approvals
    )
    return replace(state, approvals=approvals)


def limit_stated(state: CallState, event: Event) -> CallState:
    """The limit was said."""
    said = Said(event.at, event.text("words"))
    return log(replace(state, limits_said=(*state.limits_said, said)), event, ">", f"said: {said.text}")


def signal_noted(state: CallState, event: Event) -> CallState:
    """A signal, with its evidence."""
    signal = Signal(event.at, event.text("signal"), event.text("text"))
    state = replace(state, signals=(*state.signals, signal))
    return log(state, event, "!", f"signal, {signal.signal}: {signal.text}")


def nudged(state: CallState, event: Event) -> CallState:
    """One more nudge towards a solution."""
    state = replace(state, nudges=state.nudges + 1)
    text = event.text("text")
    return log(state, event, "=", f"nudge {state.nudges}{f': {text}' if text else ''}")


def backup_named(state: CallState, event: Event) -> CallState:
    """Who was called in."""
    name = event.text("name")
    state = replace(state, backups=(*state.backups, name))
    if not state.value("backup"):
        state = set_field(state, event, "backup", "joined")
    return log(state, event, "!", f"with us: {name}")


def safety_opened(state: CallState, event: Event) -> CallState:
    """The safety card was opened."""
    return log(replace(state, safety_opened=state.safety_opened + 1), event, "!", "safety card opened")
