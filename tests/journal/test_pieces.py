"""Whatever stands around a whole record on its line, the record is found and the rest is named."""

import json
import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difficult_cx.domain.event import Event
from difficult_cx.domain.ids import follower_id
from difficult_cx.journal.codec import MOST_N, Unreadable, decode, encode
from difficult_cx.journal.journal import new_id
from difficult_cx.journal.reading import SERIOUS, pieces, records
from tests.conftest import NOW


def line(text: str, n: int = 1) -> bytes:
    """A whole record without its line end."""
    return encode(
        Event(new_id(), None, n, NOW, "UTC", "Sam", "bcdfghjkmnpq", "customer_added", {"name": text})
    )[:-1]


def sealed(body: str) -> bytes:
    """These fields with the checksum that is right for them."""
    raw = body.encode("ascii")
    return raw + b',"crc":"%08x"}' % zlib.crc32(raw)


def names(content: bytes) -> list[str]:
    """The texts of the records on this line."""
    return [one.text("name") for _, one in records(content) if isinstance(one, Event)]


def kinds(content: bytes) -> list[str]:
    """The damage on this line."""
    return [one.kind for _, one in records(content) if isinstance(one, Unreadable)]


A, B, C = line("a"), line("b"), line("c")


@pytest.mark.parametrize(
    ("content", "found", "damage"),
    [
        (A + B + C, ["a", "b", "c"], ["glued", "glued"]),
        (A + b"garbage", ["a"], ["no_event"]),
        (b"garbage" + A + b"more" + B, ["a", "b"], ["no_event", "no_event"]),
        (A[:40] + B + C[:50], ["b"], ["torn", "torn"]),
        (A[:40] + B[:60] + C, ["c"], ["torn"]),
        (A.replace(b'"a"', b'"x"') + B, ["b"], ["changed"]),
        (A[:-3] + B, ["b"], ["torn"]),
        (b"\0" * 512 + A, ["a"], ["zeros"]),
        (A + b"\0" * 512, ["a"], ["zeros"]),
        (b"\0" * 512, [], ["zeros"]),
        (A[:60] + b"\0" * 512, [], ["torn"]),
        (b'{"dcx":' * 100 + A + b'{"dcx":' * 100, ["a"], ["torn", "torn"]),
        (A + b"\r", ["a"], ["blanks"]),
    ],
)
def test_every_whole_record_is_found(content: bytes, found: list[str], damage: list[str]) -> None:
    """Glued, behind torn ones, before garbage, among zeros."""
    assert names(content) == found
    assert kinds(content) == damage


@given(st.integers(0, 2**32), st.binary(max_size=40).filter(lambda one: b"{" not in one))
def test_records_survive_any_neighbour(seed: int, rubbish: bytes) -> None:
    """Ten records cut, glued and sprinkled with rubbish: those that are whole are read, in their order."""
    chance = random.Random(seed)
    parts, whole = [], []
    for number in range(10):
        one = line(str(number))
        if chance.random() < 0.4:
            # so much that the rubbish can't bring the rest back: a `"}` behind it makes a record whole again
            one = one[: chance.randrange(8, len(one) - 20)]
        else:
            whole.append(str(number))
        parts += [one, chance.choice((b"", rubbish))]
    content = b"".join(parts)
    assert names(content) == whole
    covered = 0
    for start, end, _ in pieces(content):
        assert covered <= start <= end <= len(content)
        covered = end


@pytest.mark.parametrize(("before", "behind"), [(b"", b"\r"), (b"\xef\xbb\xbf", b""), (b"  ", b" \t")])
def test_line_ends_of_another_system_are_harmless(before: bytes, behind: bytes) -> None:
    """Every record is read; that something wrote into the file is said, and that nothing is lost."""
    content = before + line("Ada") + behind
    assert names(content) == ["Ada"]
    assert set(kinds(content)) <= {"blanks", "glued"}
    assert "blanks" in kinds(content)
    assert not SERIOUS & set(kinds(content))


def test_a_record_whose_last_bytes_come_back_is_whole() -> None:
    """Cut behind its checksum, and what followed was just what was missing."""
    assert names(A[:-2] + b'"}') == ["a"]
    assert names(A[:-2] + b"'}") == []


def test_text_that_looks_like_a_record_is_text() -> None:
    """A customer may dictate a whole record of ours, checksum included."""
    tricky = line(B.decode("ascii") + '","crc":"00000000"}')
    assert names(tricky) == [B.decode("ascii") + '","crc":"00000000"}']
    assert names(tricky + A) == [names(tricky)[0], "a"]


@pytest.mark.parametrize(
    "change",
    [
        {"n": 0},
        {"n": -5},
        {"n": MOST_N + 1},
        {"n": 10**400},
        {"n": True},
        {"n": 1.5},
        {"at": "9999-12-31T23:59:59.999Z"},
        {"at": "0001-01-01T00:00:00.000+14:00"},
        {"id": "../../etc/passwd"},
        {"prev": 7},
        {"kind": None},
        {"crc": "00000000"},
    ],
)
def test_a_poisoned_envelope_is_damage(change: dict[str, object]) -> None:
    """A right checksum doesn't make a record of it: its place in the order would spoil all that follows."""
    fields = {**json.loads(A), **change}
    if "crc" not in change:
        del fields["crc"]
    found = decode(sealed(json.dumps(fields, separators=(",", ":"))[:-1]))
    assert isinstance(found, Unreadable), found


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_what_could_not_be_written_again_is_damage(number: str) -> None:
    """JSON has no such numbers; an export of them would fail."""
    body = A.decode("ascii").partition(',"crc"')[0] + f',"extra":{number}'
    assert isinstance(decode(sealed(body)), Unreadable)


def test_followers_of_an_id_are_always_the_same() -> None:
    """And never like each other."""
    assert follower_id("bcdfghjkmnpq", 1) == follower_id("bcdfghjkmnpq", 1)
    made = {follower_id(first, place) for first in ("bcdfghjkmnpq", "bcdfghjkmnpr") for place in range(50)}
    assert len(made) == 100
