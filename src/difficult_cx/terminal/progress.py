"""How far a long reading of the record is, on one line of the terminal, taken away at its end."""

from typing import TextIO

# Below this many bytes it is over before anybody has read the line.
SMALL = 16 << 20
WIDTH = 20


class Bar:
    """Drawn on stderr when that is a terminal; call it with the bytes done and all of them."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shown = -1

    def __call__(self, done: int, total: int) -> None:
        """Draw it anew where it has grown; an error of the terminal is no reason to stop reading."""
        if total < SMALL:
            return
        percent = min(100, done * 100 // total)
        if percent == self._shown:
            return
        self._shown = percent
        filled = percent * WIDTH // 100
        line = f"\rReading the record [{'#' * filled}{'.' * (WIDTH - filled)}] {percent:3} %"
        over = done >= total
        try:
            self._stream.write(line if not over else f"\r{' ' * (len(line) - 1)}\r")
            self._stream.flush()
        except (OSError, ValueError):
            self._shown = 100
        if over:
            self._shown = -1
