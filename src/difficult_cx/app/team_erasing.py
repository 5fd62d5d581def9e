"""Who was forgotten by a colleague is forgotten here too, and what was written of them since goes as well."""

from collections.abc import Iterable

from difficult_cx.app.forgetting import clear_away
from difficult_cx.app.ledger import open_ledger
from difficult_cx.app.world import World
from difficult_cx.domain.event import Event
from difficult_cx.journal.erasing import erase, take_out
from difficult_cx.journal.reading import erased_ids


class Erasing:
    """What is erased on the record, and what comes of an erasing that arrives.

    `gone`: every id that is erased. `count`: how many events were erased here.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._orphans: set[str] = set()
        self._texts: frozenset[str] = frozenset()
        self.gone = set(erased_ids(world.journal.index().events_of_kinds(("erased",))))
        self.count = 0

    def arrive(self, events: Iterable[Event]) -> None:
        """Erase what these events say, before they are kept themselves: a crash between is made good so."""
        new = erased_ids(events) - self.gone
        if new:
            self._erase_here(new)

    def refused(self, ids: Iterable[str]) -> None:
        """Ids that the hub refuses: they were erased by somebody."""
        new = frozenset(ids) - self.gone
        if new:  # our own record must say so too, for the hub keeps nothing else of them
            self._orphans |= new
            self._erase_here(new)

    def takes(self, event: Event) -> bool:
        """Whether this event is erased, or about something that is: then it goes too."""
        if event.id in self.gone:
            return True
        if self.gone and is_about(event, self.gone):
            self._orphans.add(event.id)
            return True
        return False

    def _erase_here(self, ids: frozenset[str]) -> None:
        ledger = open_ledger(self._world.journal)
        events = {one.id: one for one in ledger.index.events_about(ids) if one.id in ids}
        added = [one.id for one in events.values() if one.kind == "customer_added"]
        names = [name for one in added if (who := ledger.customers.get(one)) for name in who.names]
        orphans = self._about(set(ids))
        everything = [*events.values(), *orphans]
        self._texts |= clear_away(self._world, everything, names)
        self.gone |= ids
        self.count += len(events)
        take_out(self._world.journal, ids, self._texts)
        self._orphans |= {one.id for one in orphans}
        self.finish()

    def _about(self, ids: set[str]) -> list[Event]:
        """The events about something that is erased, and those about these in turn."""
        index = self._world.journal.index()
        found: dict[str, Event] = {}
        new = set(ids)
        while new:
            theirs = {row.id for row in index.calls_of(new)} | {one.id for one in index.promises_of(new)}
            near = (*index.events_about(new | theirs), *index.events_of_customers(new))
            every = ids | found.keys() | theirs
            fresh = {
                one.id: one
                for one in near
                if one.id not in ids and one.id not in found and (one.id in theirs or is_about(one, every))
            }
            found |= fresh
            new = set(fresh)
        return list(found.values())

    def finish(self) -> None:
        """Erase what is about something erased, and say so on the record, so that it goes everywhere.

        Always before what arrived is kept: a crash in between is made good when it arrives again.
        """
        left, self._orphans = self._orphans, set()
        if left:
            self.count += len(left - self.gone)
            self.gone |= left
            erase(self._world.journal, sorted(left), self._texts)


def is_about(event: Event, gone: "set[str] | frozenset[str]") -> bool:
    """Whether it is about something erased: its customer, where it names one; else its call, promise, target.

    A promise to somebody whose old call was purged stays; one to a customer who was forgotten doesn't.
    """
    if event.kind in ("erased", "playbook_kept"):
        return False
    customers = [one for one in (event.text("customer"), event.text("into")) if one]
    if customers:
        return any(one in gone for one in customers)
    return any(event.text(name) in gone for name in ("call", "promise", "target"))
