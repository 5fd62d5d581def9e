"""A customer's story out of the record."""

from datetime import datetime
from functools import cache

from difficult_cx.app.ledger import Ledger
from difficult_cx.app.world import World
from difficult_cx.domain.customer import Customer
from difficult_cx.domain.event import Event
from difficult_cx.domain.promise import Promise
from difficult_cx.domain.story.past import KINDS as CALL_KINDS
from difficult_cx.domain.story.person import KINDS as PERSON_KINDS
from difficult_cx.domain.story.story import Story, story_of

# for a look at everybody: without the steps of each call
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
    """The story of every customer, of the calls since then; read once for all of them."""
    whose: dict[str, list[Event]] = {}
    root_of = cache(ledger.root_id)
    calls = {row.id: root_of(row.customer) for row in ledger.index.calls() if row.started >= since}
    told = ledger.events_of_kinds(PERSON_KINDS)
    for event in sorted((*ledger.events_of_kinds(OVERVIEW, since=since), *told), key=lambda one: one.order):
        call = event.id if event.kind == "call_started" else event.text("call")
        root = calls.get(call) if call else root_of(event.maybe("customer"))
        if root is not None:
            whose.setdefault(root, []).append(event)
    promises: dict[str, list[Promise]] = {}
    for one in (*ledger.open_promises(), *ledger.settled_promises()):
        promises.setdefault(root_of(one.customer) or "", []).append(one)
    return [
        story_of(world.settings, customer, whose.get(customer.id, ()), promises.get(customer.id, []), now)
        for customer in ledger.customers
    ]
