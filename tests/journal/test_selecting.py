"""Picking events gives what reading all of them gives, however the file looks."""

import random
from pathlib import Path

import pytest

from difficult_cx.domain.event import Entry
from difficult_cx.journal.journal import Journal
from difficult_cx.journal.selecting import about, of_kinds
from tests.journal.test_journal import folders, journal

TRAP = 'a note with ,"kind":"promise_made" and {"dcx":1,"id":"x in it, "call":"bcdfghjkmnpq"'


def filled(home: Path) -> Journal:
    """Calls, notes that look like records, promises, their lives."""
    ready = journal(home)
    for number in range(12):
        [call] = ready.append(Entry("call_started", {"playbook": "p", "hash": "h", "card": "c"}))
        ready.append(Entry("noted", {"call": call.id, "note": "words", "text": TRAP + "x" * number * 40}))
        [promise] = ready.append(Entry("promise_made", {"call": call.id, "text": TRAP, "type": "promise"}))
        ready.append(Entry("promise_kept", {"promise": promise.id, "late": False}))
    return ready


def test_kinds_and_ids_are_picked(home: Path) -> None:
    """The same events in the same order as a whole reading has them."""
    ready = filled(home)
    whole = ready.read().events
    for kinds in ({"call_started"}, {"promise_made", "promise_kept"}, {"nothing"}, {"noted"}):
        assert ready.select(of_kinds(kinds)) == [one for one in whole if one.kind in kinds]
    for one in whole:
        named = [
            other
            for other in whole
            if one.id in (other.id, other.text("call"), other.text("promise"), other.text("target"))
        ]
        assert ready.select(about({one.id})) == named


@pytest.mark.parametrize("seed", range(40))
def test_damage_hides_nothing_from_the_picking(home: Path, seed: int) -> None:
    """Bytes changed, cut out, doubled and torn at random: what a reading still finds is picked."""
    filled(home)
    path = folders(home).journal
    chance = random.Random(seed)
    content = bytearray(path.read_bytes())
    for _ in range(6):
        place = chance.randrange(len(content))
        what = chance.randrange(4)
        if what == 0:
            content[place] ^= 1 << chance.randrange(8)
        elif what == 1:
            del content[place : place + chance.randrange(300)]
        elif what == 2:
            content[place:place] = content[place : place + chance.randrange(300)]
        else:
            content[place:place] = b"\n" * chance.randrange(3)
    path.write_bytes(bytes(content))
    ready = journal(home)
    whole = ready.read().events
    picked = ready.select(of_kinds({"promise_made", "call_started"}))
    assert [one for one in picked if one.kind in ("promise_made", "call_started")] == [
        one for one in whole if one.kind in ("promise_made", "call_started")
    ]
