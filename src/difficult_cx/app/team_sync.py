"""Sharing the record: what colleagues wrote is fetched, what they lack is sent; cut off, it goes on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from difficult_cx.app.team_erasing import Erasing, is_about
from difficult_cx.app.team_place import open_hub, remember, the_place
from difficult_cx.app.world import World
from difficult_cx.domain.ids import is_id
from difficult_cx.domain.moment import write_utc
from difficult_cx.domain.team import FOR_THE_LEAD, NEVER_SENT
from difficult_cx.journal.erasing import finish
from difficult_cx.journal.fetching import Record, last_fetched, lines_after, records_in, store
from difficult_cx.journal.scanning import ids_in, lines_of
from difficult_cx.storage.lock import Lock
from difficult_cx.storage.private import make_folder

if TYPE_CHECKING:
    from difficult_cx.domain.team import Batch, Hub

# A batch is one transaction at the hub, and one write here.
MOST_LINES, MOST_BYTES = 1_000, 1 << 20


@dataclass
class Synced:
    """What a sharing came to: records fetched, sent, erased here; `refused`: what was not taken, in words."""

    fetched: int = 0
    sent: int = 0
    erased: int = 0
    refused: list[str] = field(default_factory=list)


def sync(world: World, *, every: bool = False, wait: float = 10.0) -> Synced:
    """Fetch, then send; `every`: each record is compared, not only the newest.

    A BusyError after `wait` seconds when another sharing goes on.
    """
    place = the_place(world)
    make_folder(world.folders.data)
    with Lock(world.folders.team_lock).acquire(wait, write_utc(world.clock.now())):
        hub = open_hub(world, place)
        try:
            done = Sharing(world, hub, folder=bool(place.folder), every=every).run()
            remember(world, place, hub.members() if place.hub else ())
            return done
        finally:
            hub.close()


class Sharing:
    """One sharing with one place; `folder`: everybody there reads everything."""

    def __init__(self, world: World, hub: "Hub", *, folder: bool, every: bool = False) -> None:
        self._world = world
        self._journal = world.journal
        self._hub = hub
        self._kept_back = NEVER_SENT | (FOR_THE_LEAD if folder else frozenset())
        self._every = every
        self._came_back = False
        self._own = self._journal.device
        self._mine: set[str] | None = None
        self._last: dict[str, str] = {}
        self._erasing = Erasing(world)
        self.done = Synced()

    def run(self) -> Synced:
        """What is new of the others, then what they lack: who was forgotten there is forgotten here first."""
        self._last = {} if self._every else last_fetched(self._journal)
        self._fetch(self._own)
        self._send()
        self.done.erased += self._erasing.count
        self.done.refused += getattr(self._hub, "passed_over", [])
        return self.done

    def _fetch(self, own: str) -> None:
        for batch in self._hub.fetch(dict(self._last), own):
            self._take(batch)

    def _take(self, batch: "Batch") -> None:
        """Keep the records of a batch that are whole, of the device they must be of, and not erased."""
        by_device: dict[str, list[Record]] = {}
        for one in records_in(batch.lines):
            if isinstance(one, str):
                self._refuse(batch.source, one)
            elif batch.device and one.event.device != batch.device:
                self._refuse(batch.source, f"{one.event.id} is of another device")
            elif not one.line.startswith(f'{{"dcx":1,"id":"{one.event.id}"'.encode("ascii")):
                self._refuse(batch.source, f"the record of {one.event.id} says its id twice")
            elif not is_id(one.event.device):
                self._refuse(batch.source, f"the device of {one.event.id} is no id")
            else:
                by_device.setdefault(one.event.device, []).append(one)
        for device, records in by_device.items():
            self._erasing.arrive(one.event for one in records)
            kept = [one for one in records if self._wanted(one)]
            self._erasing.finish()
            after = batch.after if self._last.get(device) == batch.after else self._last.get(device)
            if kept:
                self.done.fetched += store(
                    self._journal, device, kept, after if batch.device else batch.after
                )
                self._last[device] = kept[-1].event.id

    def _wanted(self, one: Record) -> bool:
        """Whether it is neither ours already nor erased, nor about something that is."""
        if one.event.device == self._own and one.event.id in self._ids_here():
            return False
        return not self._erasing.takes(one.event)

    def _ids_here(self) -> set[str]:
        if self._mine is None:
            self._mine = set(ids_in(self._journal.folders.journal))
        return self._mine

    def _refuse(self, source: str, why: str) -> None:
        self.done.refused.append(f"{source}: {why}")

    def _send(self) -> None:
        path = self._journal.folders.journal
        if self._erasing.gone:
            self._forget(self._behind(path))
        for whole in _parts(self._ours(path, self._behind(path))):
            part = self._lacking(whole) if self._every else whole
            if part:
                sent = self._hub.send([one.line for one in part])
                self.done.sent += sent.new
                self._erasing.refused(sent.refused)
        if not self.done.sent:
            self._hub.send([])  # so that colleagues see who has theirs
        if self._came_back:
            self.done.erased += finish(self._journal)

    def _behind(self, path: Path) -> Iterable[bytes]:
        """What may have to be sent."""
        last = None if self._every else self._hub.last_sent(self._own)
        behind = None if self._every else lines_after(path, last)
        if behind is not None:
            return behind
        if not self._every:  # our newest record there isn't here: compare, and take back what only they have
            self._fetch("")
            self._every = True
        return lines_of(path)

    def _forget(self, behind: Iterable[bytes]) -> None:
        """What was written here of somebody who was forgotten meanwhile, on a call that went on, goes too."""
        events = (one.event for one in records_in(behind) if not isinstance(one, str))
        gone = self._erasing.gone
        self._erasing.refused([one.id for one in events if one.id not in gone and is_about(one, gone)])

    def _ours(self, path: Path, lines: Iterable[bytes]) -> Iterator[Record]:
        for one in records_in(lines):
            if isinstance(one, str):
                self._refuse(path.name, f"{one}; it is not sent")
            elif one.event.id in self._erasing.gone:
                self._came_back = True  # an older copy of the journal was put in its place
            elif one.event.kind not in self._kept_back:
                yield one

    def _lacking(self, part: list[Record]) -> list[Record]:
        lacks = self._hub.lacks([one.event.id for one in part])
        return [one for one in part if one.event.id in lacks]


def _parts(records: Iterable[Record]) -> Iterator[list[Record]]:
    """So many at a time as are sent at once."""
    part: list[Record] = []
    size = 0
    for one in records:
        if part and (len(part) == MOST_LINES or size + len(one.line) > MOST_BYTES):
            yield part
            part, size = [], 0
        part.append(one)
        size += len(one.line)
    if part:
        yield part
