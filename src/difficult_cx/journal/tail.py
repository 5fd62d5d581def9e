"""The end of a journal: what the next record needs to know of those before it."""

import os

from difficult_cx.domain.event import Event
from difficult_cx.journal.reading import records
from difficult_cx.records import dataclass

FIRST_STEP = 16 * 1024


@dataclass(frozen=True, slots=True)
class Tail:
    """`size` in bytes; `sealed`: it ends with a line end, or is empty; `events`: its last records."""

    size: int
    sealed: bool
    events: tuple[Event, ...] = ()

    def behind(self, content: bytes) -> bytes:
        """What is to be written so that this content stands behind it: a torn line is closed first."""
        return content if self.sealed else b"\n" + content

    @property
    def largest(self) -> int:
        """The largest number among them, for lines may have changed their places; 0 when there is none."""
        return max((one.n for one in self.events), default=0)

    def last_of(self, device: str) -> str | None:
        """The id of the last record that this device wrote."""
        return next((one.id for one in reversed(self.events) if one.device == device), None)


def read_tail(handle: int) -> Tail:
    """Read backwards from the end until there are records; whatever is damaged there is passed over.

    Each step is twice as long as the one before: a gigabyte of garbage is read once, not a thousand times.
    """
    size = os.fstat(handle).st_size
    if size == 0:
        return Tail(0, sealed=True)
    sealed = _read_at(handle, 1, size - 1) == b"\n"
    start, step, rest = size, FIRST_STEP, b""
    while start > 0:
        step = min(step, start)
        start -= step
        lines = (_read_at(handle, step, start) + rest).split(b"\n")
        rest = lines.pop(0) if start else b""
        found = [one for line in lines if line for _, one in records(line) if isinstance(one, Event)]
        if found:
            return Tail(size, sealed, tuple(found))
        step *= 2
    return Tail(size, sealed)


def _read_at(handle: int, count: int, place: int) -> bytes:
    os.lseek(handle, place, os.SEEK_SET)
    parts = []
    while count > 0 and (part := os.read(handle, count)):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
