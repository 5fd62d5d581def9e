"""Leaving with all events, and bringing them back: identical, and twice is once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from difficult_cx.domain.event import Event
from difficult_cx.domain.ids import is_id
from difficult_cx.domain.moment import write_utc
from difficult_cx.errors import DcxError, UsageError
from difficult_cx.journal.codec import encode
from difficult_cx.journal.erasing import finish, journal_files
from difficult_cx.journal.journal import Journal
from difficult_cx.journal.reading import erased_ids, pieces
from difficult_cx.journal.redacting import clean_data
from difficult_cx.journal.scanning import events_in, ids_in, lines_from, lines_of
from difficult_cx.storage.lock import Lock
from difficult_cx.storage.private import make_folder, not_saved, reason, write_whole

Numbered = tuple[int, bytes]


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
    here. A card number that no dcx would have written is cut as if it were typed.
    """
    ids = {one for path in journal_files(journal) for one in ids_in(path)}
    ids |= erased_ids(journal.index().events_of_kinds(("erased",)))
    new: dict[str, list[Numbered]] = {}
    same = bad = 0
    erases = False
    for line in lines:
        for start, end, one in pieces(line):
            if not isinstance(one, Event) or not is_id(one.device):
                bad += 1
            elif one.id in ids:
                same += 1
            else:
                ids.add(one.id)
                erases = erases or one.kind == "erased"
                new.setdefault(one.device, []).append((one.n, _cut(one, line[start:end])))
    if bad and not new and not same:
        raise UsageError("No record of dcx is in that file.", "`dcx journal export FILE` writes one")
    _put(journal, new, wait)
    if erases:
        finish(journal, wait)
    return sum(map(len, new.values())), same, bad


def _cut(event: Event, raw: bytes) -> bytes:
    """The record as it was written; anew where something had to be cut out of it."""
    cut = clean_data(event.data)
    return raw if cut == event.data else encode(replace(event, data=cut))[:-1]


def _put(journal: Journal, new: Mapping[str, list[Numbered]], wait: float) -> None:
    folders = journal.folders
    with Lock(folders.lock).acquire(wait, write_utc(journal.clock.now())):
        for device, added in new.items():
            path = folders.fetched / f"{device}.jsonl"
            try:
                make_folder(folders.fetched)
                write_whole(path, (line + b"\n" for line in _in_order(path, added)))
            except OSError as error:
                raise not_saved(path, error) from error


def _in_order(path: Path, added: list[Numbered]) -> Iterator[bytes]:
    """What the file had and what is new, by number: the largest stands last, and is found there."""
    known = [(max((one.n for one in events_in([line])), default=0), line) for line in lines_of(path)]
    return (line for _, line in sorted([*known, *added], key=lambda one: one[0]))
