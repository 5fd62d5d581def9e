"""A customer's story out of the record."""

from datetime import datetime

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
    events = their_events(world, ledger, customer)
    promises = sorted(promises_of(ledger, customer), key=lambda one: one.order)
    return story_of(world.settings, customer, events, promises, now)


def promises_of(ledger: Ledger, customer: Customer) -> list[Promise]:
    """The promises to this customer under any of their ids."""
    return [one for one in ledger.promises.values() if ledger.root_id(one.customer) == customer.id]


def their_events(world: World, ledger: Ledger, customer: Customer) -> list[Event]:
    """The events of their calls and of what is known about them, in the order of the fold."""
    from difficult_cx.journal.selecting import about, of_kinds

    calls = {call for call, whose in ledger.calls.items() if ledger.root_id(whose) == customer.id}
    found = list(world.journal.select(about(calls))) if calls else []
    told = world.journal.select(of_kinds(PERSON_KINDS))
    found += [one for one in told if ledger.root_id(one.maybe("customer")) == customer.id]
    return sorted({one.id: one for one in found}.values(), key=lambda one: one.order)


def everyone(world: World, ledger: Ledger, now: datetime, since: datetime) -> list[Story]:
    """The story of every customer, of the calls since then; read once for all of them."""
    from difficult_cx.journal.selecting import of_kinds

    whose: dict[str, list[Event]] = {}
    calls: dict[str, str] = {}
    for event in world.journal.select(of_kinds(OVERVIEW | PERSON_KINDS)):
        if event.kind == "call_started":
            root = ledger.root_id(ledger.calls.get(event.id))
            if root is None or event.at < since:
                continue
            calls[event.id] = root
        else:
            root = calls.get(event.text("call")) or ledger.root_id(event.maybe("customer"))
        if root is not None:
            whose.setdefault(root, []).append(event)
    promises: dict[str, list[Promise]] = {}
    for one in ledger.promises.values():
        promises.setdefault(ledger.root_id(one.customer) or "", []).append(one)
    return [
        story_of(world.settings, customer, whose.get(customer.id, ()), promises.get(customer.id, []), now)
        for customer in ledger.customers
    ]
