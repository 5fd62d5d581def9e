"""Days with a name: the coming one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from difficult_cx.domain.due.making.days import on_date, one_of
from difficult_cx.domain.due.making.periods import months_from, nth_weekday
from difficult_cx.domain.due.pieces import Here, Piece, Question

# what finds the coming one of a feast
Feast = Callable[[Here], Piece | None]


def in_year(here: Here, feast: Feast, year: int) -> Piece | None:
    """`easter 2027`: the one of that year."""
    return feast(replace(here, now=here.now.replace(year=year, month=1, day=1)))


def next_one(here: Here, feast: Feast) -> Piece | None:
    """`next christmas`: the coming one, or the year after: asked."""
    coming = feast(here)
    if coming is None or not isinstance(coming.value, date):
        return coming
    after = in_year(here, feast, coming.value.year + 1)
    return None if after is None else one_of("The coming one, or the one after it?", coming, after)


def _nth_in(here: Here, nth: int, wanted: int, month: int, year: int) -> date:
    found = nth_weekday(here, nth, wanted, months_from(date(year, month, 1), 1, "month"))
    assert found is not None
    assert isinstance(found.value, date)
    return found.value


def _coming(here: Here, of_year: list[date]) -> Piece:
    return Piece("date", next(day for day in of_year if day >= here.today))


def nth(here: Here, which: int, wanted: int, month: int, after: int = 0) -> Piece:
    """The fourth thursday of november, or so many days after it."""
    years = (here.today.year, here.today.year + 1)
    return _coming(
        here, [_nth_in(here, which, wanted, month, year) + timedelta(days=after) for year in years]
    )


def _easter_of(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by Gauss's rule as Butcher wrote it down."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leaps, left = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * left + 2 * (rest // 4) - moon - rest % 4) % 7
    back = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * back + 114, 31)
    return date(year, month, day + 1)


def easter(here: Here, after: int = 0) -> Piece:
    """Easter Sunday, or so many days from it."""
    years = (here.today.year, here.today.year + 1)
    return _coming(here, [_easter_of(year) + timedelta(days=after) for year in years])


def mothers_day(here: Here) -> Piece:
    """The second Sunday of May, or in the UK the third before Easter."""
    return one_of("Mother's day has two dates: which one?", nth(here, 2, 6, 5), easter(here, -21))


def labour_day(here: Here) -> Piece:
    """The first of May, or in some countries the first Monday of September."""
    may = on_date(here, 5, 1)
    assert may is not None
    return one_of("Labour day has two dates: which one?", may, nth(here, 1, 0, 9))


def bank_holiday(_here: Here) -> Piece:
    """There are several."""
    return Piece("ask", Question("Which bank holiday: what date?"))
