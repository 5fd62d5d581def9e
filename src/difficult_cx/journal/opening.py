"""Opening a journal to read it: never a link, never waiting, and what fails is said."""

import os
from pathlib import Path
from typing import BinaryIO

from difficult_cx.errors import DcxError
from difficult_cx.storage.private import BINARY, CLOSE_ON_EXEC, NO_LINKS, reason


def open_to_read(path: Path) -> BinaryIO | None:
    """The file, open; None where there is none. A DcxError says in words why it can't be read."""
    try:
        handle = os.open(path, os.O_RDONLY | NO_LINKS | BINARY | CLOSE_ON_EXEC)
    except FileNotFoundError:
        return None
    except OSError as error:
        hint = f"`dcx doctor` looks at {path.parent}"
        raise DcxError(f"{path.name} can't be read: {reason(error)}.", hint) from error
    return os.fdopen(handle, "rb")
