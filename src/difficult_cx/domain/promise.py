"""A promise: what was promised, to whom, by when; and how it went. The fold over its events."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from difficult_cx.domain.event import Event
from difficult_cx.domain.moment import read_utc
from difficult_cx.records import dataclass


@dataclass(frozen=True, slots=True)
class Earlier:
    """A time that was renegotiated; `in_time` is False when it had passed; `told`: they heard it before."""

    due: datetime
    in_time: bool
    told: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody tried: `reason` is one of `kinds.ATTEMPTS`."""

    at: datetime
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of work in several: its words, its time (UTC), and when it was done."""

    text: str
    due: datetime | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """It may not be kept in time: since when, why, and when the customer was told; None: not yet."""

    at: datetime
    reason: str = ""
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AlsoSaid:
    """What somebody else said at the same moment of a promise that was settled: `state`, `rep`, when, why."""

    state: str
    rep: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as it stands.

    `kind`: promise, check_in, feedback, inside_look, after_resolution. `due`, `aim`, `made_at`, `settled_at`:
    UTC. `zone`: the one the phrase was read in; `words`: the phrase as typed. `state`: open, kept, kept_late,
    broken, withdrawn. `customer`, `call`, `issue`: ids. `rep`: who made it; without an `owner` it is theirs.
    `read_back_at`: when its time was read back and they said yes; `risk`: it may not be kept in time.
    `revision` grows with everything that was ever done to it, taking back included.
    `settled_by`: the rep who settled it; `also`: what others said of it without knowing that it was settled.
    """

    id: str
    text: str
    made_at: datetime
    kind: str = "promise"
    call: str | None = None
    customer: str | None = None
    issue: str | None = None
    due: datetime | None = None
    aim: datetime | None = None
    zone: str = ""
    words: str = ""
    channel: str | None = None
    owner: str | None = None
    backup: str | None = None
    state: str = "open"
    settled_at: datetime | None = None
    reason: str = ""
    order: tuple[int, str, str] = (0, "", "")
    earlier: tuple[Earlier, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    rep: str = ""
    stages: tuple[Stage, ...] = ()
    read_back_at: datetime | None = None
    risk: Risk | None = None
    revision: int = 0
    settled_by: str = ""
    also: tuple[AlsoSaid, ...] = ()

    @property
    def next_stage(self) -> tuple[int, Stage] | None:
        """The first step that is not done, with its number from 1; None without one."""
        waiting = ((number, one) for number, one in enumerate(self.stages, 1) if one.done_at is None)
        return next(waiting, None)

    @property
    def next_at(self) -> datetime | None:
        """When something is to be done next: its next step, or the promise itself; None without a time."""
        step = self.next_stage
        times = [one for one in (self.due, step[1].due if step else None) if one is not None]
        return min(times, default=None)

    def overdue(self, now: datetime) -> bool:
        """Open, dated, and its time has passed: exact to the second, `due < now`."""
        return self.state == "open" and self.due is not None and self.due < now.replace(microsecond=0)

    def presses(self, now: datetime) -> str:
        """Why it needs a look although it isn't overdue: at_risk, stage_late, aim_passed; else empty."""
        if self.state != "open" or self.overdue(now):
            return ""
        if self.risk is not None and self.risk.told_at is None:
            return "at_risk"
        step = self.next_stage
        if step is not None and step[1].due is not None and step[1].due < now:
            return "stage_late"
        return "aim_passed" if self.aim is not None and self.aim < now else ""

    def late_by(self, now: datetime) -> timedelta:
        """How far past its time; zero when it isn't overdue."""
        return now - self.due if self.due is not None and self.overdue(now) else timedelta(0)


MAKES = frozenset({"promise_made", "alternative_picked"})


def make(event: Event) -> Promise:
    """The promise that this event made."""
    return Promise(
        id=event.id,
        text=event.text("text"),
        made_at=event.at,
        kind=event.text("type") or "promise",
        call=event.maybe("call"),
        customer=event.maybe("customer"),
        issue=event.maybe("issue"),
        due=read_utc(event.text("due")),
        aim=read_utc(event.text("aim")),
        zone=event.text("due_zone") or event.zone,
        words=event.text("words"),
        channel=event.maybe("channel"),
        owner=event.maybe("owner"),
        backup=event.maybe("backup"),
        order=event.order,
        rep=event.rep,
        stages=_stages(event.data.get("stages")),
    )


def _stages(given: object) -> tuple[Stage, ...]:
    """The stages of an event; what a newer version wrote otherwise is left out."""
    rows = [row for row in given if isinstance(row, dict)] if isinstance(given, list) else []
    return tuple(
        Stage(
            str(row.get("text") or ""),
            read_utc(str(row.get("due") or "")),
            read_utc(str(row.get("done_at") or "")),
        )
        for row in rows
    )


def change(promise: Promise, event: Event) -> Promise:
    """The promise after this event of its life; a kind that is unknown here changes nothing."""
    changed = _CHANGED.get(event.kind)
    return promise if changed is None else changed(promise, event)


def _moved(promise: Promise, event: Event) -> Promise:
    """A new time: the old one stays on the record; nobody read the new one back yet, and no risk is known."""
    earlier = promise.earlier
    if promise.due is not None:
        told = promise.risk is not None and promise.risk.told_at is not None
        earlier = (*earlier, Earlier(promise.due, bool(event.data.get("in_time", True)), told))
    return replace(
        promise,
        due=read_utc(event.text("due")),
        aim=read_utc(event.text("aim")),
        zone=event.text("due_zone") or promise.zone,
        words=event.text("words"),
        earlier=earlier,
        read_back_at=None,
        risk=None,
    )


def _tried(promise: Promise, event: Event) -> Promise:
    attempt = Attempt(event.at, event.text("reason"), event.text("text"))
    return replace(promise, attempts=(*promise.attempts, attempt))


def _handed(promise: Promise, event: Event) -> Promise:
    """Another owner; who was the backup until now and does it from now on is none any more."""
    owner, backup = event.maybe("owner"), event.maybe("backup") or promise.backup
    if owner and backup and owner.casefold() == backup.casefold():
        backup = None
    return replace(promise, owner=owner, backup=backup)


def _settled(promise: Promise, event: Event, state: str) -> Promise:
    """Settled by the first who said so, in the order of the fold; what anybody else said is kept beside it.

    Nobody settles a promise that they know to be settled, so two did it on two machines at the same moment.
    """
    reason = event.text("reason")
    if promise.state != "open":
        return replace(promise, also=(*promise.also, AlsoSaid(state, event.rep, event.at, reason)))
    return replace(promise, state=state, settled_at=event.at, settled_by=event.rep, reason=reason)


def _told(promise: Promise, event: Event) -> Promise:
    risk = promise.risk or Risk(event.at, event.text("text"))
    return replace(promise, risk=replace(risk, told_at=event.at))


def _stage_added(promise: Promise, event: Event) -> Promise:
    stage = Stage(event.text("text"), read_utc(event.text("due")))
    return replace(promise, stages=(*promise.stages, stage))


def _stage_done(promise: Promise, event: Event) -> Promise:
    number = event.data.get("number")
    stages = [
        replace(one, done_at=event.at) if place == number and one.done_at is None else one
        for place, one in enumerate(promise.stages, 1)
    ]
    return replace(promise, stages=tuple(stages))


_CHANGED: Mapping[str, Callable[[Promise, Event], Promise]] = {
    "promise_moved": _moved,
    "promise_tried": _tried,
    "promise_handed": _handed,
    "promise_kept": lambda one, event: _settled(
        one, event, "kept_late" if event.data.get("late") else "kept"
    ),
    "promise_missed": lambda one, event: _settled(one, event, "broken"),
    "promise_withdrawn": lambda one, event: _settled(one, event, "withdrawn"),
    "promise_read_back": lambda one, event: replace(one, read_back_at=event.at),
    "promise_at_risk": lambda one, event: replace(one, risk=Risk(event.at, event.text("reason"))),
    "promise_told": _told,
    "stage_added": _stage_added,
    "stage_done": _stage_done,
}
CHANGES = frozenset(_CHANGED)


def taken_back_ids(events: Iterable[Event]) -> frozenset[str]:
    """The ids that no longer count: `taken_back` and `promise_undone` take away, `restored` gives back."""
    gone: set[str] = set()
    for event in events:
        if event.kind in ("taken_back", "promise_undone"):
            gone.add(event.text("target"))
        elif event.kind == "restored":
            gone.discard(event.text("target"))
    return frozenset(gone)


def fold_promises(events: Iterable[Event]) -> dict[str, Promise]:
    """Every promise by id, from events in the order of the fold; what was taken back doesn't count."""
    ordered = list(events)
    gone = taken_back_ids(ordered)
    promises: dict[str, Promise] = {}
    for event in ordered:
        if event.id in gone:
            continue
        if event.kind in MAKES:
            promises[event.id] = make(event)
        elif event.kind in CHANGES:
            old = promises.get(event.text("promise"))
            if old is not None:
                promises[old.id] = change(old, event)
        elif event.kind == "call_named":
            for one in list(promises.values()):
                if one.call == event.text("call"):
                    promises[one.id] = replace(one, customer=event.maybe("customer"))
    changed = {one: count for one, count in _revisions(ordered).items() if one in promises}
    return promises | {one: replace(promises[one], revision=count) for one, count in changed.items()}


def _revisions(events: Iterable[Event]) -> Counter[str]:
    """How much was ever done to each promise: what was taken back counts, and so does taking it back."""
    found: Counter[str] = Counter()
    whose: dict[str, str] = {}
    for event in events:
        if event.kind in MAKES:
            whose[event.id] = event.id
        elif event.kind in CHANGES:
            whose[event.id] = event.text("promise")
            found[event.text("promise")] += 1
        elif event.text("target") in whose:
            found[whose[event.text("target")]] += 1
    return found
