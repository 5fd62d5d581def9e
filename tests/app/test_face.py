"""Which face a call has."""

from dataclasses import replace

import pytest

from difficult_cx.app.face import why_plain, why_steady
from difficult_cx.domain.settings import Settings
from tests.conftest import Dcx

XTERM = {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}


def why(
    dcx: Dcx,
    env: dict[str, str],
    settings: Settings | None = None,
    *,
    asked: bool = False,
    ends: tuple[bool, bool] = (True, True),
) -> str:
    """Why a call has plain lines in this environment, at a terminal unless an end of it is a pipe."""
    world = dcx.world(dcx.stream(tty=ends[0]), dcx.stream(tty=ends[1]), dcx.stream())
    return why_plain(replace(world, env=env), settings or Settings(), asked=asked)


def test_a_terminal_gets_the_screen(dcx: Dcx) -> None:
    """Both ends a terminal, and one that can be drawn on."""
    assert why(dcx, XTERM) == ""


@pytest.mark.parametrize("term", ["", "dumb", "unknown", "DUMB"])
def test_a_terminal_that_cannot_be_drawn_on_gets_lines(dcx: Dcx, term: str) -> None:
    """TERM says so."""
    assert why(dcx, {**XTERM, "TERM": term}) == f"TERM {term or 'not set'}"


def test_no_term_at_all_is_no_screen_but_on_windows(dcx: Dcx) -> None:
    """A Windows console sets none."""
    size = {"COLUMNS": "80", "LINES": "24"}
    assert why(dcx, size) == "TERM not set"
    assert why(dcx, {**size, "OS": "Windows_NT"}) == ""


@pytest.mark.parametrize("ends", [(False, True), (True, False), (False, False)])
def test_a_pipe_at_either_end_gets_lines(dcx: Dcx, ends: tuple[bool, bool]) -> None:
    """Nobody could see a screen, or nobody types."""
    assert why(dcx, XTERM, ends=ends) == "no terminal"


@pytest.mark.parametrize(
    ("columns", "lines", "plain"),
    [("40", "12", False), ("39", "24", True), ("80", "11", True), ("200", "60", False)],
)
def test_a_terminal_that_is_too_small_gets_lines(dcx: Dcx, columns: str, lines: str, plain: bool) -> None:
    """A card without its log, or words cut everywhere, helps nobody."""
    env = {**XTERM, "COLUMNS": columns, "LINES": lines}
    assert why(dcx, env) == (f"{columns}x{lines} is too small" if plain else "")


def test_asked_for_by_flag_or_configuration(dcx: Dcx) -> None:
    """`--plain` and `plain = true`."""
    assert why(dcx, XTERM, asked=True) == "--plain"
    assert why(dcx, XTERM, Settings(plain=True)) == "plain = true"


@pytest.mark.parametrize(
    ("value", "reason"),
    [("1", "ACCESSIBLE"), ("yes", "ACCESSIBLE"), ("0", ""), ("false", ""), ("False", ""), ("", "")],
)
def test_accessible_asks_for_lines(dcx: Dcx, value: str, reason: str) -> None:
    """Unless it is 0, false or empty; a screen reader isn't looked for."""
    assert why(dcx, {**XTERM, "ACCESSIBLE": value}) == reason
    assert why_steady({**XTERM, "ACCESSIBLE": value}, Settings()) == reason
