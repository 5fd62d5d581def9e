"""The full screen in a pseudo-terminal, seen through an emulator of one."""

import os
import re
import select
import signal
from types import TracebackType
from typing import Self

import pexpect
import pyte

from tests.faults.notes import number_of

ROWS, COLUMNS = 40, 120
_ENTRY = re.compile(r"^\s*\d\d:\d\d   (note \d+ .*\S)\s*$")
# What a row has room for beside the time and the sign, and a few columns less.
ROOM = COLUMNS - 12


class Screen:
    """A dcx in a terminal: keys go in without ever blocking, `rows` are the notes that were seen in its log.

    A row of `rows` may have been seen half drawn: who asks compares all of it with what was typed.
    """

    def __init__(self, words: list[str], env: dict[str, str]) -> None:
        self.child = pexpect.spawn(words[0], words[1:], dimensions=(ROWS, COLUMNS), env=env)
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)
        self.pending = b""
        self.rows: set[str] = set()
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
        for row in sorted(self.screen.dirty):
            found = _ENTRY.match(self._row(row))
            if found:
                self.rows.add(found.group(1))
        self.screen.dirty.clear()
        return True

    @property
    def noted(self) -> set[int]:
        """The numbers of the notes that were seen."""
        return {number for row in self.rows if (number := number_of(row)) is not None}

    def _row(self, number: int) -> str:
        """One row as it stands; the emulator's own way makes all of them each time."""
        row = self.screen.buffer[number]
        return "".join(row[column].data for column in range(COLUMNS))

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
        self.child.wait()
        self.child.close()
