"""Plain tables."""

from hypothesis import given
from hypothesis import strategies as st

from difficult_cx.terminal.table import columns, wrap
from difficult_cx.terminal.width import width


def test_columns_stand_under_each_other() -> None:
    """A column is as wide as its widest cell; blanks at the end go."""
    assert columns([("a", "bb", "c"), ("aaa", "b", "")], 80) == ["a    bb  c", "aaa  b"]


def test_a_line_never_grows_past_the_screen() -> None:
    """The last column is cut."""
    assert columns([("id", "x" * 50)], 20) == ["id  " + "x" * 14 + ".."]


def test_no_rows_no_lines() -> None:
    """Nothing in, nothing out."""
    assert columns([], 80) == []


@given(st.text("abc 苦-", max_size=80), st.integers(10, 40))
def test_wrapped_lines_fit_and_lose_nothing(text: str, most: int) -> None:
    """Every line fits, and all letters are still there."""
    lines = wrap(text, most)
    assert all(width(line) <= most for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
