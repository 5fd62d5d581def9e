"""Past calls out of the record."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from difficult_cx.app.past import calls_between
from difficult_cx.domain.event import Event
from difficult_cx.domain.ids import ALPHABET
from difficult_cx.journal.codec import encode
from tests.journal.test_journal import journal

NOW = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
CALLS = [f"bcdf2222222{letter}" for letter in ALPHABET[:6]]


def begun(home: Path) -> None:
    """Six calls, a day apart, each with its heat; the last one began now."""
    home.mkdir(exist_ok=True)
    events = []
    for n, call in enumerate(CALLS):
        at = NOW - timedelta(days=len(CALLS) - 1 - n)
        fields = {"playbook": "difficult-call", "channel": "phone"}
        started = Event(call, None, 2 * n + 1, at, "UTC", "sam", "d22222222222", "call_started", fields)
        noted = {"call": call, "value": n % 5}
        heat = Event(
            call.replace("bcdf", "xxxx"),
            call,
            2 * n + 2,
            at,
            "UTC",
            "sam",
            "d22222222222",
            "heat_read",
            noted,
        )
        events += [started, heat]
    (home / "journal.jsonl").write_bytes(b"".join(map(encode, events)))


def test_the_newest_calls_of_a_time_are_read_and_no_others(home: Path) -> None:
    """Those that began from `since` on and before `until`, the newest so many of them, each with its heat."""
    begun(home)
    index = journal(home).index()
    since = NOW - timedelta(days=3)
    assert [one.id for one in calls_between(index, since)] == CALLS[2:]
    assert [one.id for one in calls_between(index, since, NOW)] == CALLS[2:5]
    newest = calls_between(index, since, most=2)
    assert [one.id for one in newest] == CALLS[4:]
    assert [[value for _, value, _ in one.heat] for one in newest] == [[4], [0]]
