"""After it is solved: ask some days later how it has been, once, with a date."""

from dataclasses import dataclass
from datetime import datetime

from difficult_cx.app.ledger import Ledger
from difficult_cx.app.promises import Changed, as_saved, local_now, read_time, timed
from difficult_cx.app.world import World
from difficult_cx.domain import contact
from difficult_cx.domain.due import Due
from difficult_cx.domain.event import Entry
from difficult_cx.domain.promise import Promise
from difficult_cx.errors import DcxError

KEPT = ("kept", "kept_late")
ASK = "ask how it has been since"


@dataclass(frozen=True, slots=True)
class Offer:
    """The follow-up that is offered when the last promise of a call was kept: for which, and when."""

    promise: Promise
    at: datetime


def offer(world: World, ledger: Ledger, promise: Promise) -> Offer | None:
    """The follow-up to offer now; None where something is still owed, or a contact is planned already."""
    if promise.kind != "promise" or promise.state not in KEPT:
        return None
    theirs = _theirs(ledger, promise)
    same = [one for one in theirs if one.call == promise.call and one.kind == "promise"]
    if any(one.state == "open" for one in (same if promise.call else theirs) if one.id != promise.id):
        return None
    if contact.planned(theirs) is not None:
        return None
    at = contact.after_resolution(theirs, world.clock.now(), world.zone, world.settings.office)
    return Offer(promise, at)


def plan(world: World, ledger: Ledger, typed: str, words: str) -> Changed:
    """Plan it, on the day that was offered or another one: a promise of kind after_resolution."""
    kept = ledger.find_promise(typed)
    short = ledger.short[kept.id]
    if kept.state not in KEPT:
        raise DcxError(
            f"{short} isn't kept yet. Nothing was planned.", f"dcx followups keep {short} comes first"
        )
    other = contact.planned(_theirs(ledger, kept))
    if other is not None:
        raise DcxError(
            f"{ledger.short[other.id]} is planned already: {other.text}. One contact at a time.",
            f"dcx followups move {ledger.short[other.id]} WHEN has another time for it",
        )
    now = local_now(world)
    due = read_time(world, words, now) if words else _offered(world, ledger, kept)
    data = {
        "text": f"{ASK}: {kept.text}",
        "type": "after_resolution",
        "customer": kept.customer,
        "call": kept.call,
        "issue": kept.issue,
        "owner": kept.owner,
        "backup": kept.backup,
        **timed(world, due, now),
    }
    saved = world.journal.append(
        Entry("promise_made", {key: one for key, one in data.items() if one is not None})
    )
    return Changed(as_saved(ledger.refresh(), saved[-1].id), ledger, due)


def _offered(world: World, ledger: Ledger, kept: Promise) -> Due:
    at = contact.after_resolution(_theirs(ledger, kept), world.clock.now(), world.zone, world.settings.office)
    return Due(at, world.zone_name, "")


def _theirs(ledger: Ledger, promise: Promise) -> list[Promise]:
    """All that was promised to this customer; of nobody known, this promise alone."""
    return ledger.promises_of(promise.customer) if promise.customer else [promise]
