"""The full screen in a pseudo-terminal, seen through an emulator of one."""

import os
import re
import select
import signal
from types import TracebackType
from typing import Self

import pexpect
import pyte

ROWS, COLUMNS = 60, 200
# With a letter of its text: a row that has come in part may end in the middle of the number.
_NOTED = re.compile(r"^\s*\d\d:\d\d\s+note (\d+) \S")


class Screen:
    """A dcx in a terminal: keys go in without ever blocking, `noted` are the notes seen in its log."""

    def __init__(self, words: list[str], env: dict[str, str]) -> None:
        self.child = pexpect.spawn(words[0], words[1:], dimensions=(ROWS, COLUMNS), env=env)
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)
        self.pending = b""
        self.noted: set[int] = set()
        os.set_blocking(self.child.child_fd, False)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is left running."""
        self.kill()

    def send(self, keys: bytes) -> None:
        """These keys, as fast as they are taken."""
        self.pending += keys

    def turn(self, wait: float = 0.02) -> bool:
        """Write what it takes, read what it says; False when it is gone."""
        wanting = [self.child.child_fd] if self.pending else []
        readable, writable, _ = select.select([self.child.child_fd], wanting, [], wait)
        if writable:
            try:
                self.pending = self.pending[os.write(self.child.child_fd, self.pending[:2048]) :]
            except BlockingIOError:
                pass
            except OSError:
                return False
        return self._read() if readable else True

    def _read(self) -> bool:
        try:
            part = os.read(self.child.child_fd, 65536)
        except BlockingIOError:
            return True
        except OSError:
            return False
        if not part:
            return False
        self.stream.feed(part)
        for row in self.screen.display:
            found = _NOTED.match(row)
            if found:
                self.noted.add(int(found.group(1)))
        return True

    def shows(self, text: str) -> bool:
        """Whether this stands on the screen."""
        return any(text in row for row in self.screen.display)

    @property
    def text(self) -> str:
        """The screen as it stands."""
        return "\n".join(row.rstrip() for row in self.screen.display)

    def kill(self) -> None:
        """Kill -9, and read what it had said before."""
        if self.child.closed:
            return
        self.child.kill(signal.SIGKILL)
        while self._read():
            if not select.select([self.child.child_fd], [], [], 1.0)[0]:
                break
        self.child.close(force=True)
