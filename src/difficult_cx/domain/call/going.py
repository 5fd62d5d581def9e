"""What the events that move a call change: cards, situations, the wrap-up, the end; every function pure."""

from dataclasses import replace

from difficult_cx.domain.call.changes import edit_issue, log, make_promise, number_of, set_field
from difficult_cx.domain.call.state import SITUATION, Acknowledged, CallState, Step, Visit, Warned
from difficult_cx.domain.event import Event
from difficult_cx.domain.moment import read_utc

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


def alternative_picked(state: CallState, event: Event) -> CallState:
    """Their pick: the card is done, and it is a promise."""
    text = event.text("text")
    state = _mark(state, event, "done")
    state = log(state, event, "=", f"chose {number_of(event.data, 'number')} {text}")
    state = set_field(state, event, "chosen", text)
    return _onward(make_promise(state, event), event)


# --- the end ------------------------------------------------------------------------------------------


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
        return edit_issue(state, issue, fate=value, reason=event.text("reason"))
    if question == "breakdown":
        return edit_issue(state, issue, breakdown=value)
    if question == "agreed":
        for one in state.issues:
            state = edit_issue(state, one.id, fields={**one.fields, "agreed": value})
    return replace(state, wrap={**state.wrap, question: value})


def call_closed(state: CallState, event: Event) -> CallState:
    """The call is closed; what has no plan is left open."""
    reason = event.text("reason")
    for issue in state.unplanned():
        state = edit_issue(state, issue.id, fate="left_open", reason=issue.reason or reason)
    return replace(
        state,
        phase="closed",
        closed=event.at,
        ended=read_utc(event.text("ended")) or state.ended or event.at,
        disposition=event.maybe("disposition") or state.disposition,
        reason=reason,
    )
