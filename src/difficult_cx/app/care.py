"""The rep's own care: today's load, a breather, what helps, and how it has been. Read by nobody else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from difficult_cx.app.past import calls_between
from difficult_cx.app.world import World
from difficult_cx.domain.event import Event
from difficult_cx.domain.story.hard import breather, is_hard
from difficult_cx.domain.story.past import PastCall, past_calls
from difficult_cx.errors import UsageError
from difficult_cx.journal.care import BREATHER, GONE, HELPS, MARK, CareEntry, CareFile
from difficult_cx.storage.private import read_whole

OFFERED_FOR = timedelta(hours=2)
MOST_MARK = 4
LONGEST_BREATHER = 60


@dataclass(frozen=True, slots=True)
class Load:
    """A day's or a week's calls: how many, the hard ones, their minutes, the heat, breathers and marks."""

    begins: date
    calls: int = 0
    hard: int = 0
    minutes: int = 0
    hard_minutes: int = 0
    heat: float | None = None
    breathers: int = 0
    breather_minutes: int = 0
    mark: float | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A breather that is on offer: how long, and when the call ended that it is for."""

    minutes: int
    ended: datetime


@dataclass(frozen=True, slots=True)
class Care:
    """What `dcx care` shows: today, the offer if there is one, what helps me, what the employer offers."""

    today: Load
    offer: Offer | None
    helps: tuple[str, ...]
    employer: tuple[str, ...]


def care_file(world: World) -> CareFile:
    """The rep's own file."""
    return CareFile(world.folders, world.clock)


def today(world: World, now: datetime) -> Care:
    """How today has been, and whether a breather would do good."""
    local = now.astimezone(world.zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    since = min(midnight, now - OFFERED_FOR)
    calls = own_calls(world, since, now)
    entries = care_file(world).entries()
    of_today = [one for one in calls if one.started >= midnight]
    return Care(
        load(local.date(), of_today, [one for one in entries if midnight <= one.at <= now]),
        offer(calls, entries, now),
        helps(entries),
        world.settings.care_offers,
    )


def own_calls(world: World, since: datetime, until: datetime) -> list[PastCall]:
    """The calls of this machine's rep in this time; those of colleagues are not theirs to carry."""
    device = (read_whole(world.folders.device) or b"").decode("ascii", "replace").strip()
    found = calls_between(world.journal.index(), since, until + timedelta(seconds=1))
    return [one for one in found if one.device == device]


def load(begins: date, calls: Iterable[PastCall], entries: Sequence[CareEntry]) -> Load:
    """What these calls and lines add up to."""
    found = list(calls)
    hard = [one for one in found if is_hard(one)]
    heat = [value for one in found for _, value, _ in one.heat]
    taken = [one for one in entries if one.kind == BREATHER]
    marks = [value for one in entries if one.kind == MARK and (value := one.number("value")) is not None]
    return Load(
        begins=begins,
        calls=len(found),
        hard=len(hard),
        minutes=_minutes(found),
        hard_minutes=_minutes(hard),
        heat=sum(heat) / len(heat) if heat else None,
        breathers=len(taken),
        breather_minutes=sum((one.number("seconds") or 0) for one in taken) // 60,
        mark=sum(marks) / len(marks) if marks else None,
    )


def _minutes(calls: Iterable[PastCall]) -> int:
    return round(sum((one.worked.total_seconds() for one in calls), 0.0) / 60)


def offer(calls: Iterable[PastCall], entries: Iterable[CareEntry], now: datetime) -> Offer | None:
    """The breather for the last hard call of these two hours, unless one was begun since."""
    hard = [one for one in calls if breather(one) and one.ended is not None and one.ended <= now]
    last = max(hard, key=lambda one: one.ended or one.started, default=None)
    if last is None or last.ended is None or now - last.ended > OFFERED_FOR:
        return None
    if any(one.kind == BREATHER and one.at >= last.ended for one in entries):
        return None
    return Offer(breather(last), last.ended)


def after_call(events: Iterable[Event]) -> str:
    """One line at the end of a hard call that was closed; said once, and never again by itself."""
    calls = list(past_calls(events).values())
    minutes = breather(calls[-1]) if calls and calls[-1].closed else 0
    if not minutes:
        return ""
    return f"That was a hard one. {minutes} minutes for yourself, if you like: dcx care breather {minutes}"


def helps(entries: Iterable[CareEntry]) -> tuple[str, ...]:
    """My own list of what helps, in the order it was written, each once."""
    found: dict[str, str] = {}
    for one in entries:
        key = one.text().casefold()
        if one.kind == HELPS and key:
            found.setdefault(key, one.text())
        elif one.kind == GONE:
            found.pop(key, None)
    return tuple(found.values())


def add_help(world: World, words: str) -> tuple[str, ...]:
    """One more thing that helps me."""
    text = " ".join(words.split())
    file = care_file(world)
    file.add(HELPS, text=text)
    return helps(file.entries())


def remove_help(world: World, number: int) -> tuple[str, ...]:
    """It doesn't, after all: the line of that number leaves the list."""
    file = care_file(world)
    known = helps(file.entries())
    if not 1 <= number <= len(known):
        raise UsageError(f"There is no line {number} in your list.", "`dcx care helps` shows it")
    file.add(GONE, text=known[number - 1])
    return helps(file.entries())


def mark(world: World, value: int, words: str) -> None:
    """How I am right now: 0 well to 4 worn out, with a few words if I like."""
    if not 0 <= value <= MOST_MARK:
        raise UsageError(f"{value} is not on the scale.", "0 (well) to 4 (worn out)")
    care_file(world).add(MARK, value=value, text=" ".join(words.split()))


def breather_taken(world: World, minutes: int, seconds: int) -> None:
    """A breather was taken: how long it was meant to be, and how long it was."""
    care_file(world).add(BREATHER, minutes=minutes, seconds=seconds)


def checked_minutes(minutes: int) -> int:
    """The length of a breather; an error where it can't be one."""
    if not 1 <= minutes <= LONGEST_BREATHER:
        raise UsageError(f"{minutes} minutes is no breather.", f"1 to {LONGEST_BREATHER}")
    return minutes


def weeks(world: World, count: int, now: datetime) -> list[Load]:
    """The last weeks, oldest first; a week begins on Monday."""
    local = now.astimezone(world.zone)
    monday = local.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=local.weekday())
    begins = [monday - timedelta(weeks=back) for back in range(count - 1, -1, -1)]
    calls = own_calls(world, begins[0], now)
    entries = care_file(world).entries()
    found = []
    for first in begins:
        after = first + timedelta(weeks=1)
        found.append(
            load(
                first.date(),
                [one for one in calls if first <= one.started < after],
                [one for one in entries if first <= one.at < after and one.at <= now],
            )
        )
    return found
