"""Promises as something to do: which are late, due today, this week, undated, later."""

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from difficult_cx.domain.promise import Promise
from difficult_cx.records import dataclass

DAYS_AHEAD = 7
FAR_DAYS = 300


@dataclass(frozen=True, slots=True)
class Groups:
    """Promises in the order a rep takes them up.

    `overdue`: longest late first. `today`, `week`, `later`: soonest first. `undated`: oldest first.
    `settled`: last settled first.
    """

    overdue: tuple[Promise, ...] = ()
    today: tuple[Promise, ...] = ()
    week: tuple[Promise, ...] = ()
    undated: tuple[Promise, ...] = ()
    later: tuple[Promise, ...] = ()
    settled: tuple[Promise, ...] = ()

    def in_order(self) -> tuple[Promise, ...]:
        """All of them, group after group."""
        return (*self.overdue, *self.today, *self.week, *self.undated, *self.later, *self.settled)


def group(promises: Iterable[Promise], now: datetime, zone: tzinfo) -> Groups:
    """Sort promises into groups; a day is the calendar day in this zone."""
    rows: dict[str, list[Promise]] = {name: [] for name in Groups.__dataclass_fields__}
    for promise in promises:
        rows[place(promise, now, zone)].append(promise)
    for name in ("overdue", "today", "week", "later"):
        rows[name].sort(key=lambda one: (one.next_at or now, one.order))
    rows["undated"].sort(key=lambda one: one.order)
    rows["settled"].sort(key=lambda one: (one.settled_at or one.made_at, one.order), reverse=True)
    return Groups(**{name: tuple(ones) for name, ones in rows.items()})


def place(promise: Promise, now: datetime, zone: tzinfo) -> str:
    """The name of the group this promise belongs to; one with steps where its next step belongs.

    Overdue is only what is past the promise's own time: a late step is today's.
    """
    if promise.state != "open":
        return "settled"
    if promise.overdue(now):
        return "overdue"
    following = promise.next_at
    if following is None:
        return "undated"
    today = now.astimezone(zone).date()
    day = following.astimezone(zone).date()
    if day <= today:
        return "today"
    return "week" if day <= today + timedelta(days=DAYS_AHEAD) else "later"


def is_far(moment: datetime, now: datetime) -> bool:
    """Whether it is so far from now that its year has to be named."""
    return abs((moment - now).days) > FAR_DAYS


def distance(due: datetime, now: datetime, *, late: bool) -> str:
    """`1 d late`, `in 18 h`, `in 5 min`: whole units that have passed, none rounded up."""
    seconds = int(abs((due - now).total_seconds()))
    days, hours, minutes = seconds // 86_400, seconds // 3600, seconds // 60
    size = f"{days} d" if days else f"{hours} h" if hours else f"{minutes} min" if minutes else f"{seconds} s"
    if late:
        return f"{size} late"
    return f"in {size}" if seconds else "now"
