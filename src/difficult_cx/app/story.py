"""A customer's story out of the record."""

from datetime import datetime

from difficult_cx.app.ledger import Ledger
from difficult_cx.app.past import calls_as_of
from difficult_cx.app.world import World
from difficult_cx.domain.customer import Customer
from difficult_cx.domain.event import Event
from difficult_cx.domain.promise import Promise, fold_promises
from difficult_cx.domain.story.past import PastCall
from difficult_cx.domain.story.person import KINDS as PERSON_KINDS
from difficult_cx.domain.story.story import Story, told


def tell(world: World, ledger: Ledger, customer: Customer, now: datetime, but: str = "") -> Story:
    """The story of this customer, of all customers that were merged into them, as of `now`.

    `but`: the id of a call that is left out with all of its promises: the one that is going on.
    """
    rows = (row.id for row in reversed(ledger.calls_of(customer.id)) if row.id != but)
    events = ledger.index.events_of_customers(ledger.ids_of(customer.id))
    known = (one for one in events if one.kind in PERSON_KINDS and one.at <= now)
    promises = [one for one in promises_of(ledger, customer) if not but or one.call != but]
    if now < world.clock.now():
        promises = _as_of(ledger, promises, now)
    return told(
        world.settings,
        customer,
        calls_as_of(ledger.index, rows, now),
        (one for one in known if not but or one.text("call") != but),
        promises,
        now,
    )


def promises_of(ledger: Ledger, customer: Customer) -> list[Promise]:
    """The promises to this customer under any of their ids, oldest first."""
    return sorted(ledger.promises_of(customer.id), key=lambda one: one.order)


def _as_of(ledger: Ledger, promises: list[Promise], now: datetime) -> list[Promise]:
    """These promises as they stood at a moment gone by; those that weren't made yet are left out."""
    life = ledger.index.events_about(one.id for one in promises)
    back = ledger.index.events_about(one.id for one in life)
    every = {one.id: one for one in (*life, *back) if one.at <= now}
    found = fold_promises(sorted(every.values(), key=lambda one: one.order))
    return [found[one.id] for one in promises if one.id in found]


def everyone(world: World, ledger: Ledger, now: datetime, since: datetime) -> list[Story]:
    """The stories of the time since then: of every customer of whom there is anything but a name."""
    root_of = ledger.roots()
    calls: dict[str, list[PastCall]] = {}
    rows = [row.id for row in reversed(ledger.index.calls(since=since)) if row.started <= now]
    for call in calls_as_of(ledger.index, rows, now):
        calls.setdefault(root_of(call.customer) or "", []).append(call)
    known: dict[str, list[Event]] = {}
    for event in ledger.events_of_kinds(PERSON_KINDS):
        known.setdefault(root_of(event.maybe("customer")) or "", []).append(event)
    promises: dict[str, list[Promise]] = {}
    for one in _that_matter(ledger, since):
        promises.setdefault(root_of(one.customer) or "", []).append(one)
    return [
        told(
            world.settings,
            customer,
            calls.get(customer.id, ()),
            known.get(customer.id, ()),
            promises.get(customer.id, []),
            now,
        )
        for customer in ledger.customers
        if customer.id in calls or customer.id in known or customer.id in promises
    ]


def _that_matter(ledger: Ledger, since: datetime) -> list[Promise]:
    """Open promises; and all to customers to whom one was broken since then, or about one of which we spoke.

    Of the others, that they were kept, nothing follows for whom to speak to.
    """
    events = ledger.events_of_kinds(("promise_missed", "promise_tried"), since=since)
    heard = (one for one in events if one.kind == "promise_missed" or one.text("reason") == "reached")
    told = ledger.index.promises_with_ids({one.text("promise") for one in heard})
    whole = ledger.index.promises_of({one.customer for one in told if one.customer})
    found = {one.id: one for one in (*ledger.open_promises(), *told, *whole)}
    return sorted(found.values(), key=lambda one: one.order)
