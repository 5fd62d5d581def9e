"""Everything the record has of one customer, for them to take along: complete, in one JSON file."""

from typing import Any

from difficult_cx.app.customers import known_customer
from difficult_cx.app.followup_data import as_data
from difficult_cx.app.forgetting import find_customer
from difficult_cx.app.ledger import open_ledger
from difficult_cx.app.story import promises_of, tell
from difficult_cx.app.story_data import story_data
from difficult_cx.app.world import World
from difficult_cx.domain.event import Event
from difficult_cx.domain.moment import write_utc


def exported(world: World, name: str) -> dict[str, Any]:
    """Their story, promises and every event about them; and where they are mentioned besides.

    What stands in others' calls is told by its place and day only: those words are another customer's.
    """
    found = find_customer(world, name, care=False)
    ledger = open_ledger(world.journal)
    customer = known_customer(ledger, name)
    now = world.clock.now()
    return {
        "dcx": 1,
        "kind": "customer",
        "as_of": write_utc(now),
        "customer": {
            "id": customer.id,
            "name": customer.name,
            "others": list(customer.others),
        },
        "story": story_data(tell(world, ledger, customer, now), ledger, world.zone),
        "promises": [as_data(one, ledger, now, world.zone) for one in promises_of(ledger, customer)],
        "events": [_event(one) for one in sorted(found.events, key=lambda one: one.order)],
        "mentioned": [{"at": write_utc(one.at), "kind": one.kind, "id": one.id} for one in found.mentions],
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "at": write_utc(event.at),
        "zone": event.zone,
        "rep": event.rep,
        "kind": event.kind,
        **event.data,
    }
