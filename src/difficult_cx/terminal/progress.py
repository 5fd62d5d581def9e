"""How far a long reading of the record is, on one line of the terminal, taken away at its end."""

from collections.abc import Callable
from typing import TextIO

# Below this many bytes it is over before anybody has read the line.
SMALL = 16 << 20
WIDTH = 20


class Bar:
    """Drawn on stderr when that is a terminal; call it with the bytes done and all of them.

    Where nothing may be painted over (`steady`) it is said in one line that it takes a moment, and no more.
    """

    def __init__(self, stream: TextIO, steady: Callable[[], bool]) -> None:
        self._stream = stream
        self._steady = steady
        self._shown = -1

    def __call__(self, done: int, total: int) -> None:
        """Draw it anew where it has grown; an error of the terminal is no reason to stop reading."""
        if total < SMALL:
            return
        percent = min(100, done * 100 // total)
        if percent == self._shown:
            return
        begins, self._shown = self._shown == -1, percent
        if self._steady():
            self._write("Reading the record.\n" if begins and done < total else "")
        else:
            self._draw(percent, over=done >= total)
        if done >= total:
            self._shown = -1

    def _draw(self, percent: int, *, over: bool) -> None:
        filled = percent * WIDTH // 100
        line = f"\rReading the record [{'#' * filled}{'.' * (WIDTH - filled)}] {percent:3} %"
        self._write(line if not over else f"\r{' ' * (len(line) - 1)}\r")

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            self._shown = 100
