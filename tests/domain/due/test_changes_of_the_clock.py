"""Every quarter of an hour around every change of the clocks, worked out again by walking through UTC."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from difficult_cx.domain.due import Due, read

# changes at 1, 2 and 3 in the night, at midnight, by half an hour, in the south, in a month of fasting
ZONES = (
    *(
        "Europe/London",
        "America/New_York",
        "Europe/Berlin",
        "Australia/Lord_Howe",
        "Africa/Cairo",
        "Asia/Beirut",
    ),
    *("America/Havana", "Pacific/Chatham", "America/Santiago", "Africa/Casablanca"),
)
QUARTER = timedelta(minutes=15)


def changes(zone: ZoneInfo) -> list[datetime]:
    """When the clocks change in the two years that a promise can be about, UTC."""
    at, found = datetime(2026, 11, 25, tzinfo=UTC), []
    while at < datetime(2028, 11, 1, tzinfo=UTC):
        after = at + QUARTER
        if at.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            found.append(after)
        at = after
    return found


def first(wall: datetime, change: datetime, zone: ZoneInfo) -> datetime:
    """The first moment at which a clock on that wall shows this; one that is jumped over moves on by the gap."""
    at = change - timedelta(hours=30)
    while at < change + timedelta(hours=30):
        if at.astimezone(zone).replace(tzinfo=None) == wall:
            return at
        at += QUARTER
    before = (change - QUARTER).astimezone(zone).replace(tzinfo=None) + QUARTER
    return change + (wall - before)


@pytest.mark.parametrize("name", ZONES)
def test_a_time_around_a_change_is_the_right_moment(name: str) -> None:
    """Before, in the gap or the overlap, and after; as a date, as tomorrow, as so many hours."""
    zone = ZoneInfo(name)
    found = changes(zone)
    assert len(found) >= 3
    for change in found[:3]:
        now = (change - timedelta(hours=26)).astimezone(zone)
        shown = (change - timedelta(hours=3)).astimezone(zone).replace(tzinfo=None)
        for quarters in range(25):
            wall = shown + quarters * QUARTER
            wanted = first(wall, change, zone)
            said = [
                f"{wall:%d %b %Y %H:%M}",
                f"{wall:%Y-%m-%d %H:%M}",
                f"{wall:%H:%M} {name} {wall:%d %b %Y}",
            ]
            if wall.date() == (now + timedelta(days=1)).date():
                said.append(f"tomorrow {wall:%H:%M}")
            for phrase in said:
                due = read(phrase, now)
                assert isinstance(due, Due), (phrase, due)
                assert due.at.astimezone(UTC) == wanted, (phrase, due)
                exists = wanted.astimezone(zone).replace(tzinfo=None) == wall
                assert any("doesn't exist" in one for one in due.assumed) is not exists
        hours = read("in 30 hours", now)
        assert isinstance(hours, Due)
        assert hours.at.astimezone(UTC) == now.astimezone(UTC) + timedelta(hours=30)
