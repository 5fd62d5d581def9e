"""Lines that the journal couldn't take are kept beside it, where a file can still be written."""

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from difficult_cx.domain.clock import Clock
from difficult_cx.domain.ids import is_id
from difficult_cx.domain.redact import redact
from difficult_cx.storage.folders import Folders
from difficult_cx.storage.private import make_folder, open_private, sync, sync_folder, write_once


def rescue(folders: Folders, text: str, clock: Clock, call_id: str = "") -> Path | None:
    """Keep this line in today's rescue file of this call; the file, or None when nothing can be written.

    A file for each call, so that what belongs to a customer can be found and erased.
    """
    line = redact(text).encode("utf-8", "surrogateescape" if _has_bytes(text) else "backslashreplace") + b"\n"
    whose = f"-{call_id}" if is_id(call_id) else ""
    day = clock.now().strftime("%Y-%m-%d")
    for name in (f"{day}{whose}.txt", f"{day}{whose}-{secrets.token_hex(4)}.txt"):
        path = folders.rescue / name
        with suppress(OSError):
            make_folder(folders.rescue)
            handle = open_private(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            try:
                write_once(handle, line)
                sync(handle)
            finally:
                os.close(handle)
            sync_folder(folders.rescue)
            return path
    return None


def rescued_files(folders: Folders, calls: Iterable[str] | None = None) -> list[Path]:
    """The files of rescued lines, all of them or those of these calls."""
    try:
        found = sorted(path for path in folders.rescue.iterdir() if path.suffix == ".txt" and path.is_file())
    except OSError:
        return []
    if calls is None:
        return found
    wanted = set(calls)
    return [path for path in found if wanted & set(path.stem.split("-"))]


def _has_bytes(text: str) -> bool:
    """Whether all its lone surrogates stand for bytes that were no UTF-8, as stdin keeps them."""
    return not any("\ud800" <= letter <= "\udfff" and not "\udc80" <= letter <= "\udcff" for letter in text)
