"""What was appended is there, in order, whatever happened around it."""

import errno
import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from difficult_cx.domain.event import Entry
from difficult_cx.errors import BusyError, DcxError, NotSavedError
from difficult_cx.journal import seen
from difficult_cx.journal.journal import Journal
from difficult_cx.storage.folders import Folders, find_folders
from difficult_cx.storage.lock import Lock


class Clock:
    """A clock that stands still."""

    def now(self) -> datetime:
        """Tuesday morning."""
        return datetime(2026, 11, 24, 10, 15, tzinfo=UTC)


def folders(home: Path) -> Folders:
    """The folders of this home."""
    return find_folders({"DCX_HOME": str(home)}, sys.platform)


def journal(home: Path) -> Journal:
    """A journal as a new process sees it."""
    return Journal(folders(home), Clock(), "Europe/London", "Sam")


def named(name: str) -> Entry:
    """An entry with this text."""
    return Entry("customer_added", {"name": name})


def names(home: Path) -> list[str]:
    """The texts on the record, in the order of the fold."""
    return [event.text("name") for event in journal(home).read().events]


def test_events_are_chained_and_numbered(home: Path) -> None:
    """`n` grows by one, `prev` names the event before, across processes."""
    first = journal(home).append(named("a"), named("b"))
    second = journal(home).append(named("c"))
    events = [*first, *second]
    assert [event.n for event in events] == [1, 2, 3]
    assert [event.prev for event in events] == [None, events[0].id, events[1].id]
    reading = journal(home).read()
    assert list(reading.events) == events
    assert reading.findings == ()


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_the_owner_can_read(home: Path, mask: int) -> None:
    """Files are 0600 and folders 0700 under any umask."""
    before = os.umask(mask)
    try:
        journal(home).append(named("a"))
    finally:
        os.umask(before)
    for path in home.rglob("*"):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_torn_tail_never_takes_the_next_record_with_it(home: Path) -> None:
    """Cut the last record at every byte: what came before and what comes next are there."""
    journal(home).append(named("kept"))
    path = folders(home).journal
    whole = path.read_bytes()
    journal(home).append(named("torn"))
    last = path.read_bytes()[len(whole) :]
    for end in range(1, len(last) - 1):
        path.write_bytes(whole + last[:end])
        journal(home).append(named("next"))
        reading = journal(home).read()
        assert [event.text("name") for event in reading.events] == ["kept", "next"], end
        assert [one.kind for one in reading.findings] == ["torn"]


def test_a_record_glued_behind_a_torn_one_is_found(home: Path) -> None:
    """Another program may have lost the newline: the whole record behind it counts."""
    journal(home).append(named("a"))
    path = folders(home).journal
    line = path.read_bytes()
    path.write_bytes(line[:40] + line)
    reading = journal(home).read()
    assert [event.text("name") for event in reading.events] == ["a"]
    assert [one.kind for one in reading.findings] == ["torn"]


def test_damage_is_named_with_its_place_and_hides_nothing_else(home: Path) -> None:
    """Line, offset and kind; every undamaged record is shown."""
    journal(home).append(named("a"), named("b"), named("c"))
    path = folders(home).journal
    lines = path.read_bytes().split(b"\n")
    lines[1] = lines[1].replace(b'"b"', b'"x"')
    path.write_bytes(b"\n".join(lines))
    reading = journal(home).read()
    assert [event.text("name") for event in reading.events] == ["a", "c"]
    [changed, missing] = reading.findings
    assert (changed.line, changed.offset, changed.kind) == (2, len(lines[0]) + 1, "changed")
    assert missing.kind == "missing"
    assert changed.serious


def test_a_record_that_was_removed_is_noticed(home: Path) -> None:
    """A line cleanly taken out shows in `prev`; erased ones don't."""
    events = journal(home).append(named("a"), named("b"), named("c"))
    path = folders(home).journal
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[2])
    assert [one.kind for one in journal(home).read().findings] == ["missing"]
    journal(home).append(Entry("erased", {"ids": [events[1].id]}))
    assert journal(home).read().findings == ()


def test_an_id_that_comes_twice_counts_once(home: Path) -> None:
    """A retried line that had reached the disk after all is one event."""
    first = journal(home)
    entry = Entry("customer_added", {"name": "a"}, "bcdfghjkmnpq")
    first.append(entry)
    first.append(entry)
    reading = journal(home).read()
    assert len(reading.events) == 1
    assert reading.findings == ()


def test_the_order_is_never_the_clocks_nor_the_files(home: Path) -> None:
    """Journals fetched from others fold by n, device and id."""
    journal(home).append(named("a"), named("b"))
    other = home / "other"
    journal(other).append(named("c"), named("d"), named("e"))
    fetched = folders(home).fetched
    fetched.mkdir()
    (fetched / "other.jsonl").write_bytes(folders(other).journal.read_bytes())
    reading = journal(home).read()
    assert [event.n for event in reading.events] == [1, 1, 2, 2, 3]
    [new] = journal(home).append(named("f"))
    assert new.n == 4


def test_unknown_kinds_and_fields_survive(home: Path) -> None:
    """What a newer version wrote is still there after we read it."""
    [event] = journal(home).append(Entry("sung_to", {"song": [1, {"b": None}]}))
    assert journal(home).read().events == (event,)


def test_card_numbers_never_reach_the_disk(home: Path) -> None:
    """Not in any text of an entry, however deep; ids of ours stay."""
    number = "4111 1111 1111 1111"
    data = {"name": number, "more": [{"x": f"cvv 123 {number}"}], "call": "4111111111111111"}
    [event] = journal(home).append(Entry("customer_added", data))
    assert event.data["name"] == "[card 1111]"
    assert event.data["call"] == "4111111111111111"
    assert b"4111 1111" not in folders(home).journal.read_bytes()
    assert b"123" not in folders(home).journal.read_bytes().split(b'"more"')[1].split(b"]")[0]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EFBIG])
@pytest.mark.parametrize("call", ["write", "fsync", "open"])
def test_what_was_not_saved_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch, code: int, call: str
) -> None:
    """Any failing call on the data files is a NotSavedError with words and the errno's name; the next works."""
    ready = journal(home)
    ready.append(named("a"))

    def fail(*_args: object, **_more: object) -> int:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as broken:
        broken.setattr(os, call, fail)
        with pytest.raises(NotSavedError) as error:
            ready.append(named("b"))
    assert errno.errorcode[code] in error.value.message
    ready.append(named("c"))
    assert names(home)[-1] == "c"


def test_a_short_write_is_a_failure(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a record is none, and never takes the next one with it."""
    ready = journal(home)
    write = os.write
    with monkeypatch.context() as broken:
        broken.setattr(os, "write", lambda handle, data: write(handle, data[: len(data) // 2]))
        with pytest.raises(DcxError):
            ready.append(named("a"))
    ready.append(named("b"))
    assert names(home) == ["b"]


def test_links_are_refused(home: Path) -> None:
    """A journal that is a link is not written through."""
    home.mkdir()
    target = home / "elsewhere"
    target.write_bytes(b"")
    folders(home).journal.symlink_to(target)
    with pytest.raises(NotSavedError, match="ELOOP"):
        journal(home).append(named("a"))
    assert target.read_bytes() == b""


def test_a_held_lock_is_said_with_its_holder(home: Path) -> None:
    """After the wait: which process, and since when."""
    ready = journal(home)
    ready.append(named("a"))
    with Lock(folders(home).lock).acquire(0, "2026-11-24T10:15:00.000Z"), pytest.raises(BusyError) as error:
        ready.append(named("b"), wait=0.02)
    assert str(os.getpid()) in error.value.message
    assert "2026-11-24T10:15" in error.value.message
    assert names(home) == ["a"]


WRITER = """
import sys
from datetime import UTC, datetime
from difficult_cx.domain.event import Entry
from difficult_cx.journal.journal import Journal
from difficult_cx.storage.folders import find_folders
class Clock:
    def now(self):
        return datetime(2026, 11, 24, tzinfo=UTC)
journal = Journal(find_folders({"DCX_HOME": sys.argv[1]}, sys.platform), Clock(), "UTC", "w")
for number in range(int(sys.argv[3])):
    journal.append(Entry("customer_added", {"name": f"{sys.argv[2]}-{number}"}))
    print(f"{sys.argv[2]}-{number}", flush=True)
"""


def test_eight_writers_lose_nothing(home: Path) -> None:
    """Every acknowledged event of eight processes at once is there, once, each chained to the one before."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(home), str(number), "20"], stdout=subprocess.PIPE, text=True
        )
        for number in range(8)
    ]
    said = [line for writer in writers for line in writer.communicate(timeout=60)[0].split()]
    assert len(said) == 160
    assert sorted(names(home)) == sorted(said)
    reading = journal(home).read()
    assert reading.findings == ()
    assert [event.n for event in reading.events] == list(range(1, 161))


def test_what_was_acknowledged_before_a_kill_is_there(home: Path) -> None:
    """SIGKILL while writing: at most the unacknowledged end is missing, and the next append works."""
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(home), "k", "100000"], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        said = [writer.stdout.readline().strip() for _ in range(15)]
        writer.kill()
        said += writer.communicate(timeout=60)[0].split()
        assert set(said) <= set(names(home))
    journal(home).append(named("after"))
    assert names(home)[-1] == "after"


def test_the_format_is_the_published_one(home: Path) -> None:
    """The envelope's fields in the order of docs/journal.md, the crc last."""
    journal(home).append(named("a"))
    fields = json.loads(folders(home).journal.read_text())
    assert list(fields) == ["dcx", "id", "prev", "n", "at", "zone", "rep", "device", "kind", "name", "crc"]
    assert fields["at"] == "2026-11-24T10:15:00.000Z"


def fetched_from(home: Path, other: Path, *many: str) -> Path:
    """A colleague's journal beside one's own, with more of these; where it lies."""
    there = journal(other)
    there.append(*map(named, many))
    place = folders(home).fetched / f"{there.device}.jsonl"
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(folders(other).journal.read_bytes())
    return place


def test_colleagues_journals_are_read_again_only_where_they_changed(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the index has taken in needn't be opened; `n` is larger than every one seen, whatever is known."""
    home.mkdir()
    paths = [fetched_from(home, tmp_path / name, *"abcdefgh"[:count]) for name, count in (("x", 3), ("y", 8))]
    opened: list[Path] = []
    real = seen.largest_in

    def read(path: Path) -> int:
        opened.append(path)
        return real(path)

    monkeypatch.setattr(seen, "largest_in", read)
    here = journal(home)
    here.append(named("cold"))
    assert sorted(opened) == sorted(paths)
    here.append(named("again"))
    assert len(opened) == 2
    warm = journal(home)
    warm.index()
    assert [event.n for event in warm.append(named("warm"))] == [11]
    assert len(opened) == 2
    fetched_from(home, tmp_path / "x", *map(str, range(20)))
    assert [event.n for event in warm.append(named("after"))] == [24]
    assert opened[2:] == [paths[0]]
    assert [event.n for event in journal(home).append(named("cold"))] == [25]
