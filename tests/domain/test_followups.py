"""Promises as something to do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from difficult_cx.domain.followups import distance, group, place
from difficult_cx.domain.promise import Promise

LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 22, 14, 5, tzinfo=LONDON)


def promise(due: datetime | None, n: int = 0, **more: object) -> Promise:
    """A promise due then."""
    return Promise(f"p{n}", "call back", NOW, due=due, order=(n, "", ""), **more)  # type: ignore[arg-type]


def test_overdue_is_exact_to_the_second() -> None:
    """At its time a promise is due today; one second later it is overdue."""
    due = datetime(2026, 11, 22, 17, tzinfo=LONDON)
    assert place(promise(due), due - timedelta(seconds=1), LONDON) == "today"
    assert place(promise(due), due, LONDON) == "today"
    assert place(promise(due), due + timedelta(milliseconds=900), LONDON) == "today"
    assert place(promise(due), due + timedelta(seconds=1), LONDON) == "overdue"


@pytest.mark.parametrize(
    ("due", "name"),
    [
        ("2026-11-22T23:59:59", "today"),
        ("2026-11-23T00:00:00", "week"),
        ("2026-11-29T23:59:59", "week"),
        ("2026-11-30T00:00:00", "later"),
    ],
)
def test_days_end_at_midnight(due: str, name: str) -> None:
    """Today, the next seven calendar days, and what lies beyond."""
    assert place(promise(datetime.fromisoformat(due).replace(tzinfo=LONDON)), NOW, LONDON) == name


def test_today_is_that_of_the_zone_dcx_runs_in() -> None:
    """What is tomorrow in London may be today in New York."""
    due = datetime(2026, 11, 23, 2, tzinfo=UTC)
    assert place(promise(due), NOW, LONDON) == "week"
    assert place(promise(due), NOW, NEW_YORK) == "today"


def test_the_day_the_clocks_change_has_its_own_length() -> None:
    """Seven days ahead are calendar days, also across the change to summer time."""
    now = datetime(2026, 3, 28, 23, 30, tzinfo=LONDON)  # the clocks go forward the next night
    assert place(promise(datetime(2026, 3, 29, 0, 30, tzinfo=LONDON)), now, LONDON) == "week"
    assert place(promise(datetime(2026, 4, 4, 23, 59, tzinfo=LONDON)), now, LONDON) == "week"
    assert place(promise(datetime(2026, 4, 5, 0, 0, tzinfo=LONDON)), now, LONDON) == "later"


def test_order_in_the_groups() -> None:
    """Longest late first, soonest first, undated oldest first, settled newest first."""
    late = [promise(NOW - timedelta(hours=hours), hours) for hours in (1, 40, 3)]
    week = [promise(NOW + timedelta(days=days), 100 + days) for days in (5, 2)]
    undated = [promise(None, n) for n in (9, 7)]
    settled = [promise(NOW, 200 + n, state="kept", settled_at=NOW - timedelta(hours=n)) for n in (5, 1)]
    groups = group([*late, *week, *undated, *settled], NOW, LONDON)
    assert [one.id for one in groups.overdue] == ["p40", "p3", "p1"]
    assert [one.id for one in groups.week] == ["p102", "p105"]
    assert [one.id for one in groups.undated] == ["p7", "p9"]
    assert [one.id for one in groups.settled] == ["p201", "p205"]
    assert len(groups.in_order()) == 9


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (timedelta(days=1, hours=21), "1 d late"),
        (timedelta(hours=5, minutes=59), "5 h late"),
        (timedelta(minutes=59, seconds=59), "59 min late"),
        (timedelta(seconds=1), "1 s late"),
    ],
)
def test_lateness_is_never_rounded_up(by: timedelta, said: str) -> None:
    """Whole units that have passed."""
    assert distance(NOW - by, NOW, late=True) == said


def test_distance_ahead() -> None:
    """`in` and the whole units left; at the moment itself `now`."""
    assert distance(NOW + timedelta(hours=18, minutes=55), NOW, late=False) == "in 18 h"
    assert distance(NOW, NOW, late=False) == "now"
