"""From pieces to a moment: one day, one time of day, or a span; anything else is asked again."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from difficult_cx.domain.due import calendar
from difficult_cx.domain.due.lexer import Clock
from difficult_cx.domain.due.pieces import Here, Piece
from difficult_cx.domain.due.vocabulary import TWO_ZONES

PART_ENDS = {"morning": time(12), "afternoon": time(17), "evening": time(21), "night": time(23)}
PART_HOURS = {
    "morning": range(12),
    "afternoon": range(12, 20),
    "evening": range(17, 24),
    "night": range(18, 24),
}
FARTHEST = timedelta(days=732)
ONE_EACH = (
    "date",
    "weekday",
    "day",
    "clock",
    "part",
    "close",
    "opening",
    "span",
    "zone",
    "before",
    "number",
    "midnight",
)


class UnclearError(Exception):
    """The pieces don't come to one moment: what to ask, and what to choose from."""

    def __init__(self, sentence: str, *choices: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.choices = choices


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment that was worked out, aware, and what was assumed on the way."""

    at: datetime
    assumed: tuple[str, ...] = ()


def resolve(here: Here, pieces: list[Piece]) -> Moment:
    """The moment these pieces come to; raises UnclearError where they come to none, or to two."""
    by_kind: dict[str, list[Piece]] = {}
    for piece in pieces:
        by_kind.setdefault(piece.kind, []).append(piece)
    for kind in ONE_EACH:
        if len(by_kind.get(kind, ())) > 1:
            raise UnclearError("That names two times: which one?")
    if "or" in by_kind:
        raise UnclearError("That names two times: which one?")
    zone = by_kind.get("zone")
    there = _there(here, str(zone[0].value)) if zone else here
    if "span" in by_kind:
        return _of_span(there, by_kind)
    if "midnight" in by_kind:
        return _at_midnight(there, by_kind)
    return _of_day(there, by_kind)


def _there(here: Here, name: str) -> Here:
    """The same moment in the zone that the phrase names."""
    if name in TWO_ZONES:
        one, other = TWO_ZONES[name]
        raise UnclearError(f"{name.upper()} is two zones: {one} or {other}?")
    for spelled in (name, re.sub(r"[a-z]+", lambda found: found.group().capitalize(), name)):
        try:
            return replace(here, now=here.now.astimezone(ZoneInfo(spelled)))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    raise UnclearError(f"No zone {name}.")


def passed(at: datetime, now: datetime) -> bool:
    """Whether this moment has come: in UTC, for local times of one zone compare by the wall clock."""
    return at.astimezone(UTC) <= now.astimezone(UTC)


def _of_span(here: Here, by_kind: dict[str, list[Piece]]) -> Moment:
    if set(by_kind) - {"span", "zone"}:
        raise UnclearError("Hours from now and a time of day: which one?")
    span = by_kind["span"][0].value
    assert isinstance(span, timedelta)
    if span <= timedelta(0):
        raise UnclearError("That is now. By when?")
    try:
        at = (here.now.astimezone(UTC) + span).astimezone(here.now.tzinfo)
    except OverflowError:
        raise UnclearError("That is more than two years off.") from None
    return Moment(at)


def _at_midnight(here: Here, by_kind: dict[str, list[Piece]]) -> Moment:
    """The end of today; with another day it is asked which midnight."""
    day = _one(by_kind, "day")
    if set(by_kind) - {"midnight", "zone", "day", "before"} or (day is not None and not day.strict):
        raise UnclearError("Which midnight: the one before that day, or the one after it?")
    at, said = local(here.today + calendar.DAY, time(0), here.now.tzinfo)
    return Moment(at, ("the end of today", *said))


def _of_day(here: Here, by_kind: dict[str, list[Piece]]) -> Moment:
    day, strict, assumed = _the_day(here, by_kind)
    clock, part = _one(by_kind, "clock"), _one(by_kind, "part")
    before = "before" in by_kind
    number = _one(by_kind, "number")
    if number is not None:
        clock = _number_as_hour(by_kind, number, clock)
    if clock is not None:
        if "close" in by_kind or "opening" in by_kind:
            raise UnclearError("That names two times of the day: which one?")
        value = clock.value
        assert isinstance(value, Clock)
        return _at_clock(here, day, value, part, assumed, strict=strict)
    if part is not None:
        return _at_part(here, day, part, assumed, strict=strict)
    if "opening" in by_kind:
        return _at_opening(here, day, assumed)
    if day is None and "close" not in by_kind:
        raise UnclearError("By when?")
    if before and day is not None and "close" not in by_kind:
        day -= calendar.DAY
        assumed = (*assumed, "the day before")
    note = "close of business"
    at, said = local(day or here.today, here.office.closes, here.now.tzinfo)
    if passed(at, here.now):
        if (day or here.today) == here.today:
            raise UnclearError("Today's close has passed.", "tomorrow eod", "today 11pm")
        raise UnclearError("That has passed.")
    return Moment(at, (*assumed, note, *said))


def _one(by_kind: dict[str, list[Piece]], kind: str) -> Piece | None:
    return by_kind[kind][0] if kind in by_kind else None


def _the_day(here: Here, by_kind: dict[str, list[Piece]]) -> tuple[date | None, bool, tuple[str, ...]]:
    """The day, whether a time that has passed on it is past, and what was assumed."""
    explicit, weekday, relative = (_one(by_kind, kind) for kind in ("date", "weekday", "day"))
    if relative is not None and (explicit is not None or weekday is not None):
        raise UnclearError("That names two days: which one?")
    if explicit is not None:
        day = explicit.value
        if not isinstance(day, date):
            raise UnclearError("There is no such day.")
        if weekday is not None:
            _agree(day, weekday)
        return day, True, ()
    found = weekday or relative
    if found is None:
        return None, False, ()
    assert isinstance(found.value, date)
    clocked = any(kind in by_kind for kind in ("clock", "number"))
    a_week_on = weekday is not None and (found.value - here.today).days == 7 and not found.note
    if a_week_on and clocked:
        name = f"{found.value:%A}".lower()
        of_day = _said_clock(by_kind)
        sentence = f"Today is {name.capitalize()}: today, or in a week?"
        raise UnclearError(sentence, f"today {of_day}", f"next {name} {of_day}")
    return found.value, found.strict, (found.note,) if found.note and found.note != "of next week" else ()


def _said_clock(by_kind: dict[str, list[Piece]]) -> str:
    """The time of day as it can be typed again."""
    clock, number = _one(by_kind, "clock"), _one(by_kind, "number")
    value = clock.value if clock is not None else None
    if isinstance(value, Clock):
        fixed, _ = _hour_of(value, "")
        return f"{fixed.hour:02}:{fixed.minute:02}"
    return str(number.value) if number is not None else ""


def _agree(day: date, weekday: Piece) -> None:
    named = weekday.value
    assert isinstance(named, date)
    if day.weekday() != named.weekday():
        raise UnclearError(
            f"The {day.day}{_th(day.day)} of {day:%B} is a {day:%A}: which one?",
            f"{day.day} {day:%b} {day.year}",
            f"{named.day} {named:%b} {named.year}",
        )


def _th(number: int) -> str:
    return "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _number_as_hour(by_kind: dict[str, list[Piece]], number: Piece, clock: Piece | None) -> Piece:
    """`tmrw 9`, `thurs 2`, `9 tonight`: a number beside a day or a part of it is an hour."""
    beside = any(kind in by_kind for kind in ("weekday", "day", "part"))
    value = number.value
    if (
        not isinstance(value, int)
        or clock is not None
        or not beside
        or "date" in by_kind
        or not 0 < value < 13
    ):
        raise UnclearError(*_bare(value))
    return Piece("clock", Clock(value % 24, bare=True, sure=value > 12))


def _bare(value: Any) -> tuple[str, ...]:
    if isinstance(value, int) and 0 < value < 25:
        hour = value % 12 or 12
        half = "am" if 7 <= value <= 11 else "pm"
        return (
            f"{value} alone: an hour, or a day of the month?",
            f"{hour} {half}",
            f"the {value}{_th(value)}",
        )
    return ("A number alone is no time. By when?",)


def _hour_of(clock: Clock, part: str) -> tuple[Clock, str]:
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
        return replace(clock, hour=hour + 12, sure=True), f"{hour}{_minute(clock)} taken as pm"
    if 7 <= hour <= 11:
        return replace(clock, sure=True), f"{hour}{_minute(clock)} taken as am"
    return clock, ""


def _minute(clock: Clock) -> str:
    return f":{clock.minute:02}" if clock.minute else ""


def _at_clock(
    here: Here, day: date | None, clock: Clock, part: Piece | None, assumed: tuple[str, ...], *, strict: bool
) -> Moment:
    name = str(part.value) if part is not None else ""
    fixed, note = _hour_of(clock, name)
    if name and fixed.hour not in PART_HOURS[name]:
        raise UnclearError(f"{clock.hour}{_minute(clock)} isn't in the {name}: which one?")
    notes = (*assumed, note) if note else assumed
    of_day = time(fixed.hour, fixed.minute, fixed.second)
    at, said = local(day or here.today, of_day, here.now.tzinfo)
    strict = strict or (part is not None and part.strict)
    if passed(at, here.now):
        if day is None and not strict:
            at, said = local(here.today + calendar.DAY, of_day, here.now.tzinfo)
            notes = (*notes, "today's has passed")
        else:
            raise UnclearError("That has passed.", f"tomorrow {fixed.hour}:{fixed.minute:02}")
    return Moment(at, (*notes, *said))


def _at_part(here: Here, day: date | None, part: Piece, assumed: tuple[str, ...], *, strict: bool) -> Moment:
    name = str(part.value)
    at, said = local(day or here.today, PART_ENDS[name], here.now.tzinfo)
    over = passed(at, here.now)
    # said at 10:15, "in the morning" is tomorrow's: nobody promises what is half over without "this"
    begun = name == "morning" and day is None and not part.strict and here.now.hour >= here.office.opens.hour
    if over or begun:
        if day is not None or part.strict or strict:
            raise UnclearError("That has passed.", f"tomorrow {name}")
        at, said = local(here.today + calendar.DAY, PART_ENDS[name], here.now.tzinfo)
        assumed = (*assumed, "today's is over")
    return Moment(at, (*assumed, f"end of the {name}", *said))


def _at_opening(here: Here, day: date | None, assumed: tuple[str, ...]) -> Moment:
    at, said = local(day or here.today, here.office.opens, here.now.tzinfo)
    if passed(at, here.now):
        if day is not None:
            raise UnclearError("That has passed.", "first thing tomorrow")
        at, said = local(here.today + calendar.DAY, here.office.opens, here.now.tzinfo)
    return Moment(at, (*assumed, "opening time", *said))


def local(day: date, of_day: time, zone: tzinfo | None) -> tuple[datetime, tuple[str, ...]]:
    """That time that day: one that is jumped over moves on by the gap, one that comes twice is the first."""
    at = datetime.combine(day, of_day, tzinfo=zone)
    there_and_back = at.astimezone(UTC).astimezone(zone)
    if there_and_back.replace(tzinfo=None) != at.replace(tzinfo=None):
        return there_and_back, (f"{of_day:%H:%M} doesn't exist that day; the clocks go forward",)
    if at.replace(fold=1).utcoffset() != at.utcoffset():
        return at, (f"{of_day:%H:%M} comes twice that day; the first",)
    return at, ()
