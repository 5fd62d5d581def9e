"""Days on the calendar: working days, ends of weeks and months, months added."""

from calendar import monthrange
from datetime import date, timedelta

from difficult_cx.domain.office import Office

DAY = timedelta(days=1)


def is_working(day: date, office: Office) -> bool:
    """Whether the office is open that day."""
    return day.weekday() in office.days and day not in office.holidays


def working_days_on(day: date, count: int, office: Office, step: int = 1) -> date:
    """The day so many working days after this one, or before it (`step` -1)."""
    for _ in range(3700):
        if count <= 0:
            break
        day += step * DAY
        count -= is_working(day, office)
    return day


def last_working(day: date, office: Office) -> date:
    """This day, or the last working day before it."""
    for back in range(60):
        if is_working(day - back * DAY, office):
            return day - back * DAY
    return day


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the month's last where it has no such day."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
