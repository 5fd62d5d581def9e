"""How a file is now, so that it is known later whether anything was done to it."""

import os
from pathlib import Path
from typing import NamedTuple


class Look(NamedTuple):
    """A file as it is now: inode, size, time of the last change in nanoseconds."""

    inode: int
    size: int
    mtime: int


def look(path: Path) -> Look | None:
    """The file as it is now; None where there is none that can be looked at."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return Look(found.st_ino, found.st_size, found.st_mtime_ns)
