"""How wide text is, and how it is cut."""

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.width import cut, pad, width


def test_width_counts_columns() -> None:
    """Wide letters take two columns, marks none, a joined emoji two."""
    assert width("Ada") == 3
    assert width("苦情") == 4
    assert width("e\u0301") == 1
    assert width("👩\u200d👧") == 2


def test_cut_says_that_something_is_missing() -> None:
    """What had to go is marked by two dots within the columns there are."""
    assert cut("check-in: did the refund arrive", 29) == "check-in: did the refund ar.."
    assert cut("short", 5) == "short"
    assert cut("longer", 5) == "lon.."
    assert cut("苦情の電話", 7) == "苦情.."
    assert cut("anything", 1) == "."


@given(st.text(max_size=40), st.integers(1, 40))
def test_padded_text_has_exactly_its_columns(text: str, columns: int) -> None:
    """A cell is as wide as it was told, whatever is in it."""
    cell = pad(clean(text), columns)
    assert width(cell) == columns


@given(st.text("ab éü苦情ｱ－", max_size=30))
def test_width_agrees_with_wcwidth(text: str) -> None:
    """For letters of every width the answer is that of the library, without its 45 ms."""
    assert width(text) == wcswidth(text)
