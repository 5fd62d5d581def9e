"""Going through the whole record in order, without holding it."""

import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from difficult_cx.journal.codec import decode
from difficult_cx.journal.journal import Journal
from difficult_cx.journal.ordering import lines_in_order
from difficult_cx.journal.survey import survey
from difficult_cx.storage.folders import find_folders
from tests.conftest import Dcx, SetClock
from tests.journal.index.test_index import DEVICES, told, write


@pytest.mark.parametrize("seed", range(25))
def test_it_gives_what_reading_gives(home: Path, seed: int) -> None:
    """Three devices, lines out of order, repeated, glued, damaged, erased."""
    folder, chance = find_folders({"DCX_HOME": str(home)}, "linux"), random.Random(seed)
    events = told(seed)
    for place, name in enumerate(DEVICES):
        own = [one for one in events if one.device == name]
        if chance.random() < 0.5:
            own.sort(key=lambda one: one.order)
        own[1:] = [replace(one, prev=before.id) for before, one in pairwise(own)]
        again = chance.sample(own, k=min(len(own), 3)) if chance.random() < 0.5 else []
        write(folder.journal if not place else folder.fetched / f"{name}.jsonl", [*own, *again])
    content = bytearray(folder.journal.read_bytes())
    for _ in range(chance.choice((0, 0, 4))):
        at = chance.randrange(len(content))
        content[at : at + chance.randrange(3)] = chance.choice((b"", b"\n", b"\n\n", b"x"))
    folder.journal.write_bytes(bytes(content))
    journal = Journal(folder, SetClock(), "UTC", "sam")
    reading, looked = journal.read(), survey(journal)
    assert looked.records == len(reading.events)
    assert set(looked.findings) == set(reading.findings)
    found = list(lines_in_order(journal))
    assert [decode(line[:-1]) for line in found] == list(reading.events)


def test_a_fetched_file_that_cant_be_read_is_a_finding_and_the_rest_is_shown(dcx: Dcx) -> None:
    """A link in `fetched/`: named by verify and by export, and no list fails for it."""
    dcx("followups", "add", "call back fri noon", "-c", "Ada")
    elsewhere = dcx.home.parent / "other.jsonl"
    elsewhere.write_bytes((dcx.home / "journal.jsonl").read_bytes())
    (dcx.home / "fetched").mkdir()
    (dcx.home / "fetched" / "theirs.jsonl").symlink_to(elsewhere)
    assert "call back" in dcx("followups").out
    found = dcx("journal", "verify", "--json", code=1).json["data"]["findings"]
    assert [(one["file"], one["kind"], one["serious"]) for one in found] == [
        ("theirs.jsonl", "unreadable", True)
    ]
    assert "ELOOP" in found[0]["what"]
    left = dcx("journal", "export", "-")
    assert len(left.out.splitlines()) == len((dcx.home / "journal.jsonl").read_text().splitlines())
    assert "theirs.jsonl" in left.err
    dcx("followups", "add", "one more fri noon", "-c", "Ada")
    assert "BAD" in dcx("doctor", code=1).out
