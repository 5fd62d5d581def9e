"""A line of the journal as a row of the table `event`: what kind of event lies where, and what it is about.

A million lines are read when an index is made, so the lines that dcx writes are taken apart by their fixed
beginning instead of being read as JSON; every other line goes the long way. Both give the same row.
"""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from difficult_cx.domain.event import Event
from difficult_cx.domain.ids import ALPHABET, LENGTH
from difficult_cx.journal.codec import MOST_N, is_whole
from difficult_cx.journal.index.schema import key, milliseconds, number, number_in
from difficult_cx.journal.reading import pieces

_ID = rf"[{ALPHABET}]{{{LENGTH}}}"
_TEXT = r'[^"\\]*(?:\\.[^"\\]*)*'
_ENVELOPE = re.compile(
    (
        rf'\{{"dcx":1,"id":"({_ID})","prev":(?:null|"{_ID}"),"n":(0|[1-9][0-9]{{0,11}}),'
        r'"at":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}):([0-5][0-9]):([0-5][0-9])\.([0-9]{3})Z",'
        rf'"zone":"{_TEXT}","rep":"{_TEXT}","device":"({_ID})","kind":"([a-z_]+)"'
    ).encode("ascii")
)
# A quotation mark inside a text is escaped, so these are keys of the event where no other object is in it.
_ABOUT = re.compile(rb',"(call|promise|target|customer)":"([^"]*)"')


class Row(NamedTuple):
    """An event in the table: ids and place in the fold as numbers, `at` in ms UTC, `place` in bytes."""

    key: int
    id: int
    kind: str
    at: int
    place: int
    size: int
    call: int | None
    promise: int | None
    target: int | None
    customer: int | None


def rows_of(content: bytes, end: int, offset: int) -> list[Row]:
    """The rows of the whole lines before `end`; `offset` is where the content lies in its file."""
    found: list[Row] = []
    start = 0
    while start < end:
        stop = content.index(b"\n", start)
        if stop > start:
            line = content[start:stop]
            row = _quick(line, offset + start)
            if row is not None:
                found.append(row)
            else:
                found += _long_way(line, offset + start)
        start = stop + 1
    return found


def _quick(line: bytes, place: int) -> Row | None:
    """The row of a line as dcx writes it, without objects inside; None for any other."""
    begun = _ENVELOPE.match(line)
    if begun is None or line.find(b"{", begun.end()) >= 0 or not is_whole(line):
        return None
    one, digits, hour, minute, second, thousandth, device, kind = begun.groups()
    began, value, n = _hour(hour), number_in(one), int(digits)
    if began is None or value is None or not 1 <= n <= MOST_N:
        return None
    at = began + int(minute) * 60_000 + int(second) * 1000 + int(thousandth)
    about = {name: number_in(raw) for name, raw in _ABOUT.findall(line, begun.end())}
    return Row(
        key(n, device.decode("ascii")),
        value,
        kind.decode("ascii"),
        at,
        place,
        len(line),
        about.get(b"call"),
        about.get(b"promise"),
        about.get(b"target"),
        about.get(b"customer"),
    )


@lru_cache(maxsize=64)
def _hour(text: bytes) -> int | None:
    try:
        return int(datetime.fromisoformat(text.decode("ascii")).replace(tzinfo=UTC).timestamp()) * 1000
    except ValueError:
        return None


def _long_way(line: bytes, offset: int) -> list[Row]:
    """The rows of the whole records in any line, damaged or not."""
    found = ((start, stop, one) for start, stop, one in pieces(line) if isinstance(one, Event))
    return [row_of(event, offset + start, stop - start) for start, stop, event in found]


def row_of(event: Event, place: int, size: int) -> Row:
    """The row of an event that was read as JSON."""
    value = number(event.id)
    assert value is not None, "an event has an id"
    about = [number(event.maybe(name)) for name in ("call", "promise", "target", "customer")]
    at = milliseconds(event.at)
    return Row(key(event.n, event.device), value, event.kind, at, place, size, *about)
