"""Pastes of any length, raw or bracketed: little is looked at for a frame, and the screen goes on working."""

import asyncio

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.input import PipeInput
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding.key_processor import KeyPress

from difficult_cx.domain.call.line import LONGEST
from difficult_cx.terminal.screen.application import Screen
from difficult_cx.terminal.screen.bursts import BurstParser
from difficult_cx.terminal.screen.line import InputLine
from difficult_cx.terminal.screen.session import EMPTYING
from difficult_cx.terminal.sequences import WHOLE
from difficult_cx.terminal.width import width
from tests.terminal.rehearsed import RehearsedCall
from tests.terminal.screen.driven import driven, until

PASTE, PASTED = "\x1b[200~", "\x1b[201~"
SIZES = [1_000, 20_000, 64_000, 70_000, 1_000_000]


def pressed(parser: type[Vt100Parser], chunks: list[str]) -> list[KeyPress]:
    """The keys that a parser finds in what came in these pieces."""
    found: list[KeyPress] = []
    one = parser(found.append)
    for chunk in chunks:
        one.feed(chunk)
    one.flush()
    return found


def letter_by_letter(keys: list[KeyPress]) -> list[tuple[str, str]]:
    """The same keys with every burst taken apart."""
    found = []
    for key in keys:
        letters = key.data if key.key == key.data[:1] else ""
        found += [(letter, letter) for letter in letters] or [(str(key.key), key.data)]
    return found


PIECES = st.sampled_from(
    ["a", "7", "é", "漢", "\x1b", "[", "[A", "\x1b[A", "~", "\r", "\t", PASTE, PASTED, "two words"]
)


@given(st.lists(st.lists(PIECES, max_size=6).map("".join), max_size=6))
@settings(deadline=None)
def test_a_burst_is_the_keys_it_is_made_of(chunks: list[str]) -> None:
    """Whatever comes in whatever pieces: the editor's own parser finds the same keys, one by one.

    But for sequences that are no key at all, which it takes for Esc and letters.
    """
    assume(all(one.group() in ANSI_SEQUENCES for one in WHOLE.finditer("".join(chunks))))
    assert letter_by_letter(pressed(BurstParser, chunks)) == letter_by_letter(pressed(Vt100Parser, chunks))


UNASKED = [
    "\x1b[I",  # the window has the focus, and has it no more
    "\x1b[O",
    "\x1b[12;40R",  # where the cursor stands
    "\x1b[?64;1;2c",  # what terminal it is
    "\x1b[0n",
    "\x1b[?2026;2$y",
    "\x1b[8;24;80t",
    "\x1b]11;rgb:1e1e/1e1e/1e1e\x07",  # which colours there are
    "\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    "\x1bP>|xterm(390)\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b[<0;10;5M",  # a mouse, new and old
    "\x1b[<0;10;5m",
    "\x1b[M !!",
    "\x1b[97;5u",  # a key as another program asked for it
    "\x1b[201~",  # the end of a paste that never began
]


@pytest.mark.parametrize("sent", UNASKED)
def test_what_nobody_typed_is_no_text(sent: str) -> None:
    """Whole, in two pieces, or letter by letter, between letters that were typed."""
    for cut in range(1, len(sent)):
        keys = pressed(BurstParser, [f"a{sent[:cut]}", f"{sent[cut:]}b"])
        assert letter_by_letter(keys) == [("a", "a"), ("b", "b")]
    assert letter_by_letter(pressed(BurstParser, [*sent, "b"])) == [("b", "b")]
    pasted = pressed(BurstParser, [f"{PASTE}a{sent}b{PASTED}"]) if sent != PASTED else []
    assert all(key.data == f"a{sent}b" for key in pasted)


@given(st.sampled_from(UNASKED), st.data())
def test_what_never_becomes_whole_is_kept(sent: str, data: st.DataObject) -> None:
    """Esc, and then letters of the rep's own, however they look."""
    begun = sent[: data.draw(st.integers(1, len(sent) - 1))]
    assume(not WHOLE.match(begun))
    keys = letter_by_letter(pressed(BurstParser, [begun]))
    assert "".join(letters for _, letters in keys) == begun


def test_a_click_or_a_change_of_focus_leaves_the_strip_open() -> None:
    """It changes nothing: neither the line nor what stands on the screen."""

    async def steps(screen: Screen, source: PipeInput) -> None:
        source.send_text("half typed\t")
        await until(lambda: screen.session.strip)
        source.send_text("".join(UNASKED))
        source.send_text("y")
        await until(lambda: not screen.session.strip)

    call = RehearsedCall()
    screen = driven(call, steps)
    assert call.lines == ["/y"]
    assert screen.session.text == "half typed"


def test_a_raw_paste_is_a_few_keys() -> None:
    """A terminal's buffer full of letters is two keys, not a thousand."""
    assert len(pressed(BurstParser, ["my order never came " * 50, "\r"])) == 3


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("columns", [8, 40, 73])
def test_a_frame_looks_at_what_it_shows(size: int, columns: int) -> None:
    """However long the line is, its row holds no more than fits, the cursor in it."""
    buffer = Buffer(multiline=False)
    line = InputLine(buffer, "utf-8")
    for cursor in (size, size // 2, 0, 3, size):
        buffer.set_document(Document("x漢" * (size // 2), cursor))
        before, after = line.window(columns)
        assert width(before) < columns
        assert width(before) + width(after) <= columns
        assert before or after
        assert buffer.text[:cursor].endswith(before)
        assert buffer.text[cursor:].startswith(after)


def test_a_line_that_gets_shorter_fills_its_row_again() -> None:
    """Deleting from the end never leaves an empty row before a text that is there."""
    buffer = Buffer(multiline=False)
    line = InputLine(buffer, "utf-8")
    for length in (500, 60, 21, 19, 5):
        buffer.set_document(Document("x" * length, length))
        before, _ = line.window(20)
        assert len(before) == min(length, 19)


def test_what_is_typed_is_cleaned_on_its_way_to_the_line() -> None:
    """A pasted escape or direction mark is seen as what it is, and never obeyed."""
    buffer = Buffer(multiline=False)
    buffer.set_document(Document("a\x1b[31m\u202eb", 0))
    assert InputLine(buffer, "ascii").window(40) == ("", "a^[[31m<U+202E>b")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("bracketed", [True, False])
def test_after_a_paste_of_any_length_the_screen_works(size: int, *, bracketed: bool) -> None:
    """What fits an entry is saved by Enter, more is refused and stays; then the line is emptied and used."""
    call = RehearsedCall()
    text = ("my order never came " * (size // 20 + 1))[:size].strip()

    async def steps(screen: Screen, source: PipeInput) -> None:
        session = screen.session
        sent = f"{PASTE}{text}{PASTED}" if bracketed else text
        await asyncio.to_thread(source.send_text, sent)  # a pipe takes 64 KiB, then somebody must read
        await until(lambda: session.text == text)
        source.send_text("\r")
        if size > LONGEST:
            await until(lambda: session.wrong)
            assert session.said == ("Longer than an entry can be (64 KiB). Not saved.", EMPTYING)
            assert session.text == text
            session.keep_draft()
            await until(lambda: call.draft is not None and call.draft[0] == text)
            source.send_text("\x15")
        await until(lambda: session.text == "")
        call.forward(1)
        source.send_text("then a note\r")
        await until(lambda: call.lines[-1] == "then a note")
        call.forward(1)
        source.send_text("\r")
        await until(lambda: call.rehearsal.state.card == "problem")

    driven(call, steps)
    notes = [note.text for note in call.rehearsal.state.notes]
    assert notes == (["then a note"] if size > LONGEST else [text, "then a note"])


def test_a_click_is_no_text() -> None:
    """What a terminal sends of a mouse, or of keys that mean nothing here, never gets into the line."""
    call = RehearsedCall()

    async def steps(screen: Screen, source: PipeInput) -> None:
        source.send_text("it\x1b[<0;10;5M br\x1b[<0;10;5mo\x1b[M !!ke\x1b[5~\x1bOP")
        await until(lambda: screen.buffer.text == "it broke")

    driven(call, steps)


OLD = {"OS": "Windows_NT"}


@pytest.mark.parametrize(
    ("env", "pasted", "entered", "left"),
    [
        (OLD, "typed quickly\r\n", ["typed quickly"], ""),
        (OLD, "one\ntwo\n", [], "one / two"),
        (OLD, "no end", [], "no end"),
        (OLD | {"WT_SESSION": "1"}, "one line\n", [], "one line"),
        ({}, "one line\n", [], "one line"),
    ],
)
def test_an_old_console_calls_a_typed_line_a_paste(
    env: dict[str, str], pasted: str, entered: list[str], left: str
) -> None:
    """There exactly one line end behind it means that it was typed; anywhere else a paste is never sent."""
    call = RehearsedCall()

    async def steps(screen: Screen, source: PipeInput) -> None:
        source.send_text(f"{PASTE}{pasted}{PASTED}")
        await until(lambda: call.lines == entered and screen.buffer.text == left)

    driven(call, steps, env)
