"""When the office is open, and in which order a date is written."""

from datetime import date, time

from difficult_cx.records import dataclass


@dataclass(frozen=True, slots=True)
class Office:
    """Business hours (local), working days (Monday is 0), holidays, and `order` of 3/4: mdy or dmy."""

    opens: time = time(9)
    closes: time = time(17)
    days: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    holidays: frozenset[date] = frozenset()
    order: str = "mdy"
