"""Files and folders that only their owner can read; a file is never a link."""

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from difficult_cx.errors import NotSavedError

FILE_MODE = 0o600
FOLDER_MODE = 0o700
NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
BINARY = getattr(os, "O_BINARY", 0)
CLOSE_ON_EXEC = getattr(os, "O_CLOEXEC", 0)

REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EFBIG: "the file has reached the largest size allowed",
    errno.EIO: "the disk reports an error",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "access is denied",
    errno.EPERM: "it is not permitted",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "the system has too many files open",
    errno.ENOLCK: "the system has no locks left",
    errno.ELOOP: "it is a link, and links are refused",
    errno.ENOENT: "the folder is gone",
    errno.ENOTDIR: "a part of the path is no folder",
    errno.EISDIR: "it is a folder",
}


def reason(error: OSError) -> str:
    """Why, in words, with the errno's name: `the disk is full (ENOSPC)`."""
    code = error.errno or 0
    name = errno.errorcode.get(code, f"errno {code}")
    return f"{REASONS.get(code, (error.strerror or 'the system refused').lower())} ({name})"


def not_saved(path: Path, error: OSError) -> NotSavedError:
    """The error that says that nothing was saved in this file, and why."""
    return NotSavedError(
        f"{path.name}: {reason(error)}.", f"nothing was saved in {path.parent}; `dcx doctor` looks at it"
    )


def make_folder(folder: Path) -> None:
    """Make the folder and those above it, 0700 each, whatever the umask is; those that are there stay."""
    missing = []
    above = folder
    while not above.exists():
        missing.append(above)
        if above.parent == above:
            break
        above = above.parent
    for one in reversed(missing):
        with suppress(FileExistsError):
            one.mkdir(mode=FOLDER_MODE)
            one.chmod(FOLDER_MODE)
            sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """Let a new entry of this folder reach the disk; nothing to do where folders can't be."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY | CLOSE_ON_EXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def sync(handle: int) -> None:
    """Let what was written reach the disk itself, the drive's own cache included on macOS."""
    try:
        import fcntl

        full = getattr(fcntl, "F_FULLFSYNC", None)
    except ImportError:
        full = None
    if full is not None:
        try:
            fcntl.fcntl(handle, full)
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                raise
        else:
            return
    os.fsync(handle)


def write_whole(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Put a file in place whole or not at all: written beside it, synced, renamed over it."""
    make_folder(path.parent)
    beside = path.parent / f".{path.name}.{os.getpid()}.new"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | NO_LINKS | BINARY | CLOSE_ON_EXEC
    handle = os.open(beside, flags, FILE_MODE)
    try:
        with suppress(OSError):
            os.fchmod(handle, FILE_MODE) if hasattr(os, "fchmod") else None
        for part in (content,) if isinstance(content, bytes) else content:
            _write_all(handle, part)
        sync(handle)
    except BaseException:
        os.close(handle)
        with suppress(OSError):
            beside.unlink()
        raise
    os.close(handle)
    try:
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def _write_all(handle: int, content: bytes) -> None:
    if os.write(handle, content) != len(content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def read_whole(path: Path) -> bytes | None:
    """The content of a small file; None where there is none. A link raises ELOOP."""
    try:
        handle = os.open(path, os.O_RDONLY | NO_LINKS | BINARY | CLOSE_ON_EXEC)
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read()
