"""Importing: cut like typed text, in order, however much; what is erased meanwhile doesn't come back."""

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from benchmarks.journals import events

from difficult_cx.domain.event import Entry, Event
from difficult_cx.journal import moving
from difficult_cx.journal.codec import encode
from difficult_cx.journal.erasing import erase
from difficult_cx.journal.journal import Journal
from difficult_cx.storage.folders import find_folders
from difficult_cx.storage.private import write_aside
from tests.conftest import Dcx, SetClock

CARD = "5555555555554444"
DEVICE, OTHER = "mrrcg86nzvfv", "bbbbbbbbbbbb"
IDS = ("k7qd3mwx9z2c", "k7qd3mwx9z3c", "k7qd3mwx9z4c")


def event(place: int, n: int, device: str = DEVICE, **data: object) -> Event:
    """The event with one of the ids above."""
    at = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
    return Event(IDS[place], None, n, at, "Europe/London", "Sam", device, "future", data)


def file_of(home: Path, *lines: bytes) -> Path:
    """A file to import."""
    path = home.parent / "import.jsonl"
    path.write_bytes(b"".join(lines))
    return path


def test_a_forged_record_leaves_no_card_number(dcx: Dcx) -> None:
    """In the rep's name, in a field that should be an id or a time, as a number."""
    forged = (
        replace(event(0, 1), rep=f"Sam {CARD}"),
        event(1, 2, target=f"see {CARD}", due=CARD, ids=[CARD], hash=CARD),
        event(2, 3, value=int(CARD), deep={"a": [int(CARD)]}),
    )
    dcx("journal", "import", str(file_of(dcx.home, *map(encode, forged))))
    assert CARD not in "".join(one.read_text() for one in dcx.home.rglob("*.jsonl"))
    assert dcx("journal", "verify").out.startswith("3 records read; nothing is damaged")


def test_new_records_find_their_places_and_damage_keeps_its_own(dcx: Dcx) -> None:
    """By number, into a file that has some already; a damaged line stays behind the one it stood behind."""
    path = dcx.home / "fetched" / f"{DEVICE}.jsonl"
    dcx("journal", "import", str(file_of(dcx.home, encode(event(0, 1)), encode(event(1, 5)))))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + b"garbage\n\n" + lines[1])
    new = (encode(event(2, 3)), encode(replace(event(2, 2, OTHER), id="k7qd3mwx9z5c")))
    dcx("journal", "import", str(file_of(dcx.home, *new)))
    assert path.read_bytes() == lines[0] + b"garbage\n" + new[0] + lines[1]
    assert (path.parent / f"{OTHER}.jsonl").read_bytes() == new[1]
    assert [one.name for one in dcx.home.iterdir() if one.name.startswith(".")] == []


def test_what_is_erased_while_it_is_imported_does_not_come_back(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody forgets a customer between the reading and the writing."""
    folders = find_folders({"DCX_HOME": str(home)}, "linux")
    journal = Journal(folders, SetClock(), "UTC", "sam")
    journal.append(Entry("customer_added", {"name": "Ada"}))

    def meanwhile(path: Path, content: Iterable[bytes]) -> Path:
        made = write_aside(path, content)
        erase(Journal(folders, SetClock(), "UTC", "sam"), [IDS[0]])
        return made

    monkeypatch.setattr("difficult_cx.journal.moving.write_aside", meanwhile)
    moving.import_file(journal, file_of(home, encode(event(0, 1, text="secret")), encode(event(1, 2))))
    assert b"secret" not in (folders.fetched / f"{DEVICE}.jsonl").read_bytes()
    assert [one.id for one in journal.read().events if one.kind == "future"] == [IDS[1]]


def test_two_imports_at_once_bring_each_record_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other one puts its file in place while this one reads."""
    folders = find_folders({"DCX_HOME": str(home)}, "linux")
    path = file_of(home, encode(event(0, 1)), encode(event(1, 2)))
    spill = moving._spill

    def meanwhile(journal: Journal) -> object:
        monkeypatch.setattr(moving, "_spill", spill)
        made = spill(journal)
        moving.import_file(Journal(folders, SetClock(), "UTC", "sam"), path)
        return made

    monkeypatch.setattr(moving, "_spill", meanwhile)
    moving.import_file(Journal(folders, SetClock(), "UTC", "sam"), path)
    assert (folders.fetched / f"{DEVICE}.jsonl").read_bytes() == path.read_bytes()


@pytest.mark.slow
def test_a_million_events_are_taken_in_within_300_mebibytes(home: Path) -> None:
    """The file of that device is the one that was imported, byte for byte."""
    path = home.parent / "million.jsonl"
    with path.open("wb") as file:
        file.writelines(map(encode, events(1_000_000)))
    program = (
        "import resource, sys; from difficult_cx.cli.boundary import run;"
        "run(sys.argv[1:]); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "journal", "import", str(path)],
        env={"DCX_HOME": str(home), "PATH": "", "TZ": "UTC", "USER": "sam", "HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("1000000 new")
    assert int(done.stdout.split()[-1]) < 300 << 10
    (made,) = (home / "fetched").iterdir()
    assert made.read_bytes() == path.read_bytes()
