"""The grammar: one line a rule, `(pattern, what it makes)`; the first and longest that fits is taken.

Patterns are words, `a|b`, `word?`, and kinds in angle brackets (`<weekday>`, `<num>`), captured in order.
To add a phrase, add a line and a row to the table of its test.
"""

from collections.abc import Callable
from datetime import timedelta

from difficult_cx.domain.due import calendar, making
from difficult_cx.domain.due.pieces import Piece

Rule = tuple[str, Callable[..., Piece | None]]


DAYS: list[Rule] = [
    ("today", lambda here: making.day_piece(here.today, strict=True)),
    ("tomorrow", lambda here: making.day_piece(here.today + calendar.DAY)),
    ("the? day from tomorrow", lambda here: making.day_piece(here.today + 2 * calendar.DAY)),
    ("yesterday", lambda here: making.day_piece(here.today - calendar.DAY, strict=True)),
    ("<weekday>", making.weekday),
    ("this <weekday>", lambda here, wanted: making.weekday(here, wanted, this=True)),
    ("next <weekday>", making.next_weekday),
    ("<weekday> next week", making.next_weekday),
    ("next week on? <weekday>", making.next_weekday),
    ("<weekday> of next week", making.next_weekday),
    ("<weekday> week", lambda here, wanted: making.weekday(here, wanted, 1)),
    ("week on <weekday>", lambda here, wanted: making.weekday(here, wanted, 1)),
    ("<weekday> fortnight", lambda here, wanted: making.weekday(here, wanted, 2)),
    ("<count> <unit> from <weekday>", making.weekday_after),
    ("<count> <unit> on <weekday>", making.weekday_after),
    ("<count> <unit> from this <weekday>", making.weekday_after),
    ("<count> <unit> from today", lambda here, count, unit: making.span(here, count, unit, here.today)),
    (
        "<num> <unit> from tomorrow",
        lambda here, count, unit: making.span(here, count, unit, here.today + calendar.DAY),
    ),
    (
        "<count> <unit> from yesterday",
        lambda here, count, unit: making.span(here, count, unit, here.today - calendar.DAY),
    ),
    ("<iso>", lambda _here, parts: Piece("date", making.day_of(*parts))),
    ("<slash>", making.slashed),
    ("the? <ord>", making.of_month),
    ("the? <ord> of? this month", making.of_month),
    ("<month> the? <ord>", making.on_date),
    (
        "<month> <num>",
        lambda here, month, number: making.on_date(here, month, number) if number < 32 else None,
    ),
    ("the? <ord> day? of? <month>", lambda here, number, month: making.on_date(here, month, number)),
    (
        "<num> of? <month>",
        lambda here, number, month: making.on_date(here, month, number) if number < 32 else None,
    ),
    ("<month> the? <ord> <num>", making.dated),
    ("<month> <num> <num>", making.dated),
    (
        "the? <ord> of? <month> <num>",
        lambda here, number, month, year: making.dated(here, month, number, year),
    ),
    ("<num> of? <month> <num>", lambda here, number, month, year: making.dated(here, month, number, year)),
    ("<num> <month> <num>", lambda here, year, month, number: making.dated(here, month, number, year)),
    ("the? <ord> <weekday> of|in <month>", making.nth_weekday),
    (
        "the? <ord> <weekday> of|in <month> <num>",
        lambda h, n, w, m, y: making.nth_weekday(h, n, w, m, making.year_of(y)),
    ),
    (
        "next <unit>",
        lambda here, unit: (
            making.end_of(here, unit, 1) if unit not in making.CLOCK_UNITS and unit != "day" else None
        ),
    ),
    ("next day", lambda here: making.day_piece(here.today + calendar.DAY)),
    (
        "this <unit>",
        lambda here, unit: (
            making.end_of(here, unit) if unit not in making.CLOCK_UNITS and unit != "day" else None
        ),
    ),
    ("week from next", lambda here: making.end_of(here, "week", 2)),
    ("eow", lambda here: making.end_of(here, "week")),
    ("eom", lambda here: making.end_of(here, "month")),
    ("eoy", lambda here: making.end_of(here, "year")),
    ("the? end|close of? the|this? <unit>", making.end_of),
    ("the? end|close of? next <unit>", lambda here, unit: making.end_of(here, unit, 1)),
    ("the? end|close of? <month>", making.month_end),
    (
        "the? end|close of? <month> <num>",
        lambda h, month, year: making.month_end(h, month, making.year_of(year)),
    ),
    ("in|within|after? <count> business days|day", making.business),
    ("in|within couple of? business days", lambda here: making.business(here, 2)),
    ("in|within <count> couple of? business days", lambda here, _one: making.business(here, 2)),
    ("this next <weekday>", making.weekday),
    ("<weekday> of? this week", making.this_week),
    ("the? <ord> <weekday> of|in next month", lambda h, n, w: making.nth_of(h, n, w, 1)),
    ("the? <ord> <weekday> of|in this|the month", lambda here, n, w: making.nth_of(here, n, w, 0)),
    ("the? last <weekday> of|in <month>", making.last_weekday),
    (
        "the? last <weekday> of|in <month> <num>",
        lambda h, w, m, y: making.last_weekday(h, w, m, making.year_of(y)),
    ),
    ("in|during|late? <month>", making.month),
    ("this|next <month>", making.month),
    (
        "in|during? <month> of? <num>",
        lambda h, month, year: making.month(h, month, making.year_of(year)) if making.year_of(year) else None,
    ),
    (
        "<num> <month>",
        lambda h, year, month: making.month(h, month, making.year_of(year)) if making.year_of(year) else None,
    ),
    ("<month>", making.month),
    ("this|the? weekend", lambda here: making.weekend(here, 0)),
    ("next weekend", lambda here: making.weekend(here, 1)),
    ("the? end of? tomorrow", lambda here: making.day_piece(here.today + calendar.DAY)),
    ("the? end of? today", lambda here: making.day_piece(here.today, strict=True)),
    ("the? end of? the? <weekday>", making.weekday),
    ("<num> of this month", making.of_month),
    ("next business day", lambda here: making.business(here, 1)),
    ("<num> business days|day", making.business),
    ("<num> business days|day from now|today", making.business),
    ("couple of? business days", lambda here: making.business(here, 2)),
    ("<num> couple of? business days", lambda here, _one: making.business(here, 2)),
    ("<num> weekdays", making.business),
]

SPANS: list[Rule] = [
    ("<count> <unit>", making.span),
    ("<dec> <unit>", making.span),
    (
        "<count> <count> <unit>",
        lambda here, a, b, unit: making.span(here, b, unit) if a == 1 and b == 1 else None,
    ),
    ("the? next <count> <unit>", making.span),
    ("<count> couple of? <unit>", lambda here, _one, unit: making.span(here, 2, unit)),
    ("couple of? <unit>", lambda here, unit: making.span(here, 2, unit)),
    (
        "half <count> hour",
        lambda _here, one: Piece("span", timedelta(minutes=30)) if one == 1 else None,
    ),
    ("half hour", lambda _here: Piece("span", timedelta(minutes=30))),
    (
        "<count> half hour",
        lambda _here, one: Piece("span", timedelta(minutes=30)) if one == 1 else None,
    ),
    (
        "<count> <unit> and <count> half",
        lambda here, n, unit, one: making.span(here, n + 0.5, unit) if one == 1 else None,
    ),
    (
        "<count> and <count> half <unit>",
        lambda here, n, one, unit: making.span(here, n + 0.5, unit) if one == 1 else None,
    ),
    (
        "<count> quarter of an hour",
        lambda _here, n: Piece("span", timedelta(minutes=15 * n)) if n < 4 else None,
    ),
    ("quarter of an hour", lambda _here: Piece("span", timedelta(minutes=15))),
    ("three quarters of an hour", lambda _here: Piece("span", timedelta(minutes=45))),
    ("<slash> hour|h|hr|hours", lambda _here, parts: making.fraction(*parts)),
    ("<hours> m|min|mins|minutes", lambda _here, parts: making.hours_and_minutes(*parts)),
    ("next hour", lambda _here: Piece("span", timedelta(hours=1))),
    ("next minute", lambda _here: Piece("span", timedelta(minutes=1))),
    ("fortnight", lambda here: making.span(here, 2, "week")),
]

CLOCKS: list[Rule] = [
    ("<clock>", lambda _here, clock: Piece("clock", clock)),
    ("<clock> hours|hrs", lambda _here, clock: Piece("clock", clock)),
    ("<clock> o'clock", lambda _here, clock: Piece("clock", clock)),
    ("noon", lambda _here: making.clock_time(12, sure=True)),
    ("<num> noon", lambda _here, number: making.clock_time(12, sure=True) if number == 12 else None),
    ("<num> o'clock", lambda _here, number: making.clock_time(number) if number < 25 else None),
    ("half past <num>", lambda _here, number: making.past(30, number)),
    ("half past <clock>", lambda _here, clock: making.past(30, clock)),
    ("half <num>", lambda _here, number: making.past(30, number)),
    ("<num>? quarter past <num>", lambda _here, *given: making.past(15, given[-1])),
    ("<num>? quarter past <clock>", lambda _here, *given: making.past(15, given[-1])),
    ("<num>? quarter to <num>", lambda _here, *given: making.past(-15, given[-1])),
    ("<num>? quarter to <clock>", lambda _here, *given: making.past(-15, given[-1])),
    ("<num>? quarter to|past noon", lambda _here, *_given: None),
    ("<num> minutes|minute|mins|min? past <num>", lambda _here, minutes, hour: making.past(minutes, hour)),
    (
        "<num> minutes|minute|mins|min? past <clock>",
        lambda _here, minutes, clock: making.past(minutes, clock),
    ),
    ("<num> minutes|minute|mins|min? to <num>", lambda _here, minutes, hour: making.past(-minutes, hour)),
    ("<num> minutes|minute|mins|min? to <clock>", lambda _here, minutes, clock: making.past(-minutes, clock)),
    ("<num> am", lambda _here, n: making.clock_time(n % 12, sure=True) if 1 <= n <= 12 else None),
    ("<num> pm", lambda _here, n: making.clock_time(n % 12 + 12, sure=True) if 1 <= n <= 12 else None),
    (
        "<num> <num> am",
        lambda _h, n, m: making.clock_time(n % 12, m, sure=True) if 1 <= n <= 12 and m > 9 else None,
    ),
    (
        "<num> <num> pm",
        lambda _h, n, m: making.clock_time(n % 12 + 12, m, sure=True) if 1 <= n <= 12 and m > 9 else None,
    ),
    ("lunch", lambda _here: making.clock_time(12, sure=True)),
    (
        "at|by|before|until|around|about <num>",
        lambda _here, number: making.clock_time(number, bare=True) if 0 < number < 25 else None,
    ),
    ("at|by|before|until <dotted>", lambda _here, clock: Piece("clock", clock)),
    (
        "<spelled> <spelled>",
        lambda _here, n, m: making.clock_time(n, m) if 1 <= n <= 12 and 9 < m < 60 else None,
    ),
    (
        "<spelled> oh|o|zero <spelled>",
        lambda _here, n, m: making.clock_time(n, m) if 1 <= n <= 12 and m < 10 else None,
    ),
    ("<num> o'clock am", lambda _here, n: making.clock_time(n % 12, sure=True) if 1 <= n <= 12 else None),
    (
        "<num> o'clock pm",
        lambda _here, n: making.clock_time(n % 12 + 12, sure=True) if 1 <= n <= 12 else None,
    ),
    (
        "half past <num> am",
        lambda _here, n: making.clock_time(n % 12, 30, sure=True) if 1 <= n <= 12 else None,
    ),
    (
        "half past <num> pm",
        lambda _here, n: making.clock_time(n % 12 + 12, 30, sure=True) if 1 <= n <= 12 else None,
    ),
    ("at <num> h|hours|hrs", lambda _here, n: making.clock_time(n, sure=True) if n < 24 else None),
    ("at <num> <num>", lambda _here, n, m: making.clock_time(n, m) if 0 < n < 24 and 9 < m < 60 else None),
    ("at|by|around|about|approximately|before <digits>", lambda _here, digits: making.four_digits(digits)),
    ("<digits> hours|hrs|h", lambda _here, digits: making.four_digits(digits)),
]


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
# words that lead to a making.span: `in 2 hours`; and those that may follow it
SPAN_LEADS = frozenset({"in", "within", "for", "after", "about", "around", "roughly", "another"})
SPAN_TAILS = ("from now", "later", "from today", "time", "hence")
