"""Hours: parts of the day, am and pm, and numbers that may be an hour."""

from dataclasses import replace
from datetime import time
from typing import Any

from difficult_cx.domain.due.lexer import Clock
from difficult_cx.domain.due.unclear import UnclearError

# when a part of the day ends, and the hours that can be in it
PART_ENDS = {
    "morning": time(12),
    "afternoon": time(17),
    "evening": time(21),
    "night": time(23),
    "early morning": time(9),
    "mid morning": time(10, 30),
    "late morning": time(12),
    "early afternoon": time(14),
    "mid afternoon": time(15),
    "late afternoon": time(17),
    "early evening": time(18),
    "late evening": time(23),
    "early night": time(22),
    "late night": time(23, 59),
    "lunch": time(12),
}
PART_HOURS = {
    "morning": range(12),
    "afternoon": range(12, 20),
    "evening": range(17, 24),
    "night": range(18, 24),
    "lunch": range(11, 15),
}


def th(number: int) -> str:
    """`st`, `nd`, `rd`, `th`."""
    return "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def bare_clock(clock: Clock) -> tuple[str, ...]:
    """`5.30`, `930`, `8h` alone: a time of day, or a date, or hours."""
    fixed, _ = hour_of(clock, "")
    of_day = f"{fixed.hour:02}:{fixed.minute:02}"
    said = f"{clock.hour}.{clock.minute:02}"
    return (f"{said} alone: a time of day, or something else?", of_day, f"tomorrow {of_day}")


def bare(value: Any) -> tuple[str, ...]:
    """A number alone: an hour, or a day of the month."""
    if isinstance(value, int) and 0 < value < 25:
        hour = value % 12 or 12
        half = "am" if 7 <= value <= 11 else "pm"
        return (
            f"{value} alone: an hour, or a day of the month?",
            f"{hour} {half}",
            f"the {value}{th(value)}",
        )
    return ("A number alone is no time. By when?",)


def hour_of(clock: Clock, part: str) -> tuple[Clock, str]:
    """24 hours of a clock that may have been said without am or pm."""
    if clock.sure:
        return clock, ""
    hour = clock.hour
    if part:
        if hour < 12 and (part in ("afternoon", "evening") or (part == "night" and hour >= 5)):
            hour += 12
        elif part == "night" and hour in (12, 1, 2, 3, 4):
            raise UnclearError("Which night is that?")
        elif part == "morning" and hour == 12:
            raise UnclearError("12 in the morning: midnight, or noon?")
        return replace(clock, hour=hour, sure=True), ""
    if 1 <= hour <= 6:
        return replace(clock, hour=hour + 12, sure=True), f"{hour}{minutes_of(clock)} taken as pm"
    if 7 <= hour <= 11:
        return replace(clock, sure=True), f"{hour}{minutes_of(clock)} taken as am"
    return clock, ""


def minutes_of(clock: Clock) -> str:
    """`:30`, and nothing at the full hour."""
    return f":{clock.minute:02}" if clock.minute else ""
