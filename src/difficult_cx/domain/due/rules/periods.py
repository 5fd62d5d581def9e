"""Weeks, weekends, months, quarters, years, and the days that stand for them."""

from difficult_cx.domain.due.grammar import Rule
from difficult_cx.domain.due.making import periods as make

# they stand for themselves: `next week`, `march`
NAMED: list[Rule] = [
    ("the? this business? <unit>", make.of_unit),
    ("the? next|coming business? <unit>", lambda here, unit: make.of_unit(here, unit, 1)),
    ("the? <unit> from next", lambda here, unit: make.of_unit(here, unit, 2)),
    ("week from next", lambda here: make.of_unit(here, "week", 2)),
    ("this|the? weekend", lambda here: make.weekend(here, 0)),
    ("this|the? week end", lambda here: make.weekend(here, 0)),
    ("the? weekend from the? next", lambda here: make.weekend(here, 2)),
    ("next weekend", lambda here: make.weekend(here, 1)),
    ("next week end", lambda here: make.weekend(here, 1)),
    ("this|the? coming weekend", make.coming_weekend),
    ("this|the? coming week end", make.coming_weekend),
    ("the? last weekend of|in <period>", make.last_weekend),
    ("the? week of|beginning|commencing|starting the? <day>", make.week_of),
    ("<month>", make.month),
    ("this <month>", make.month),
    ("next <month>", make.next_month),
    ("<month> of? <year>", make.month),
    ("<month> next year", lambda here, number: make.month(here, number, here.today.year + 1)),
    ("<month> this year", lambda here, number: make.month(here, number, here.today.year)),
    ("<month> in <count> year", lambda h, n, years: make.month(h, n, h.today.year + years)),
    ("<year> <month>", lambda here, year, number: make.month(here, number, year)),
    ("the? <month> from next", make.after_next),
    ("<months>", lambda here, parts: make.month(here, parts[1], parts[0])),
    ("<isoweek>", make.iso_week),
    ("week|wk <num>", lambda here, number: make.iso_week(here, (None, number, None))),
    ("week <num> of? <year>", lambda here, number, year: make.iso_week(here, (year, number, None))),
    *(
        rule
        for name in ("q <num>", "the? <ord> quarter", "<num> q")
        for rule in (
            (name, make.quarter),
            (f"{name} of|in? <year>", make.quarter),
            (f"{name} of|in? next year", lambda here, nth: make.quarter(here, nth, here.today.year + 1)),
            (f"{name} of|in? this year", lambda here, nth: make.quarter(here, nth, here.today.year)),
        )
    ),
    ("<year> q <num>", lambda here, year, number: make.quarter(here, number, year)),
    ("<num> q <num>", lambda here, year, number: make.quarter(here, number, make.of_two_digits(year))),
    ("h <num>", make.half_year),
    ("h <num> of|in? <year>", make.half_year),
    ("<year> h <num>", lambda here, year, number: make.half_year(here, number, year)),
]
# only beside words that say what of it: `end of the month`, `the last friday of 2027`
PERIODS: list[Rule] = [
    ("<named>", lambda _here, period: period),
    ("the? business? <unit>", make.of_unit),
    ("<year>", make.year),
]
TERMS: list[Rule] = [
    ("the? week of|beginning|commencing|starting the? <day>", make.week_of_sunday),
    ("<named>", make.whole),
    ("eow", lambda here: make.end_of(here, "week")),
    ("eom", lambda here: make.end_of(here, "month")),
    ("eoq", lambda here: make.end_of(here, "quarter")),
    ("eoy", lambda here: make.end_of(here, "year")),
    ("the? end|close of|at|in? about? <period>", make.end),
    ("the? month end", lambda here: make.end_of(here, "month")),
    ("the? quarter end", lambda here: make.end_of(here, "quarter")),
    ("the? year end", lambda here: make.end_of(here, "year")),
    ("within the <unit>", make.within),
    ("in? the? late|later in|of? <period>", make.end),
    ("the? rest of <period>", make.end),
    ("the? last of <period>", make.last_day),
    ("the? last half|part of <period>", make.end),
    ("the? last week of|in <period>", make.end),
    ("in? the? start of|in? <period>", make.start),
    ("in? the? early in|of? <period>", make.early),
    ("the? first part of <period>", make.early),
    ("in? the? middle of|in? <period>", make.middle),
    ("the? <ord> half of <period>", make.half),
    ("half way? through <period>", lambda here, period: make.half(here, 1, period)),
    ("the? <ord> week of|in <period>", make.nth_week),
    ("midweek", lambda here: make.middle_of(here, "week")),
    ("in|during|over|throughout <named>", make.whole),
    ("in|during|throughout <year>", lambda here, number: make.whole(here, make.year(here, number))),
    ("week ending the? <day>", lambda _here, day: day),
]
