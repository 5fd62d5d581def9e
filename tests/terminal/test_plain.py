"""The plain face, over the real engine."""

import io
import os
import signal

import pytest

from difficult_cx.domain.settings import Settings
from difficult_cx.terminal import plain
from tests.conftest import Stream
from tests.terminal.rehearsed import RehearsedCall, lines_of


def played(
    *rows: str, call: RehearsedCall | None = None, interactive: bool = False, end: str = ""
) -> tuple[int, str, str, RehearsedCall]:
    """The call played from a pipe, or by somebody at a terminal."""
    call = call or RehearsedCall()
    out, err = Stream(tty=interactive), Stream(tty=interactive)
    code = plain.run(call, Stream(lines_of(rows) + end, tty=interactive), out, err, interactive=interactive)
    return code, out.getvalue(), err.getvalue(), call


def test_it_begins_with_how_it_is_typed_and_the_first_card() -> None:
    """Three lines, an empty one, the card."""
    _, out, _, _ = played()
    assert out.splitlines() == [
        "Call started.",
        "Empty line: step done. Text: note. Plus sign: promise and when.",
        "y yelling, c circles. Question mark: help.",
        "",
        "Step 1 of 7. LET THEM FINISH",
        "Do: Do it.",
        "Say: nothing. Listen.",
        "Never say: Calm down.",
        "Parked. dcx handle --resume goes on.",
    ]


def test_input_that_runs_out_parks() -> None:
    """Exit code 4; what was answered is saved."""
    code, out, err, call = played("two missed deliveries")
    assert (code, err) == (4, "")
    assert "Noted: two missed deliveries\n" in out
    assert [note.text for note in call.rehearsal.state.notes] == ["two missed deliveries"]


def test_a_closed_call_ends_with_0() -> None:
    """Whatever way it was closed; empty lines after it are nothing."""
    code, out, err, _ = played("/end resolved no issue", "", "  ")
    assert (code, err) == (0, "")
    assert out.endswith("Call closed: resolved.\n")


def test_the_wrap_up_closes_it_too() -> None:
    """And says so."""
    code, out, _, _ = played("e", "", "", "", "", "", "")
    assert code == 0
    assert "Wrap-up 1 of 4. OUTCOME\nHow did it end?\nChoices: 1 solved, 2 agreed, still to be done" in out
    assert out.endswith("Call closed.\n")


def test_lines_after_the_end_are_kept_and_said_on_stderr() -> None:
    """Exit code 3: somebody thought the call was still on."""
    code, out, err, call = played("/end resolved no issue", "", "one more thing", "and another")
    assert code == 3
    assert call.rescued == ["one more thing", "and another"]
    assert err == "The call is closed; a line came after it. It is kept in rescue/late.txt.\n"
    assert "one more thing" not in out


def test_a_situation_and_the_way_back() -> None:
    """Both cards are shown, each after an empty line."""
    _, out, _, _ = played("y", "wants refund", "")
    assert "\n\nSituation yelling. SAY I. Then step 1.\nDo: Do it.\n" in out
    assert out.count("\n\nStep 1 of 7. LET THEM FINISH\n") == 2


def test_an_endless_line_is_refused_and_reading_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """No memory is filled by a stream without line ends: it is refused once, and the call is parked."""
    monkeypatch.setattr(plain, "MOST_PASSED", 4 * plain.MOST_READ)
    read: list[int] = []

    class Endless(Stream):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            read.append(size or 0)
            return "x" * (size or 0)

    out = Stream()
    code = plain.run(RehearsedCall(), Endless(), out, Stream(), interactive=False)
    assert code == 4
    assert out.getvalue().count("Error: Longer than an entry can be (64 KiB). Not saved.") == 1
    assert max(read) == plain.MOST_READ
    assert len(read) < 8


def test_a_hold_is_reminded_of_with_the_next_line() -> None:
    """Nothing breaks into what is being typed."""
    call = RehearsedCall()
    call.reply("/hold")
    call.forward(125)

    class Later(Stream):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            call.forward(120)
            return super().readline(-1 if size is None else size)

    out = Stream()
    plain.run(call, Later("one\ntwo\n"), out, Stream(), interactive=False)
    assert out.getvalue().count("Reminder: On hold for") == 2
    assert "Reminder: On hold for 4 minutes: go back to them" in out.getvalue()


def test_an_error_says_so_and_shows_no_card_again() -> None:
    """Nothing has changed, so nothing is repeated."""
    _, out, _, _ = played("/yel")
    assert "\nError: No command /yel. Not saved. // saves it as a note, ? lists commands.\n" in out
    assert out.count("LET THEM FINISH") == 1


def test_a_gate_is_said_once() -> None:
    """Its card and its feedback are the same two rows."""
    _, out, _, _ = played("", "wrong item", "", "", "")
    assert out.count("They have not yet agreed on what the problem is.") == 2  # as it comes up, and again


def test_help_is_printed_whole() -> None:
    """Nothing is kept back for a screen that there isn't."""
    _, out, _, _ = played("?")
    assert "Help. Nothing has changed.\n" in out
    assert "/hold why" in out
    assert plain.TERMINALS_OWN not in out


def test_on_a_terminal_the_help_says_what_the_terminal_may_lose() -> None:
    """The half-typed line isn't ours there."""
    _, out, _, _ = played("?", interactive=True)
    assert plain.TERMINALS_OWN in out


def test_no_prompt_goes_into_a_pipe() -> None:
    """On a terminal the label of the line stands before it."""
    assert "Note:" not in played("x y")[1]
    assert "Note: " in played("x y", interactive=True)[1]


def test_a_pipe_out_of_a_terminal_gets_no_prompt_either() -> None:
    """Somebody types, but the words go into a file."""
    out = Stream()
    plain.run(RehearsedCall(), Stream("x y\n", tty=True), out, Stream(), interactive=True)
    assert "Note:" not in out.getvalue()


def test_no_control_character_gets_out() -> None:
    """Whatever the customer's words hold."""
    _, out, _, _ = played("a\x1b[31mb\x07c\u202ed", "y", "+ \x1b]0;x\x07 call tomorrow", "?", "p")
    assert all(letter >= " " or letter == "\n" for letter in out)
    assert "\u202e" not in out


def test_bytes_that_are_no_text_are_kept() -> None:
    """A surrogate goes into the record as it came, and out as something visible."""
    raw = io.TextIOWrapper(io.BytesIO(b"caf\xe9 broken\n"), "utf-8", "surrogateescape")
    call, out = RehearsedCall(), Stream()
    assert plain.run(call, raw, out, Stream(), interactive=False) == 4
    assert call.lines == ["caf\udce9 broken"]
    assert "caf<U+DCE9> broken" in out.getvalue()


def test_a_line_without_an_end_is_a_line() -> None:
    """The last line of a file often has none."""
    assert played(end="no newline")[3].lines == ["no newline"]


def test_a_line_far_too_long_is_refused_once() -> None:
    """Its rest is no other line, and it doesn't fill the memory."""
    _, out, _, call = played("x" * 1_000_000, "after")
    assert out.count("Longer than an entry can be") == 1
    assert call.lines[1:] == ["after"]
    assert len(call.lines[0]) <= plain.MOST_READ


def test_a_resumed_call_says_what_was_half_typed() -> None:
    """It can't be put into the terminal's line, so it is said."""
    call = RehearsedCall(opening=("The call goes on.",), resumed=True, draft=("wants ref", "id"))
    _, out, _, _ = played(call=call)
    assert out.startswith("The call goes on.\n")
    assert "Half typed when the call was parked, not saved: wants ref\n" in out


def test_terse_leaves_out_do() -> None:
    """For experts."""
    assert "Do:" not in played(call=RehearsedCall(settings=Settings(terse=True)))[1]


class Signalling(Stream):
    """A terminal where a signal comes instead of the second line."""

    def __init__(self, number: int) -> None:
        super().__init__("first\nlast\n", tty=True)
        self.number, self.reads = number, 0

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        """A line, or a signal first."""
        self.reads += 1
        if self.reads == 2:
            os.kill(os.getpid(), self.number)
        return super().readline(size)


def test_ctrl_c_on_a_terminal_goes_on() -> None:
    """It says that nothing is lost, and the next line counts."""
    call, out = RehearsedCall(), Stream(tty=True)
    assert plain.run(call, Signalling(signal.SIGINT), out, Stream(), interactive=True) == 4
    assert call.lines == ["first", "last"]
    assert out.getvalue().count(call.safe) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_it_parks(number: int) -> None:
    """Exit code 4, and the handlers from before are back."""
    before = signal.getsignal(number)
    call, out = RehearsedCall(), Stream(tty=True)
    assert plain.run(call, Signalling(number), out, Stream(), interactive=True) == 4
    assert call.lines == ["first"]
    assert ("Parked." in out.getvalue()) == (number == signal.SIGTERM)
    assert signal.getsignal(number) is before


def test_ctrl_c_into_a_pipe_parks() -> None:
    """Nobody sits there who could go on."""
    call = RehearsedCall()
    assert plain.run(call, Signalling(signal.SIGINT), Stream(), Stream(), interactive=False) == 4
    assert call.lines == ["first"]


class Gone(Stream):
    """A terminal that isn't there any more."""

    def readline(self, _size: int = -1, /) -> str:  # type: ignore[override]
        """What the kernel says of it."""
        raise OSError(5, "Input/output error")


def test_a_dead_terminal_parks() -> None:
    """And nothing is written to it."""
    out = Stream()
    assert plain.run(RehearsedCall(), Gone(tty=True), out, Stream(), interactive=True) == 4
    assert "Parked" not in out.getvalue()


class Shut(Stream):
    """A reader that has seen enough."""

    def write(self, _text: str, /) -> int:
        """As a closed pipe says it."""
        raise BrokenPipeError


def test_a_closed_pipe_is_the_callers_business() -> None:
    """It ends the program quietly there; the call is parked."""
    call = RehearsedCall()
    with pytest.raises(BrokenPipeError):
        plain.run(call, Stream("x\n"), Shut(), Stream(), interactive=False)
    assert not call.closed


class Watched(Stream):
    """A terminal of which one can be told when there is something to read."""

    def fileno(self) -> int:
        """Any will do."""
        return 0


def test_a_hold_reminds_without_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every two minutes, once each, on a line of its own; typing is never in the way of it."""
    call = RehearsedCall()
    left = [False] * 250

    def a_second_later(_handle: int) -> bool:
        call.forward(1)
        return not left or left.pop()

    monkeypatch.setattr(plain, "ready", a_second_later)
    out = Stream(tty=True)
    typed = Watched("/hold a look at it\n/hold\n\n", tty=True)
    plain.run(call, typed, out, Stream(), interactive=True)
    assert out.getvalue().count("Reminder: On hold for 2 minutes") == 1
    assert out.getvalue().count("Reminder: On hold for 4 minutes") == 1
    before, _, after = out.getvalue().partition("Reminder: On hold for 4 minutes")
    assert before.endswith("\n")
    assert "Back from hold" in after


def test_a_click_or_an_arrow_is_no_text() -> None:
    """What a mouse sends is dropped; where nothing else was typed, it isn't an empty line either."""
    _, _, _, call = played(
        "\x1b[<0;10;5M\x1b[<0;10;5m", "it \x1b[Dbroke\x1b[M !!", "\x1b[A", "\x1bOB", interactive=True
    )
    assert call.lines == ["it broke"]
    assert call.rehearsal.state.card == "vent"


def test_a_pipe_keeps_what_it_was_given() -> None:
    """Nobody's mouse is there: what comes is what was meant."""
    _, out, _, call = played("it \x1b[31mbroke")
    assert call.lines == ["it \x1b[31mbroke"]
    assert "\x1b" not in out
