"""Whatever the journal ends with, the next record takes its right place."""

import os
from pathlib import Path

import pytest

from difficult_cx.domain.event import Entry
from difficult_cx.errors import DcxError, NotSavedError
from difficult_cx.journal.codec import MOST_N
from tests.journal.test_journal import folders, journal, named, names


def test_a_record_glued_to_the_last_line_counts(home: Path) -> None:
    """The next number is one more than the glued one's, and `prev` names it."""
    events = journal(home).append(named("a"), named("b"), named("c"))
    path = folders(home).journal
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[1][:30] + lines[2].rstrip(b"\n") + b"garbage")
    [new] = journal(home).append(named("d"))
    assert (new.n, new.prev) == (4, events[2].id)
    assert names(home) == ["a", "c", "d"]


def test_lines_that_changed_their_places_don_t_change_the_order(home: Path) -> None:
    """The next number is larger than all of them."""
    journal(home).append(named("a"), named("b"), named("c"))
    path = folders(home).journal
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(reversed(lines)))
    journal(home).append(named("d"))
    assert names(home) == ["a", "b", "c", "d"]


@pytest.mark.parametrize("rubbish", [b"\0" * 300_000, b"x" * 300_000, b'{"dcx":' * 50_000, b"\n" * 300_000])
def test_a_long_damaged_tail_is_passed_over(home: Path, rubbish: bytes) -> None:
    """However much garbage stands at the end."""
    [first] = journal(home).append(named("a"))
    path = folders(home).journal
    path.write_bytes(path.read_bytes() + rubbish)
    [new] = journal(home).append(named("b"))
    assert (new.n, new.prev) == (2, first.id)
    assert names(home) == ["a", "b"]


def test_an_impossible_number_is_not_counted_from(home: Path) -> None:
    """A poisoned record is damage; at the last number there is, records are saved all the same."""
    journal(home).append(named("a"))
    other = home / "other"
    [event] = journal(other).append(named("poison"))
    line = folders(other).journal.read_bytes()
    fetched = folders(home).fetched
    fetched.mkdir()
    from dataclasses import replace

    from difficult_cx.journal.codec import encode

    (fetched / "other.jsonl").write_bytes(encode(replace(event, n=MOST_N + 1)) + line)
    assert [one.kind for one in journal(home).read().findings] == ["no_event"]
    [new] = journal(home).append(named("b"))
    assert new.n == 2
    (fetched / "other.jsonl").write_bytes(encode(replace(event, n=MOST_N)))
    journal(home).append(named("c"))
    assert {"a", "b", "c"} <= set(names(home))


def test_a_batch_that_is_tried_again_counts_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The write reached the disk, fsync failed, nothing was acknowledged; the retry doubles none of it."""
    batch = (Entry("customer_added", {"name": "a"}, "bcdfghjkmnpq"), named("b"), named("c"))
    ready = journal(home)
    ready.append(named("before"))

    def fail(*_args: object) -> None:
        raise OSError(5, os.strerror(5))

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        with pytest.raises(NotSavedError, match="EIO"):
            ready.append(*batch)
    ready.append(*batch)
    assert names(home) == ["before", "a", "b", "c"]
    assert journal(home).read().findings == ()


@pytest.mark.parametrize("place", ["journal.jsonl", "journal.lock", "device"])
def test_a_pipe_in_a_files_place_is_refused(home: Path, place: str) -> None:
    """Nobody waits for a writer at its other end."""
    journal(home).append(named("a"))
    path = home / place
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(NotSavedError, match="no regular file"):
        journal(home).append(named("b"))
    if place == "journal.jsonl":
        with pytest.raises(DcxError, match="no regular file"):
            journal(home).read()


@pytest.mark.parametrize("mask", [0o000, 0o277, 0o777])
def test_an_old_file_that_others_can_read_is_made_private(home: Path, mask: int) -> None:
    """A backup brought back with 0644 is 0600 from the next record on, under any umask."""
    journal(home).append(named("a"))
    folders(home).journal.chmod(0o644)
    before = os.umask(mask)
    try:
        journal(home).append(named("b"))
    finally:
        os.umask(before)
    assert folders(home).journal.stat().st_mode & 0o777 == 0o600


def test_a_later_rule_for_cards_makes_no_other_record(home: Path) -> None:
    """One copy was cut by a rule that the other hadn't yet: the same event, no damage."""
    from dataclasses import replace

    from difficult_cx.journal.codec import encode

    [event] = journal(home).append(named("4111 1111 1111 1111"))
    folders(home).fetched.mkdir()
    old = encode(replace(event, data={"name": "4111 1111 1111 1111"}))
    (folders(home).fetched / "x.jsonl").write_bytes(old)
    assert journal(home).read().findings == ()
