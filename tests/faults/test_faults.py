"""A small share of every fault; all of them by `python -m tests.faults` (docs/reliability.md)."""

import random
from pathlib import Path

import pytest

pytest.importorskip("pexpect")
pytest.importorskip("pyte")

from tests.faults import broken, calls, crowd, damage, full, index_states, kills, power
from tests.faults.driving import a_home, start_time

needs_strace = pytest.mark.skipif(calls.why_not() != "", reason=calls.why_not() or "-")
needs_a_small_disk = pytest.mark.skipif(full.why_not() != "", reason=full.why_not() or "-")


def test_nothing_acknowledged_is_lost_by_kill_9() -> None:
    """Eight kills at random moments, some on the full screen, notes of 80 bytes to 20 kB."""
    for one in kills.lives(6, 7, full=0.3):
        assert one.wrong == []
        assert one.said


@needs_strace
def test_nothing_acknowledged_is_lost_by_a_power_cut() -> None:
    """On every disk that may be left of a first call and a resumed one; without fsync some is lost."""
    home, steps = power.traced()
    disks = list(power.cuts(home, steps))
    assert len(disks) > 50
    assert [power.lost(home, left, said) for _, left, said in disks if power.lost(home, left, said)] == []
    assert power.is_caught(broken.UNSYNCED)


@needs_strace
def test_a_failing_system_call_is_said_and_costs_nothing() -> None:
    """A few of thousands: a call on a data file fails, or dcx is killed at it."""
    for scene, call, error in list(calls.trials(5, scenes=calls.SCENES[1:2]))[:4]:
        assert calls.tried(scene, call, error) == ""


def test_random_damage_hides_nothing_and_is_named() -> None:
    """Sixty places in three journals."""
    with a_home() as home:
        damage.a_journal(home)
        for seed in range(3):
            assert damage.damaged(home, random.Random(seed)) == []


def test_a_file_that_may_not_grow_is_said() -> None:
    """RLIMIT_FSIZE; then the next note works."""
    assert full.on_limited_file(random.Random(2)) == []
    assert full.on_limited_file(random.Random(2), broken=broken.CARELESS)


@needs_a_small_disk
def test_a_full_disk_is_said_on_both_faces() -> None:
    """1 MiB; the text stays in the line, and Enter saves it once there is room."""
    assert full.on_full_disk(random.Random(1)) == []
    assert full.on_screen() == []


def test_whatever_became_of_the_index_the_answer_is_the_same() -> None:
    """One of many states with a list of what there is; a list that believes any index is caught by it."""
    some = (("followups", "--all", *index_states.AT),)
    assert index_states.compared(index_states.behind, random.Random(1), commands=some)[1] == []
    assert index_states.compared(index_states.behind, random.Random(1), commands=some, broken=broken.BLIND)[1]


def test_an_index_that_is_silently_wrong_is_noticed_and_removed() -> None:
    """By verify and by doctor; then lists answer as with a new one."""
    some = (("followups", "--all", *index_states.AT),)
    assert index_states.noticed(index_states.fewer, random.Random(1), some) == []


def test_eight_calls_at_once_lose_nothing() -> None:
    """Half of them killed, others reading all the while."""
    said, wrong = crowd.crowd(random.Random(1), start_time(), notes=20)
    assert wrong == []
    assert said > 50


@pytest.mark.slow
@pytest.mark.parametrize(("name", "code", "how", "full"), kills.BROKEN)
def test_kills_catch_a_broken_writer(name: str, code: str, how: str, full: float) -> None:
    """Or they prove nothing."""
    assert kills.catches(code, 1, how, full=full), name


@pytest.mark.slow
@pytest.mark.parametrize("part", ["power", "damage", "full", "index", "crowd", "calls", "kills"])
def test_a_long_run(part: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A twentieth of the full run, with the broken writers first."""
    from tests.faults.__main__ import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["faults", "--kills", "500", "--only", part])
    assert main() == 0
