"""A team's record is the union of its journals: the same on every machine, in whatever order it arrived."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from difficult_cx.domain.event import Event
from difficult_cx.domain.promise import fold_promises
from difficult_cx.journal.codec import encode
from difficult_cx.journal.fetching import Record, last_fetched, store
from difficult_cx.journal.index.index import Index
from tests.conftest import Dcx
from tests.journal.index.test_index import DEVICES, said_by, told, write
from tests.journal.test_journal import folders, journal


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), parts=st.integers(1, 5))
def test_any_interleaving_of_any_beginnings_comes_to_the_same_on_every_machine(
    tmp_path_factory: pytest.TempPathFactory, seed: int, parts: int
) -> None:
    """Three machines, each with its own journal and what came of the others in parts of any size and order."""
    events, chance = told(seed, 50), random.Random(seed)
    theirs = {
        device: sorted((e for e in events if e.device == device), key=lambda e: e.order) for device in DEVICES
    }
    ends = []
    for own in DEVICES:
        home = tmp_path_factory.mktemp(own)
        here = journal(home)
        write(here.folders.journal, theirs[own])
        index = Index(here.folders)
        left = {device: list(theirs[device]) for device in DEVICES if device != own}
        for part in range(parts):
            for device in chance.sample(sorted(left), k=2):
                count = len(left[device]) if part == parts - 1 else chance.randrange(len(left[device]) + 1)
                came = [Record(one, encode(one)[:-1]) for one in left[device][:count]]
                store(here, device, came, last_fetched(here).get(device))
                left[device] = left[device][count:]
            index.refresh()
        said = said_by(index)
        said.pop("kept")  # which of two that keep one text; the texts are the same
        ends.append(said)
    assert ends[0] == ends[1] == ends[2]


def settled(n: int, device: str, kind: str, rep: str) -> Event:
    """Somebody settles the promise `pppp22222222`."""
    one = told(n, 1)[0]
    data = {"promise": "pppp22222222", "reason": f"{rep} says so"}
    return replace(
        one,
        id=f"{device[0] * 2}{n:010d}".translate(str.maketrans("01", "23")),
        n=n,
        device=device,
        kind=kind,
        rep=rep,
        data=data,
    )


@pytest.mark.parametrize("first", ["bo", "sam"])
def test_of_two_who_settle_a_promise_at_once_the_smaller_number_counts(first: str) -> None:
    """Then the smaller device; the other one is kept beside it, and counts when the first is taken back."""
    made = replace(
        told(1, 1)[0],
        id="pppp22222222",
        n=1,
        device=DEVICES[0],
        kind="promise_made",
        data={"text": "call", "type": "promise"},
    )
    kept = settled(7, DEVICES[1], "promise_kept", "bo")
    missed = settled(7 if first == "bo" else 6, DEVICES[2], "promise_missed", "sam")
    every = sorted((made, kept, missed), key=lambda one: one.order)
    promise = fold_promises(every)["pppp22222222"]
    assert promise.settled_by == first
    assert promise.state == ("kept" if first == "bo" else "broken")
    [also] = promise.also
    assert (also.rep, also.state) == (("sam", "broken") if first == "bo" else ("bo", "kept"))
    back = replace(
        made,
        id="zzzz22222222",
        n=9,
        kind="promise_undone",
        data={"promise": "pppp22222222", "target": (kept if first == "bo" else missed).id},
    )
    again = fold_promises([*every, back])["pppp22222222"]
    assert (again.settled_by, again.also) == (also.rep, ())


def test_the_number_of_what_is_written_is_above_all_that_was_fetched(home: Path) -> None:
    """Whoever writes after reading comes after what they read."""
    here = journal(home)
    far = replace(told(3, 1)[0], n=4_000, device=DEVICES[2])
    store(here, DEVICES[2], [Record(far, encode(far)[:-1])])
    from difficult_cx.domain.event import Entry

    [event] = here.append(Entry("promise_made", {"text": "x", "type": "promise"}))
    assert event.n == 4_001


def test_one_name_added_on_two_machines_is_one_customer(dcx: Dcx, tmp_path: Path) -> None:
    """Each added Ada before hearing of the other's; everything of hers is found under her name."""
    other = Dcx(tmp_path / "other", env={"USER": "bo"})
    dcx("followups", "add", "refund the fee fri noon", "-c", "Ada Brook")
    other("followups", "add", "call back fri noon", "-c", "ada  BROOK")
    (dcx.home / "fetched").mkdir()
    (dcx.home / "fetched" / "other.jsonl").write_bytes((other.home / "journal.jsonl").read_bytes())
    found = dcx("followups", "-c", "Ada Brook", "--team", "--json").json["data"]
    assert sorted(one["text"] for one in found) == ["call back", "refund the fee"]
    assert len({one["customer"]["id"] for one in found}) == 1


def test_a_gap_in_a_colleagues_journal_is_no_loss(home: Path) -> None:
    """What isn't shared is missing there; in one's own journal it is damage."""
    folder = folders(home)
    one = replace(told(3, 1)[0], prev="xxxx99999999", device=DEVICES[1])
    write(folder.fetched / f"{DEVICES[1]}.jsonl", [one])
    [finding] = journal(home).read().findings
    assert (finding.kind, finding.serious) == ("elsewhere", False)
    write(folder.journal, [replace(one, id="wwww22222222", prev="xxxx88888888")])
    assert {found.kind for found in journal(home).read().findings} == {"missing", "elsewhere"}
