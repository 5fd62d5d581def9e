"""From pieces to a moment: one day, one time of day, or a span; anything else is asked again."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from difficult_cx.domain.due import calendar
from difficult_cx.domain.due.hours import PART_ENDS, PART_HOURS, bare, bare_clock, hour_of, minutes_of, th
from difficult_cx.domain.due.lexer import Clock
from difficult_cx.domain.due.pieces import Here, Piece, Question
from difficult_cx.domain.due.unclear import UnclearError
from difficult_cx.domain.due.vocabulary import TWO_ZONES
from difficult_cx.records import dataclass

FARTHEST = timedelta(days=732)
NEAR_DAYS = 2
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
    "year",
)


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
    if "ask" in by_kind and "range" not in by_kind:
        asked = by_kind["ask"][0].value
        assert isinstance(asked, Question)
        raise UnclearError(asked.sentence, *asked.choices)
    if "range" in by_kind:
        if all(one.value == "open" for one in by_kind["range"]):
            raise UnclearError("After that it has no end: by when at the latest?")
        raise UnclearError("That is a stretch of time: by when at the latest?")
    if "or" in by_kind or any(len(by_kind.get(kind, ())) > 1 for kind in ONE_EACH):
        raise UnclearError("That names two times: which one?")
    zone = by_kind.get("zone")
    place = there(here, str(zone[0].value)) if zone else here
    if "span" in by_kind:
        return _of_span(place, by_kind)
    if "midnight" in by_kind:
        return _at_midnight(place, by_kind)
    if {"opening", "part"} <= set(by_kind):
        _opening_in_the_morning(place, by_kind)
    return _of_day(place, by_kind)


def there(here: Here, name: str) -> Here:
    """The same moment in the zone that the phrase names."""
    if name in TWO_ZONES:
        one, other = TWO_ZONES[name]
        raise UnclearError(f"{name.upper()} is two zones: {one} or {other}?", instead=(name, (one, other)))
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
    day = _one(by_kind, "day")
    if set(by_kind) - {"span", "zone", "day"} or (day is not None and day.value != here.today):
        raise UnclearError("Hours from now and a time of day: which one?")
    span = by_kind["span"][0].value
    assert isinstance(span, timedelta)
    if span <= timedelta(0):
        raise UnclearError("That is now. By when?")
    try:
        at = (here.now.astimezone(UTC) + span).astimezone(here.now.tzinfo)
    except OverflowError:
        raise UnclearError("That is more than two years off.") from None
    if day is not None and at.date() != here.today:
        raise UnclearError("That isn't today any more: which one?")
    note = by_kind["span"][0].note
    return Moment(at, (note,) if note else ())


def _at_midnight(here: Here, by_kind: dict[str, list[Piece]]) -> Moment:
    """The end of today; with another day it is asked which midnight."""
    day, strict, _ = _the_day(here, by_kind)
    tonight = all(str(one.value) in ("evening", "night") for one in by_kind.get("part", ()))
    if not tonight or set(by_kind) - {"midnight", "zone", "day", "date", "weekday", "before", "part", "year"}:
        raise UnclearError("That names two times: which one?")
    if day is not None and not (strict and day == here.today):
        named = f"{day.day} {day:%b} {day.year}"
        raise UnclearError(
            "Which midnight: the one before that day, or the one after it?", f"{named} 0:00", f"{named} 23:59"
        )
    at, said = local(here.today + calendar.DAY, time(0), here.now.tzinfo)
    return Moment(at, ("the end of today", *said))


def _of_day(here: Here, by_kind: dict[str, list[Piece]]) -> Moment:
    day, strict, assumed = _the_day(here, by_kind)
    clock, part = _one(by_kind, "clock"), _one(by_kind, "part")
    number = _one(by_kind, "number")
    if number is not None:
        clock = _number_as_hour(here, by_kind, number, clock)
    _no_hour_of_many(by_kind, clock or part)
    _no_two_times_of_day(here, by_kind, clock, part)
    if clock is not None:
        value = clock.value
        assert isinstance(value, Clock)
        return _at_clock(here, day, value, part, assumed, strict=strict)
    if part is not None:
        return _at_part(here, day, part, assumed, strict=strict)
    if "opening" in by_kind:
        return _at_opening(here, day, by_kind["opening"][0].value, assumed)
    if day is None and "close" not in by_kind:
        raise UnclearError("By when?")
    if "before" in by_kind and day is not None and "close" not in by_kind:
        day, assumed = _day_before(here, by_kind, day, assumed)
    note = "close of business"
    at, said = local(day or here.today, here.office.closes, here.now.tzinfo)
    if passed(at, here.now):
        if (day or here.today) == here.today:
            raise UnclearError("Today's close has passed.", "tomorrow eod", "today 11pm")
        raise UnclearError("That has passed.")
    return Moment(at, (*assumed, note, *said))


def _no_two_times_of_day(
    here: Here, by_kind: dict[str, list[Piece]], clock: Piece | None, part: Piece | None
) -> None:
    """`3pm eod`, `first thing eod`, `friday morning eod`; but the afternoon ends when the office closes."""
    named = [clock, "opening" in by_kind, "close" in by_kind]
    if part is not None and clock is None and PART_ENDS[str(part.value)] != here.office.closes:
        named.append(part)
    if sum(map(bool, named)) > 1:
        raise UnclearError("That names two times of the day: which one?")


def _opening_in_the_morning(here: Here, by_kind: dict[str, list[Piece]]) -> None:
    """`first thing tomorrow morning`: the morning says at most which day."""
    part = by_kind.pop("part")[0]
    if str(part.value).split()[-1] != "morning":
        raise UnclearError("That names two times of the day: which one?")
    day = here.today if part.strict else part.first
    if day is not None and not {"day", "date", "weekday"} & set(by_kind):
        by_kind["day"] = [Piece("day", day, strict=part.strict)]


def _is_near(here: Here, day: Piece | None) -> bool:
    """Today to the day after tomorrow: in `4 in 3 weeks` the 4 is no hour."""
    return day is not None and isinstance(day.value, date) and (day.value - here.today).days <= NEAR_DAYS


def _no_hour_of_many(by_kind: dict[str, list[Piece]], of_day: Piece | None) -> None:
    """`next week 3pm`: a time of day needs a day."""
    term = _one(by_kind, "day")
    if of_day is not None and term is not None and term.first is not None:
        assert isinstance(term.value, date)
        if term.first < term.value:
            raise UnclearError("Which day of it?")


def _day_before(
    here: Here, by_kind: dict[str, list[Piece]], day: date, assumed: tuple[str, ...]
) -> tuple[date, tuple[str, ...]]:
    """The day before; before a week or a month: its last working day; before an end: that end."""
    term = _one(by_kind, "day")
    if term is None or term.first is None:
        return day - calendar.DAY, (*assumed, "the day before")
    if term.first > day:
        return day, assumed
    return calendar.last_working(term.first - calendar.DAY, here.office), ("the last working day before it",)


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
        year = _one(by_kind, "year")
        if year is not None:
            day = _in_year(day, explicit, year)
        if weekday is not None:
            _agree(day, weekday)
        return day, True, ()
    if "year" in by_kind:
        raise UnclearError("A year alone is no day. By when?")
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


def _in_year(day: date, explicit: Piece, year: Piece) -> date:
    """`sat 5 dec 10:00 2026`: the year stands apart."""
    assert isinstance(year.value, int)
    if not explicit.yearless:
        raise UnclearError("That names two years: which one?")
    try:
        return day.replace(year=year.value)
    except ValueError:
        raise UnclearError("There is no such day.") from None


def _said_clock(by_kind: dict[str, list[Piece]]) -> str:
    """The time of day as it can be typed again."""
    clock, number = _one(by_kind, "clock"), _one(by_kind, "number")
    value = clock.value if clock is not None else None
    if isinstance(value, Clock):
        fixed, _ = hour_of(value, "")
        return f"{fixed.hour:02}:{fixed.minute:02}"
    return str(number.value) if number is not None else ""


def _agree(day: date, weekday: Piece) -> None:
    named = weekday.value
    assert isinstance(named, date)
    if day.weekday() != named.weekday():
        raise UnclearError(
            f"The {day.day}{th(day.day)} of {day:%B} is a {day:%A}: which one?",
            f"{day.day} {day:%b} {day.year}",
            f"{named.day} {named:%b} {named.year}",
        )


def _number_as_hour(here: Here, by_kind: dict[str, list[Piece]], number: Piece, clock: Piece | None) -> Piece:
    """`tmrw 9`, `thurs 2`, `9 tonight`: a number beside a near day or a part of it is an hour."""
    beside = "weekday" in by_kind or "part" in by_kind or _is_near(here, _one(by_kind, "day"))
    value = number.value
    if isinstance(value, Clock):
        # 8h, 930, 5.30: plainer than a number alone, so a date or a zone beside it is enough
        if number.note and "date" in by_kind:
            raise UnclearError(f"{value.hour}{value.minute:02}: a year, or a time of day?")
        if clock is None and (beside or "date" in by_kind or "zone" in by_kind):
            return Piece("clock", value)
        raise UnclearError(*bare_clock(value))
    if (
        not isinstance(value, int)
        or clock is not None
        or not beside
        or "date" in by_kind
        or not 0 < value < 13
    ):
        raise UnclearError(*bare(value))
    return Piece("clock", Clock(value % 24, bare=True, sure=value > 12))


def _at_clock(
    here: Here, day: date | None, clock: Clock, part: Piece | None, assumed: tuple[str, ...], *, strict: bool
) -> Moment:
    name = str(part.value) if part is not None else ""
    if part is not None and part.first is not None:
        day = day or part.first
    fixed, note = hour_of(clock, name.split()[-1] if name else "")
    if name and fixed.hour not in PART_HOURS[name.split()[-1]]:
        raise UnclearError(f"{clock.hour}{minutes_of(clock)} isn't in the {name}: which one?")
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
    day = day or part.first
    at, said = local(day or here.today, PART_ENDS[name], here.now.tzinfo)
    over = passed(at, here.now)
    # said at 10:15, "in the morning" is tomorrow's: nobody promises what is half over without "this"
    begun = "morning" in name and day is None and not part.strict and here.now.hour >= here.office.opens.hour
    if over or begun:
        if day is not None or part.strict or strict:
            raise UnclearError("That has passed.", f"tomorrow {name}")
        at, said = local(here.today + calendar.DAY, PART_ENDS[name], here.now.tzinfo)
        assumed = (*assumed, "today's is over")
    return Moment(at, (*assumed, "noon" if name == "lunch" else f"end of the {name}", *said))


def _at_opening(here: Here, day: date | None, of: object, assumed: tuple[str, ...]) -> Moment:
    """Opening time of a day, of the first day of something longer (`first thing next week`), or the next."""
    if isinstance(of, date):
        if day is not None:
            raise UnclearError("That names two days: which one?")
        day = of
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
