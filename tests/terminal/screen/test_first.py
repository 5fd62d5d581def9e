"""The first frame stands before the editor is imported, and nothing typed or told meanwhile is lost."""

import io
import os
import pty
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pyte
import pytest
from prompt_toolkit.input import PipeInput

from difficult_cx.terminal.screen import first
from difficult_cx.terminal.screen.application import Screen
from difficult_cx.terminal.screen.session import Session
from tests.terminal.rehearsed import RehearsedCall
from tests.terminal.screen.driven import driven, until

CODE = """
import sys
from difficult_cx.terminal.screen import face, first
drawn = first.draw
def stop(*given):
    drawn(*given)
    sys.stdout.flush()
    heavy = ("prompt_toolkit", "asyncio", "yaml", "difficult_cx.domain.due.reading",
             "difficult_cx.domain.call.hints", "difficult_cx.domain.call.decide")
    print("\\r\\nLOADED", [name for name in heavy if name in sys.modules], flush=True)
    raise SystemExit(0)
face.first.draw = stop
from difficult_cx.__main__ import main
main(["handle", "-c", "Ada"])
"""


def test_the_first_card_needs_no_editor_no_yaml_and_no_grammar(home: Path) -> None:
    """What `dcx handle` has imported when its first card stands, the second time it is started."""
    env = {
        "PATH": os.environ.get("PATH", ""),
        "DCX_HOME": str(home),
        "TZ": "UTC",
        "TERM": "xterm",
        "HOME": str(home),
    }
    code = [sys.executable, "-c", CODE]
    for _ in range(2):
        master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (24, 80))
        with subprocess.Popen(code, env=env, stdin=slave, stdout=slave, stderr=subprocess.PIPE) as child:
            os.close(slave)
            seen = b""
            while b"LOADED" not in seen or not seen.rstrip().endswith(b"]"):
                try:
                    seen += os.read(master, 65536)
                except OSError:
                    break
            assert child.stderr is not None
            errors = child.stderr.read()
        os.close(master)
        assert b"SAY" in seen, errors
        assert b"NEVER" in seen
    assert seen.rstrip().endswith(b"LOADED []"), seen[-200:]


class Terminal(io.StringIO):
    """A stream that is a terminal of 80x24."""

    encoding = "ascii"

    def __init__(self, handle: int) -> None:
        super().__init__()
        self.handle = handle

    def fileno(self) -> int:
        """The pseudo-terminal's."""
        return self.handle


@pytest.mark.parametrize("columns", [80, 40])
def test_it_is_the_frame_of_the_session(columns: int) -> None:
    """The same rows as the editor will draw, the half-typed line in its place, the cursor behind it."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, columns))
    call = RehearsedCall(draft=("half ty", "bcdfghjkmnpq"))
    session = Session(call)
    out = Terminal(slave)
    first.draw(session, session.begin(), out, {})
    screen = pyte.Screen(columns, 24)
    pyte.Stream(screen).feed(out.getvalue())
    assert "STEP 1 of 7" in screen.display[0]
    assert screen.display[22].rstrip() == "Note > half ty"
    assert (screen.cursor.y, screen.cursor.x) == (22, 14)
    os.close(master)
    os.close(slave)


def test_raw_keeps_what_was_typed_before_and_gives_the_terminal_back() -> None:
    """Keys typed ahead are there afterwards; Ctrl-C is a key; the old mode comes back."""
    master, slave = pty.openpty()
    before = termios.tcgetattr(slave)
    os.write(master, b"typed ahead")
    with first.raw(Terminal(slave)):
        now = termios.tcgetattr(slave)
        assert not now[3] & (termios.ICANON | termios.ECHO | termios.ISIG)
        os.write(master, b"\x03")
        read = b""
        while len(read) < len(b"typed ahead\x03"):
            read += os.read(slave, 100)
        assert read == b"typed ahead\x03"
    assert termios.tcgetattr(slave) == before
    os.close(master)
    os.close(slave)


def test_what_is_told_before_the_editor_listens_is_remembered() -> None:
    """A hang-up that comes too early parks the call a moment later; Ctrl-C is nothing."""
    told = first.Told()
    with first.quiet(told):
        os.kill(os.getpid(), signal.SIGINT)
        assert not told.to_stop
        os.kill(os.getpid(), signal.SIGHUP)
    assert told.to_stop


@pytest.mark.parametrize(
    ("ahead", "saved", "line"),
    [
        ("", [], "half a note"),
        ("and more", [], "half a note / and more"),
        ("they called back\r", ["they called back"], "half a note"),
        ("one\rtwo\rthree", ["one", "two"], "half a note / three"),
        ("/yel\r", [], "half a note / /yel"),
        ("\x04", [], "half a note"),
    ],
)
def test_what_was_typed_ahead_is_a_line_of_its_own(ahead: str, saved: list[str], line: str) -> None:
    """Nobody had seen the half-typed line yet: it comes back behind what was entered, before what was not."""
    call = RehearsedCall(draft=("half a note", "h2k7q9xw3v5b"), resumed=True)

    async def steps(screen: Screen, _source: PipeInput) -> None:
        await until(lambda: len(call.rehearsal.state.notes) == len(saved) and not screen.session.waiting)

    screen = driven(call, steps, ahead=ahead)
    assert [note.text for note in call.rehearsal.state.notes] == saved
    assert screen.session.text == line
    assert screen.session.line_id == "h2k7q9xw3v5b"
    assert call.draft == (screen.session.text, "h2k7q9xw3v5b")


def test_keys_that_wait_are_seen_before_the_first_frame() -> None:
    """In a terminal that has just been made raw; none are taken out of it."""
    master, slave = pty.openpty()
    with first.raw(Terminal(slave)):
        assert not first.typed_ahead(Terminal(slave))
        os.write(master, b"hello")
        assert first.typed_ahead(Terminal(slave))
        assert os.read(slave, 100) == b"hello"
    os.close(master)
    os.close(slave)
