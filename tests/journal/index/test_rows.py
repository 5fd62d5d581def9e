"""A line taken apart by its beginning and the same line read as JSON give the same row."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from difficult_cx.domain.event import Event
from difficult_cx.domain.ids import ALPHABET, LENGTH
from difficult_cx.journal.codec import encode
from difficult_cx.journal.index.rows import _quick, row_of, rows_of
from difficult_cx.journal.index.schema import letters, number, number_in

IDS = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)
WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(['","call":"', '\\","call":"bbbbbbbbbbbb"', "{", "}", "\\", '"', "\ud800"]),
)
NAMES = st.sampled_from(["call", "promise", "target", "customer", "text", "callx", "x"])
VALUES = st.one_of(IDS, WORDS, st.none(), st.integers(), st.lists(st.one_of(IDS, WORDS), max_size=2))


@st.composite
def lines(draw: st.DrawFn) -> tuple[Event, bytes]:
    """An event with hostile text in every place, and its line without the newline."""
    data: dict[str, Any] = draw(st.dictionaries(NAMES, VALUES, max_size=4))
    event = Event(
        draw(IDS),
        draw(st.one_of(st.none(), IDS)),
        draw(st.integers(1, 10**12)),
        datetime(2026, 11, 24, tzinfo=UTC) + timedelta(milliseconds=draw(st.integers(0, 10**11))),
        draw(WORDS),
        draw(WORDS),
        draw(IDS),
        draw(st.sampled_from(["noted", "call_started", "brand_new"])),
        data,
    )
    return event, encode(event)[:-1]


@given(lines())
def test_the_quick_way_gives_the_same_row(made: tuple[Event, bytes]) -> None:
    """Or none, and then the long way is gone."""
    event, line = made
    wanted = row_of(event, 7, len(line))
    assert _quick(line, 7) in (wanted, None)
    assert rows_of(line + b"\n", len(line) + 1, 7) == [wanted]


def test_a_plain_line_goes_the_quick_way() -> None:
    """Else the test above would show nothing."""
    event = Event("bcdfghjkmnpq", None, 3, datetime(2026, 11, 24, tzinfo=UTC), "UTC", "Sam", "bbbbbbbbbbbb", "noted",
                  {"call": "cccccccccccc", "text": 'said "no"'})  # fmt: skip
    line = encode(event)[:-1]
    assert _quick(line, 0) == row_of(event, 0, len(line))


@given(
    st.one_of(
        IDS, st.text(max_size=14), st.sampled_from(["bbbbbbbbbbb_", " bbbbbbbbbbb", "+bbbbbbbbbbb", "0" * 12])
    )
)
def test_an_id_is_the_same_number_as_bytes(text: str) -> None:
    """What is no id is none either way."""
    raw = text.encode("utf-8", "backslashreplace")
    assert number_in(raw) == number(raw.decode("latin-1"))
    if (value := number_in(raw)) is not None:
        assert letters(value) == text
