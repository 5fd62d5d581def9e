"""Erasing events for good, and leaving with all of them: the only places that write a journal anew."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from difficult_cx.domain.event import Entry, Event
from difficult_cx.domain.ids import is_id
from difficult_cx.domain.moment import write_utc
from difficult_cx.errors import DcxError, UsageError
from difficult_cx.journal.codec import encode
from difficult_cx.journal.journal import Journal, fetched_files
from difficult_cx.journal.reading import erased_ids, records
from difficult_cx.storage.lock import Lock
from difficult_cx.storage.private import make_folder, not_saved, write_whole

SHORTEST_NEEDLE = 6


def erase(journal: Journal, events: Iterable[Event], wait: float = 10.0) -> int:
    """Erase these events from every file, and only say so when a reading back finds none of them.

    An `erased` event lists the ids and nothing else: from then on nobody is shown them. Then each file is
    written anew beside the old one, synced and put in its place; `finish` completes what a crash cut off.
    The number of events erased.
    """
    gone = {event.id: event for event in events}
    if not gone:
        return 0
    journal.append(Entry("erased", {"ids": sorted(gone)}), wait=wait)
    needles = [*gone, *(text for one in gone.values() for text in _texts(one.data))]
    marks = [json.dumps(one)[1:-1].encode("ascii") for one in needles if len(one) >= SHORTEST_NEEDLE]
    _write_without(journal, frozenset(gone), marks, wait)
    return len(gone)


def finish(journal: Journal, wait: float = 10.0) -> int:
    """Finish an erasing that was cut off: erased ids that a file still holds; how many there were."""
    gone = erased_ids(journal.index().events_of_kinds(("erased",)))
    left = {one for path in _files(journal) for one in _ids_in(path) if one in gone} if gone else set()
    if left:
        _write_without(journal, frozenset(left), [one.encode("ascii") for one in left], wait)
    return len(left)


def _files(journal: Journal) -> list[Path]:
    own = journal.folders.journal
    return [*fetched_files(journal.folders), *([own] if own.exists() else [])]


def _write_without(journal: Journal, gone: frozenset[str], marks: list[bytes], wait: float) -> None:
    """Every file anew without these events, each read back before it counts as done."""
    with Lock(journal.folders.lock).acquire(wait, write_utc(journal.clock.now())):
        for path in _files(journal):
            try:
                write_whole(path, _without(path.read_bytes(), gone, marks))
            except OSError as error:
                raise not_saved(path, error) from error
    journal.drop_index()
    left = [path.name for path in _files(journal) if gone & _ids_in(path)]
    if left:
        raise DcxError(
            f"Not everything could be erased: {', '.join(left)}.", "try again; nothing else was lost"
        )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _without(content: bytes, gone: frozenset[str], marks: list[bytes]) -> Iterator[bytes]:
    """The lines that stay as they are; of damaged ones those that hold nothing of what is erased."""
    for line in content.split(b"\n"):
        if not line:
            continue
        found = list(records(line))
        events = [one for _, one in found if isinstance(one, Event)]
        if len(events) == len(found) == 1:
            if events[0].id not in gone:
                yield line + b"\n"
            continue
        if not any(mark in line for mark in marks):
            yield line + b"\n"
            continue
        yield from (encode(one) for one in events if one.id not in gone)


def _ids_in(path: Path) -> set[str]:
    found = (one for line in path.read_bytes().split(b"\n") if line for _, one in records(line))
    return {one.id for one in found if isinstance(one, Event)}


def export_lines(journal: Journal) -> Iterator[bytes]:
    """Every event, own and fetched, one a line in the order of the fold: the format of docs/journal.md."""
    return (encode(event) for event in journal.read().events)


def import_lines(journal: Journal, content: bytes, wait: float = 10.0) -> tuple[int, int, int]:
    """Take in what isn't there yet: new, known before, unreadable. Twice is once.

    Events lie in a file per device below `fetched/`, so that the fold is the same as where they were written.
    Erased ids are refused: who was forgotten doesn't come back.
    """
    known = journal.read().events
    ids = {event.id for event in known} | erased_ids(known)
    new: dict[str, list[Event]] = {}
    same = bad = 0
    for line in content.split(b"\n"):
        for _, one in records(line) if line else ():
            if not isinstance(one, Event):
                bad += 1
            elif one.id in ids:
                same += 1
            elif not is_id(one.device):
                bad += 1
            else:
                ids.add(one.id)
                new.setdefault(one.device, []).append(one)
    if bad and not new and not same:
        raise UsageError("No record of dcx is in that file.", "`dcx journal export FILE` writes one")
    folders = journal.folders
    with Lock(folders.lock).acquire(wait, write_utc(journal.clock.now())):
        for device, events in new.items():
            path = folders.fetched / f"{device}.jsonl"
            before = path.read_bytes() if path.exists() else b""
            added = b"".join(encode(one) for one in sorted(events, key=lambda event: event.n))
            glue = b"\n" if before and not before.endswith(b"\n") else b""
            try:
                make_folder(folders.fetched)
                write_whole(path, before + glue + added)
            except OSError as error:
                raise not_saved(path, error) from error
    return sum(map(len, new.values())), same, bad
