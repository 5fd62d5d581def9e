"""What an event changes: `evolve(state, event) -> state`, pure, one small function a kind."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from difficult_cx.domain import promise as promises
from difficult_cx.domain.call import changes, going, turning
from difficult_cx.domain.call.state import CallState, Naming
from difficult_cx.domain.event import Event
from difficult_cx.domain.kinds import KINDS


def start(event: Event) -> CallState:
    """The call that `call_started` begins."""
    card = event.text("card")
    return CallState(
        id=event.id,
        started=event.at,
        playbook=event.text("playbook"),
        hash=event.text("hash"),
        card=card,
        card_since=event.at,
        customer=event.maybe("customer"),
        channel=event.text("channel") or "phone",
        about=event.text("about"),
        keeps=event.maybe("promise"),
        shown={card: 1},
    )


def fold(events: Iterable[Event]) -> CallState | None:
    """The call as its events make it, those taken back left out; None without a `call_started`.

    `events`: the call's own, and those of its promises, in the order of the fold.
    """
    ordered = list(events)
    gone = promises.taken_back_ids(ordered)
    state: CallState | None = None
    for event in ordered:
        if event.kind == "call_started":
            state = start(event)
        elif state is not None:
            state = _keep_books(state, event) if event.id in gone else evolve(state, event)
    return state


def evolve(state: CallState, event: Event) -> CallState:
    """The call after this event; a kind or field that is unknown here changes nothing."""
    change = _CHANGES.get(event.kind)
    if change is not None:
        state = change(state, event)
    elif event.kind in promises.CHANGES:
        state = changes.change_promise(state, event)
    asked = event.maybe("asked")
    if asked and event.text("call") == state.id:
        about = event.text("issue") or event.text("promise")
        state = replace(state, wrap_asked=(*state.wrap_asked, (asked, about)))
    return _keep_books(state, event)


def needs_fold(event: Event) -> bool:
    """Whether the state after this event can only be had by folding all again."""
    return event.kind in ("taken_back", "restored", "promise_undone")


def _keep_books(state: CallState, event: Event) -> CallState:
    """What `u` and `/redo` can reach."""
    target = event.text("target")
    if event.kind == "taken_back":
        left = tuple(one for one in state.entries if one[0] != target)
        gone = tuple(one for one in state.entries if one[0] == target)
        return replace(state, entries=left, taken=(*state.taken, *gone))
    if event.kind == "restored":
        again = tuple(one for one in state.taken if one[0] == target)
        left = tuple(one for one in state.taken if one[0] != target)
        return replace(state, entries=(*state.entries, *again), taken=left)
    kind = KINDS.get(event.kind)
    if kind is None or not kind.undoable or event.text("call") != state.id:
        return state
    if event.kind == "call_named":
        naming = Naming(event.text("customer"), event.text("added"), event.text("merged"))
        state = replace(state, namings={**state.namings, event.id: naming})
    return replace(state, entries=(*state.entries, (event.id, event.kind)), taken=())


_CHANGES: dict[str, Callable[[CallState, Event], CallState]] = {
    "call_named": changes.call_named,
    "playbook_changed": going.playbook_changed,
    "noted": changes.noted,
    "reworded": changes.reworded,
    "answered": changes.answered,
    "issue_raised": changes.issue_raised,
    "alternative_worded": changes.alternative_worded,
    "alternative_picked": going.alternative_picked,
    "way_taken": going.way_taken,
    "ticked": going.ticked,
    "skipped": going.skipped,
    "gate_passed": changes.gate_passed,
    "moved": going.moved,
    "situation_called": going.situation_called,
    "heat_read": changes.heat_read,
    "hold_begun": changes.hold_begun,
    "hold_told": changes.hold_told,
    "hold_ended": changes.hold_ended,
    "conceded": turning.conceded,
    "concession_asked": turning.concession_asked,
    "concession_refused": turning.concession_refused,
    "limit_stated": turning.limit_stated,
    "warned": turning.warned,
    "signal_noted": turning.signal_noted,
    "nudged": turning.nudged,
    "backup_named": turning.backup_named,
    "safety_opened": turning.safety_opened,
    "conversation_ended": going.conversation_ended,
    "conversation_resumed": going.conversation_resumed,
    "wrap_answered": going.wrap_answered,
    "call_closed": going.call_closed,
    "promise_made": changes.promise_made,
}
