"""Lines that the journal couldn't take are kept beside it, where a file can still be written."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from difficult_cx.domain.clock import Clock
from difficult_cx.domain.redact import redact
from difficult_cx.storage.folders import Folders
from difficult_cx.storage.private import BINARY, CLOSE_ON_EXEC, FILE_MODE, NO_LINKS, make_folder, sync


def rescue(folders: Folders, text: str, clock: Clock) -> Path | None:
    """Keep this line in today's rescue file; the file, or None when nothing can be written at all."""
    line = redact(text).encode("utf-8", "surrogateescape") + b"\n"
    day = clock.now().strftime("%Y-%m-%d")
    for name in (f"{day}.txt", f"{day}-{secrets.token_hex(4)}.txt"):
        path = folders.rescue / name
        with suppress(OSError):
            make_folder(folders.rescue)
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | NO_LINKS | BINARY | CLOSE_ON_EXEC
            handle = os.open(path, flags, FILE_MODE)
            try:
                if os.write(handle, line) == len(line):
                    sync(handle)
                    return path
            finally:
                os.close(handle)
    return None
