"""The first frame, drawn before the editor is imported: the card stands a tenth of a second earlier.

By then the terminal is in raw mode and Ctrl-C is an ordinary key; what is typed meanwhile waits.
"""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TextIO

from difficult_cx.terminal.screen.colours import COLOURS
from difficult_cx.terminal.screen.row import Row, fit_for
from difficult_cx.terminal.screen.session import Session
from difficult_cx.terminal.width import width

OTHER_SCREEN, CLEAR, BOLD_OFF = "\x1b[?1049h", "\x1b[H\x1b[2J", "\x1b[0m"
_COLOURS = ("ansiblack", "ansired", "ansigreen", "ansiyellow", "ansiblue", "ansimagenta", "ansicyan")


class Told:
    """Whether a hang-up or a termination came before anybody could act on it."""

    def __init__(self) -> None:
        self.to_stop = False

    def take(self, _number: int, _frame: FrameType | None) -> None:
        """Remember it."""
        self.to_stop = True


@contextmanager
def quiet(told: Told) -> Iterator[None]:
    """Ctrl-C does nothing, being told to end is remembered, until the screen takes both over."""
    if sys.platform == "win32":  # pragma: no cover
        yield
        return
    before = {
        signal.SIGINT: signal.signal(signal.SIGINT, signal.SIG_IGN),
        signal.SIGTERM: signal.signal(signal.SIGTERM, told.take),
        signal.SIGHUP: signal.signal(signal.SIGHUP, told.take),
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def raw(stdin: TextIO) -> Iterator[None]:
    """The terminal takes keys one by one, and is afterwards what it was; keys typed before are kept."""
    if sys.platform == "win32":  # pragma: no cover
        yield
        return
    import termios

    try:
        there = stdin.fileno()
        before = termios.tcgetattr(there)
    except (OSError, ValueError, termios.error):
        yield
        return
    attributes = termios.tcgetattr(there)
    attributes[0] &= ~(termios.IXON | termios.ICRNL | termios.INLCR | termios.IGNCR)
    attributes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    with suppress(termios.error):
        termios.tcsetattr(there, termios.TCSADRAIN, attributes)
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(there, termios.TCSADRAIN, before)


def typed_ahead(stdin: TextIO) -> bool:
    """Whether keys wait that were typed before anything stood on the screen."""
    if sys.platform == "win32":  # pragma: no cover
        return False
    import select

    try:
        return bool(select.select([stdin.fileno()], [], [], 0)[0])
    except (OSError, ValueError):
        return False


def draw(session: Session, text: str, stdout: TextIO, env: Mapping[str, str]) -> None:
    """Put the frame on the other screen, the cursor behind the input line."""
    try:
        columns, rows = os.get_terminal_size(stdout.fileno())
    except (OSError, ValueError):
        return
    if columns < 1 or rows < 1:
        return
    frame = session.frame(columns, rows)
    encoding = getattr(stdout, "encoding", None) or "utf-8"
    shown = [_painted(fit_for(row, encoding), colour=not env.get("NO_COLOR")) for row in frame.rows]
    above = len(frame.above)
    typed = fit_for((("", text),), encoding)[0][1] if text.isprintable() else ""
    line = frame.label if width(frame.label + typed) >= columns else frame.label + typed
    shown[above] = line
    place = f"\x1b[{above + 1};{width(line) + 1}H"
    with suppress(OSError):
        stdout.write(OTHER_SCREEN + CLEAR + "\r\n".join(shown[:rows]) + place)
        stdout.flush()


def _painted(row: Row, *, colour: bool) -> str:
    found = []
    for style, text in row:
        code = _code(COLOURS.get(style.removeprefix("class:"), ""), colour=colour)
        found.append(f"\x1b[{code}m{text}{BOLD_OFF}" if code else text)
    return "".join(found)


def _code(style: str, *, colour: bool) -> str:
    codes = []
    for word in style.split():
        if word == "bold":
            codes.append("1")
        elif colour and word in _COLOURS:
            codes.append(str(30 + _COLOURS.index(word)))
    return ";".join(codes)
