"""Lengths of time, and the words that may stand before and behind them: `in 2 hours`, `a week from now`."""

from difficult_cx.domain.due.grammar import Rule
from difficult_cx.domain.due.making import lengths as make

AMOUNTS: list[Rule] = [
    ("<count> more? <unit>", make.amount),
    ("<dec> more? <unit>", make.amount),
    ("<count> <unit> more", make.amount),
    ("<count> calendar <unit>", make.amount),
    ("<count>? couple of? more? <unit>", lambda here, *given: make.amount(here, 2, given[-1])),
    ("<count>? dozen <unit>", make.dozens),
    ("<count> half dozen <unit>", lambda here, _one, unit: make.amount(here, 6, unit)),
    ("half <count> dozen <unit>", lambda here, _one, unit: make.amount(here, 6, unit)),
    ("half <count>? <unit>", make.halves),
    ("<count> half <unit>", make.halves),
    ("<count> and <count>? half <unit>", lambda here, n, *rest: make.half_more(here, n, rest[-1])),
    ("<count> <unit> and <count>? half", lambda here, n, unit, *_one: make.half_more(here, n, unit)),
    ("<count>? quarter of? <count>? hour", make.quarters),
    ("three quarter|quarters of <count> hour", lambda here, _one: make.minutes(here, 45)),
    ("<num> and? <slash> hour|h|hr|hours|hrs", make.hours_and_part),
    ("<num> hour|h|hr|hours|hrs <num>", make.hours_then_minutes),
    ("<count>? hour|hours and a quarter", make.hour_and_quarter),
    ("hour and <count>? half", lambda here, *_one: make.minutes(here, 90)),
    ("<slash> of? <count>? hour|h|hr|hours|hrs", lambda _here, parts, *_one: make.fraction(*parts)),
    ("<hours> m|min|mins|minutes", lambda _here, parts: make.hours_and_minutes(*parts)),
    ("fortnight", lambda here: make.amount(here, 2, "week")),
    ("<count> business <unit>", make.working),
    ("<count>? couple of? business <unit>", lambda here, *given: make.working(here, 2, given[-1])),
    ("<count> workday", make.business),
    ("<num> business|office|opening <unit>", make.working),
]
LENGTHS: list[Rule] = [
    ("<amount>", lambda _here, amount: amount),
    ("<amount> and? <length>", make.both),
    ("<count> <count> <unit>", lambda here, a, n, unit: make.amount(here, n, unit) if a == n == 1 else None),
]
BEFORE = "in|within|for|from|about|another|over|during|now|of"
BEHIND = "from now|today", "later", "hence", "time", "time from now"
SPANS: list[Rule] = [
    ("<length>", make.from_now),
    (f"{BEFORE} {BEFORE}? the? next? <length>", make.from_now),
    (f"{BEFORE}? the? next <length> from today|now", make.from_now),
    ("the? next <length>", make.from_now),
    *((f"{BEFORE}? {BEFORE}? <length> {behind}", make.from_now) for behind in BEHIND),
    ("the? coming <length>", make.from_now),
    (f"{BEFORE}? {BEFORE}? <length> or so", make.from_now),
    (f"{BEFORE}? the? next hour", lambda here: make.from_now(here, make.minutes(here, 60))),
    (f"{BEFORE}? the? next minute", lambda here: make.from_now(here, make.minutes(here, 1))),
    (f"{BEFORE}? the? next <unit> and <length>", make.one_and),
    ("the? end of the? hour", make.full_hour),
    ("the? top of the? hour", make.full_hour),
]
