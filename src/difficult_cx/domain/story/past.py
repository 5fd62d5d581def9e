"""Calls as one looks back on them: what matters afterwards, folded from the few kinds that tell it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field  # made by the thousand: the standard one's are quicker to make
from datetime import datetime, timedelta

from difficult_cx.domain.call.state import ISSUE_FIELDS
from difficult_cx.domain.event import Event
from difficult_cx.domain.moment import read_utc
from difficult_cx.domain.promise import taken_back_ids

# A gap longer than this between two entries is a call that was parked, not time spent on it.
LONGEST_GAP = timedelta(minutes=15)
NO = ("", "no")
MOST_HEAT = 4
# Answers on a card that are about the customer more than about the call, and the kind of note each is.
TOLD: Mapping[str, str] = {
    "cares_about": "cares_about",
    "what_works": "works",
    "feedback": "feedback",
    "feels_now": "feeling",
    "introduced": "introduced",
}
# A situation's letter is enough here; its card is in the playbook that was kept.
ABUSIVE, SUPERVISOR = "a", "s"


@dataclass(slots=True)
class PastIssue:
    """One thing that was wrong; `fields` what was asked about it, `breakdown` where it went wrong."""

    id: str
    text: str = ""
    at: datetime | None = None
    breakdown: str | None = None
    fate: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def agreed(self) -> bool:
        """Whether they said that this is the problem."""
        return self.fields.get("issue_agreed", "").casefold() not in NO


@dataclass(slots=True)
class PastConcession:
    """Something given beyond entitlement, as it was typed; `approved_by`: who allowed it."""

    at: datetime
    amount: str
    text: str
    approved_by: str = ""


# A card that was left: its id, `done` or `skipped`, the reason, and the milliseconds since the call began.
PastStep = tuple[str, str, str, int]


@dataclass(slots=True)
class PastCall:
    """A call in what matters afterwards. Times are UTC; `steps` are in their order.

    `worked`: the time between its entries, parked time left out. `read_backs`: the customer's yes and no.
    `told`: what they said of themselves, as (event, when, field, words). `backups`: who was called in.
    """

    id: str
    started: datetime
    customer: str | None = None
    channel: str = "phone"
    playbook: str = ""
    hash: str = ""
    rep: str = ""
    device: str = ""
    keeps: str | None = None
    issues: list[PastIssue] = field(default_factory=list)
    heat: list[tuple[datetime, int, str]] = field(default_factory=list)
    situations: list[tuple[str, datetime]] = field(default_factory=list)
    steps: list[PastStep] = field(default_factory=list)
    read_backs: list[bool] = field(default_factory=list)
    warnings: list[tuple[datetime, str]] = field(default_factory=list)
    concessions: list[PastConcession] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    wrap: dict[str, str] = field(default_factory=dict)
    told: list[tuple[str, datetime, str, str]] = field(default_factory=list)
    backups: list[str] = field(default_factory=list)
    promises: list[str] = field(default_factory=list)
    ended: datetime | None = None
    closed: bool = False
    disposition: str | None = None
    worked: timedelta = timedelta(0)
    last: datetime | None = None

    @property
    def first_heat(self) -> int | None:
        """The first reading of their anger."""
        return self.heat[0][1] if self.heat else None

    @property
    def last_heat(self) -> int | None:
        """The last one, where there was more than one."""
        return self.heat[-1][1] if len(self.heat) > 1 else None

    @property
    def peak(self) -> int | None:
        """The highest one."""
        highest = None
        for _, value, _ in self.heat:
            if highest is None or value > highest:
                highest = value
        return highest

    def issue(self, issue_id: str | None) -> PastIssue | None:
        """The issue of this id."""
        return next((one for one in self.issues if one.id == issue_id), None)

    def acknowledged(self, cards: frozenset[str] | None = None) -> float | None:
        """The seconds until a card that acknowledges was done: one of these, else one of that technique."""
        for card, outcome, _, after in self.steps:
            said = card.startswith(ACKNOWLEDGING) if cards is None else card in cards
            if said and outcome == "done":
                return after / 1000
        return None


STEPS = frozenset({"ticked", "skipped", "way_taken", "alternative_picked"})
ACKNOWLEDGING = "acknowledge."


def past_calls(events: Iterable[Event]) -> dict[str, PastCall]:
    """Every call by id, from events in the order of the fold; what was taken back doesn't count."""
    ordered = list(events)
    gone = taken_back_ids(ordered)
    calls: dict[str, PastCall] = {}
    for event in ordered:
        if event.kind == "call_started":
            calls[event.id] = _start(event)
            continue
        call = calls.get(event.text("call"))
        if call is None:
            continue
        _spend(call, event)
        if event.id not in gone:
            _take(call, event)
    return calls


def _start(event: Event) -> PastCall:
    return PastCall(
        id=event.id,
        started=event.at,
        customer=event.maybe("customer"),
        channel=event.text("channel") or "phone",
        playbook=event.text("playbook"),
        hash=event.text("hash"),
        rep=event.rep,
        device=event.device,
        keeps=event.maybe("promise"),
        last=event.at,
    )


def _spend(call: PastCall, event: Event) -> None:
    """The time since the entry before it, unless the call was parked meanwhile or a clock jumped."""
    if call.ended is None and call.last is not None:
        gap = event.at - call.last
        if timedelta(0) < gap <= LONGEST_GAP:
            call.worked += gap
    call.last = event.at


def _take(call: PastCall, event: Event) -> None:
    if event.kind in STEPS:
        _step(call, event)
    change = _CHANGES.get(event.kind)
    if change is not None:
        change(call, event)


def _named(call: PastCall, event: Event) -> None:
    call.customer = event.maybe("customer")


def _answered(call: PastCall, event: Event) -> None:
    name, text = event.text("field"), event.text("text")
    if name in TOLD and text:
        call.told = [one for one in call.told if one[2] != name] + [(event.id, event.at, name, text)]
    _set(call, event, event.text("field"), event.text("text"))


def _raised(call: PastCall, event: Event) -> None:
    call.issues.append(PastIssue(event.id, event.text("text"), event.at))


def _picked(call: PastCall, event: Event) -> None:
    call.promises.append(event.id)
    _set(call, event, "chosen", event.text("text"))


def _promised(call: PastCall, event: Event) -> None:
    call.promises.append(event.id)


def _kept(call: PastCall, event: Event) -> None:
    if event.data.get("done_now") and event.maybe("issue"):
        _set(call, event, "done_now", event.text("text") or "done")


def _called(call: PastCall, event: Event) -> None:
    call.situations.append((event.text("key"), event.at))


def _read(call: PastCall, event: Event) -> None:
    value = event.data.get("value")
    if isinstance(value, int) and 0 <= value <= MOST_HEAT:
        call.heat.append((event.at, value, event.text("where")))


def _conceded(call: PastCall, event: Event) -> None:
    given = PastConcession(event.at, event.text("amount"), event.text("text"), event.text("approved_by"))
    call.concessions.append(given)


def _warned(call: PastCall, event: Event) -> None:
    call.warnings.append((event.at, event.text("words")))


def _helped(call: PastCall, event: Event) -> None:
    call.backups.append(event.text("name"))


def _ended(call: PastCall, event: Event) -> None:
    call.ended = event.at


def _closed(call: PastCall, event: Event) -> None:
    call.closed = True
    call.ended = read_utc(event.text("ended")) or call.ended or event.at
    call.disposition = event.maybe("disposition") or call.disposition


def _step(call: PastCall, event: Event) -> None:
    outcome = "skipped" if event.kind == "skipped" else "done"
    after = round((event.at - call.started) / timedelta(milliseconds=1))
    call.steps.append((event.text("card"), outcome, event.text("reason"), after))
    if event.text("to") == "end":
        call.ended = event.at


def _ways(call: PastCall, event: Event) -> None:
    if event.maybe("key"):
        call.situations.append((event.text("key"), event.at))
    sets = event.data.get("sets")
    for name, value in sets.items() if isinstance(sets, dict) else ():
        if name == "issue_agreed":
            call.read_backs.append(str(value).casefold() not in NO)
        if name == "warned":
            call.warnings.append((event.at, event.text("said") or event.text("label")))
        elif name == "disposition":
            call.disposition = str(value)
        else:
            _set(call, event, str(name), str(value))


def _set(call: PastCall, event: Event, name: str, value: str) -> None:
    if name not in ISSUE_FIELDS:
        call.fields[name] = value
        return
    issue_id = event.maybe("issue") or event.id
    issue = call.issue(issue_id)
    if issue is None:
        issue = PastIssue(issue_id, at=event.at)
        call.issues.append(issue)
    if name == "issue":
        issue.text = value
    else:
        issue.fields[name] = value


def _wrap(call: PastCall, event: Event) -> None:
    question, value = event.text("asked"), event.text("value")
    issue = call.issue(event.maybe("issue"))
    if question == "disposition":
        call.disposition = value
    elif question == "breakdown" and issue is not None:
        issue.breakdown = value
    elif question == "plan" and issue is not None:
        issue.fate = value
    else:
        if question == "agreed":
            for one in call.issues:
                one.fields["agreed"] = value
        call.wrap[question] = value


_CHANGES: Mapping[str, Callable[[PastCall, Event], None]] = {
    "way_taken": _ways,
    "call_named": _named,
    "answered": _answered,
    "issue_raised": _raised,
    "alternative_picked": _picked,
    "promise_made": _promised,
    "promise_kept": _kept,
    "situation_called": _called,
    "heat_read": _read,
    "conceded": _conceded,
    "warned": _warned,
    "backup_named": _helped,
    "conversation_ended": _ended,
    "wrap_answered": _wrap,
    "call_closed": _closed,
}


def techniques(call: PastCall) -> dict[str, str]:
    """The techniques of this call and how each went: `done`, or why it was left (`no_effect`)."""
    found: dict[str, str] = {}
    for card, outcome, reason, _ in call.steps:
        technique, dot, _ = card.partition(".")
        if not dot or technique == "situation":
            continue
        known = found.get(technique)
        if outcome == "done":
            found[technique] = "no_effect" if known == "no_effect" else "done"
        elif reason == "no_effect" or known is None:
            found[technique] = reason or "later"
    return found


def latest_first(calls: Iterable[PastCall]) -> list[PastCall]:
    """The calls, the one that began last first."""
    return sorted(calls, key=lambda one: (one.started, one.id), reverse=True)
