"""The full screen in a real pseudo-terminal: typed, cut off, resumed; waits for text, never sleeps and hopes."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Dcx

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)
pytest.importorskip("pexpect")
pytest.importorskip("pyte")
from tests.terminal.screen.pseudo import PATIENCE, Terminal


def test_a_call_is_typed_and_closed(home: Path, dcx: Dcx) -> None:
    """Cards change in place, the note half typed survives a situation, the log stays on the normal screen."""
    terminal = Terminal(home, "with-ease", "-c", "Brook [/] Ltd")
    terminal.wait("STEP 1 of 9  LET THEM FINISH")
    terminal.type("it broke twice\r", "Noted: it broke twice")
    terminal.type("half a no", "half a no")
    terminal.type("\t", "Press a letter")
    terminal.type("y", "! YELLING")
    assert "half a no" in terminal.text
    terminal.type("te\r", "Noted: half a note")
    time.sleep(0.4)  # longer than a key bounces
    terminal.type("\r", "STEP 1 of 9")
    terminal.type("+ call back fri noon\r", "PROMISE 1 saved: Fri 27 Nov 12:00")
    terminal.type("/end agreed\r", "Call closed.")
    assert terminal.ends() == 0
    assert "it broke twice" in terminal.text
    [call] = dcx("call", "list", "--json").json["data"]
    assert [note["text"] for note in call["notes"]] == ["it broke twice", "half a note"]
    assert call["disposition"] == "agreed"


def test_ctrl_c_never_quits_and_ctrl_d_parks(home: Path) -> None:
    """Nothing is lost by a key; leaving is exit 4."""
    terminal = Terminal(home, "with-ease")
    terminal.wait("STEP 1 of 9")
    terminal.type("typed", "typed")
    terminal.type("\x03", "Nothing is lost")
    assert "typed" in terminal.text
    terminal.type("\r", "Noted: typed")
    terminal.child.send("\x04")
    assert terminal.ends() == 4


@pytest.mark.parametrize("how", [signal.SIGHUP, signal.SIGTERM])
def test_a_hang_up_keeps_the_half_typed_line(home: Path, how: signal.Signals) -> None:
    """Told to stop, the line goes to the draft; `--resume` has it in the input again."""
    terminal = Terminal(home, "with-ease")
    terminal.wait("STEP 1 of 9")
    terminal.type("first\r", "Noted: first")
    terminal.type("half typ", "half typ")
    terminal.child.kill(how)
    assert terminal.ends() == 4
    again = Terminal(home, "--resume")
    again.wait("Note > half typ")
    again.type("ed\r", "Noted: half typed")


def test_kill_9_costs_a_second_of_typing_at_most(home: Path, dcx: Dcx) -> None:
    """What was acknowledged is there; the half-typed line was kept twice a second."""
    terminal = Terminal(home, "with-ease")
    terminal.wait("STEP 1 of 9")
    for number in range(5):
        terminal.type(f"note {number}\r", f"Noted: note {number}")
    terminal.type("half", "half")
    drafts = home / "drafts"
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not (drafts.exists() and any(drafts.glob("*.json"))):
        terminal.read()
    terminal.child.kill(signal.SIGKILL)
    terminal.child.close()
    again = Terminal(home, "--resume")
    again.wait("Note > half")
    again.child.kill(signal.SIGTERM)
    again.ends()
    [call] = dcx("call", "list", "--json").json["data"]
    assert [note["text"] for note in call["notes"]] == [f"note {number}" for number in range(5)]


def test_a_resize_keeps_say_never_and_the_line(home: Path) -> None:
    """Down to 40x12 and back: nothing typed is lost, the card is still readable."""
    terminal = Terminal(home, "with-ease")
    terminal.wait("STEP 1 of 9")
    terminal.type("half typed", "half typed")
    for rows, columns in ((12, 40), (24, 80)):
        terminal.screen.resize(rows, columns)
        terminal.child.setwinsize(rows, columns)
        text = terminal.wait(lambda seen: "SAY" in seen and "NEVER" in seen and "Note > half typed" in seen)
        assert "(nothing. Listen.)" in text
    terminal.child.kill(signal.SIGTERM)
    assert terminal.ends() == 4


@pytest.mark.parametrize(
    ("encoding", "sent", "shown", "kept"),
    [
        ("ascii", "\u20ac5 \u6f22".encode(), "Noted: ?5 ??", "\u20ac5 \u6f22"),
        ("cp437", "5 caf\u00e9s".encode("cp437"), "Noted: 5 caf", "5 caf\u00e9s"),
    ],
)
def test_a_code_page_shows_what_it_can(
    home: Path, dcx: Dcx, encoding: str, sent: bytes, shown: str, kept: str
) -> None:
    """A letter it hasn't is a question mark on the screen, and itself on the record."""
    terminal = Terminal(home, "with-ease", "-c", "Zo\u00eb \u6f22", env={"PYTHONIOENCODING": encoding})
    terminal.wait("STEP 1 of 9")
    terminal.child.send(sent + b"\r")
    terminal.wait(shown)
    terminal.child.send("\x04")
    assert terminal.ends() == 4
    assert terminal.came.isascii() or encoding != "ascii"
    [call] = dcx("call", "list", "--json").json["data"]
    assert call["notes"][0]["text"] == kept
    assert call["customer"]["name"] == "Zo\u00eb \u6f22"


@pytest.mark.parametrize("face", [(), ("--plain",)])
def test_a_terminal_that_is_gone_parks_the_call(home: Path, face: tuple[str, ...]) -> None:
    """Nobody sits there any more, not even to be told: the process ends by itself, and the call is parked."""
    import pty

    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover
        env = {"PATH": os.environ["PATH"], "HOME": str(home), "DCX_HOME": str(home), "TERM": "xterm"}
        command = [sys.executable, "-m", "difficult_cx", "handle", "with-ease", *face]
        os.execve(sys.executable, command, env)
    seen = b""
    while b"Listen." not in seen:
        seen += os.read(terminal, 65536)
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 4


def test_what_is_typed_before_the_screen_stands_does_not_join_the_half_typed_line(
    home: Path, dcx: Dcx
) -> None:
    """Entered, it is a note of its own; the line of last time is in the input again."""
    terminal = Terminal(home, "with-ease")
    terminal.wait("STEP 1 of 9")
    terminal.type("half a no", "half a no")
    terminal.child.kill(signal.SIGTERM)
    assert terminal.ends() == 4
    again = Terminal(home, "--resume")
    again.child.send("they called back\r")
    again.wait("half a no")
    again.wait("they called back")
    again.type("te\r", "Noted: half a note")
    again.child.send("\x04")
    assert again.ends() == 4
    [call] = dcx("call", "list", "--json").json["data"]
    assert [note["text"] for note in call["notes"]] == ["they called back", "half a note"]


def test_a_change_of_focus_and_a_click_type_nothing(home: Path) -> None:
    """What the terminal tells by itself, in the middle of a line."""
    terminal = Terminal(home, "with-ease")
    terminal.wait("STEP 1 of 9")
    terminal.type("it bro", "it bro")
    for sent in ("\x1b[O", "\x1b[I", "\x1b[<0;4;4M", "\x1b]11;rgb:0000/0000/0000\x1b\\", "\x1b[3;1R"):
        terminal.child.send(sent)
    terminal.type("ke\r", "Noted: it broke")
    terminal.child.send("\x04")
    assert terminal.ends() == 4
