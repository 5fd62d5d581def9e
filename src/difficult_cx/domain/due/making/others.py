"""Parts of the day, openings, zones, and questions."""

from datetime import date
from typing import Any

from difficult_cx.domain.due import calendar
from difficult_cx.domain.due.hours import PART_ENDS
from difficult_cx.domain.due.lexer import Clock
from difficult_cx.domain.due.making import clocks, days, periods
from difficult_cx.domain.due.pieces import Here, Period, Piece, Question

HOURS_A_ZONE_CAN_BE_OFF = 14
LAST_DOUBTFUL_HOUR = 6
MOST_IN = 120


def part(name: str, *, strict: bool = False) -> Piece | None:
    """A part of the day; None for one that has no end of its own (`early night`)."""
    return Piece("part", name, strict=strict) if name in PART_ENDS else None


def next_part(here: Here, name: str) -> Piece | None:
    """`next morning`, `the following night`: of the next day."""
    return Piece("part", name, first=here.today + calendar.DAY)


def opening(_here: Here, number: int) -> Piece | None:
    """`first thing`: opening time."""
    return Piece("opening") if number == 1 else None


def first_thing(here: Here, number: int, period: Period) -> Piece | None:
    """`first thing next week`: opening time of its first working day."""
    return Piece("opening", periods.start(here, period).value) if number == 1 else None


def same_time(here: Here, day: Piece) -> tuple[Piece, Piece]:
    """`this time tomorrow`: the day, and the hour and minute of now."""
    return day, Piece("clock", Clock(here.now.hour, here.now.minute, sure=True))


def same_time_next(here: Here, unit: str) -> tuple[Piece, Piece] | None:
    """`same time next week`."""
    if unit not in ("week", "month"):
        return None
    day = here.today + 7 * calendar.DAY if unit == "week" else calendar.add_months(here.today, 1)
    return same_time(here, days.day_piece(day))


def offset(_here: Here, minutes: int) -> Piece:
    """`UTC+2`: the zone database knows whole hours, with the sign turned round."""
    hours, rest = divmod(abs(minutes), 60)
    if rest or hours > HOURS_A_ZONE_CAN_BE_OFF:
        return Piece("ask", Question("Only whole hours from UTC have a zone of their own: which zone?"))
    return Piece("zone", f"Etc/GMT{'-' if minutes > 0 else '+'}{hours}" if minutes else "Etc/UTC")


def hours_or_oclock(_here: Here, number: int) -> Piece | None:
    """`15h`: in 15 hours, or at 15:00."""
    if not 12 < number < 24:
        return None
    choices = (f"in {number} hours", f"{number}:00")
    return Piece("ask", Question(f"{number}h: in {number} hours, or at {number}:00?", choices))


def hours_or_time(_here: Here, of_day: tuple[int, int]) -> Piece | None:
    """`1h30`: an hour and a half from now, or half past one; from 7 on it is a time of day."""
    hour, minute = of_day
    if hour > LAST_DOUBTFUL_HOUR:
        return None
    choices = (f"in {hour} h {minute} min", f"{hour:02}:{minute:02}", f"{hour + 12}:{minute:02}")
    return Piece("ask", Question(f"{hour}h{minute:02}: from now, or a time of day?", choices))


def time_or_date(here: Here, parts: tuple[int, int]) -> Piece:
    """`5.12`: a time of day, or a date; `2.5`: so many hours, or a date."""
    of_day = f"{parts[0]}.{parts[1]}" if parts[1] < 10 else f"{parts[0]}.{parts[1]:02}"
    day = days.slashed(here, parts)
    named = day.value if day is not None else None
    choices = (
        of_day.replace(".", ":"),
        f"{named.day} {named:%b} {named.year}" if isinstance(named, date) else "",
    )
    return Piece("ask", Question(f"{of_day}: a time of day, or a date?", choices))


def year_or_time(here: Here, year: int) -> Piece | None:
    """`2027` alone; `2300` is no year that a promise can have, but a time of day."""
    if not here.today.year <= year <= here.today.year + 2:
        return clocks.time_of_digits(str(year))
    of_day = f"{year // 100:02}:{year % 100:02}"
    return Piece("ask", Question(f"{year}: {of_day}, or that year?", (of_day, f"end of {year}")))


def of_what(_here: Here, number: int) -> Piece | None:
    """`in 5`."""
    if number > MOST_IN:
        return None
    choices = tuple(f"in {number} {unit}s" for unit in ("minute", "hour", "day"))
    return Piece("ask", Question(f"In {number}: minutes, hours or days?", choices))


def around(day: Piece, name: str) -> tuple[Piece, Piece] | None:
    """`early friday morning`: the day, and the part of it."""
    found = part(name)
    return None if found is None else (day, found)


def part_of_nth(here: Here, nth: int, wanted: int, name: str, period: Period) -> tuple[Piece, Piece] | None:
    """`the first monday morning of march`."""
    day = periods.nth_weekday(here, nth, wanted, period)
    return None if day is None else (day, Piece("part", name))


def vague(_here: Here) -> Piece:
    """A time that nobody can keep."""
    return Piece("ask", Question("That is no time that can be kept. By when?"))


def few(_here: Here, unit: str) -> Piece:
    """`in a few days`."""
    choices = tuple(f"in {count} {unit}s" for count in (2, 3, 4))
    return Piece("ask", Question(f"A few {unit}s: how many?", choices))


def repeated(_here: Here, _what: Any) -> Piece:
    """`every monday`: a promise has one time."""
    return Piece("ask", Question("A promise has one time; make one for each. By when?"))
