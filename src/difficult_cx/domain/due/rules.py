"""The grammar: one line a rule, `(pattern, what it makes)`; the first and longest that fits is taken.

Patterns are words, `a|b`, `word?`, and kinds in angle brackets (`<weekday>`, `<num>`), captured in order.
To add a phrase, add a line and a row to the table of its test.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from difficult_cx.domain.due import calendar
from difficult_cx.domain.due.lexer import Clock
from difficult_cx.domain.due.pieces import Here, Piece

Rule = tuple[str, Callable[..., Piece | None]]
CLOCK_UNITS = {"second": 1, "minute": 60, "hour": 3600}
MOST = 100_000


def _day(day: date, note: str = "", *, strict: bool = False) -> Piece:
    return Piece("day", day, note, strict)


def _weekday(here: Here, wanted: int, weeks: int = 0, *, this: bool = False) -> Piece:
    """The coming one; today's name is a week on, unless it is `this` one."""
    ahead = (wanted - here.today.weekday()) % 7
    if ahead == 0 and not this:
        ahead = 7
    return Piece("weekday", here.today + timedelta(days=ahead + 7 * weeks), strict=this)


def _next_weekday(here: Here, wanted: int, weeks: int = 1) -> Piece:
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
    return _day(day, strict=whole == 0)


def _business(here: Here, count: int) -> Piece | None:
    if not 0 < count < 1000:
        return None
    return _day(calendar.working_days_on(here.today, count, here.office), "business days")


def _on(here: Here, month: int, number: int, year: int | None = None) -> Piece | None:
    """A day of a month; without a year the next one that comes."""
    if year is not None:
        year += 2000 if year < 100 else 0
        return Piece("date", _made(year, month, number))
    for ahead in range(9):
        day = _made(here.today.year + ahead, month, number)
        if day is not None and day >= here.today:
            return Piece("date", day)
    return Piece("date", None)


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _of_month(here: Here, number: int) -> Piece | None:
    """`the 5th`: this month's, or the next month's that has one."""
    for ahead in range(3):
        first = calendar.add_months(here.today.replace(day=1), ahead)
        day = _made(first.year, first.month, number)
        if day is not None and day >= here.today:
            return Piece("date", day)
    return Piece("date", None)


def _slash(here: Here, parts: tuple[int, ...]) -> Piece | None:
    """`12/1`: in the office's order, or the only order that fits."""
    first, second = parts[:2]
    year = parts[2] if len(parts) > 2 else None
    month, number = (first, second) if here.office.order == "mdy" else (second, first)
    if month > 12 >= number:
        month, number = number, month
    return _on(here, month, number, year)


def _end(here: Here, unit: str, ahead: int = 0) -> Piece | None:
    """The close of the last working day of this week, month, quarter or year, or of a later one."""
    today, office = here.today, here.office
    if unit == "week":
        return _day(
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
    return _day(calendar.last_working(day, office), f"last working day of the {unit}", strict=not ahead)


def _month_end(here: Here, month: int, year: int | None = None) -> Piece | None:
    piece = _on(here, month, 28, year)
    day = piece.value if piece is not None else None
    if not isinstance(day, date):
        return piece
    if year is None and month == here.today.month:
        day = here.today
    return _day(calendar.last_working(calendar.month_end(day), here.office), "last working day of the month")


def _clock(hour: int, minute: int = 0, *, sure: bool = False, bare: bool = False) -> Piece | None:
    if not 0 <= hour <= 24 or not 0 <= minute < 60 or (hour == 24 and minute):
        return None
    return Piece("clock", Clock(hour % 24, minute, sure=sure or hour > 12 or hour == 0, bare=bare))


def _to(clock: Clock, minutes: int) -> Piece | None:
    whole = clock.hour * 60 + clock.minute + minutes
    if clock.minute or not 0 <= whole < 24 * 60:
        return None
    return Piece("clock", Clock(whole // 60, whole % 60, sure=clock.sure))


def _hour(number: int) -> Clock:
    return Clock(number, bare=True, sure=number > 12)


def _past(minutes: int, to: Any) -> Piece | None:
    clock = to if isinstance(to, Clock) else _hour(to)
    if clock.hour > 23 or not 0 < abs(minutes) < 60:
        return None
    if not isinstance(to, Clock) and not 1 <= to <= 12:
        return None
    if not clock.sure and clock.hour == 1 and minutes < 0:
        return Piece("clock", Clock(12, 60 + minutes))
    return _to(clock, minutes)


def _weekday_after(here: Here, count: float, unit: str, wanted: int) -> Piece | None:
    day = _weekday(here, wanted).value
    assert isinstance(day, date)
    return span(here, count, unit, day)


def _nth_weekday(here: Here, nth: int, wanted: int, month: int, year: int | None = None) -> Piece | None:
    for ahead in range(2):
        first = _made((year or here.today.year + ahead), month, 1)
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
        return _day(day)
    if not months and not days:
        return Piece("span", total)
    local = datetime.combine(day, here.now.timetz())
    return Piece("span", local - here.now + total)


def _year(digits: int) -> int | None:
    return digits if 1900 <= digits <= 2999 else None


def _dated(here: Here, month: int, number: int, year: int) -> Piece | None:
    return _on(here, month, number, year) if _year(year) or 10 <= year < 100 else None


def _month(here: Here, month: int, year: int | None = None) -> Piece | None:
    """A month alone: the close of its last working day."""
    return _month_end(here, month, year)


def _this_week(here: Here, wanted: int) -> Piece:
    return Piece(
        "weekday", here.today + timedelta(days=wanted - here.today.weekday()), "this week", strict=True
    )


def _nth_of(here: Here, nth: int, wanted: int, months: int) -> Piece | None:
    first = calendar.add_months(here.today.replace(day=1), months)
    return _nth_weekday(here, nth, wanted, first.month, first.year)


def _last_weekday(here: Here, wanted: int, month: int, year: int | None = None) -> Piece | None:
    for ahead in range(2):
        first = _made((year or here.today.year + ahead), month, 1)
        if first is None:
            return None
        last = calendar.month_end(first)
        day = last - timedelta(days=(last.weekday() - wanted) % 7)
        if year is not None or day >= here.today:
            return Piece("date", day)
    return None


def _weekend(here: Here, weeks: int) -> Piece:
    """Its Sunday; `next weekend` is that of next week."""
    return _day(here.today + timedelta(days=6 - here.today.weekday() + 7 * weeks), "its Sunday")


def _fraction(part: int, whole: int, *rest: int) -> Piece | None:
    return None if rest or not 0 < part < whole <= 4 else Piece("span", timedelta(minutes=60 * part // whole))


def _hours(hours: int, minutes: int) -> Piece | None:
    return Piece("span", timedelta(hours=hours, minutes=minutes))


DAYS: list[Rule] = [
    ("today", lambda here: _day(here.today, strict=True)),
    ("tomorrow", lambda here: _day(here.today + calendar.DAY)),
    ("the? day from tomorrow", lambda here: _day(here.today + 2 * calendar.DAY)),
    ("yesterday", lambda here: _day(here.today - calendar.DAY, strict=True)),
    ("<weekday>", _weekday),
    ("this <weekday>", lambda here, wanted: _weekday(here, wanted, this=True)),
    ("next <weekday>", _next_weekday),
    ("<weekday> next week", _next_weekday),
    ("next week on? <weekday>", _next_weekday),
    ("<weekday> of next week", _next_weekday),
    ("<weekday> week", lambda here, wanted: _weekday(here, wanted, 1)),
    ("week on <weekday>", lambda here, wanted: _weekday(here, wanted, 1)),
    ("<weekday> fortnight", lambda here, wanted: _weekday(here, wanted, 2)),
    ("<count> <unit> from <weekday>", _weekday_after),
    ("<count> <unit> on <weekday>", _weekday_after),
    ("<count> <unit> from this <weekday>", _weekday_after),
    ("<count> <unit> from today", lambda here, count, unit: span(here, count, unit, here.today)),
    (
        "<num> <unit> from tomorrow",
        lambda here, count, unit: span(here, count, unit, here.today + calendar.DAY),
    ),
    (
        "<count> <unit> from yesterday",
        lambda here, count, unit: span(here, count, unit, here.today - calendar.DAY),
    ),
    ("<iso>", lambda _here, parts: Piece("date", _made(*parts))),
    ("<slash>", _slash),
    ("the? <ord>", _of_month),
    ("the? <ord> of? this month", _of_month),
    ("<month> the? <ord>", _on),
    ("<month> <num>", lambda here, month, number: _on(here, month, number) if number < 32 else None),
    ("the? <ord> day? of? <month>", lambda here, number, month: _on(here, month, number)),
    ("<num> of? <month>", lambda here, number, month: _on(here, month, number) if number < 32 else None),
    ("<month> the? <ord> <num>", _dated),
    ("<month> <num> <num>", _dated),
    ("the? <ord> of? <month> <num>", lambda here, number, month, year: _dated(here, month, number, year)),
    ("<num> of? <month> <num>", lambda here, number, month, year: _dated(here, month, number, year)),
    ("<num> <month> <num>", lambda here, year, month, number: _dated(here, month, number, year)),
    ("the? <ord> <weekday> of|in <month>", _nth_weekday),
    ("the? <ord> <weekday> of|in <month> <num>", lambda h, n, w, m, y: _nth_weekday(h, n, w, m, _year(y))),
    (
        "next <unit>",
        lambda here, unit: _end(here, unit, 1) if unit not in CLOCK_UNITS and unit != "day" else None,
    ),
    ("next day", lambda here: _day(here.today + calendar.DAY)),
    (
        "this <unit>",
        lambda here, unit: _end(here, unit) if unit not in CLOCK_UNITS and unit != "day" else None,
    ),
    ("week from next", lambda here: _end(here, "week", 2)),
    ("eow", lambda here: _end(here, "week")),
    ("eom", lambda here: _end(here, "month")),
    ("eoy", lambda here: _end(here, "year")),
    ("the? end|close of? the|this? <unit>", _end),
    ("the? end|close of? next <unit>", lambda here, unit: _end(here, unit, 1)),
    ("the? end|close of? <month>", _month_end),
    ("the? end|close of? <month> <num>", lambda h, month, year: _month_end(h, month, _year(year))),
    ("in|within|after? <count> business days|day", _business),
    ("in|within couple of? business days", lambda here: _business(here, 2)),
    ("in|within <count> couple of? business days", lambda here, _one: _business(here, 2)),
    ("this next <weekday>", _weekday),
    ("<weekday> of? this week", _this_week),
    ("the? <ord> <weekday> of|in next month", lambda h, n, w: _nth_of(h, n, w, 1)),
    ("the? <ord> <weekday> of|in this|the month", lambda here, n, w: _nth_of(here, n, w, 0)),
    ("the? last <weekday> of|in <month>", _last_weekday),
    ("the? last <weekday> of|in <month> <num>", lambda h, w, m, y: _last_weekday(h, w, m, _year(y))),
    ("in|during|late? <month>", _month),
    ("this|next <month>", _month),
    (
        "in|during? <month> of? <num>",
        lambda h, month, year: _month(h, month, _year(year)) if _year(year) else None,
    ),
    ("<num> <month>", lambda h, year, month: _month(h, month, _year(year)) if _year(year) else None),
    ("<month>", _month),
    ("this|the? weekend", lambda here: _weekend(here, 0)),
    ("next weekend", lambda here: _weekend(here, 1)),
    ("the? end of? tomorrow", lambda here: _day(here.today + calendar.DAY)),
    ("the? end of? today", lambda here: _day(here.today, strict=True)),
    ("the? end of? the? <weekday>", _weekday),
    ("<num> of this month", _of_month),
    ("next business day", lambda here: _business(here, 1)),
    ("<num> business days|day", _business),
    ("<num> business days|day from now|today", _business),
    ("couple of? business days", lambda here: _business(here, 2)),
    ("<num> couple of? business days", lambda here, _one: _business(here, 2)),
    ("<num> weekdays", _business),
]

SPANS: list[Rule] = [
    ("<count> <unit>", span),
    ("<dec> <unit>", span),
    ("<count> <count> <unit>", lambda here, a, b, unit: span(here, b, unit) if a == 1 and b == 1 else None),
    ("the? next <count> <unit>", span),
    ("<count> couple of? <unit>", lambda here, _one, unit: span(here, 2, unit)),
    ("couple of? <unit>", lambda here, unit: span(here, 2, unit)),
    ("half <count> hour", lambda _here, one: Piece("span", timedelta(minutes=30)) if one == 1 else None),
    ("half hour", lambda _here: Piece("span", timedelta(minutes=30))),
    ("<count> half hour", lambda _here, one: Piece("span", timedelta(minutes=30)) if one == 1 else None),
    (
        "<count> <unit> and <count> half",
        lambda here, n, unit, one: span(here, n + 0.5, unit) if one == 1 else None,
    ),
    (
        "<count> and <count> half <unit>",
        lambda here, n, one, unit: span(here, n + 0.5, unit) if one == 1 else None,
    ),
    (
        "<count> quarter of an hour",
        lambda _here, n: Piece("span", timedelta(minutes=15 * n)) if n < 4 else None,
    ),
    ("quarter of an hour", lambda _here: Piece("span", timedelta(minutes=15))),
    ("three quarters of an hour", lambda _here: Piece("span", timedelta(minutes=45))),
    ("<slash> hour|h|hr|hours", lambda _here, parts: _fraction(*parts)),
    ("<hours> m|min|mins|minutes", lambda _here, parts: _hours(*parts)),
    ("next hour", lambda _here: Piece("span", timedelta(hours=1))),
    ("next minute", lambda _here: Piece("span", timedelta(minutes=1))),
    ("fortnight", lambda here: span(here, 2, "week")),
]

CLOCKS: list[Rule] = [
    ("<clock>", lambda _here, clock: Piece("clock", clock)),
    ("<clock> hours|hrs", lambda _here, clock: Piece("clock", clock)),
    ("<clock> o'clock", lambda _here, clock: Piece("clock", clock)),
    ("noon", lambda _here: _clock(12, sure=True)),
    ("<num> noon", lambda _here, number: _clock(12, sure=True) if number == 12 else None),
    ("<num> o'clock", lambda _here, number: _clock(number) if number < 25 else None),
    ("half past <num>", lambda _here, number: _past(30, number)),
    ("half past <clock>", lambda _here, clock: _past(30, clock)),
    ("half <num>", lambda _here, number: _past(30, number)),
    ("<num>? quarter past <num>", lambda _here, *given: _past(15, given[-1])),
    ("<num>? quarter past <clock>", lambda _here, *given: _past(15, given[-1])),
    ("<num>? quarter to <num>", lambda _here, *given: _past(-15, given[-1])),
    ("<num>? quarter to <clock>", lambda _here, *given: _past(-15, given[-1])),
    ("<num>? quarter to|past noon", lambda _here, *_given: None),
    ("<num> minutes|minute|mins|min? past <num>", lambda _here, minutes, hour: _past(minutes, hour)),
    ("<num> minutes|minute|mins|min? past <clock>", lambda _here, minutes, clock: _past(minutes, clock)),
    ("<num> minutes|minute|mins|min? to <num>", lambda _here, minutes, hour: _past(-minutes, hour)),
    ("<num> minutes|minute|mins|min? to <clock>", lambda _here, minutes, clock: _past(-minutes, clock)),
    ("<num> am", lambda _here, n: _clock(n % 12, sure=True) if 1 <= n <= 12 else None),
    ("<num> pm", lambda _here, n: _clock(n % 12 + 12, sure=True) if 1 <= n <= 12 else None),
    ("<num> <num> am", lambda _h, n, m: _clock(n % 12, m, sure=True) if 1 <= n <= 12 and m > 9 else None),
    (
        "<num> <num> pm",
        lambda _h, n, m: _clock(n % 12 + 12, m, sure=True) if 1 <= n <= 12 and m > 9 else None,
    ),
    ("lunch", lambda _here: _clock(12, sure=True)),
    (
        "at|by|before|until|around|about <num>",
        lambda _here, number: _clock(number, bare=True) if 0 < number < 25 else None,
    ),
    ("at|by|before|until <dotted>", lambda _here, clock: Piece("clock", clock)),
    ("<spelled> <spelled>", lambda _here, n, m: _clock(n, m) if 1 <= n <= 12 and 9 < m < 60 else None),
    ("<spelled> oh|o|zero <spelled>", lambda _here, n, m: _clock(n, m) if 1 <= n <= 12 and m < 10 else None),
    ("<num> o'clock am", lambda _here, n: _clock(n % 12, sure=True) if 1 <= n <= 12 else None),
    ("<num> o'clock pm", lambda _here, n: _clock(n % 12 + 12, sure=True) if 1 <= n <= 12 else None),
    ("half past <num> am", lambda _here, n: _clock(n % 12, 30, sure=True) if 1 <= n <= 12 else None),
    ("half past <num> pm", lambda _here, n: _clock(n % 12 + 12, 30, sure=True) if 1 <= n <= 12 else None),
    ("at <num> h|hours|hrs", lambda _here, n: _clock(n, sure=True) if n < 24 else None),
    ("at <num> <num>", lambda _here, n, m: _clock(n, m) if 0 < n < 24 and 9 < m < 60 else None),
    ("at|by|around|about|approximately|before <digits>", lambda _here, digits: _digits(digits)),
    ("<digits> hours|hrs|h", lambda _here, digits: _digits(digits)),
]


def _digits(digits: str) -> Piece | None:
    """`1730`: four digits behind `at` are 24 hours."""
    if len(digits) != 4:
        return None
    return _clock(int(digits[:2]), int(digits[2:]), sure=True) if int(digits[:2]) < 24 else None


OTHERS: list[Rule] = [
    ("the? <part>", lambda _here, part: Piece("part", part)),
    ("in|during the? <part>", lambda _here, part: Piece("part", part)),
    ("at night", lambda _here: Piece("part", "night")),
    ("this <part>", lambda _here, part: Piece("part", part, strict=True)),
    ("tonight", lambda _here: Piece("part", "evening", strict=True)),
    ("midnight", lambda here: Piece("midnight", here.today + calendar.DAY)),
    ("mid night", lambda here: Piece("midnight", here.today + calendar.DAY)),
    ("late tonight", lambda _here: Piece("part", "night", strict=True)),
    ("the? eod", lambda _here: Piece("close")),
    ("close of? business|play|day", lambda _here: Piece("close")),
    ("close", lambda _here: Piece("close")),
    ("the? end of? the|business? day", lambda _here: Piece("close")),
    ("first thing", lambda _here: Piece("opening")),
    ("first thing in the morning", lambda _here: Piece("opening")),
    ("opening|open of? business?", lambda _here: Piece("opening")),
    ("<zone>", lambda _here, zone: Piece("zone", zone)),
    ("<zone> time", lambda _here, zone: Piece("zone", zone)),
    ("uk time", lambda _here: Piece("zone", "Europe/London")),
    ("before", lambda _here: Piece("before")),
    ("or", lambda _here: Piece("or")),
]

# words that lead to a time and change nothing
LEADS: list[Rule] = [
    ("by|within|until|on|at|for|around|about|approximately|roughly", lambda _here: Piece("lead")),
    ("at|by around|about", lambda _here: Piece("lead")),
    ("no later than", lambda _here: Piece("lead")),
    ("not later than", lambda _here: Piece("lead")),
    ("sharp|exactly|latest", lambda _here: Piece("lead")),
    ("at the latest", lambda _here: Piece("lead")),
    ("due|is|the", lambda _here: Piece("lead")),
    ("please|then|ok", lambda _here: Piece("lead")),
]
# words that lead to a span: `in 2 hours`; and those that may follow it
SPAN_LEADS = frozenset({"in", "within", "for", "after", "about", "around", "roughly", "another"})
SPAN_TAILS = ("from now", "later", "from today", "time", "hence")
