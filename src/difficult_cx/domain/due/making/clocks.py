"""Times of day."""

from datetime import timedelta
from typing import Any

from difficult_cx.domain.due import calendar
from difficult_cx.domain.due.lexer import Clock
from difficult_cx.domain.due.pieces import Here, Length, Piece, Question

A_DAY = 24 * 60
HUNDREDS = 1300  # thirteen hundred: from there on it is a time of day without `hours`


def clock_time(hour: int, minute: int = 0, *, sure: bool = False, bare: bool = False) -> Piece | None:
    """A time of day; None where there is no such time."""
    if not 0 <= hour <= 24 or not 0 <= minute < 60 or (hour == 24 and minute):
        return None
    return Piece("clock", Clock(hour % 24, minute, sure=sure or hour > 12 or hour == 0, bare=bare))


def half_of_day(hour: int, minute: int, half: str) -> Piece | None:
    """`seven thirty pm`: an hour and minutes of the morning or the afternoon."""
    if not 1 <= hour <= 12:
        return None
    return clock_time(hour % 12 + (12 if half == "pm" else 0), minute, sure=True)


def typed(here: Here, clock: Clock) -> Piece:
    """A clock as it was typed; 24:00 is the end of the day."""
    if clock.hour == 24:
        return Piece("midnight", here.today + calendar.DAY)
    return Piece("clock", clock)


def typed_of_24(here: Here, clock: Clock) -> Piece:
    """`17:00 hours`; `2:30 hours` may be from now."""
    if clock.sure:
        return typed(here, clock)
    of_day = f"{clock.hour}:{clock.minute:02}"
    choices = (f"in {clock.hour} h {clock.minute} min", of_day)
    return Piece("ask", Question(f"{of_day} hours: from now, or a time of day?", choices))


def hour_alone(number: int) -> Clock | None:
    """An hour without minutes, as a clock."""
    return Clock(number, bare=True, sure=number > 12) if 0 < number < 24 else None


def past(minutes: int, to: Any, half: str = "") -> Piece | None:
    """`ten past three`, `quarter to 3 pm`; minutes before it are negative."""
    clock = to if isinstance(to, Clock) else hour_alone(to)
    if clock is None or not 0 < abs(minutes) < 60 or clock.minute or clock.hour > 23:
        return None
    if half:
        whole = half_of_day(clock.hour, 0, half)
        if whole is None or not isinstance(whole.value, Clock):
            return None
        clock = whole.value
    elif not isinstance(to, Clock) and not 1 <= to <= 12:
        return None
    return _shifted(clock, minutes)


def _shifted(clock: Clock, minutes: int) -> Piece | None:
    """A time of day so many minutes on or back, within the day; before 1 o'clock comes 12."""
    whole = clock.hour * 60 + clock.minute + minutes
    if not clock.sure and whole < 60:
        whole += 12 * 60
    if not 0 <= whole < A_DAY:
        return None
    return Piece("clock", Clock(whole // 60, whole % 60, clock.second, sure=clock.sure))


def away(_here: Here, length: Length, time: Piece, step: int) -> Piece | None:
    """`2 hours before noon`, `15 minutes from 1pm`."""
    minutes, rest = divmod(length.clock.total_seconds(), 60)
    if length.months or length.days or length.business or rest or not 0 < minutes < A_DAY:
        return None
    if time.kind == "midnight":
        return clock_time(*divmod(int(step * minutes) % A_DAY, 60), sure=True)
    clock = time.value
    return _shifted(clock, step * int(minutes)) if isinstance(clock, Clock) else None


def digits(written: str, fewest: int = 4) -> Piece | None:
    """`1730`: four digits are 24 hours; three, where a time is sure to follow, an hour and minutes."""
    if not fewest <= len(written) <= 4 or len(written) < 3:
        return None
    hour, minute = int(written[:-2]), int(written[-2:])
    if hour > 23 or minute > 59:
        return None
    return clock_time(hour, minute, sure=len(written) == 4)


def time_of_digits(written: str) -> Piece | None:
    """Four digits that are a time of day and nothing else."""
    return digits(written)


def digits_of_half(written: str, half: str) -> Piece | None:
    """`930 am`."""
    if len(written) not in (3, 4):
        return None
    return half_of_day(int(written[:-2]), int(written[-2:]), half) if int(written[-2:]) < 60 else None


def of_minutes(count: int) -> Length:
    """So many minutes."""
    return Length(clock=timedelta(minutes=count))


def midnight(here: Here) -> Piece:
    """The end of today."""
    return Piece("midnight", here.today + calendar.DAY)


def spelled(hour: int, minute: int, minutes: range) -> Piece | None:
    """`seven thirty`, `twelve oh three`."""
    return clock_time(hour, minute) if 1 <= hour <= 12 and minute in minutes else None


def beside_a_day(time: Piece | None) -> Piece | None:
    """A time of day only where a day or a zone is named too: `thursday 8h`, `fri 930`, `tomorrow 5.30`."""
    return None if time is None else Piece("number", time.value)


def digits_alone(written: str) -> Piece | None:
    """`1730` is a time of day; what may be a year, or has three digits, only beside a day."""
    time = digits(written, 3)
    if time is None or (len(written) == 4 and not written.startswith(("19", "20", "21"))):
        return time
    return Piece("number", time.value, note="or a year") if len(written) == 4 else beside_a_day(time)


def hundreds(number: int) -> Piece | None:
    """`fifteen hundred hours`."""
    return clock_time(number // 100, sure=True) if number % 100 == 0 and number else None


def closing(here: Here) -> Piece:
    """When the office closes."""
    closes = here.office.closes
    return Piece("clock", Clock(closes.hour, closes.minute, sure=True))
