"""All records in the order of the fold, whatever their number: an id for each is held at once, and a line.

Journals are written in that order, so going through them side by side gives it. A file that isn't in order
(lines of it changed their places) is sorted in memory.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import merge
from pathlib import Path

from difficult_cx.domain.event import Event
from difficult_cx.journal.codec import BEGINNING, decode, is_whole
from difficult_cx.journal.index.schema import number
from difficult_cx.journal.journal import Journal, readable_files
from difficult_cx.journal.reading import erased_ids, pieces
from difficult_cx.journal.scanning import lines_of

Order = tuple[int, str, str]
# A quotation mark inside a text is escaped, so none of this can stand in one.
_ENVELOPE = re.compile(
    rb'\{"dcx":1,"id":"([a-z0-9]{12})","prev":(?:null|"[a-z0-9]{12}"),"n":([1-9][0-9]{0,11}),"at":"[^"\\]*",'
    rb'"zone":"[^"\\]*","rep":"(?:[^"\\]|\\.)*","device":"([a-z0-9]{12})","kind":"[a-z_]+"'
)


@dataclass
class _Plan:
    """What a first going through found: repeated records by file and place, mixed files, erased ids."""

    repeated: set[tuple[int, int]] = field(default_factory=set)
    mixed: set[int] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)


def lines_in_order(journal: Journal) -> Iterator[bytes]:
    """Every record as it was written, newline included, each id once, erased ones left out."""
    files = readable_files(journal.folders)
    plan = _plan(files)
    for (_, _, one), raw in merge(*(_of(path, file, plan) for file, path in enumerate(files))):
        if one not in plan.erased:
            yield raw + b"\n"


def _plan(files: list[Path]) -> _Plan:
    plan, seen = _Plan(), set()
    for file, path in enumerate(files):
        last: Order = (0, "", "")
        for place, (order, raw) in enumerate(_records(path)):
            key = number(order[2])
            if key in seen:
                plan.repeated.add((file, place))
                continue
            seen.add(key)
            if order < last:
                plan.mixed.add(file)
            last = order
            if b'"kind":"erased"' in raw and isinstance(event := decode(raw), Event):
                plan.erased |= erased_ids([event])
    return plan


def _of(path: Path, file: int, plan: _Plan) -> Iterator[tuple[Order, bytes]]:
    """This file's records that count, in order."""
    found = (one for place, one in enumerate(_records(path)) if (file, place) not in plan.repeated)
    return iter(sorted(found)) if file in plan.mixed else found


def _records(path: Path) -> Iterator[tuple[Order, bytes]]:
    """The whole records of a file as they stand; lines as dcx writes them are not read as JSON."""
    for line in lines_of(path):
        begun = _ENVELOPE.match(line)
        if begun is not None and is_whole(line) and line.find(BEGINNING, 1) < 0:
            one, n, device = (group.decode("ascii") for group in begun.groups())
            yield (int(n), device, one), line
            continue
        for start, end, found in pieces(line):
            if isinstance(found, Event):
                yield found.order, line[start:end]
