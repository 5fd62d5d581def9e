"""Lengths of time: so many hours, days, working days; and the moment they lead to from now."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from difficult_cx.domain.due import calendar
from difficult_cx.domain.due.making.days import day_piece, moved
from difficult_cx.domain.due.pieces import Here, Length, Piece

CLOCK_UNITS = {"second": 1, "minute": 60, "hour": 3600}
DAY_UNITS = {"day": 1, "week": 7, "fortnight": 14}
MONTH_UNITS = {"month": 1, "quarter": 3, "year": 12}
MOST = 100_000
# 800 hours, 1530 hours: a time of day
MOST_HOURS = 300
# `1 hour 5` is none, `1 hour 15` is
FEWEST_MINUTES = 10


def amount(_here: Here, count: float, unit: str) -> Length | None:
    """So many of a unit: clock units are hours, the others days on the calendar; half a day is 12 hours."""
    if not 0 <= count <= MOST:
        return None
    if unit == "hour" and count >= MOST_HOURS:
        return None
    if unit in CLOCK_UNITS:
        return Length(clock=timedelta(seconds=count * CLOCK_UNITS[unit]))
    if unit in MONTH_UNITS:
        months = count * MONTH_UNITS[unit]
        return Length(months=int(months)) if months == int(months) else None
    days = count * DAY_UNITS[unit]
    return Length(days=int(days)) if days == int(days) else Length(clock=timedelta(days=days))


def half_more(here: Here, count: float, unit: str) -> Length | None:
    """`two and a half hours`."""
    return amount(here, count + 0.5, unit)


def halves(here: Here, *given: Any) -> Length | None:
    """`half an hour`, `a half hour`; other halves are no length that two people read alike."""
    unit = given[-1]
    if given[:-1] not in ((), (1,)) or unit not in ("hour", "year"):
        return None
    return amount(here, 0.5, unit)


def dozens(here: Here, *given: Any) -> Length | None:
    """`a dozen days`."""
    return amount(here, 12 * (given[0] if len(given) > 1 else 1), given[-1])


def quarters(here: Here, *given: Any) -> Length | None:
    """`a quarter of an hour`, `quarter hour`."""
    return minutes(here, 15 * (given[0] if given else 1)) if all(one < 4 for one in given) else None


def working(here: Here, count: int, unit: str) -> Length | None:
    """`3 business days`, `4 working hours`."""
    if unit == "day":
        return business(here, count)
    return office_hours(here, count) if unit == "hour" else None


def hours_and_minutes(hours: int, minutes: int) -> Length:
    """`2h30m`."""
    return Length(clock=timedelta(hours=hours, minutes=minutes))


def hours_then_minutes(_here: Here, hours: int, minutes: int) -> Length | None:
    """`2 hours 30`."""
    return hours_and_minutes(hours, minutes) if FEWEST_MINUTES <= minutes < 60 else None


def one_and(here: Here, unit: str, more: Length) -> Piece | None:
    """`the next day and 5 hours`."""
    one = amount(here, 1, unit)
    together = one.plus(more) if one is not None else None
    return None if together is None else from_now(here, together)


def full_hour(here: Here) -> Piece:
    """The end of this hour."""
    begun = timedelta(minutes=here.now.minute, seconds=here.now.second, microseconds=here.now.microsecond)
    return Piece("span", timedelta(hours=1) - begun)


def minutes(_here: Here, count: float) -> Length:
    """`a quarter of an hour`."""
    return Length(clock=timedelta(minutes=count))


def business(_here: Here, count: int) -> Length | None:
    """So many working days."""
    return Length(business=count) if 0 < count < 1000 else None


def office_hours(_here: Here, count: float) -> Length | None:
    """So many hours in which the office is open."""
    return Length(office=timedelta(hours=count)) if 0 < count < 1000 else None


def fraction(part: int, whole: int, *rest: int) -> Length | None:
    """`3/4 hour`."""
    if rest or not 0 < part < whole <= 4:
        return None
    return Length(clock=timedelta(minutes=60 * part // whole))


def both(_here: Here, first: Length, more: Length) -> Length | None:
    """`1 day and 5 hours`: added up, the larger first."""
    if (first.clock and (more.months or more.days)) or (first.days and more.months):
        return None
    return first.plus(more)


def hour_and_quarter(here: Here, *hours: int) -> Length:
    """`an hour and a quarter`."""
    return minutes(here, 60 * (hours[0] if hours else 1) + 15)


def hours_and_part(_here: Here, hours: int, parts: tuple[int, ...]) -> Length | None:
    """`1 1/2 hours`."""
    part = fraction(*parts)
    return None if part is None else part.plus(Length(clock=timedelta(hours=hours)))


def from_now(here: Here, length: Length) -> Piece | None:
    """What a length leads to: a span of hours, or a day on the calendar."""
    if length.office:
        at = in_office_hours(here, length.office)
        return Piece("span", at.astimezone(UTC) - here.now.astimezone(UTC), "business hours") if at else None
    if not length.clock:
        day = moved(here, here.today, length)
        note = "business days" if length.business else ""
        nothing = not (length.months or length.days or length.business)
        return None if day is None else day_piece(day, note, strict=nothing)
    if not length.months and not length.days:
        return Piece("span", length.clock)
    day = moved(here, here.today, Length(length.months, length.days))
    if day is None:
        return None
    on_the_calendar = datetime.combine(day, here.now.timetz()).astimezone(UTC)
    try:
        return Piece("span", on_the_calendar - here.now.astimezone(UTC) + length.clock)
    except OverflowError:
        return None


def in_office_hours(here: Here, left: timedelta) -> datetime | None:
    """The moment when the office has been open for so long."""
    office, zone = here.office, here.now.tzinfo
    day = here.today
    for _ in range(400):
        if calendar.is_working(day, office):
            opens = max(_at(day, office.opens, here), here.now.astimezone(UTC))
            closes = _at(day, office.closes, here)
            if closes - opens >= left:
                return (opens + left).astimezone(zone)
            left -= max(closes - opens, timedelta(0))
        day += calendar.DAY
    return None


def _at(day: date, of_day: time, here: Here) -> datetime:
    return datetime.combine(day, of_day, tzinfo=here.now.tzinfo).astimezone(UTC)
