"""Colleagues' journals beside one's own: appended to, each record once, under the journal's lock."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from difficult_cx.domain.event import Event
from difficult_cx.domain.ids import is_id
from difficult_cx.domain.moment import write_utc
from difficult_cx.journal.journal import Journal, fetched_files
from difficult_cx.journal.opening import open_to_read
from difficult_cx.journal.reading import SERIOUS, pieces
from difficult_cx.journal.scanning import CHUNK, ids_in, lines_of, whole_id
from difficult_cx.journal.tail import FIRST_STEP, read_tail
from difficult_cx.storage.lock import Lock
from difficult_cx.storage.private import (
    make_folder,
    not_saved,
    open_existing,
    open_private,
    sync,
    sync_folder,
    write_once,
)


class Record(NamedTuple):
    """An event with the bytes it was written in, without a line end."""

    event: Event
    line: bytes


def last_fetched(journal: Journal) -> dict[str, str]:
    """By device the id of the last record that came of it."""
    found = {}
    for path in fetched_files(journal.folders):
        last = last_in(path, path.stem) if is_id(path.stem) else None
        if last is not None:
            found[path.stem] = last
    return found


def last_in(path: Path, device: str) -> str | None:
    """The id of the last record of this device at the end of this file; None where there is none."""
    return next((one.id for one in reversed(_end_of(path)) if one.device == device), None)


def _end_of(path: Path) -> tuple[Event, ...]:
    """The last records of a file; none where there is no such file, or it can't be read."""
    try:
        handle = open_existing(path)
    except OSError:
        return ()
    if handle is None:
        return ()
    try:
        return read_tail(handle).events
    finally:
        os.close(handle)


def store(journal: Journal, device: str, records: Sequence[Record], after: str | None = None) -> int:
    """Put these records of one device behind what there is of it; how many were new.

    `after`: the id they follow. Where that is the last one in the file nothing else is looked at; else what
    the file has already is left out. Only what is on the disk counts.
    """
    folders = journal.folders
    path = folders.fetched / f"{device}.jsonl"
    try:
        make_folder(folders.fetched)
        with Lock(folders.lock).acquire(10.0, write_utc(journal.clock.now())):
            handle = open_private(path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
            try:
                tail = read_tail(handle)
                in_order = tail.size == 0 or (after is not None and tail.last_of(device) == after)
                new = list(_new(records, {after} if in_order else set(ids_in(path))))
                if new:
                    content = b"".join(line + b"\n" for line in new)
                    write_once(handle, tail.behind(content))
                    sync(handle)
            finally:
                os.close(handle)
            if tail.size == 0:
                sync_folder(folders.fetched)
    except OSError as error:
        raise not_saved(path, error) from error
    return len(new)


def _new(records: Sequence[Record], known: Collection[str | None]) -> Iterator[bytes]:
    seen = set(known)
    for event, line in records:
        if event.id not in seen:
            seen.add(event.id)
            yield line


def lines_after(path: Path, last: str | None) -> Iterator[bytes] | None:
    """The lines behind the record with this id, all of them without one; None where it is nowhere.

    The end of the file is looked at first, for that is where it nearly always is. Where the record has others
    glued to its line, that line is among them.
    """
    if last is None:
        return lines_of(path)
    file = open_to_read(path)
    if file is None:
        return None
    mark = f'{{"dcx":1,"id":"{last}"'.encode("ascii")
    with file:
        size = file.seek(0, os.SEEK_END)
        start, step = size, FIRST_STEP
        while start > 0:
            start = max(0, size - step)
            file.seek(start)
            content = b"".join(iter(lambda: file.read(CHUNK), b""))
            place = content.rfind(mark)
            if place >= 0:
                first, *rest = content[place:].split(b"\n")
                glued = [first] if whole_id(first) is None else []
                return (line for line in (*glued, *rest) if line)
            step *= 4
    return None


def records_in(lines: Iterable[bytes]) -> Iterator[Record | str]:
    """Every whole record of these lines, in their order; of the rest what is wrong with it, in words.

    What is only torn, glued or zeros needs no word: a write was cut off, or the file is still on its way.
    """
    for line in lines:
        for start, end, found in pieces(line):
            if isinstance(found, Event):
                yield Record(found, line[start:end])
            elif found.kind in SERIOUS and found.kind != "zeros":
                yield found.what
