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

from difficult_cx.terminal.screen import first
from difficult_cx.terminal.screen.session import Session
from tests.terminal.rehearsed import RehearsedCall

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
