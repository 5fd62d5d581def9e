"""A small share of the kills; the long run is `python -m tests.faults.kills` (docs/reliability.md)."""

import pytest

from tests.faults.kills import LATE, SOUND, UNSEALED, is_caught, runs


def test_nothing_acknowledged_is_lost_by_kill_9() -> None:
    """Twelve kills at random moments, notes of 80 bytes to 20 kB."""
    for run in runs(SOUND, 12, 7):
        assert run.wrong == []
        assert run.said


@pytest.mark.slow
@pytest.mark.parametrize("code", [LATE, UNSEALED], ids=["late", "unsealed"])
def test_the_harness_catches_a_broken_writer(code: str) -> None:
    """Or it proves nothing."""
    assert is_caught(code, 1)


@pytest.mark.slow
def test_a_thousand_kills_lose_nothing() -> None:
    """The long run."""
    assert [one for run in runs(SOUND, 1000, 1) for one in run.wrong] == []
