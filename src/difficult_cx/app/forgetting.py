"""What belongs to a customer, or to a time long gone: found, shown, and erased when asked again."""

from dataclasses import dataclass
from datetime import datetime

from difficult_cx.app.customers import known_customer
from difficult_cx.app.ledger import open_ledger
from difficult_cx.app.world import World
from difficult_cx.domain.customer import Customer
from difficult_cx.domain.event import Event
from difficult_cx.journal.care import CareFile
from difficult_cx.journal.erasing import erase, finish
from difficult_cx.storage.private import write_whole


@dataclass(frozen=True, slots=True)
class Found:
    """What would be erased, and where the names stand besides: events of others, rescue files, exports.

    `cared`: lines of the rep's own care file that name them; they go too.
    """

    events: tuple[Event, ...]
    calls: frozenset[str]
    promises: frozenset[str]
    mentions: tuple[Event, ...] = ()
    rescued: tuple[str, ...] = ()
    exports: tuple[str, ...] = ()
    customer: Customer | None = None
    cared: int = 0


def find_customer(world: World, name: str, *, care: bool = True) -> Found:
    """Everything of this customer, and every mention of their names elsewhere.

    `care`: the rep's own file is looked at too, which only forgetting may do.
    """
    finish(world.journal)
    ledger = open_ledger(world.journal)
    customer = known_customer(ledger, name)
    own = ledger.ids_of(customer.id)
    calls = {row.id for row in ledger.calls_of(customer.id)}
    index = ledger.index
    promises = {one.id for one in (*ledger.promises_of(customer.id), *index.promises_of_calls(calls))}
    found = {one.id: one for one in index.events_about((*calls, *promises, *own))}
    found.update((one.id, one) for one in index.events_of_customers(own))
    merged = ledger.events_of_kinds(("customer_merged",))
    found.update((one.id, one) for one in merged if one.text("into") in own)
    events = sorted(found.values(), key=lambda event: event.order)
    gone = {one.id for one in events}
    names = [one.casefold() for one in customer.names]
    rest = [one for one in world.journal.read().events if one.id not in gone and one.kind != "playbook_kept"]
    mentions = [one for one in rest if any(_mentions(one.data, name) for name in names)]
    return Found(
        tuple(events),
        frozenset(calls),
        frozenset(promises),
        tuple(mentions),
        _rescued(world, names),
        _exports(rest),
        customer,
        CareFile(world.folders, world.clock).naming(customer.names) if care else 0,
    )


def find_before(world: World, moment: datetime) -> Found:
    """The closed calls in which nothing has happened since, and promises settled by then; nothing open."""
    finish(world.journal)
    ledger = open_ledger(world.journal)
    still_open = {one.call for one in ledger.open_promises()}
    candidates = {row.id for row in ledger.index.calls() if row.closed} - still_open
    by_call: dict[str, list[Event]] = {call: [] for call in candidates}
    loose = {one.id for one in ledger.settled_promises() if one.call is None}
    for event in ledger.index.events_about(candidates | loose):
        home = event.id if event.kind == "call_started" else event.text("call")
        home = home or event.text("promise") or event.id
        by_call.setdefault(home, []).append(event)
    old = {
        key: events for key, events in by_call.items() if events and max(one.at for one in events) < moment
    }
    events = tuple(one for key in old for one in old[key])
    rest = world.journal.read().events
    return Found(events, frozenset(old) & candidates, frozenset(old) & loose, exports=_exports(rest))


def forget(world: World, found: Found, also: tuple[str, ...] = ()) -> int:
    """Erase what was found and the mentions named in `also`; drafts and rescued lines of theirs go too."""
    wanted = [one for one in found.mentions if one.id in also]
    if found.customer is not None and found.cared:
        CareFile(world.folders, world.clock).forget(found.customer.names)
    count = erase(world.journal, (*found.events, *wanted))
    for call in found.calls:
        (world.folders.drafts / f"{call}.json").unlink(missing_ok=True)
    texts = {one.text("text") for one in (*found.events, *wanted)} - {""}
    for path in sorted(world.folders.rescue.glob("*.txt")) if world.folders.rescue.is_dir() else ():
        lines = path.read_text(encoding="utf-8", errors="surrogateescape").splitlines(keepends=True)
        kept = [line for line in lines if line.strip() not in texts]
        if len(kept) < len(lines):
            write_whole(path, "".join(kept).encode("utf-8", "surrogateescape"))
    return count


def _mentions(value: object, name: str) -> bool:
    if isinstance(value, str):
        return name in value.casefold()
    if isinstance(value, dict):
        return any(_mentions(one, name) for one in value.values())
    return isinstance(value, list) and any(_mentions(one, name) for one in value)


def _rescued(world: World, names: list[str]) -> tuple[str, ...]:
    folder = world.folders.rescue
    if not folder.is_dir():
        return ()
    files = [
        (path, path.read_text(encoding="utf-8", errors="replace").casefold())
        for path in sorted(folder.iterdir())
    ]
    return tuple(str(path) for path, text in files if any(name in text for name in names))


def _exports(events: list[Event] | tuple[Event, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.text("file") for one in events if one.kind == "exported"))
