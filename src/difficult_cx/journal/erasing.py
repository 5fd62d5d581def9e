"""Erasing events for good: the only place that writes a journal anew."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from difficult_cx.domain.event import Entry, Event
from difficult_cx.domain.moment import write_utc
from difficult_cx.errors import DcxError
from difficult_cx.journal.journal import Journal, fetched_files
from difficult_cx.journal.reading import erased_ids, pieces
from difficult_cx.journal.scanning import ids_in, in_pieces, lines_of, whole_id
from difficult_cx.storage.lock import Lock
from difficult_cx.storage.private import not_saved, unfinished_files, write_whole

# A shorter text of an event may stand in any damaged line by chance.
SHORTEST_MARK = 6
IDS_AN_EVENT = 2_000


def erase(journal: Journal, ids: Sequence[str], texts: Iterable[str] = (), wait: float = 10.0) -> int:
    """Erase the events with these ids from every file; done when a reading back finds none of them.

    `erased` events list the ids and nothing else: from then on nobody is shown them. They are written in the
    order given; what others are found by comes last, should a crash cut it short. Then each file is written
    anew beside the old one, synced and put in its place; `finish` completes what a crash cut off. `texts`:
    what they said, to be found in damaged lines too. The number of events erased.
    """
    if not ids:
        return 0
    parts = [ids[start : start + IDS_AN_EVENT] for start in range(0, len(ids), IDS_AN_EVENT)]
    journal.append(*(Entry("erased", {"ids": list(part)}) for part in parts), wait=wait)
    take_out(journal, frozenset(ids), texts, wait)
    return len(ids)


def finish(journal: Journal, wait: float = 10.0) -> int:
    """Finish an erasing that was cut off: erased ids that a file still holds; how many there were."""
    gone = erased_ids(journal.index().events_of_kinds(("erased",)))
    left = {one for path in journal_files(journal) for one in ids_in(path) if one in gone} if gone else set()
    if left:
        take_out(journal, frozenset(left), (), wait)
    return len(left)


def journal_files(journal: Journal) -> list[Path]:
    """Every file of events: those fetched, and our own."""
    own = journal.folders.journal
    return [*fetched_files(journal.folders), *([own] if own.exists() else [])]


def take_out(journal: Journal, gone: frozenset[str], texts: Iterable[str] = (), wait: float = 10.0) -> None:
    """Every file anew without these events, each read back before it counts as done."""
    marks = _marks([*gone, *texts])
    journal.drop_index()  # first: should this be cut off, nothing that is erased may be found in there
    with Lock(journal.folders.lock).acquire(wait, write_utc(journal.clock.now())):
        for path in journal_files(journal):
            try:
                kept = _without(lines_of(path), gone, marks)
                write_whole(path, in_pieces(line + b"\n" for line in kept))
            except OSError as error:
                raise not_saved(path, error) from error
        for unfinished in unfinished_files(journal.folders.data):
            with suppress(FileNotFoundError):
                unfinished.unlink()
    journal.drop_index()
    left = [path.name for path in journal_files(journal) if any(one in gone for one in ids_in(path))]
    if left:
        raise DcxError(
            f"Not everything could be erased: {', '.join(left)}.", "try again; nothing else was lost"
        )


def _marks(texts: Collection[str]) -> list[bytes]:
    """These texts as they stand in a line, each once; short ones are left out."""
    return [
        json.dumps(one)[1:-1].encode("ascii") for one in dict.fromkeys(texts) if len(one) >= SHORTEST_MARK
    ]


def _without(lines: Iterable[bytes], gone: frozenset[str], marks: list[bytes]) -> Iterator[bytes]:
    """The lines that stay, byte for byte; of damaged ones whatever holds nothing of what is erased."""
    for line in lines:
        own = whole_id(line)
        if own is not None:
            if own not in gone:
                yield line
            continue
        if not any(mark in line for mark in marks):
            yield line
            continue
        for start, end, found in pieces(line):
            part = line[start:end]
            if isinstance(found, Event):
                if found.id not in gone:
                    yield part
            elif part and not any(mark in part for mark in marks):
                yield part
