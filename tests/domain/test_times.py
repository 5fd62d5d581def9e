"""How a moment is worded."""

import ast
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import difficult_cx
from difficult_cx.domain.due import Due, read
from difficult_cx.domain.times import Times, long_day, month_day, short_day

LONDON = ZoneInfo("Europe/London")
BY_24, BY_12 = Times(LONDON), Times(LONDON, twelve=True)
# A letter of a month's or day's name, an hour, a half of the day.
WORDED = re.compile(r"%-?[aAbBcHIpxX]")
# UTC for a machine's eye, the phrases that dcx offers to be typed, and a setting as the file has it.
NOT_FOR_READING = {
    "app/followup_data.py", "app/health/surroundings.py", "export/calendar.py", "config/show.py",
}  # fmt: skip


@pytest.mark.parametrize(
    ("hour", "minute", "by_24", "by_12"),
    [
        (0, 0, "00:00", "12:00 am"),
        (0, 30, "00:30", "12:30 am"),
        (9, 5, "09:05", "9:05 am"),
        (11, 59, "11:59", "11:59 am"),
        (12, 0, "12:00", "noon"),
        (12, 1, "12:01", "12:01 pm"),
        (15, 30, "15:30", "3:30 pm"),
        (23, 59, "23:59", "11:59 pm"),
    ],
)
def test_a_clock(hour: int, minute: int, by_24: str, by_12: str) -> None:
    """Noon is a word, for few know which twelve is pm; midnight stays with the day it begins."""
    at = datetime(2026, 12, 4, hour, minute, tzinfo=LONDON)
    assert (BY_24.clock(at), BY_12.clock(at)) == (by_24, by_12)
    assert BY_24.clock_below(at) == by_24
    assert BY_12.clock_below(at) == f"{by_12:>8}"


def test_a_moment() -> None:
    """Weekday, day, month and clock, in the zone of the reader, English on every machine."""
    winter, summer = datetime(2026, 12, 4, 17, tzinfo=UTC), datetime(2027, 7, 5, 17, tzinfo=UTC)
    assert BY_24.moment(winter) == "Fri 4 Dec 17:00"
    assert BY_24.moment(summer, year=True) == "Mon 5 Jul 2027 18:00"
    assert BY_24.moment_below(winter) == "Fri  4 Dec 17:00"
    assert BY_24.moment_below(summer, year=True) == "Mon  5 Jul 2027 18:00"
    assert BY_12.moment(winter) == "Fri 4 Dec 5:00 pm"
    assert BY_12.moment_below(winter) == "Fri  4 Dec  5:00 pm"
    assert (BY_24.weekday(winter), BY_12.weekday(winter)) == ("Fri 17:00", "Fri 5:00 pm")
    assert (BY_24.day(winter, year=True), BY_24.month_day(winter)) == ("Fri 4 Dec 2026", "4 Dec")


def test_a_day() -> None:
    """Short and long, with and without its year."""
    day = date(2026, 12, 4)
    assert (short_day(day), short_day(day, year=True)) == ("Fri 4 Dec", "Fri 4 Dec 2026")
    assert (long_day(day), long_day(day, year=True)) == ("Friday 4 December", "Friday 4 December 2026")
    assert (month_day(day), month_day(day, year=True)) == ("4 Dec", "4 Dec 2026")


@given(st.integers(1, 60 * 24 * 365))
def test_what_is_shown_can_be_typed(minutes: int) -> None:
    """A moment read off the screen and typed again is that moment, by either clock; or dcx asks."""
    now = datetime(2026, 11, 24, 10, 15, tzinfo=LONDON)
    at = (now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(LONDON)
    for times in (BY_24, BY_12):
        found = read(times.moment(at, year=True), now)
        if isinstance(found, Due):
            assert found.at.replace(tzinfo=None) == at.replace(tzinfo=None), times.moment(at, year=True)


def test_nobody_else_words_a_moment() -> None:
    """No name of a day or a month and no hour is formatted elsewhere, so that the settings hold everywhere."""
    root = Path(difficult_cx.__file__).parent
    found = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.FormattedValue) and node.format_spec and WORDED.search(ast.unparse(node))
            ) or (isinstance(node, ast.Attribute) and node.attr == "strftime"):
                found.add(path.relative_to(root).as_posix())
    found = {one for one in found if not one.startswith("domain/due/")}  # phrases to be typed
    assert found - {"journal/rescue.py"} == NOT_FOR_READING
