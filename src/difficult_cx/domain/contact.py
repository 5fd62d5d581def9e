"""When to be in touch next, without being a nuisance: one scheduler for the contacts that we begin."""

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from difficult_cx.domain.due.calendar import is_working
from difficult_cx.domain.office import Office
from difficult_cx.domain.promise import Promise

AFTER_DAYS = 5
# contacts that we begin: never two of them planned at once
CONTACTS = frozenset({"check_in", "after_resolution", "feedback", "inside_look"})
SPACED = 3  # never two contacts of ours within so many days (D1.1: never three at once)
FARTHEST = 60


def planned(promises: Iterable[Promise]) -> Promise | None:
    """The contact of ours that is planned already, if any: then no other is."""
    return next((one for one in promises if one.state == "open" and one.kind in CONTACTS), None)


def spaced(at: datetime, promises: Iterable[Promise], office: Office) -> datetime:
    """That moment, or the same time on the next working day that is three days from anything else of ours.

    `at` is aware, in the zone that its days are days of.
    """
    dues = [one.due for one in promises if one.state == "open" and one.due is not None]
    taken = [due.astimezone(at.tzinfo).date() for due in dues]
    for days in range(FARTHEST):
        found = at + timedelta(days=days)
        near = any(abs((found.date() - other).days) < SPACED for other in taken)
        if is_working(found.date(), office) and not near:
            return found
    return at


def after_resolution(promises: Iterable[Promise], now: datetime, zone: tzinfo, office: Office) -> datetime:
    """When to ask how it has been: at closing time, some days on."""
    day = now.astimezone(zone).date() + timedelta(days=AFTER_DAYS)
    return spaced(datetime.combine(day, office.closes, tzinfo=zone), promises, office)
