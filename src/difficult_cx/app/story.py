"""A customer's story out of the record."""

from datetime import datetime
from functools import cache

from difficult_cx.app.ledger import Ledger
from difficult_cx.app.world import World
from difficult_cx.domain.customer import Customer
from difficult_cx.domain.event import Event
from difficult_cx.domain.promise import Promise
from difficult_cx.domain.story.past import KINDS as CALL_KINDS
from difficult_cx.domain.story.past import PastCall, past_calls
from difficult_cx.domain.story.person import KINDS as PERSON_KINDS
from difficult_cx.domain.story.person import fold_person
from difficult_cx.domain.story.story import Story, story_of, told

# for a look at everybody: without the steps of each call
BATCH = 500
OVERVIEW = CALL_KINDS - {"ticked", "skipped", "alternative_picked"}


def tell(world: World, ledger: Ledger, customer: Customer, now: datetime) -> Story:
    """The story of this customer, of all customers that were merged into them, as of `now`."""
    events = their_events(ledger, customer)
    promises = sorted(promises_of(ledger, customer), key=lambda one: one.order)
    return story_of(world.settings, customer, events, promises, now)


def promises_of(ledger: Ledger, customer: Customer) -> list[Promise]:
    """The promises to this customer under any of their ids."""
    return ledger.promises_of(customer.id)


def their_events(ledger: Ledger, customer: Customer) -> list[Event]:
    """The events of their calls and of what is known about them, in the order of the fold."""
    found = ledger.index.events_about(row.id for row in ledger.calls_of(customer.id))
    told = ledger.index.events_of_customers(ledger.ids_of(customer.id))
    found += [one for one in told if one.kind in PERSON_KINDS]
    return sorted({one.id: one for one in found}.values(), key=lambda one: one.order)


def everyone(world: World, ledger: Ledger, now: datetime, since: datetime) -> list[Story]:
    """The story of every customer, of the calls since then; read in batches, once for all of them."""
    root_of = cache(ledger.root_id)
    calls: dict[str, list[PastCall]] = {}
    rows = [row for row in reversed(ledger.index.calls()) if since <= row.started <= now]
    for start in range(0, len(rows), BATCH):
        part = [row.id for row in rows[start : start + BATCH]]
        for call in past_calls(ledger.index.events_of_calls(part, OVERVIEW)).values():
            calls.setdefault(root_of(call.customer) or "", []).append(call)
    known: dict[str, list[Event]] = {}
    for event in ledger.events_of_kinds(PERSON_KINDS):
        known.setdefault(root_of(event.maybe("customer")) or "", []).append(event)
    promises: dict[str, list[Promise]] = {}
    for one in (*ledger.open_promises(), *ledger.settled_promises()):
        promises.setdefault(root_of(one.customer) or "", []).append(one)
    return [
        told(
            world.settings,
            customer,
            calls.get(customer.id, ()),
            fold_person(known.get(customer.id, ())),
            promises.get(customer.id, []),
            now,
        )
        for customer in ledger.customers
    ]
