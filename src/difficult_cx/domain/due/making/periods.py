"""Weeks, months, quarters, years: which one, and the days at their ends, beginnings and within."""

from datetime import date, timedelta

from difficult_cx.domain.due import calendar
from difficult_cx.domain.due.making.days import day_of, day_piece
from difficult_cx.domain.due.pieces import Here, Period, Piece, Question

DAY = calendar.DAY
SATURDAY, SUNDAY = 5, 6
MIDDLE_MONTH = 6
WEEK_NOTES = {0: "week", 1: "next week", 2: "the week after next"}
# the last day of the early part, the last day of its first half: counted from the first day, which is 1
EARLY = {"week": 2, "month": 10, "quarter": 31, "year": 31}
MIDDLE = {"week": 3, "month": 15, "year": 181}


def of_unit(here: Here, unit: str, units: int = 0) -> Period | None:
    """This week, next month, the quarter after next; None for what is no period."""
    today = here.today
    if unit == "week":
        monday = today + (7 * units - today.weekday()) * DAY
        return Period(monday, monday + 6 * DAY, unit, WEEK_NOTES.get(units, ""), current=not units)
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months is None:
        return None
    begun = today.replace(day=1, month=(today.month - 1) // months * months + 1)
    return months_from(calendar.add_months(begun, months * units), months, unit, current=not units)


def months_from(first: date, months: int, unit: str, *, current: bool = False) -> Period:
    """So many whole months from a first of the month."""
    return Period(first, calendar.add_months(first, months) - DAY, unit, current=current)


def weekend(here: Here, weeks: int) -> Period:
    """Saturday and Sunday of this week, or of a later one."""
    saturday = here.today + (5 - here.today.weekday() + 7 * weeks) * DAY
    return Period(saturday, saturday + DAY, "weekend", "its Sunday")


def month(here: Here, number: int, year: int | None = None) -> Period | None:
    """A month by its name: the coming one, this one included."""
    if year is not None and not 1900 <= year < 3000:
        return None
    today = here.today
    first = day_of(year or today.year + (number < today.month), number, 1)
    if first is None:
        return None
    return months_from(first, 1, "month", current=(first.year, first.month) == (today.year, today.month))


def quarter(here: Here, number: int, year: int | None = None) -> Period | None:
    """`q1`: the coming one, this one included."""
    if not 1 <= number <= 4 or (year is not None and not 1900 <= year < 3000):
        return None
    over = number < (here.today.month + 2) // 3
    return months_from(date(year or here.today.year + over, 3 * number - 2, 1), 3, "quarter")


def year(_here: Here, number: int) -> Period:
    """A year by its number."""
    return months_from(date(number, 1, 1), 12, "year")


def iso_week(here: Here, parts: tuple[int | None, int, int | None]) -> Period | None:
    """`2026-W49`, `week 49`: without a year the coming one."""
    named, week, day = parts
    for number in [named] if named else [here.today.year, here.today.year + 1]:
        try:
            monday = date.fromisocalendar(number, week, 1)
        except ValueError:
            return None
        if day is None and (named or monday + 6 * DAY >= here.today):
            return Period(monday, monday + 6 * DAY, "week", f"week {week}")
    return None


def iso_day(_here: Here, parts: tuple[int | None, int, int | None]) -> Piece | None:
    """`2026-W49-2`: a day of a week."""
    named, week, day = parts
    if named is None or day is None:
        return None
    try:
        return Piece("date", date.fromisocalendar(named, week, day))
    except ValueError:
        return Piece("date", None)


def half_year(here: Here, number: int, year: int | None = None) -> Period | None:
    """`h1`: the coming one, this one included."""
    if number not in (1, 2):
        return None
    over = number == 1 and here.today.month > MIDDLE_MONTH
    return months_from(date(year or here.today.year + over, 6 * number - 5, 1), 6, "half-year")


def of_two_digits(year: int) -> int | None:
    """`13q4`."""
    return 2000 + year if 10 <= year < 100 else None


def coming_weekend(here: Here) -> Period:
    """`the coming weekend`: this week's, unless it has begun."""
    return weekend(here, int(here.today.weekday() >= SATURDAY))


def week_of_sunday(here: Here, day: Piece) -> Piece | None:
    """`the week of sunday the 6th`: the week that ends with it, or the one that begins: asked."""
    named = day.value
    if not isinstance(named, date) or named.weekday() != SUNDAY:
        return None
    fridays = [calendar.last_working(end, here.office) for end in (named, named + 6 * DAY)]
    choices = tuple(f"{one.day} {one:%b} {one.year}" for one in fridays)
    return Piece("ask", Question("The week that ends that Sunday, or the one that begins?", choices))


def week_of(_here: Here, day: Piece) -> Period | None:
    """`the week of 7 december`: Monday to Sunday."""
    named = day.value
    if not isinstance(named, date) or named.weekday() == SUNDAY:
        return None
    monday = named - named.weekday() * DAY
    return Period(monday, monday + 6 * DAY, "week", f"the week of {monday.day} {monday:%b}")


def _within(here: Here, period: Period, wanted: date, note: str) -> Piece:
    """The last working day of a period up to a day; that day where none is."""
    day = calendar.last_working(wanted, here.office)
    return Piece("day", max(day, period.first), note, period.current, first=period.first)


def whole(here: Here, period: Period) -> Piece:
    """`next week`, `in march`: its last working day; of a weekend its Sunday."""
    if period.unit == "weekend":
        return Piece("day", period.last, period.note, first=period.first)
    return _within(here, period, period.last, period.note or f"last working day of the {period.unit}")


def end(here: Here, period: Period) -> Piece:
    """`end of march`: the same day; `before the end` is that day too, not the day before."""
    found = whole(here, period)
    assert isinstance(found.value, date)
    return Piece("day", found.value, found.note, period.current, first=found.value + DAY)


def start(here: Here, period: Period) -> Piece:
    """`the start of next month`: its first working day."""
    day = period.first
    while not calendar.is_working(day, here.office) and day < period.last:
        day += DAY
    return Piece("day", day, f"first working day of the {period.unit}", period.current, first=day)


def early(here: Here, period: Period) -> Piece | None:
    """`early next week`: by its Tuesday; of a month by the 10th."""
    days = EARLY.get(period.unit)
    if days is None:
        return None
    return _within(here, period, period.first + (days - 1) * DAY, f"early in the {period.unit}")


def middle(here: Here, period: Period) -> Piece | None:
    """`mid january`: by the 15th; of a week by its Wednesday."""
    days = MIDDLE.get(period.unit)
    if days is None:
        return None
    return _within(here, period, period.first + (days - 1) * DAY, f"the middle of the {period.unit}")


def end_of(here: Here, unit: str) -> Piece | None:
    """`eow`, `eom`."""
    period = of_unit(here, unit)
    return None if period is None else end(here, period)


def within(here: Here, unit: str) -> Piece | None:
    """`within the week`, `within the day`, `within the hour`."""
    if unit == "hour":
        return Piece("span", timedelta(hours=1))
    return Piece("close") if unit == "day" else end_of(here, unit)


def middle_of(here: Here, unit: str) -> Piece | None:
    """`midweek`."""
    period = of_unit(here, unit)
    return None if period is None else middle(here, period)


def half(here: Here, nth: int, period: Period) -> Piece | None:
    """`the first half of january`."""
    if nth not in (1, 2) or period.unit not in ("month", "year"):
        return None
    return middle(here, period) if nth == 1 else end(here, period)


def nth_day(_here: Here, nth: int, period: Period) -> Piece:
    """`the third day of october`, `the 15th of next month`."""
    day = period.first + (nth - 1) * DAY
    return Piece("date", day if nth and day <= period.last else None)


def numbered(here: Here, nth: int, period: Period) -> Piece | None:
    """`the 15th of next month`; a week has no 15th."""
    return nth_day(here, nth, period) if period.unit == "month" else None


def last_day(here: Here, period: Period) -> Piece:
    """`the last day of february`: that very day; of a week the last working day."""
    if period.unit in ("week", "weekend"):
        return end(here, period)
    return Piece("date", period.last)


def nth_working(here: Here, nth: int, period: Period) -> Piece | None:
    """`the first working day of january`."""
    day = calendar.working_days_on(period.first - DAY, nth, here.office)
    return Piece("date", day) if day <= period.last else None


def last_working(here: Here, period: Period) -> Piece:
    """`the last business day of the month`."""
    return Piece("date", calendar.last_working(period.last, here.office))


def nth_weekday(here: Here, nth: int, wanted: int, period: Period) -> Piece | None:
    """`first monday of march`, `last friday of the month` (nth is -1)."""
    day = _nth(nth, wanted, period)
    if day is not None and day < here.today and period.unit == "month" and period.current:
        # this month's is over: of the same month next year, when the month was named
        return Piece("date", _nth(nth, wanted, _a_year_on(period)))
    return Piece("date", day)


def _nth(nth: int, wanted: int, period: Period) -> date | None:
    if nth < 0:
        return period.last - timedelta(days=(period.last.weekday() - wanted) % 7)
    day = period.first + timedelta(days=(wanted - period.first.weekday()) % 7 + 7 * (nth - 1))
    return day if 1 <= nth <= 5 and day <= period.last else None


def _a_year_on(period: Period) -> Period:
    return months_from(calendar.add_months(period.first, 12), 1, period.unit)


def weekday_of(_here: Here, wanted: int, period: Period) -> Piece | None:
    """`friday next week`, `wednesday of this week`."""
    if period.unit != "week":
        return None
    notes = {"week": "this week", "next week": "of next week"}
    note = notes.get(period.note, f"of {period.note}" if period.note else "")
    return Piece("weekday", period.first + wanted * DAY, note, strict=period.current)


def nth_week(here: Here, nth: int, period: Period) -> Piece | None:
    """`the first week of october`: with a part of the month before, or the first whole one: asked."""
    if period.unit != "month" or not 1 <= nth <= 5:
        return None
    begun = period.first - period.first.weekday() * DAY + 7 * (nth - 1) * DAY
    whole_ones = begun if period.first.weekday() == 0 else begun + 7 * DAY
    days = [calendar.last_working(monday + 6 * DAY, here.office) for monday in (begun, whole_ones)]
    if days[0] == days[1]:
        return day_piece(days[0], "its last working day")
    choices = tuple(f"{day.day} {day:%b} {day.year}" for day in days)
    return Piece("ask", Question("Weeks of a month are counted in two ways: which day?", choices))


def next_month(here: Here, number: int) -> Period | None:
    """`next february`: the coming one; said in february, the one after this."""
    coming = month(here, number)
    return _a_year_on(coming) if coming is not None and coming.current else coming


def last_weekend(_here: Here, period: Period) -> Period | None:
    """`the last weekend of july`: when both its days are in it."""
    saturday = period.last - timedelta(days=(period.last.weekday() - 5) % 7)
    return Period(saturday, saturday + DAY, "weekend", "its Sunday") if saturday < period.last else None


def after_next(here: Here, number: int) -> Period | None:
    """`the march after next`."""
    coming = month(here, number)
    return None if coming is None else _a_year_on(coming)
