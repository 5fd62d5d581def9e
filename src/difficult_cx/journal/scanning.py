"""Going through journals line by line, whatever their size: a line is all that is held at once."""

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from difficult_cx.domain.event import Event
from difficult_cx.domain.ids import LENGTH, is_id
from difficult_cx.journal.codec import BEGINNING, CRC, CRC_LENGTH
from difficult_cx.journal.opening import open_to_read
from difficult_cx.journal.reading import records

CHUNK = 1 << 20
_ID = b'{"dcx":1,"id":"'


def lines_of(path: Path) -> Iterator[bytes]:
    """The file's lines that aren't empty, a tail without newline included."""
    file = open_to_read(path)
    if file is None:
        return
    with file:
        yield from lines_from(file)


def lines_from(file: BinaryIO) -> Iterator[bytes]:
    """The same of a file that is open already."""
    rest: list[bytes] = []
    while chunk := file.read(CHUNK):
        first, *lines = chunk.split(b"\n")
        rest.append(first)
        if lines:
            whole = b"".join(rest)
            rest = [lines.pop()]
            yield from (line for line in (whole, *lines) if line)
    if whole := b"".join(rest):
        yield whole


def whole_id(line: bytes) -> str | None:
    """The id of a line that is one whole record of ours, found without reading its JSON; None otherwise."""
    body, end = line[:-CRC_LENGTH], line[-CRC_LENGTH:]
    if not line.startswith(_ID) or not end.startswith(CRC) or end[len(CRC) :] != b'%08x"}' % zlib.crc32(body):
        return None
    found = line[len(_ID) : len(_ID) + LENGTH].decode("ascii", "replace")
    return found if is_id(found) and body.find(BEGINNING, 1) < 0 else None


def events_in(lines: Iterable[bytes]) -> Iterator[Event]:
    """The events of these lines; what is damaged is passed over."""
    return (one for line in lines for _, one in records(line) if isinstance(one, Event))


def ids_in(path: Path) -> Iterator[str]:
    """The ids of all the records in this file."""
    for line in lines_of(path):
        found = whole_id(line)
        if found is not None:
            yield found
        else:
            yield from (one.id for one in events_in([line]))


def in_pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of about a megabyte, for writing."""
    kept: list[bytes] = []
    size = 0
    for line in lines:
        kept.append(line)
        size += len(line)
        if size >= CHUNK:
            yield b"".join(kept)
            kept, size = [], 0
    if kept:
        yield b"".join(kept)
