"""How promises went, in numbers."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from difficult_cx.domain.promise import Earlier, Promise
from difficult_cx.domain.promise_numbers import count

NOW = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
DUE = NOW - timedelta(days=1)
LONDON = ZoneInfo("Europe/London")


def promise(state: str = "open", **more: Any) -> Promise:
    return Promise(
        "k7q",
        "refund",
        **{"made_at": NOW - timedelta(days=9), "due": DUE, "state": state, "rep": "Sam", **more},
    )


def test_each_promise_counts_once() -> None:
    """Kept on time, late, broken, withdrawn, overdue, still waiting, without a time."""
    rows = [
        promise("kept"), promise("kept"), promise("kept_late"), promise("broken"), promise("withdrawn"),
        promise(), promise(due=NOW + timedelta(days=1)), promise(due=None), promise("kept", due=None),
        promise("kept", earlier=(Earlier(DUE, in_time=False),)),
        promise("kept", earlier=(Earlier(DUE, in_time=True),)),
    ]  # fmt: skip
    found = count(rows, NOW, LONDON).all
    assert found.made == len(rows)
    assert (found.on_time, found.late, found.broken, found.withdrawn) == (3, 2, 1, 1)
    assert (found.overdue, found.waiting, found.undated) == (1, 1, 2)
    assert (found.due, found.rate) == (6, 0.5)


def test_a_rate_of_nothing_is_none() -> None:
    """Without a sample there is no rate."""
    assert count([promise()], NOW, LONDON).all.rate is None
    assert count([], NOW, LONDON).all.made == 0


def test_the_month_is_that_of_the_zone() -> None:
    """23:30 UTC on 31 October is still October in London; an undated one belongs to the month it was made in."""
    late = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    rows = [promise(due=late), promise(due=late + timedelta(hours=1)), promise(due=None, made_at=late)]
    found = count(rows, NOW, LONDON).month
    assert {name: one.made for name, one in found.items()} == {"2026-10": 2, "2026-11": 1}


def test_owner_and_channel() -> None:
    """Without an owner it is the rep's who promised it; `since` leaves out what is older."""
    rows = [promise(owner="Priya", channel="email"), promise(), promise(due=DUE - timedelta(days=40))]
    found = count(rows, NOW, LONDON, DUE - timedelta(days=1))
    assert {name: one.made for name, one in found.owner.items()} == {"Priya": 1, "Sam": 1}
    assert {name: one.made for name, one in found.channel.items()} == {"email": 1, "(none)": 1}
