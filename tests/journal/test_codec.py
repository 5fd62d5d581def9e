"""An event is the same after it was a line; a changed line is never taken for one."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from difficult_cx.domain.event import Event
from difficult_cx.journal.codec import Unreadable, decode, encode

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text()
    | st.text(alphabet="\udc80\udcff\x1b\u202e"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.text(min_size=1, max_size=8).filter(
    lambda name: name not in {"dcx", "id", "prev", "n", "at", "zone", "rep", "device", "kind", "crc"}
)


def event(data: dict[str, Any], rep: str = "Sam") -> Event:
    """An event with these fields."""
    at = datetime(2026, 11, 24, 10, 15, 2, 114000, tzinfo=UTC)
    return Event("k7qd3mwx9z2c", None, 17, at, "Europe/London", rep, "mrrcg86nzvfv", "noted", data)


@given(st.dictionaries(NAMES, VALUES, max_size=4), st.text(max_size=10))
def test_there_and_back(data: dict[str, Any], rep: str) -> None:
    """Whatever the fields hold, lone surrogates included; the line is ASCII without a newline inside."""
    line = encode(event(data, rep))
    assert line.isascii()
    assert line.endswith(b'"}\n')
    assert b"\n" not in line[:-1]
    assert decode(line[:-1]) == event(data, rep)


@given(st.integers(0, 200), st.integers(0, 7))
def test_one_changed_bit_is_noticed(place: int, bit: int) -> None:
    """CRC-32 finds every single bit."""
    line = bytearray(encode(event({"text": "two missed deliveries"}))[:-1])
    line[place % len(line)] ^= 1 << bit
    assert isinstance(decode(bytes(line)), Unreadable)


def test_every_torn_beginning_is_noticed() -> None:
    """A record cut anywhere is no record."""
    line = encode(event({"text": "two missed deliveries"}))[:-1]
    assert all(isinstance(decode(line[:end]), Unreadable) for end in range(len(line)))
