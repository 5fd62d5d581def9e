"""Picking events out of a long journal without reading all of it as JSON: most lines are passed over unread.

What is picked is checked as everywhere (CRC, whole records glued behind torn ones); what is passed over is
not, so findings are `Journal.read`'s business.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from difficult_cx.domain.event import Event
from difficult_cx.domain.ids import LENGTH
from difficult_cx.journal.codec import BEGINNING
from difficult_cx.journal.opening import open_to_read
from difficult_cx.journal.reading import erased_ids, records

CHUNK = 1 << 20
Wanted = Callable[[bytes], bool]

# In a line of ours these stand outside every text: a quotation mark inside one is escaped.
_KIND = b',"kind":"'
_ERASED = b',"kind":"erased"'
_ID_AT = len(b'{"dcx":1,"id":"')
_NAMED = (b',"call":"', b',"promise":"', b',"target":"')


def of_kinds(kinds: Iterable[str]) -> Wanted:
    """Lines that may hold an event of one of these kinds."""
    names = frozenset(one.encode("ascii") for one in kinds)

    def wanted(line: bytes) -> bool:
        at = line.find(_KIND)
        return at < 0 or line[at + len(_KIND) : line.find(b'"', at + len(_KIND))] in names

    return wanted


def about(ids: Iterable[str]) -> Wanted:
    """Lines that may hold an event with one of these ids, or about one of them."""
    names = frozenset(one.encode("ascii") for one in ids)

    def wanted(line: bytes) -> bool:
        if line[_ID_AT : _ID_AT + LENGTH] in names:
            return True
        for field in _NAMED:
            at = line.find(field)
            if at >= 0 and line[at + len(field) : at + len(field) + LENGTH] in names:
                return True
        return False

    return wanted


def select(paths: Iterable[Path], wanted: Wanted) -> list[Event]:
    """The events of these files that are wanted, each id once, in the order of the fold."""
    found: dict[str, Event] = {}
    gone: set[str] = set()
    for path in paths:
        for line in _lines(path):
            # a record glued behind a torn one: the line's beginning doesn't tell what is in it
            erases = _ERASED in line
            if line and (erases or wanted(line) or line.find(BEGINNING, 1) >= 0):
                events = [one for _, one in records(line) if isinstance(one, Event)]
                gone |= erased_ids(events) if erases else set()
                found.update({one.id: one for one in events if one.id not in found})
    kept = (one for one in found.values() if one.id not in gone)
    return sorted(kept, key=lambda event: event.order)


def _lines(path: Path) -> Iterator[bytes]:
    """The file's lines, a tail without newline included, in chunks that never grow with the file."""
    file = open_to_read(path)
    if file is None:
        return
    with file:
        rest = b""
        while chunk := file.read(CHUNK):
            lines = (rest + chunk).split(b"\n")
            rest = lines.pop()
            yield from lines
        if rest:
            yield rest
