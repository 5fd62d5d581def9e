"""Days: by date, by weekday, by their distance from another day."""

from datetime import date, timedelta

from difficult_cx.domain.due import calendar
from difficult_cx.domain.due.pieces import Here, Length, Piece, Question


def day_piece(day: date, note: str = "", *, strict: bool = False) -> Piece:
    """A day that was named by its place, not by its date."""
    return Piece("day", day, note, strict)


def ahead(here: Here, days: int) -> Piece:
    """Today, tomorrow, the day after it."""
    return day_piece(here.today + days * calendar.DAY, strict=days <= 0)


def same_day_next_month(here: Here) -> Piece:
    """`this day next month`."""
    return day_piece(calendar.add_months(here.today, 1))


def weekday(here: Here, wanted: int, weeks: int = 0, *, this: bool = False) -> Piece:
    """The coming one; today's name is a week on, unless it is `this` one."""
    days = (wanted - here.today.weekday()) % 7
    if days == 0 and not this:
        days = 7
    return Piece("weekday", here.today + timedelta(days=days + 7 * weeks), strict=this)


def next_weekday(here: Here, wanted: int, weeks: int = 1) -> Piece:
    """`next friday`: Friday of next week."""
    monday = here.today - timedelta(days=here.today.weekday())
    return Piece("weekday", monday + timedelta(days=wanted + 7 * weeks), "of next week" if weeks == 1 else "")


def one_of(sentence: str, *days: Piece) -> Piece:
    """A question between days, each named by its date; a day when all are the same."""
    found = [day.value for day in days if isinstance(day.value, date)]
    if len(set(found)) == 1:
        return days[0]
    return Piece("ask", Question(sentence, tuple(f"{day.day} {day:%b} {day.year}" for day in found)))


def weeks_on(here: Here, length: Length, wanted: int) -> Piece | None:
    """`a week on tuesday`: so many weeks after the coming one."""
    if length.clock or length.business or length.months or length.days % 7 or not length.days:
        return None
    return weekday(here, wanted, length.days // 7)


def weekday_in(here: Here, wanted: int, length: Length) -> Piece | None:
    """`friday in two weeks`: so many weeks after the coming one, and after this week's, where both agree."""
    if length.clock or length.business or length.months or length.days % 7 or not length.days:
        return None
    weeks = length.days // 7
    return one_of(
        "Counted from the coming one, or from this week's?",
        weekday(here, wanted, weeks, this=True),
        next_weekday(here, wanted, weeks),
    )


def weekday_after_next(here: Here, wanted: int) -> Piece:
    """`the friday after next`: the second that comes, or the one after next week's."""
    return one_of("Which one is the one after next?", weekday(here, wanted, 1), next_weekday(here, wanted, 2))


def beside(_here: Here, wanted: int, day: Piece, step: int, nth: int = 1) -> Piece | None:
    """`the monday after christmas`, `the second friday before the 15th`."""
    start = day.value
    if not isinstance(start, date) or not nth:
        return None
    away = (wanted - start.weekday()) % 7 if step > 0 else (start.weekday() - wanted) % 7
    return Piece("date", start + step * timedelta(days=(away or 7) + 7 * (nth - 1)))


def day_of(year: int, month: int, number: int) -> date | None:
    """The day, or None where there is no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def on_date(here: Here, month: int, number: int, year: int | None = None) -> Piece | None:
    """A day of a month; without a year the next one that comes."""
    if number > 31:
        return None
    if year is not None:
        year += 2000 if year < 100 else 0
        return Piece("date", day_of(year, month, number))
    for years in range(9):
        day = day_of(here.today.year + years, month, number)
        if day is not None and day >= here.today:
            return Piece("date", day, yearless=True)
    return Piece("date", None)


def dated(here: Here, month: int, number: int, year: int) -> Piece | None:
    """A day of a month and a year of two or four digits."""
    return on_date(here, month, number, year) if 10 <= year < 100 or 1900 <= year < 3000 else None


def of_month(here: Here, number: int) -> Piece | None:
    """`the 5th`: this month's, or the next month's that has one."""
    for months in range(3):
        first = calendar.add_months(here.today.replace(day=1), months)
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
    return on_date(here, month, number, year) or Piece("date", None)


def moved(here: Here, start: date, length: Length, step: int = 1) -> date | None:
    """The day so long after (or before, `step` -1) a day; None where the length has a time of day in it."""
    if length.clock or length.office:
        return None
    try:
        if length.business:
            return calendar.working_days_on(start, length.business, here.office, step)
        return calendar.add_months(start, step * length.months) + step * timedelta(days=length.days)
    except (OverflowError, ValueError):
        return None


def from_day(here: Here, length: Length, day: Piece, step: int = 1) -> Piece | None:
    """`2 weeks from friday`, `3 days before the 15th`."""
    if not isinstance(day.value, date):
        return Piece("date", None)
    found = moved(here, day.value, length, step)
    note = "business days" if length.business else ""
    return None if found is None else day_piece(found, note)


def next_to(here: Here, day: Piece, step: int) -> Piece | None:
    """`the day after christmas`, `the day before the 15th`."""
    return from_day(here, Length(days=1), day, step)
