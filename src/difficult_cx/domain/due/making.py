"""What the rules of the grammar make: days, clock times and spans, each from what a pattern captured."""

from datetime import date, datetime, timedelta
from typing import Any

from difficult_cx.domain.due import calendar
from difficult_cx.domain.due.lexer import Clock
from difficult_cx.domain.due.pieces import Here, Piece

CLOCK_UNITS = {"second": 1, "minute": 60, "hour": 3600}
MOST = 100_000


def day_piece(day: date, note: str = "", *, strict: bool = False) -> Piece:
    """A day that was named by its place, not by its date."""
    return Piece("day", day, note, strict)


def weekday(here: Here, wanted: int, weeks: int = 0, *, this: bool = False) -> Piece:
    """The coming one; today's name is a week on, unless it is `this` one."""
    ahead = (wanted - here.today.weekday()) % 7
    if ahead == 0 and not this:
        ahead = 7
    return Piece("weekday", here.today + timedelta(days=ahead + 7 * weeks), strict=this)


def next_weekday(here: Here, wanted: int, weeks: int = 1) -> Piece:
    """`next friday`: Friday of next week."""
    monday = here.today - timedelta(days=here.today.weekday())
    return Piece("weekday", monday + timedelta(days=wanted + 7 * weeks), "of next week" if weeks == 1 else "")


def span(here: Here, count: float, unit: str, start: date | None = None) -> Piece | None:
    """So many units from now, or from a day: clock units are hours, the others days on the calendar."""
    if not 0 <= count <= MOST:
        return None
    if unit in CLOCK_UNITS:
        return Piece("span", timedelta(seconds=count * CLOCK_UNITS[unit])) if start is None else None
    if count != int(count):
        hours = {"day": 24, "week": 168}.get(unit)
        return Piece("span", timedelta(hours=count * hours)) if hours and start is None else None
    first = start or here.today
    whole = int(count)
    try:
        if unit in ("day", "week", "fortnight"):
            day = first + timedelta(days=whole * {"day": 1, "week": 7, "fortnight": 14}[unit])
        else:
            day = calendar.add_months(first, whole * {"month": 1, "quarter": 3, "year": 12}[unit])
    except (OverflowError, ValueError):
        return None
    return day_piece(day, strict=whole == 0)


def business(here: Here, count: int) -> Piece | None:
    """So many working days on, counted from tomorrow."""
    if not 0 < count < 1000:
        return None
    return day_piece(calendar.working_days_on(here.today, count, here.office), "business days")


def on_date(here: Here, month: int, number: int, year: int | None = None) -> Piece | None:
    """A day of a month; without a year the next one that comes."""
    if year is not None:
        year += 2000 if year < 100 else 0
        return Piece("date", day_of(year, month, number))
    for ahead in range(9):
        day = day_of(here.today.year + ahead, month, number)
        if day is not None and day >= here.today:
            return Piece("date", day)
    return Piece("date", None)


def day_of(year: int, month: int, number: int) -> date | None:
    """The day, or None where there is no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def of_month(here: Here, number: int) -> Piece | None:
    """`the 5th`: this month's, or the next month's that has one."""
    for ahead in range(3):
        first = calendar.add_months(here.today.replace(day=1), ahead)
        day = day_of(first.year, first.month, number)
        if day is not None and day >= here.today:
            return Piece("date", day)
    return Piece("date", None)


def slashed(here: Here, parts: tuple[int, ...]) -> Piece | None:
    """`12/1`: in the office's order, or the only order that fits."""
    first, second = parts[:2]
    year = parts[2] if len(parts) > 2 else None
    month, number = (first, second) if here.office.order == "mdy" else (second, first)
    if month > 12 >= number:
        month, number = number, month
    return on_date(here, month, number, year)


def end_of(here: Here, unit: str, ahead: int = 0) -> Piece | None:
    """The close of the last working day of this week, month, quarter or year, or of a later one."""
    today, office = here.today, here.office
    if unit == "week":
        return day_piece(
            calendar.week_end(today, office, ahead), "week" if not ahead else "next week", strict=not ahead
        )
    if unit == "month":
        day = calendar.month_end(calendar.add_months(today.replace(day=1), ahead))
    elif unit == "quarter":
        first = today.replace(day=1, month=(today.month - 1) // 3 * 3 + 1)
        day = calendar.month_end(calendar.add_months(first, 2 + 3 * ahead))
    elif unit == "year":
        day = date(today.year + ahead, 12, 31)
    elif unit == "day":
        return Piece("close")
    else:
        return None
    return day_piece(calendar.last_working(day, office), f"last working day of the {unit}", strict=not ahead)


def month_end(here: Here, month: int, year: int | None = None) -> Piece | None:
    """The close of the last working day of a month."""
    piece = on_date(here, month, 28, year)
    day = piece.value if piece is not None else None
    if not isinstance(day, date):
        return piece
    if year is None and month == here.today.month:
        day = here.today
    return day_piece(
        calendar.last_working(calendar.month_end(day), here.office), "last working day of the month"
    )


def clock_time(hour: int, minute: int = 0, *, sure: bool = False, bare: bool = False) -> Piece | None:
    """A time of day; None where there is no such time."""
    if not 0 <= hour <= 24 or not 0 <= minute < 60 or (hour == 24 and minute):
        return None
    return Piece("clock", Clock(hour % 24, minute, sure=sure or hour > 12 or hour == 0, bare=bare))


def shifted(clock: Clock, minutes: int) -> Piece | None:
    """A time of day so many minutes on or back."""
    whole = clock.hour * 60 + clock.minute + minutes
    if clock.minute or not 0 <= whole < 24 * 60:
        return None
    return Piece("clock", Clock(whole // 60, whole % 60, sure=clock.sure))


def hour_alone(number: int) -> Clock:
    """An hour without minutes, as a clock."""
    return Clock(number, bare=True, sure=number > 12)


def past(minutes: int, to: Any) -> Piece | None:
    """`ten past three`, `quarter to 3 pm`."""
    clock = to if isinstance(to, Clock) else hour_alone(to)
    if clock.hour > 23 or not 0 < abs(minutes) < 60:
        return None
    if not isinstance(to, Clock) and not 1 <= to <= 12:
        return None
    if not clock.sure and clock.hour == 1 and minutes < 0:
        return Piece("clock", Clock(12, 60 + minutes))
    return shifted(clock, minutes)


def weekday_after(here: Here, count: float, unit: str, wanted: int) -> Piece | None:
    """`2 weeks from friday`."""
    day = weekday(here, wanted).value
    assert isinstance(day, date)
    return span(here, count, unit, day)


def nth_weekday(here: Here, nth: int, wanted: int, month: int, year: int | None = None) -> Piece | None:
    """`first monday of march`."""
    for ahead in range(2):
        first = day_of((year or here.today.year + ahead), month, 1)
        if first is None or not 1 <= nth <= 5:
            return None
        day = first + timedelta(days=(wanted - first.weekday()) % 7 + 7 * (nth - 1))
        if day.month == month and (year is not None or day >= here.today):
            return Piece("date", day)
    return None


def duration(here: Here, *counted: Any) -> Piece | None:
    """`1 day 5 hours`, `1 hour 30 minutes`: added up, days first on the calendar."""
    total = timedelta(0)
    months = days = 0
    for count, unit in zip(counted[::2], counted[1::2], strict=True):
        if count > MOST:
            return None
        if unit in CLOCK_UNITS:
            total += timedelta(seconds=count * CLOCK_UNITS[unit])
        elif unit in ("day", "week", "fortnight"):
            days += count * {"day": 1, "week": 7, "fortnight": 14}[unit]
        else:
            months += count * {"month": 1, "quarter": 3, "year": 12}[unit]
    try:
        day = calendar.add_months(here.today, months) + timedelta(days=days)
    except (OverflowError, ValueError):
        return None
    if not total:
        return day_piece(day)
    if not months and not days:
        return Piece("span", total)
    local = datetime.combine(day, here.now.timetz())
    return Piece("span", local - here.now + total)


def year_of(digits: int) -> int | None:
    """The year that four digits name; None where they name none."""
    return digits if 1900 <= digits <= 2999 else None


def dated(here: Here, month: int, number: int, year: int) -> Piece | None:
    """A day of a month and a year."""
    return on_date(here, month, number, year) if year_of(year) or 10 <= year < 100 else None


def month(here: Here, month: int, year: int | None = None) -> Piece | None:
    """A month alone: the close of its last working day."""
    return month_end(here, month, year)


def this_week(here: Here, wanted: int) -> Piece:
    """`wednesday of this week`."""
    return Piece(
        "weekday", here.today + timedelta(days=wanted - here.today.weekday()), "this week", strict=True
    )


def nth_of(here: Here, nth: int, wanted: int, months: int) -> Piece | None:
    """`first friday of next month`."""
    first = calendar.add_months(here.today.replace(day=1), months)
    return nth_weekday(here, nth, wanted, first.month, first.year)


def last_weekday(here: Here, wanted: int, month: int, year: int | None = None) -> Piece | None:
    """`last friday of october`."""
    for ahead in range(2):
        first = day_of((year or here.today.year + ahead), month, 1)
        if first is None:
            return None
        last = calendar.month_end(first)
        day = last - timedelta(days=(last.weekday() - wanted) % 7)
        if year is not None or day >= here.today:
            return Piece("date", day)
    return None


def weekend(here: Here, weeks: int) -> Piece:
    """Its Sunday; `next weekend` is that of next week."""
    return day_piece(here.today + timedelta(days=6 - here.today.weekday() + 7 * weeks), "its Sunday")


def fraction(part: int, whole: int, *rest: int) -> Piece | None:
    """`3/4 hour`."""
    return None if rest or not 0 < part < whole <= 4 else Piece("span", timedelta(minutes=60 * part // whole))


def hours_and_minutes(hours: int, minutes: int) -> Piece | None:
    """`2h30m`."""
    return Piece("span", timedelta(hours=hours, minutes=minutes))


def four_digits(digits: str) -> Piece | None:
    """`1730`: four digits behind `at` are 24 hours."""
    if len(digits) != 4:
        return None
    return clock_time(int(digits[:2]), int(digits[2:]), sure=True) if int(digits[:2]) < 24 else None
