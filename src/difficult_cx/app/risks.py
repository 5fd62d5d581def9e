"""A promise that may not be kept in time: they hear it before it is due, and agree to another time."""

from difficult_cx.app.promises import (
    Changed,
    as_saved,
    local_now,
    open_one,
    read_time,
    reason_of,
    save,
    timed,
    with_time,
)
from difficult_cx.app.world import World
from difficult_cx.domain.event import Entry
from difficult_cx.errors import DcxError


def at_risk(world: World, typed: str, reason: str) -> Changed:
    """It may not be kept in time, and why; the list asks to tell them until they were told."""
    why = reason_of(reason, "it is at risk")
    ledger, promise = open_one(world, typed)
    if promise.overdue(world.clock.now()):
        short = ledger.short[promise.id]
        raise DcxError(
            f"{short} is late already: that is more than a risk. Nothing has changed.",
            f"dcx handle --for {short} owns it first; dcx followups move {short} WHEN has the new time",
        )
    return save(world, ledger, promise, "promise_at_risk", reason=why)


def told(world: World, typed: str, words: str) -> Changed:
    """They were told before it was due, and agreed to another time: both on the record at once."""
    now = local_now(world)
    due = read_time(world, words, now)
    ledger, promise = open_one(world, typed)
    in_time = not promise.overdue(now)
    entries = [Entry("promise_told", {"promise": promise.id})] if in_time else []
    moved = {"promise": promise.id, "in_time": in_time, **timed(world, due, now)}
    world.journal.append(*entries, Entry("promise_moved", moved))
    return with_time(world, Changed(as_saved(ledger.refresh(), promise.id), ledger), due, now)


def read_back(world: World, typed: str) -> Changed:
    """Its time was read back to the customer, and they said yes."""
    ledger, promise = open_one(world, typed)
    if promise.due is None:
        short = ledger.short[promise.id]
        raise DcxError(
            f"{short} has no time that could be read back.", f"dcx followups move {short} tomorrow 3pm"
        )
    return save(world, ledger, promise, "promise_read_back")
