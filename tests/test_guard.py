"""The guard that keeps tests out of the real world."""

import socket
from pathlib import Path

import pytest

from difficult_cx.app.clock import StartedClock, SystemClock
from tests.conftest import NOW, REAL_HOME, Forbidden

SOURCE = Path(__file__).parent.parent / "src" / "difficult_cx"


def test_the_real_home_is_out_of_bounds() -> None:
    """Opening a file of dcx's in the real home fails the test."""
    with pytest.raises(Forbidden):
        (REAL_HOME / ".local/share/dcx/journal.jsonl").open()


def test_the_real_clock_is_out_of_bounds() -> None:
    """Code that asks the system's clock fails the test."""
    with pytest.raises(Forbidden):
        SystemClock().now()


def test_the_network_is_out_of_bounds() -> None:
    """A connection fails the test before a packet leaves."""
    with socket.socket() as wire, pytest.raises(Forbidden):
        wire.connect(("192.0.2.1", 9))


def test_only_one_place_reads_the_clock() -> None:
    """`app/clock.py` alone knows the system's time; all others are handed a clock."""
    asking = ("datetime.now(", "date.today(", "time.time(", "utcnow(", "localtime(", "gmtime(")
    found = [
        f"{path.relative_to(SOURCE)}: {call}"
        for path in sorted(SOURCE.rglob("*.py"))
        for call in asking
        if call in path.read_text(encoding="utf-8") and path.name != "clock.py"
    ]
    assert found == []


def test_clocks_of_our_own() -> None:
    """One stands still, one goes on from where it was started."""
    begun = StartedClock(NOW)
    first = begun.now()
    assert NOW <= first <= begun.now()
