"""How a line is read, row by row of contract section 1."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difficult_cx.domain.call.line import LONGEST, Context, Line, read_line

LETTERS = frozenset("ycsalrgvhw")


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("   ", "empty", ""),
        ("\t", "empty", ""),
        ("//u", "literal", "u"),
        ("// + not a promise", "literal", "+ not a promise"),
        ("//", "unknown", "//"),
        ("/hold printer", "command", "printer"),
        ("/ho printer", "command", "printer"),
        ("/he", "unknown", "/he"),
        ("/yel", "unknown", "/yel"),
        ("/u", "unknown", "/u"),
        ("/un", "command", ""),
        ("/y", "situation", ""),
        ("/5", "step", ""),
        ("+ refund fri noon", "promise", "refund fri noon"),
        ("+refund", "promise", "refund"),
        ("+", "last_as_promise", ""),
        ("+2 fri noon", "promise_time", "fri noon"),
        ("~ afraid for her job", "subtext", "afraid for her job"),
        ("> I see why", "said", "I see why"),
        ("*", "mark", ""),
        ("* here", "mark", "here"),
        ("= better words", "answer_anew", "better words"),
        ("y", "situation", ""),
        ("u", "command", ""),
        ("?", "command", ""),
        ("!", "command", ""),
        ("7", "digit", "7"),
        ("x", "stray", "x"),
        ("é", "stray", "é"),
        ("~", "stray", "~"),
        ("it broke", "note", "it broke"),
        ("1 text", "note", "1 text"),
    ],
)
def test_a_line_is_read_by_the_first_row_that_fits(typed: str, kind: str, text: str) -> None:
    """Outside every question, these lines are what the table says."""
    line = read_line(typed, Context(letters=LETTERS))
    assert (line.kind, line.text) == (kind, text)


def test_alternatives_are_worded_by_their_number() -> None:
    """`1 text` words alternative 1 on a card that asks for some, before any small question sees it."""
    context = Context(alternatives=True, asking=True)
    assert read_line("3 pm call", context) == Line("alternative", "pm call", 3)
    assert read_line("4 another", context) == Line("alternative", "another", 4)
    assert read_line("24 hours is long", Context(alternatives=True)).kind == "note"


def test_a_small_question_comes_before_the_card() -> None:
    """An open question gets the words; then the card's labels; then its question; then it is a note."""
    assert read_line("yes", Context(asking=True, labels=("yes", "no"), unanswered=True)).kind == "plain"
    assert read_line("NO", Context(labels=("yes", "no"), unanswered=True)) == Line("way", "NO", 2)
    assert read_line("not sure", Context(labels=("yes", "no"), unanswered=True)).kind == "answer"
    assert read_line("not sure", Context()).kind == "note"


def test_an_entry_has_a_longest() -> None:
    """64 KiB fit, one byte more is refused; bytes count, not letters."""
    assert read_line("a" * LONGEST, Context()).kind == "note"
    assert read_line("é" * (LONGEST // 2 + 1), Context()).kind == "too_long"


@given(st.text(max_size=60))
def test_any_line_is_something(typed: str) -> None:
    """No line raises, and what is no command and no stray sign keeps its words."""
    line = read_line(typed, Context(letters=LETTERS))
    if line.kind == "note":
        assert line.text == typed.strip()
