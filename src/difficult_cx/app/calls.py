"""Calls on the record: which there are, which are parked, and closing one without the screen."""

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from difficult_cx.app.ledger import Ledger
from difficult_cx.domain.call import evolve
from difficult_cx.domain.call.closing import close, disposition_of, needs_reason
from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.clock import Clock
from difficult_cx.domain.event import Event
from difficult_cx.domain.kinds import DISPOSITIONS
from difficult_cx.domain.moment import write_utc
from difficult_cx.domain.promise import CHANGES, MAKES
from difficult_cx.errors import DcxError, UsageError
from difficult_cx.journal.index.whose import calls_in
from difficult_cx.records import dataclass

if TYPE_CHECKING:
    from difficult_cx.journal.journal import Journal


def events_by_call(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Each call's events in the order of the fold: its own, and those of its promises made elsewhere."""
    found: dict[str, list[Event]] = {}
    home: dict[str, str] = {}  # the call that a promise, or a change of it, belongs to beside its own
    for event in events:
        if event.kind == "call_started":
            found[event.id] = [event]
            continue
        call = event.text("call")
        if event.kind in MAKES:
            home[event.id] = call
        elif event.kind in CHANGES or event.kind == "promise_undone":
            home[event.id] = home.get(event.text("promise"), call)
        elif event.kind in ("taken_back", "restored"):
            home[event.id] = home.get(event.text("target"), call)
        for where in dict.fromkeys((home.get(event.id, call), call)):
            if where in found:
                found[where].append(event)
    return found


def call_events(ledger: Ledger, calls: Iterable[str]) -> dict[str, list[Event]]:
    """The events of these calls, by call: theirs, and those of the promises they made."""
    wanted = list(dict.fromkeys(calls))
    own = ledger.index.events_about(wanted)
    made = [event.id for event in own if event.kind in MAKES]
    of_made = ledger.index.events_about(made)
    back = ledger.index.events_about(event.id for event in of_made if event.kind in CHANGES)
    every = {event.id: event for event in (*own, *of_made, *back)}
    found = events_by_call(sorted(every.values(), key=lambda event: event.order))
    return {call: found[call] for call in wanted if call in found}


@dataclass(frozen=True, slots=True)
class Listed:
    """A call in a list: how it stands (open, parked, closed) and who began it, beside what it is."""

    state: CallState
    standing: str
    rep: str


def list_calls(
    ledger: Ledger,
    is_open: Callable[[str], bool],
    most: int | None = None,
    files: Collection[str] | None = None,
) -> list[Listed]:
    """The newest calls, newest first, all of them without `most`; `is_open`: whether a dcx holds it now.

    `files`: only those that somebody took or went on with in these files of the record.
    """

    def standing(state: CallState) -> str:
        if state.phase == "closed":
            return "closed"
        return "open" if is_open(state.id) else "parked"

    rows = ledger.index.calls(most) if files is None else calls_in(ledger.index, files, most)
    newest = [row.id for row in rows]
    found = call_events(ledger, newest)
    states = ((evolve.fold(found[call]), found[call][0].rep) for call in newest if call in found)
    return [Listed(one, standing(one), rep) for one, rep in states if one is not None]


def close_call(
    ledger: Ledger, journal: "Journal", clock: Clock, call_id: str, disposition: str, reason: str
) -> CallState:
    """Close a parked call without the screen; the same closing as everywhere."""
    code = disposition_of(disposition)
    if code is None:
        raise UsageError(f"{disposition!r} is no outcome.", f"one of {', '.join(DISPOSITIONS)}, or 1 to 6")
    own = call_events(ledger, [call_id])[call_id]
    state = evolve.fold(own)
    assert state is not None, "the ledger knows only calls that began"
    if state.phase == "closed":
        raise DcxError("That call is closed already.", f"`dcx call show {ledger.short[call_id]}` shows it")
    if needs_reason(state) and not reason:
        raise DcxError(
            "An issue of this call has no plan; say why it ends so.",
            f"dcx call close {ledger.short[call_id]} {code} and the reason",
        )
    events = journal.append(close(state, write_utc(clock.now()), code, reason))
    closed = evolve.fold([*own, *events])
    assert closed is not None, "the call began"
    return closed
