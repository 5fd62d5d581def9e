"""The journal: what is appended is on the disk before anybody is told so, and nothing is ever truncated."""

import os
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

from difficult_cx.domain.clock import Clock
from difficult_cx.domain.event import Entry, Event
from difficult_cx.domain.ids import ALPHABET, LENGTH, follower_id, is_id
from difficult_cx.domain.kinds import missing_fields
from difficult_cx.domain.moment import write_utc
from difficult_cx.errors import DcxError
from difficult_cx.journal.codec import MOST_N, encode
from difficult_cx.journal.opening import is_readable, open_to_read
from difficult_cx.journal.reading import Reading, Source, together
from difficult_cx.journal.seen import Seen
from difficult_cx.journal.tail import read_tail
from difficult_cx.storage.folders import Folders
from difficult_cx.storage.lock import Lock
from difficult_cx.storage.private import (
    make_folder,
    not_saved,
    open_private,
    read_whole,
    reason,
    sync,
    sync_folder,
    sync_folders,
    write_once,
    write_whole,
)

if TYPE_CHECKING:
    from difficult_cx.journal.index.index import Index
    from difficult_cx.journal.index.intake import Progress


def new_id() -> str:
    """A random id: 12 characters of `ids.ALPHABET`, from the system's own randomness.

    As `secrets.choice`, without the 4 ms that `secrets` costs to import: bytes above a whole number of
    alphabets are passed over, so that every letter is as likely as any other.
    """
    fair = 256 - 256 % len(ALPHABET)
    drawn: list[str] = []
    while len(drawn) < LENGTH:
        drawn += [ALPHABET[byte % len(ALPHABET)] for byte in os.urandom(LENGTH) if byte < fair]
    return "".join(drawn[:LENGTH])


class Journal:
    """The record of this machine and of those fetched from others.

    `zone` (IANA name) and `rep` are written into each event; times are UTC. `progress` is told in bytes how
    far a long making of the index is.
    """

    def __init__(
        self, folders: Folders, clock: Clock, zone: str, rep: str, progress: "Progress | None" = None
    ) -> None:
        self.folders = folders
        self.clock = clock
        self.zone = zone
        self.rep = rep
        self._device: str | None = None
        self._folder_synced = False
        self._sources: dict[Path, tuple[int, Source]] = {}
        self._progress = progress
        self._index: Index | None = None
        self._seen = Seen()

    def new_id(self) -> str:
        """An id that nothing else has."""
        return new_id()

    def append(self, *entries: Entry, wait: float = 10.0) -> list[Event]:
        """Save these entries, in one write, and return them as the events they are now.

        Card numbers and codes are cut out first. A NotSavedError says in words why nothing was saved, a
        BusyError who holds the journal after `wait` seconds; nothing of them is acknowledged then.
        """
        for entry in entries:
            missing = missing_fields(entry.kind, dict(entry.data))
            assert not missing, f"{entry.kind} lacks {missing}"
        path = self.folders.journal
        try:
            make_folder(self.folders.data)
            with Lock(self.folders.lock).acquire(wait, write_utc(self.clock.now())):
                return self._append_locked(path, entries)
        except OSError as error:  # of the journal, or of a file that it needs
            raise not_saved(Path(error.filename or path), error) from error

    @property
    def device(self) -> str:
        """This journal's own name, made where there is none yet."""
        make_folder(self.folders.data)
        with Lock(self.folders.lock).acquire(10.0, write_utc(self.clock.now())):
            return self._own_device()

    def _append_locked(self, path: Path, entries: Sequence[Entry]) -> list[Event]:
        device = self._own_device()
        handle = open_private(path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
        try:
            tail = read_tail(handle)
            if not self._folder_synced:  # whoever made the file or its folders may have been killed then
                (sync_folders if tail.size == 0 else sync_folder)(path.parent)
                self._folder_synced = True
            largest = max(tail.largest, self._seen.largest(fetched_files(self.folders)))
            events = self._stamp(entries, device, tail.last_of(device), largest)
            content = b"".join(encode(event) for event in events)
            write_once(handle, tail.behind(content))
            sync(handle)
        finally:
            os.close(handle)
        return events

    def _stamp(self, entries: Sequence[Entry], device: str, prev: str | None, n: int) -> list[Event]:
        from difficult_cx.journal.redacting import (
            clean_data,
        )  # its patterns cost 6 ms; who reads has no use for it

        now = self.clock.now().astimezone(UTC)
        at = now.replace(microsecond=now.microsecond // 1000 * 1000)
        events = []
        first = entries[0].id if entries else None
        for place, entry in enumerate(entries):
            n = min(n + 1, MOST_N)
            data = clean_data(entry.data)
            own = entry.id or (follower_id(first, place) if first else new_id())
            event = Event(own, prev, n, at, self.zone, self.rep, device, entry.kind, data)
            events.append(event)
            prev = event.id
        return events

    def _own_device(self) -> str:
        """This journal's own name: random, made once."""
        if self._device is None:
            found = (read_whole(self.folders.device) or b"").decode("ascii", "replace").strip()
            if not is_id(found):
                found = new_id()
                write_whole(self.folders.device, f"{found}\n".encode("ascii"))
            self._device = found
        return self._device

    def read(self) -> Reading:
        """Everything on the record, own and fetched, in the order of the fold; never waits, never repairs.

        A fetched file that can't be read is a finding; our own journal is what it is all about, a DcxError.
        """
        own = self._read_on(self.folders.journal)
        fetched = [self._read_fetched(path) for path in fetched_files(self.folders)]
        return together([source for source in (own, *fetched) if source is not None])

    def _read_fetched(self, path: Path) -> Source | None:
        try:
            return self._read_on(path)
        except (DcxError, OSError) as error:
            source = Source(path.name)
            source.refuse(error.message if isinstance(error, DcxError) else f"{path.name}: {reason(error)}.")
            return source

    def _read_on(self, path: Path) -> Source | None:
        """The file as far as it is now, read on from where it was left."""
        file = open_to_read(path)
        if file is None:
            return None
        with file:
            inode = os.fstat(file.fileno()).st_ino
            ours = path == self.folders.journal
            known, source = self._sources.get(path, (inode, Source(path.name, ours)))
            if known != inode or os.fstat(file.fileno()).st_size < source.done:
                source = Source(path.name, ours)
            file.seek(source.done)
            source.take(file.read())
        self._sources[path] = (inode, source)
        return source

    def index(self) -> "Index":
        """The record ready to be asked, with all that was written up to now."""
        from difficult_cx.journal.index.index import Index  # SQLite, only where something is looked up

        if self._index is None:
            self._index = Index(self.folders, self._progress)
        else:
            self._index.refresh()
        self._seen.know(self._index.looks, self._index.largest)
        return self._index

    def kept_playbook(self, digest: str) -> dict[str, Any] | None:
        """The text a call ran under, by its hash; None where it was never kept."""
        event = self.index().kept_playbook(digest)
        body = event.data.get("body") if event is not None else None
        return body if isinstance(body, dict) else None

    def check_index(self) -> str:
        """Compare the index on the disk with the record: `none`, `agrees`, or `removed`, for it was wrong."""
        from difficult_cx.journal.index.checking import check

        return check(self.folders)

    def drop_index(self) -> None:
        """Remove every index from the disk, whole: what was erased must not be found there."""
        from difficult_cx.journal.index.where import remove_indexes

        if self._index is not None:
            self._index.close()
            self._index = None
        try:
            remove_indexes(self.folders)
        except OSError as error:
            raise DcxError(
                f"The index in {self.folders.cache} can't be removed: {reason(error)}.",
                "remove the files index-* there by hand: they may hold what was erased",
            ) from error


def readable_files(folders: Folders) -> list[Path]:
    """Our own journal and those fetched ones that can be read: own first, as they count."""
    found = [path for path in fetched_files(folders) if is_readable(path)]
    return [*([folders.journal] if os.path.lexists(folders.journal) else []), *found]


def unreadable_files(folders: Folders) -> list[Path]:
    """Fetched journals that can't be read; `dcx journal verify` says why."""
    return [path for path in fetched_files(folders) if not is_readable(path)]


def fetched_files(folders: Folders) -> list[Path]:
    """The journals of other devices, in the order of their names."""
    try:
        return sorted(path for path in folders.fetched.iterdir() if path.suffix == ".jsonl")
    except OSError:
        return []
