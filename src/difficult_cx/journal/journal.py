"""The journal: what is appended is on the disk before anybody is told so, and nothing is ever truncated."""

import errno
import os
import secrets
import stat
from collections.abc import Mapping, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from difficult_cx.domain.clock import Clock
from difficult_cx.domain.event import Entry, Event
from difficult_cx.domain.ids import ALPHABET, LENGTH, is_id
from difficult_cx.domain.kinds import OURS, missing_fields
from difficult_cx.domain.moment import write_utc
from difficult_cx.domain.redact import redact
from difficult_cx.errors import NotSavedError
from difficult_cx.journal.codec import decode, encode
from difficult_cx.journal.opening import open_to_read
from difficult_cx.journal.reading import Reading, Source, together
from difficult_cx.journal.selecting import Wanted, of_kinds, select
from difficult_cx.storage.folders import Folders
from difficult_cx.storage.lock import Lock
from difficult_cx.storage.private import (
    BINARY,
    CLOSE_ON_EXEC,
    FILE_MODE,
    NO_LINKS,
    make_folder,
    not_saved,
    read_whole,
    sync,
    sync_folder,
    write_whole,
)

CHUNK = 64 * 1024


def new_id() -> str:
    """A random id: 12 characters of `ids.ALPHABET`."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class Journal:
    """The record of this machine and of those fetched from others.

    `zone` (IANA name) and `rep` are written into each event; times are UTC.
    """

    def __init__(self, folders: Folders, clock: Clock, zone: str, rep: str) -> None:
        self.folders = folders
        self.clock = clock
        self.zone = zone
        self.rep = rep
        self._device: str | None = None
        self._folder_synced = False
        self._sources: dict[Path, tuple[int, Source]] = {}

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
        except OSError as error:
            raise not_saved(path, error) from error

    def _append_locked(self, path: Path, entries: Sequence[Entry]) -> list[Event]:
        device = self._own_device()
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | NO_LINKS | BINARY | CLOSE_ON_EXEC
        handle = os.open(path, flags, FILE_MODE)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise OSError(errno.EINVAL, "the journal is no regular file")
            size = status.st_size
            if size == 0 and hasattr(os, "fchmod"):
                os.fchmod(handle, FILE_MODE)
            whole, last = _tail(handle, size)
            prev = last.id if last is not None and last.device == device else None
            events = self._stamp(entries, device, prev, max(last.n if last else 0, self._largest_fetched()))
            content = (b"" if whole else b"\n") + b"".join(encode(event) for event in events)
            _write_all(handle, content)
            sync(handle)
        finally:
            os.close(handle)
        if not self._folder_synced:
            sync_folder(path.parent)
            self._folder_synced = True
        return events

    def _stamp(self, entries: Sequence[Entry], device: str, prev: str | None, n: int) -> list[Event]:
        now = self.clock.now().astimezone(UTC)
        at = now.replace(microsecond=now.microsecond // 1000 * 1000)
        events = []
        for entry in entries:
            n += 1
            data = clean_data(entry.data)
            event = Event(entry.id or new_id(), prev, n, at, self.zone, self.rep, device, entry.kind, data)
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

    def _largest_fetched(self) -> int:
        """The largest `n` in the journals of other devices."""
        largest = 0
        for path in fetched_files(self.folders):
            try:
                handle = os.open(path, os.O_RDONLY | NO_LINKS | BINARY | CLOSE_ON_EXEC)
            except OSError:
                continue
            try:
                _, last = _tail(handle, os.fstat(handle).st_size)
            finally:
                os.close(handle)
            largest = max(largest, last.n if last is not None else 0)
        return largest

    def read(self) -> Reading:
        """Everything on the record, own and fetched, in the order of the fold; never waits, never repairs."""
        sources = []
        for path in (self.folders.journal, *fetched_files(self.folders)):
            source = self._read_on(path)
            if source is not None:
                sources.append(source)
        return together(sources)

    def _read_on(self, path: Path) -> Source | None:
        """The file as far as it is now, read on from where it was left."""
        file = open_to_read(path)
        if file is None:
            return None
        with file:
            inode = os.fstat(file.fileno()).st_ino
            known, source = self._sources.get(path, (inode, Source(path.name)))
            if known != inode or os.fstat(file.fileno()).st_size < source.done:
                source = Source(path.name)
            file.seek(source.done)
            source.take(file.read())
        self._sources[path] = (inode, source)
        return source

    def select(self, wanted: Wanted) -> list[Event]:
        """The events that are wanted, own and fetched, in the order of the fold; the rest isn't even read."""
        return select((self.folders.journal, *fetched_files(self.folders)), wanted)

    def kept_playbook(self, digest: str) -> dict[str, Any] | None:
        """The text a call ran under, by its hash; None where it was never kept."""
        for event in self.select(of_kinds(("playbook_kept",))):
            if event.text("hash") == digest:
                body = event.data.get("body")
                return body if isinstance(body, dict) else None
        return None


def fetched_files(folders: Folders) -> list[Path]:
    """The journals of other devices, in the order of their names."""
    try:
        return sorted(path for path in folders.fetched.iterdir() if path.suffix == ".jsonl")
    except OSError:
        return []


def clean_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with card numbers and codes cut out of every text that isn't an id or a time of ours."""
    return {name: value if name in OURS else _clean(value) for name, value in data.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    return value


def _write_all(handle: int, content: bytes) -> None:
    """One write; a short one is a failure, and what reached the disk is a tail that readers pass over."""
    written = os.write(handle, content)
    if written != len(content):
        raise NotSavedError(
            f"Only {written} of {len(content)} bytes could be written: the disk is full (ENOSPC).",
            "make room; the line stays here until then",
        )


def _tail(handle: int, size: int) -> tuple[bool, Event | None]:
    """Whether the file ends with a whole line, and its last record that can be read."""
    if size == 0:
        return True, None
    whole = _read_at(handle, 1, size - 1) == b"\n"
    start, content = size, b""
    while start > 0:
        step = min(CHUNK, start)
        start -= step
        content = _read_at(handle, step, start) + content
        lines = content.split(b"\n")
        for line in reversed(lines[0 if start == 0 else 1 :]):
            found = decode(line) if line else None
            if isinstance(found, Event):
                return whole, found
        content = lines[0]
    return whole, None


def _read_at(handle: int, count: int, place: int) -> bytes:
    os.lseek(handle, place, os.SEEK_SET)
    parts = []
    while count > 0 and (part := os.read(handle, count)):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
