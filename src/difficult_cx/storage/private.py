"""Files and folders that only their owner can read; a file is never a link."""

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from difficult_cx.errors import NotSavedError

FILE_MODE = 0o600
FOLDER_MODE = 0o700
NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
BINARY = getattr(os, "O_BINARY", 0)
CLOSE_ON_EXEC = getattr(os, "O_CLOEXEC", 0)
# A pipe that lies where a file should is refused instead of waited for.
NO_WAIT = getattr(os, "O_NONBLOCK", 0)

# So many folders, at most, dcx makes above its own: `.local/share/dcx`.
DEEPEST = 3
# What a file is called, with a dot in front, until it is whole.
UNFINISHED = ".new"

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
    errno.ENOENT: "there is no such file or folder",
    errno.ENOTDIR: "a part of the path is no folder",
    errno.EISDIR: "it is a folder",
    errno.EINVAL: "it is no regular file",
}

NEXT = {
    errno.ENOSPC: "make room there and try again",
    errno.EDQUOT: "make room there and try again",
    errno.EFBIG: "raise the limit (`ulimit -f`) and try again",
    errno.EMFILE: "raise the limit (`ulimit -n`) and try again",
    errno.ENOENT: "make that folder first",
    errno.ELOOP: "put a real one in its place",
    errno.EISDIR: "put a file in its place",
}


def reason(error: OSError) -> str:
    """Why, in words, with the errno's name: `the disk is full (ENOSPC)`."""
    code = error.errno or 0
    name = errno.errorcode.get(code, f"errno {code}")
    return f"{REASONS.get(code, (error.strerror or 'the system refused').lower())} ({name})"


def not_saved(path: Path, error: OSError) -> NotSavedError:
    """The error that says that nothing was saved in this file, and why."""
    what_next = NEXT.get(error.errno or 0, "`dcx doctor` looks at it")
    return NotSavedError(f"{path.name}: {reason(error)}.", f"nothing was saved in {path.parent}; {what_next}")


def open_private(path: Path, flags: int) -> int:
    """Open or make this file, 0600 whatever the umask is; a link, a pipe or a device is refused."""
    handle = os.open(path, flags | NO_LINKS | NO_WAIT | BINARY | CLOSE_ON_EXEC, FILE_MODE)
    mode = _mode_of_file(handle)
    if stat.S_IMODE(mode) != FILE_MODE and hasattr(os, "fchmod"):
        with suppress(OSError):  # somebody else's, and ours to write in
            os.fchmod(handle, FILE_MODE)
    return handle


def _mode_of_file(handle: int) -> int:
    """The mode of a regular file; of anything else the handle is closed, and EINVAL says so."""
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return mode
    os.close(handle)
    raise OSError(errno.EINVAL, "it is no regular file")


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


def sync_folders(folder: Path) -> None:
    """Let this folder's entries and its own place in those above it reach the disk.

    Whoever made them may have been killed before they were synced. Folders above that we may not read were
    not made by us.
    """
    sync_folder(folder)
    for above in list(folder.absolute().parents)[:DEEPEST]:
        with suppress(PermissionError):
            sync_folder(above)


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
    put_aside(write_aside(path, (content,) if isinstance(content, bytes) else content), path)


def write_aside(path: Path, content: Iterable[bytes]) -> Path:
    """The first half of it: the whole file beside its place, synced; half of one is taken away again."""
    make_folder(path.parent)
    beside = path.parent / f".{path.name}.{os.getpid()}{UNFINISHED}"
    handle = open_private(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    _fill(handle, beside, content)
    return beside


def put_aside(beside: Path, path: Path) -> None:
    """The second half: put it in its place."""
    try:
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def new_file(path: Path, content: Iterable[bytes]) -> None:
    """Write a file that isn't there yet, in its place and nowhere else; half of one is taken away again."""
    handle = os.open(
        path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINKS | BINARY | CLOSE_ON_EXEC, FILE_MODE
    )
    _fill(handle, path, content)
    sync_folder(path.parent)


def _fill(handle: int, path: Path, content: Iterable[bytes]) -> None:
    """Write all of it to this new file, and close it; half of one is taken away again."""
    try:
        for part in content:
            write_once(handle, part)
        sync(handle)
    except BaseException:
        os.close(handle)
        with suppress(OSError):
            path.unlink()
        raise
    os.close(handle)


def put_outside(path: Path, content: bytes, ours: Path) -> None:
    """Put a file in place somewhere else, whole: until it is, it lies in our own folder `ours`.

    From another file system it can't be moved there whole, and where nothing can be written to ours it can't
    lie there first: then it is written in its place.
    """
    aside = ours / f".{path.name}.{os.getpid()}{UNFINISHED}"
    try:
        write_whole(aside, content)
    except OSError:
        _write_in_place(path, content)
        return
    try:
        aside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _write_in_place(path, content)
    finally:
        aside.unlink(missing_ok=True)


def _write_in_place(path: Path, content: bytes) -> None:
    handle = open_private(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        write_once(handle, content)
        sync(handle)
    finally:
        os.close(handle)
    sync_folder(path.parent)


def write_once(handle: int, content: bytes) -> None:
    """One write of all of it; a short one is a failure, with the reason that the system gives for it.

    The reason is asked for with a line end, which closes the torn tail where there is room for one.
    """
    written = os.write(handle, content)
    if written != len(content):
        os.write(handle, b"\n")
        raise OSError(errno.ENOSPC, f"only {written} of {len(content)} bytes could be written")


def unfinished_files(folder: Path) -> list[Path]:
    """What a crash left of files that were being put in place, in this folder and those below it."""
    return [path for path in folder.rglob(f".*{UNFINISHED}") if path.is_file() and not path.is_symlink()]


def read_whole(path: Path) -> bytes | None:
    """The content of a small file; None where there is none. A link raises ELOOP, a pipe EINVAL."""
    handle = open_existing(path)
    if handle is None:
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read()


def open_existing(path: Path) -> int | None:
    """Open a file to read it; None where there is none. Never through a link, never waiting for a pipe."""
    try:
        handle = os.open(path, os.O_RDONLY | NO_LINKS | NO_WAIT | BINARY | CLOSE_ON_EXEC)
    except FileNotFoundError:
        return None
    _mode_of_file(handle)
    return handle
