"""Events read again from where the index says that they lie."""

import os
from contextlib import suppress
from pathlib import Path

from difficult_cx.domain.event import Event
from difficult_cx.journal.codec import decode
from difficult_cx.journal.index.schema import number
from difficult_cx.journal.opening import open_handle


class MovedError(Exception):
    """What the index says of a file is no longer so; the index is made anew. Never leaves this folder."""


class Places:
    """The files of the journal, opened when one of their events is asked for."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._handles: dict[str, int] = {}

    def read(self, value: int, name: str, place: int, size: int) -> tuple[Event, bytes]:
        """The event there and its bytes; a MovedError when it isn't (any more) the one of this id."""
        handle = self._handles.get(name)
        if handle is None:
            handle = open_handle(self._data / name)
            if handle is None:
                raise MovedError(name)
            self._handles[name] = handle
        line = _read_at(handle, place, size)
        event = decode(line)
        if not isinstance(event, Event) or number(event.id) != value:
            raise MovedError(f"{name} at {place}")
        return event, line

    def close(self) -> None:
        """Let go of every file."""
        while self._handles:
            with suppress(OSError):  # it was only read
                os.close(self._handles.popitem()[1])


def _read_at(handle: int, place: int, size: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(handle, size, place)
    os.lseek(handle, place, os.SEEK_SET)
    return os.read(handle, size)
