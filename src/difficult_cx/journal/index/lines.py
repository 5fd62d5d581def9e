"""Reading on in a file of events, some thousands at a time, and whether it is still the same file."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from difficult_cx.domain.event import Event
from difficult_cx.journal.codec import decode
from difficult_cx.journal.index.rows import Row, row_of, rows_of
from difficult_cx.journal.opening import open_to_read
from difficult_cx.records import dataclass

CHUNK = 1 << 20
EDGE = 4096


@dataclass
class Reach:
    """How far a file was read: `done` bytes, the check sums of all of them and of the last `EDGE`."""

    done: int = 0
    whole: int = 0
    edge: int = 0


def read_on(path: Path, reach: Reach) -> Iterator[list[Row]]:
    """The events behind `reach`, some thousands at a time; `reach` is moved on with them.

    A tail without newline counts when it is a whole record; else it is left for the next time.
    """
    file = open_to_read(path)
    if file is None:
        return
    with file:
        edge = _before(file, reach.done)
        rest = b""
        while chunk := file.read(CHUNK):
            content = rest + chunk
            end = content.rfind(b"\n") + 1
            found = rows_of(content, end, reach.done)
            rest = content[end:]
            edge = _move(reach, content[:end], edge)
            yield found
        if rest and isinstance(event := decode(rest), Event):
            place = reach.done
            _move(reach, rest, edge)
            yield [row_of(event, place, len(rest))]


def same_so_far(path: Path, reach: Reach, *, thorough: bool) -> bool:
    """Whether the file still begins with what was read; `thorough` reads all of it."""
    file = open_to_read(path)
    if file is None:
        return reach.done == 0
    with file:
        if not thorough:
            return zlib.crc32(_before(file, reach.done)) == reach.edge
        total, left = 0, reach.done
        while left and (chunk := file.read(min(CHUNK, left))):
            total, left = zlib.crc32(chunk, total), left - len(chunk)
        return left == 0 and total == reach.whole


def _before(file: BinaryIO, place: int) -> bytes:
    """The last bytes before this place; the file stands at it afterwards."""
    start = max(0, place - EDGE)
    file.seek(start)
    return file.read(place - start)


def _move(reach: Reach, content: bytes, edge: bytes) -> bytes:
    """Move the reach on by this content; the last bytes before it, for the next time."""
    reach.done += len(content)
    reach.whole = zlib.crc32(content, reach.whole)
    edge = (edge + content[-EDGE:])[-EDGE:]
    reach.edge = zlib.crc32(edge)
    return edge
