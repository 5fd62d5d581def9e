"""Putting records of a device in order, however many: they wait in a file, only numbers are held."""

import os
import tempfile
from array import array
from collections.abc import Container, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from difficult_cx.domain.event import Event
from difficult_cx.journal.index.schema import number
from difficult_cx.journal.opening import open_handle
from difficult_cx.journal.scanning import CHUNK, events_in


class Rows:
    """Where lines lie in a file, by three whole numbers each: `n`, place and id (0 where it is no record)."""

    def __init__(self) -> None:
        self.n = array("q")
        self.place = array("q")
        self.id = array("q")

    def add(self, n: int, place: int, one: int) -> None:
        """A line more."""
        self.n.append(n)
        self.place.append(place)
        self.id.append(one)


class Spill:
    """A private file without a name in this folder, and where each device's records lie in it."""

    def __init__(self, folder: Path) -> None:
        self._file: BinaryIO = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (closed by `with Spill`)
        self.devices: dict[str, Rows] = {}
        self.count = 0
        self._end = 0

    def add(self, event: Event, line: bytes) -> None:
        """Keep this record's line."""
        self._file.write(line + b"\n")
        rows = self.devices.get(event.device)
        if rows is None:
            rows = self.devices[event.device] = Rows()
        rows.add(event.n, self._end, number(event.id) or 0)
        self._end += len(line) + 1
        self.count += 1

    def line_at(self, place: int) -> bytes:
        """The line that begins there."""
        return _line_at(self._file, place)

    def __enter__(self) -> Self:
        """The file, which is open already."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let it go: nothing of it stays on the disk."""
        with suppress(OSError):  # a full disk, which has been said already
            self._file.close()


def in_order(path: Path, spill: Spill, device: str, gone: Container[int | None]) -> Iterator[bytes]:
    """The file's lines and this device's new ones by `n`; no id that is in `gone`, or in the file already.

    A damaged line stays behind the one it stood behind.
    """
    new = spill.devices[device]
    added = (place for place in _sorted(new) if new.id[place] not in gone)
    handle = open_handle(path)
    if handle is None:
        yield from (spill.line_at(new.place[place]) for place in added)
        return
    with os.fdopen(handle, "rb", CHUNK) as file:
        there: set[int | None] = set()
        known = _rows_of(file, there)
        added = (place for place in added if new.id[place] not in there)
        ahead = next(added, None)
        for row in _sorted(known):
            while ahead is not None and new.n[ahead] < known.n[row]:
                yield spill.line_at(new.place[ahead])
                ahead = next(added, None)
            yield _line_at(file, known.place[row])
        if ahead is not None:
            yield spill.line_at(new.place[ahead])
        yield from (spill.line_at(new.place[place]) for place in added)


def _rows_of(file: BinaryIO, ids: set[int | None]) -> Rows:
    rows, n, place = Rows(), 0, 0
    for line in file:
        if line != b"\n":
            found = list(events_in([line.removesuffix(b"\n")]))
            ids.update(number(one.id) for one in found)
            n = max((one.n for one in found), default=n)
            rows.add(n, place, 0)
        place += len(line)
    return rows


def _line_at(file: BinaryIO, place: int) -> bytes:
    file.seek(place)
    return file.readline().removesuffix(b"\n")


def _sorted(rows: Rows) -> Iterator[int]:
    """The rows by their `n`; at once where they are in order already."""
    n = rows.n
    if all(n[place] <= n[place + 1] for place in range(len(n) - 1)):
        return iter(range(len(n)))
    return iter(sorted(range(len(n)), key=n.__getitem__))
