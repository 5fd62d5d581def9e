"""When to be in touch next, without being a nuisance: one scheduler for the contacts that we begin."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo

from difficult_cx.domain.due.calendar import is_working
from difficult_cx.domain.office import Office
from difficult_cx.domain.promise import Promise
from difficult_cx.domain.story.rules import SPACED

AFTER_DAYS = 5


def after_resolution(promises: Iterable[Promise], now: datetime, zone: tzinfo, office: Office) -> datetime:
    """When to ask how it has been: some working days on, at least three days from anything else of ours."""
    taken = [
        one.due.astimezone(zone).date() for one in promises if one.state == "open" and one.due is not None
    ]
    day = now.astimezone(zone).date() + timedelta(days=AFTER_DAYS)
    for _ in range(60):
        if is_working(day, office) and all(abs((day - other).days) >= SPACED for other in taken):
            break
        day += timedelta(days=1)
    return _closing(day, office.closes, zone)


def _closing(day: date, closes: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, closes, tzinfo=zone)
