"""A lock between processes that says who holds it; its file is never deleted."""

import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from difficult_cx.errors import BusyError
from difficult_cx.storage.private import BINARY, CLOSE_ON_EXEC, NO_LINKS, make_folder, not_saved, open_private

# Windows locks bytes, not files: one far behind what the holder writes, so that others can read who it is.
FAR_BYTE = 1 << 30
FIRST_PAUSE, LONGEST_PAUSE = 0.002, 0.05


class Lock:
    """Held by one process at a time; `with Lock(path).acquire(wait=10): …`.

    Uses fcntl or msvcrt directly: it writes who holds it (pid and since), and costs nothing to import.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def acquire(self, wait: float, since: str = "") -> Self:
        """Take the lock; a BusyError names the holder after `wait` seconds, a NotSavedError why not."""
        try:
            make_folder(self.path.parent)
            handle = open_private(self.path, os.O_RDWR | os.O_CREAT)
        except OSError as error:
            raise not_saved(self.path, error) from error
        try:
            self._wait(handle, wait)
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle
        self._sign(handle, since)
        return self

    def release(self) -> None:
        """Give it back; twice is once."""
        handle, self._handle = self._handle, None
        if handle is not None:
            with suppress(OSError):
                _unlock(handle)
            with suppress(OSError):  # what was saved under the lock is saved, whatever becomes of the lock
                os.close(handle)

    def _wait(self, handle: int, wait: float) -> None:
        until = time.monotonic() + wait
        pause = FIRST_PAUSE
        while True:
            try:
                _lock(handle)
            except OSError as error:
                if error.errno not in TAKEN:
                    raise not_saved(self.path, error) from error
                left = until - time.monotonic()
                if left <= 0:
                    raise self._busy() from error
                time.sleep(min(pause, left))
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                return

    def _sign(self, handle: int, since: str) -> None:
        """Write who holds it; a lock that can't be signed is held all the same."""
        with suppress(OSError):
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, f"{os.getpid()} {since}\n".encode().ljust(64))

    def _busy(self) -> BusyError:
        with suppress(OSError, UnicodeDecodeError):
            pid, _, since = self.path.read_bytes()[:64].decode("ascii").strip().partition(" ")
            if pid.isdecimal():
                when = f" since {since.strip()}" if since.strip() else ""
                return BusyError(
                    f"{self.path.name} is held by process {pid}{when}.",
                    "it is let go when that dcx ends; then try again",
                )
        return BusyError(f"{self.path.name} is held by another dcx.", "try again when it has ended")

    def __enter__(self) -> Self:
        """The lock, which is held already."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it back."""
        self.release()


def is_held(path: Path) -> bool:
    """Whether some process holds the lock of this file now; a file that isn't there is held by nobody."""
    try:
        handle = os.open(path, os.O_RDWR | NO_LINKS | BINARY | CLOSE_ON_EXEC)
    except OSError:
        return False
    try:
        _look(handle)
    except OSError as error:
        return error.errno in TAKEN
    else:
        with suppress(OSError):
            _unlock(handle)
        return False
    finally:
        os.close(handle)


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}

    def _lock(handle: int) -> None:
        os.lseek(handle, FAR_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    _look = _lock

    def _unlock(handle: int) -> None:
        os.lseek(handle, FAR_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    TAKEN = {errno.EAGAIN}

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _look(handle: int) -> None:
        """Shared, so that two who look at once don't take each other for a holder."""
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
