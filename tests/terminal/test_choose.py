"""Which face a call has."""

import pytest

from difficult_cx.domain.settings import Settings
from difficult_cx.terminal.choose import choose

SCREEN = {"TERM": "xterm-256color"}


def test_a_terminal_gets_the_screen() -> None:
    """Both ends a terminal, and one that can be drawn on."""
    assert choose(SCREEN, True, True, Settings(), False) == "screen"


@pytest.mark.parametrize("term", ["", "dumb", "unknown", "DUMB"])
def test_a_terminal_that_cannot_be_drawn_on_gets_lines(term: str) -> None:
    """TERM says so."""
    assert choose({"TERM": term}, True, True, Settings(), False) == "plain"


def test_no_term_at_all_is_no_screen_but_on_windows() -> None:
    """A Windows console sets none."""
    assert choose({}, True, True, Settings(), False) == "plain"
    assert choose({"OS": "Windows_NT"}, True, True, Settings(), False) == "screen"


@pytest.mark.parametrize(("stdin", "stdout"), [(False, True), (True, False), (False, False)])
def test_a_pipe_at_either_end_gets_lines(stdin: bool, stdout: bool) -> None:
    """Nobody could see a screen, or nobody types."""
    assert choose(SCREEN, stdin, stdout, Settings(), False) == "plain"


def test_asked_for_by_flag_or_configuration() -> None:
    """`--plain` and `plain = true`."""
    assert choose(SCREEN, True, True, Settings(), True) == "plain"
    assert choose(SCREEN, True, True, Settings(plain=True), False) == "plain"


@pytest.mark.parametrize(
    ("value", "face"),
    [
        ("1", "plain"),
        ("yes", "plain"),
        ("0", "screen"),
        ("false", "screen"),
        ("False", "screen"),
        ("", "screen"),
    ],
)
def test_accessible_asks_for_lines(value: str, face: str) -> None:
    """Unless it is 0, false or empty; a screen reader isn't looked for."""
    assert choose({**SCREEN, "ACCESSIBLE": value}, True, True, Settings(), False) == face
