"""Stated rules about a relationship: occasional or chronic, watched or not, when to check in next."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from difficult_cx.domain import contact
from difficult_cx.domain.office import Office
from difficult_cx.domain.promise import Promise
from difficult_cx.domain.story.hard import is_hard
from difficult_cx.domain.story.past import PastCall
from difficult_cx.domain.story.person import CheckIn, CustomerNote
from difficult_cx.records import dataclass

FIRST_INTERVAL = 7
LONGEST_INTERVAL = 112
SHORTEST_INTERVAL = 3
HARD_CALLS = 2


@dataclass(frozen=True, slots=True)
class Kind:
    """Occasional or chronic (B4.1), with the numbers that say so: `count` of `least` calls in `days`."""

    chronic: bool
    count: int
    least: int
    days: int
    was_chronic: bool = False

    @property
    def word(self) -> str:
        """`chronic` or `occasional`: what there is to say about the calls, never about the person."""
        return "chronic" if self.chronic else "occasional"

    def __str__(self) -> str:
        """`chronic: 4 calls with an issue in 90 days (chronic from 3)`."""
        calls = f"{self.count} call{'' if self.count == 1 else 's'} with an issue in {self.days} days"
        return f"{self.word}: {calls} (chronic from {self.least})"


def kind_of(calls: Iterable[PastCall], now: datetime, least: int, days: int) -> Kind:
    """The rule: so many calls with an issue in so many days are chronic, fewer are occasional."""
    times = sorted(one.started for one in calls if one.issues)
    span = timedelta(days=days)
    count = sum(1 for one in times if now - span <= one <= now)
    ever = any(
        times[place + least - 1] - times[place] <= span for place in range(max(0, len(times) - least + 1))
    )
    return Kind(count >= least, count, least, days, ever)


@dataclass(frozen=True, slots=True)
class Watch:
    """A relationship watch (E4.1): `since` a hard call, and `until` a day.

    It ends only when all that was promised from then on is kept: `waiting` isn't. `feeling`: what they said
    when they were asked how they feel now (E4.2).
    """

    since: datetime
    until: datetime
    waiting: tuple[Promise, ...] = ()
    feeling: CustomerNote | None = None

    @property
    def asked(self) -> bool:
        """Whether they were asked how they feel now: it is asked once."""
        return self.feeling is not None


def watch_of(
    calls: Iterable[PastCall],
    promises: Iterable[Promise],
    feelings: Sequence[CustomerNote],
    now: datetime,
    days: int,
) -> Watch | None:
    """The watch that is on now; None when no hard call is near, or its time is over and all is kept."""
    hard = [one for one in calls if is_hard(one) and one.started <= now]
    if not hard:
        return None
    last = max(hard, key=lambda one: one.started)
    until = (last.ended or last.started) + timedelta(days=days)
    ours = list(promises)
    unkept = tuple(one for one in ours if one.state == "open" or _still_broken(one, last.started, ours))
    if now >= until and not unkept:
        return None
    felt = next((one for one in feelings if one.at >= last.started and one.call != last.id), None)
    return Watch(last.started, until, unkept, felt)


def _still_broken(one: Promise, since: datetime, promises: Iterable[Promise]) -> bool:
    """Whether this was broken from then on, and nothing that was promised after it has been kept."""
    if one.state != "broken" or one.settled_at is None or one.settled_at < since:
        return False
    kept = (other for other in promises if other.state in ("kept", "kept_late"))
    return not any(other.made_at >= one.settled_at for other in kept)


@dataclass(frozen=True, slots=True)
class Plan:
    """When to check in next, and why: `days` after the last one; `proposed` when nothing is planned yet."""

    at: datetime
    days: int
    why: str


def interval(check_ins: Sequence[CheckIn]) -> int:
    """The days until the next check-in: 7, twice as many after each good one, half after a bad one."""
    days = FIRST_INTERVAL
    for one in check_ins:
        days = min(LONGEST_INTERVAL, days * 2) if one.went == "good" else max(SHORTEST_INTERVAL, days // 2)
    return days


def next_check_in(
    calls: Sequence[PastCall],
    promises: Sequence[Promise],
    check_ins: Sequence[CheckIn],
    now: datetime,
    office: Office,
) -> Plan | None:
    """The check-in to propose: after the second hard call, and then as it goes (D1.1); None when not due.

    One scheduler for check-ins, follow-ups after a resolution and the watch (`domain/contact.py`): nothing is
    proposed while a contact of ours is promised, and never within three days of one.
    """
    hard = [one for one in calls if is_hard(one)]
    if len(hard) < HARD_CALLS or contact.planned(promises) is not None:
        return None
    days = interval(check_ins)
    last_call = max(one.started for one in calls)
    last = max([last_call, *(one.at for one in check_ins)])
    wanted = max((last + timedelta(days=days)).astimezone(now.tzinfo), now)
    good = sum(1 for one in check_ins if one.went == "good")
    told = f", {len(check_ins)} check-ins, {good} good" if check_ins else ""
    why = f"{len(hard)} hard calls{told}: every {days} days"
    return Plan(contact.spaced(wanted, promises, office), days, why)
