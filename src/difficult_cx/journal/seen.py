"""The largest `n` in colleagues' journals: read again only where one was written since it was last known."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from difficult_cx.journal.looking import Look, look
from difficult_cx.journal.tail import read_tail
from difficult_cx.storage.private import open_existing


class Seen:
    """What this process knows of them: how each file looked, and the largest `n` in all of them."""

    def __init__(self) -> None:
        self._looks: dict[str, Look] = {}
        self._largest = 0

    def know(self, looks: Mapping[str, Look], largest: int) -> None:
        """The index has taken in the files as they look here, and nothing in them is larger than this."""
        self._looks.update((name, one) for name, one in looks.items() if name.startswith("fetched/"))
        self._largest = max(self._largest, largest)

    def largest(self, fetched: Iterable[Path]) -> int:
        """The largest `n` in these files; the ends of those that changed are read."""
        for path in fetched:
            now, name = look(path), f"fetched/{path.name}"
            if now is not None and self._looks.get(name) != now:
                self._largest = max(self._largest, largest_in(path))
                self._looks[name] = now
        return self._largest


def largest_in(path: Path) -> int:
    """The largest `n` at the end of this file."""
    try:
        handle = open_existing(path)
    except OSError:
        return 0
    if handle is None:
        return 0
    try:
        return read_tail(handle).largest
    finally:
        os.close(handle)
