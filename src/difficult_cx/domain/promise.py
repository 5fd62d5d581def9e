"""A promise: what was promised, to whom, by when; and how it went. The fold over its events."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from difficult_cx.domain.event import Event
from difficult_cx.domain.moment import read_utc


@dataclass(frozen=True, slots=True)
class Earlier:
    """A time that was renegotiated; `in_time` is False when it had passed by then."""

    due: datetime
    in_time: bool


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
class Promise:
    """A promise as it stands.

    `kind`: promise, check_in, feedback, inside_look, after_resolution. `due`, `aim`, `made_at`, `settled_at`:
    UTC. `zone`: the one the phrase was read in; `words`: the phrase as typed. `state`: open, kept, kept_late,
    broken, withdrawn. `customer`, `call`, `issue`: ids. `rep`: who made it; without an `owner` it is theirs.
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

    def overdue(self, now: datetime) -> bool:
        """Open, dated, and its time has passed: exact to the second, `due < now`."""
        return self.state == "open" and self.due is not None and self.due < now.replace(microsecond=0)

    def late_by(self, now: datetime) -> timedelta:
        """How far past its time; zero when it isn't overdue."""
        return now - self.due if self.due is not None and self.overdue(now) else timedelta(0)


MAKES = frozenset({"promise_made", "alternative_picked"})
CHANGES = frozenset(
    {
        "promise_moved",
        "promise_kept",
        "promise_missed",
        "promise_withdrawn",
        "promise_tried",
        "promise_handed",
    }
)


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
    """The promise after this event of its life."""
    kind = event.kind
    if kind == "promise_moved":
        earlier = promise.earlier
        if promise.due is not None:
            earlier = (*earlier, Earlier(promise.due, bool(event.data.get("in_time", True))))
        return replace(
            promise,
            due=read_utc(event.text("due")),
            aim=read_utc(event.text("aim")),
            zone=event.text("due_zone") or promise.zone,
            words=event.text("words"),
            earlier=earlier,
        )
    if kind == "promise_tried":
        attempt = Attempt(event.at, event.text("reason"), event.text("text"))
        return replace(promise, attempts=(*promise.attempts, attempt))
    if kind == "promise_handed":
        return replace(promise, owner=event.maybe("owner"), backup=event.maybe("backup") or promise.backup)
    if kind == "promise_kept":
        state = "kept_late" if event.data.get("late") else "kept"
    elif kind == "promise_missed":
        state = "broken"
    elif kind == "promise_withdrawn":
        state = "withdrawn"
    else:
        return promise
    return replace(promise, state=state, settled_at=event.at, reason=event.text("reason"))


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
    return promises
