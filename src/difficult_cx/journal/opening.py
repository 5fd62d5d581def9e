"""Opening a journal to read it: never a link, never waiting, and what fails is said."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from difficult_cx.errors import DcxError
from difficult_cx.storage.private import open_existing, reason


def open_to_read(path: Path) -> BinaryIO | None:
    """The file, open; None where there is none. A DcxError says in words why it can't be read."""
    handle = open_handle(path)
    # whoever reads takes large pieces; a buffer would only hide why a read failed
    return None if handle is None else os.fdopen(handle, "rb", buffering=0)


def open_handle(path: Path) -> int | None:
    """The same as the system's own handle, which whoever asks for it closes."""
    try:
        return open_existing(path)
    except OSError as error:
        hint = f"`dcx doctor` looks at {path.parent}"
        raise DcxError(f"{path.name} can't be read: {reason(error)}.", hint) from error


def is_readable(path: Path) -> bool:
    """Whether this is a regular file that we may read; a link isn't."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode) and os.access(path, os.R_OK)
    except OSError:
        return False
