"""A dcx in a pseudo-terminal, seen through an emulator of one."""

import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pexpect
import pyte

PATIENCE = 20.0


class Terminal:
    """A dcx in a terminal of this size, and what stands on its screen."""

    def __init__(
        self,
        home: Path,
        *args: str,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
    ) -> None:
        whole = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "DCX_HOME": str(home),
            "TERM": "xterm",
            "TZ": "Europe/London",
            "USER": "sam",
            **(env or {}),
        }
        self.came = b""
        command = ["-m", "difficult_cx", "handle", *args, "--now", "2026-11-24T10:15"]
        self.child: Any = pexpect.spawn(sys.executable, command, dimensions=(rows, columns), env=whole)
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)

    @property
    def text(self) -> str:
        """The screen as it stands."""
        return "\n".join(self.screen.display)

    def read(self) -> bool:
        """What has come since; False when the program is gone."""
        try:
            came = self.child.read_nonblocking(65536, 0.1)
            self.came += came
            self.stream.feed(came)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        return True

    def wait(self, wanted: Callable[[str], bool] | str) -> str:
        """Until this stands on the screen."""
        until = time.monotonic() + PATIENCE
        holds = (lambda text: wanted in text) if isinstance(wanted, str) else wanted
        while time.monotonic() < until:
            going = self.read()
            if holds(self.text):
                return self.text
            if not going:
                break
        raise AssertionError(f"never seen: {wanted}\n{self.text}")

    def type(self, text: str, shows: str) -> str:
        """Type this, and wait for what it brings."""
        self.child.send(text)
        return self.wait(shows)

    def ends(self) -> int:
        """The exit code, once it has ended."""
        while self.read():
            continue
        self.child.close()
        return int(self.child.exitstatus)
