"""Leaving with all events, and bringing them back: identical, and twice is once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from difficult_cx.domain.event import Event
from difficult_cx.domain.ids import is_id
from difficult_cx.domain.kinds import OURS
from difficult_cx.domain.moment import write_utc
from difficult_cx.domain.redact import redact
from difficult_cx.errors import DcxError, UsageError
from difficult_cx.journal.codec import encode
from difficult_cx.journal.erasing import finish, journal_files
from difficult_cx.journal.index.schema import number
from difficult_cx.journal.journal import Journal
from difficult_cx.journal.looking import look
from difficult_cx.journal.reading import erased_ids, pieces
from difficult_cx.journal.redacting import clean_value
from difficult_cx.journal.scanning import ids_in, in_pieces, lines_from
from difficult_cx.journal.sorting import Spill, in_order
from difficult_cx.storage.lock import Lock
from difficult_cx.storage.private import make_folder, not_saved, put_aside, reason, write_aside, write_whole

_HASH = 32  # letters at least, of a playbook's hash


def import_file(journal: Journal, path: Path, wait: float = 10.0) -> tuple[int, int, int]:
    """Take in a file of events, or what a pipe of this name gives; see `import_lines`."""
    try:
        with path.open("rb") as file:
            return import_lines(journal, lines_from(file), wait)
    except OSError as error:
        raise DcxError(f"{path} can't be read: {reason(error)}.", "another file") from error


def import_lines(journal: Journal, lines: Iterable[bytes], wait: float = 10.0) -> tuple[int, int, int]:
    """Take in what isn't there yet: new, known before, unreadable. Twice is once.

    Events lie in a file per device below `fetched/`, so that the fold is the same as where they were written.
    Erased ids are refused: who was forgotten doesn't come back, and who was forgotten elsewhere is forgotten
    here. A card number that no dcx would have written is cut as if it were typed. What is new waits in a
    nameless file of the data folder: a number for each id, three for each new record are all that is held.
    """
    ids = {number(one) for path in journal_files(journal) for one in ids_in(path)}
    ids.update(map(number, _erased(journal)))
    same = bad = 0
    erases = False
    with _spill(journal) as spill:
        for line in lines:
            for start, end, one in pieces(line):
                if not isinstance(one, Event) or not is_id(one.device):
                    bad += 1
                elif (key := number(one.id)) in ids:
                    same += 1
                else:
                    ids.add(key)
                    erases = erases or one.kind == "erased"
                    _keep(journal, spill, one, line[start:end])
        if bad and not spill.count and not same:
            raise UsageError("No record of dcx is in that file.", "`dcx journal export FILE` writes one")
        ids.clear()
        _put(journal, spill, wait)
    if erases:
        finish(journal, wait)
    return spill.count, same, bad


def _erased(journal: Journal) -> frozenset[str]:
    return erased_ids(journal.index().events_of_kinds(("erased",)))


def _spill(journal: Journal) -> Spill:
    data = journal.folders.data
    try:
        make_folder(data)
        return Spill(data)
    except OSError as error:
        raise not_saved(data / "import", error) from error


def _keep(journal: Journal, spill: Spill, event: Event, raw: bytes) -> None:
    try:
        spill.add(event, _cut(event, raw))
    except OSError as error:
        raise not_saved(journal.folders.data / "import", error) from error


def _cut(event: Event, raw: bytes) -> bytes:
    """The record as it was written; anew where something had to be cut out of it."""
    data = {name: _checked(name, value) for name, value in event.data.items()}
    zone, rep = _short(event.zone), _short(event.rep)
    if data == event.data and (zone, rep) == (event.zone, event.rep):
        return raw
    return encode(replace(event, data=data, zone=zone, rep=rep))[:-1]


@lru_cache(maxsize=64)
def _short(text: str) -> str:
    """What stands in every record of a device."""
    return redact(text)


def _checked(name: str, value: Any) -> Any:
    """What should be an id, a time or a hash of ours; anything else under its name is cut like other text."""
    if name not in OURS:
        return clean_value(value)
    if is_id(value) or (name == "hash" and isinstance(value, str) and len(value) >= _HASH):
        return value
    return value if isinstance(value, list) and all(map(is_id, value)) else clean_value(value)


def _put(journal: Journal, spill: Spill, wait: float) -> None:
    """Each device's file anew: made beside the old one, and put in its place under the lock.

    What changed meanwhile, or was erased, is looked at again under the lock.
    """
    folders = journal.folders
    for device in spill.devices:
        path = folders.fetched / f"{device}.jsonl"
        try:
            make_folder(folders.fetched)
            before = look(path), _erased(journal)
            aside = write_aside(path, _lines(path, spill, device, before[1]))
            try:
                with Lock(folders.lock).acquire(wait, write_utc(journal.clock.now())):
                    now = look(path), _erased(journal)
                    if aside.exists() and now == before:
                        put_aside(aside, path)
                    else:
                        write_whole(path, _lines(path, spill, device, now[1]))
            finally:
                aside.unlink(missing_ok=True)
        except OSError as error:
            raise not_saved(path, error) from error


def _lines(path: Path, spill: Spill, device: str, gone: Iterable[str]) -> Iterator[bytes]:
    """What the file has and what is new, by number: the largest stands last, and is found there."""
    return in_pieces(line + b"\n" for line in in_order(path, spill, device, frozenset(map(number, gone))))
