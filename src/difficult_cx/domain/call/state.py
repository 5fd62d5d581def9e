"""A call as its events make it; frozen, so that a state can be compared, kept and gone back to."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from difficult_cx.domain.moment import lasted
from difficult_cx.domain.promise import Promise
from difficult_cx.records import dataclass

# Fields that belong to the current issue; every other field belongs to the call (playbook-format).
ISSUE_FIELDS = frozenset(
    {
        "issue",
        "issue_agreed",
        "asked_for",
        "wants",
        "can_do",
        "alternatives",
        "chosen",
        "whose_idea",
        "done_now",
        "promised",
        "agreed",
    }
)
SITUATION = "situation."


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that is wrong. `fields` holds what was asked about it; `alternatives` by their number."""

    id: str
    text: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    alternatives: Mapping[int, str] = field(default_factory=dict)
    breakdown: str | None = None
    fate: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What was typed once: `kind` is words, subtext, said or mark; `card` where it was typed."""

    id: str
    at: datetime
    kind: str
    text: str
    card: str


@dataclass(frozen=True, slots=True)
class Step:
    """How a card went: done or skipped (with the reason), and when."""

    outcome: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """A situation that was called, from which step, and when the call was back there."""

    key: str
    at: datetime
    step: str
    back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Heat:
    """The anger as the rep read it, 0 to 4; `where` is card, wrap-up or any."""

    at: datetime
    value: int
    where: str


@dataclass(frozen=True, slots=True)
class Hold:
    """The customer on hold: since when, until when, why, for how long (minutes), a number to call back on."""

    begun: datetime
    ended: datetime | None = None
    reason: str = ""
    minutes: int | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Concession:
    """Something given beyond entitlement; `approved_by` where it was above the rep's limit."""

    at: datetime
    amount: str
    text: str
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """A concession above the limit: whom to ask, and the `answer`: empty, approved or refused, `by` whom."""

    id: str
    at: datetime
    amount: str
    text: str
    limit: str
    whom: str
    answer: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning that counts, in the words that were said; `kind` is one of `policy.ABUSE`, or empty."""

    id: str
    at: datetime
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that may say that more is wanted than a fix: which (`firm.SIGNALS`), and the evidence."""

    at: datetime
    signal: str
    text: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """That their feelings were acknowledged: when, on which card, in which sentence."""

    at: datetime
    card: str
    said: str


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the log; `promise` names the promise whose time it shows."""

    id: str
    at: datetime
    sign: str
    text: str
    promise: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that was said, and when."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Naming:
    """What naming a call did besides: whom it added (their name), or whom it merged into `customer`."""

    customer: str
    added: str = ""
    merged: str = ""


@dataclass(frozen=True, slots=True)
class CallState:
    """A call, whole.

    `phase`: card, wrap-up or closed. `card` stands; `back` is the step a situation was called from;
    `trail` the cards before it, for `b`. `shown` counts showings (forward moves only). `entries` are the
    ids that `u` can take back, newest last; `taken` those that `/redo` can bring back; `namings` what a
    naming did besides, by its id. `wrap_asked` are the
    wrap-up's questions answered or left, as (question, about). `probed`: notes of what lies beneath that were
    asked about. `backups`: names of those called in. `ended_how`: good_faith, or empty. Times are UTC.
    """

    id: str
    started: datetime
    playbook: str
    hash: str
    card: str
    card_since: datetime
    customer: str | None = None
    channel: str = "phone"
    about: str = ""
    keeps: str | None = None
    phase: str = "card"
    back: str | None = None
    trail: tuple[str, ...] = ()
    shown: Mapping[str, int] = field(default_factory=dict)
    steps: Mapping[str, Step] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    current: str | None = None
    notes: tuple[Note, ...] = ()
    situations: tuple[Visit, ...] = ()
    heat: tuple[Heat, ...] = ()
    holds: tuple[Hold, ...] = ()
    warnings: tuple[Warned, ...] = ()
    concessions: tuple[Concession, ...] = ()
    approvals: tuple[Approval, ...] = ()
    limits_said: tuple[Said, ...] = ()
    signals: tuple[Signal, ...] = ()
    nudges: int = 0
    backups: tuple[str, ...] = ()
    acknowledged: tuple[Acknowledged, ...] = ()
    thanked: datetime | None = None
    probed: frozenset[str] = frozenset()
    safety_opened: int = 0
    ended_how: str = ""
    heat_left: datetime | None = None
    promise_settled: bool = False
    promises: Mapping[str, Promise] = field(default_factory=dict)
    gates: frozenset[tuple[str, str]] = frozenset()
    entries: tuple[tuple[str, str], ...] = ()
    taken: tuple[tuple[str, str], ...] = ()
    namings: Mapping[str, Naming] = field(default_factory=dict)
    log: tuple[Logged, ...] = ()
    wrap_asked: tuple[tuple[str, str], ...] = ()
    wrap: Mapping[str, str] = field(default_factory=dict)
    ended: datetime | None = None
    closed: datetime | None = None
    disposition: str | None = None
    reason: str = ""
    undated: str | None = None

    @property
    def in_situation(self) -> bool:
        """Whether a situation's card stands."""
        return self.card.startswith(SITUATION)

    @property
    def issue(self) -> Issue | None:
        """The current issue."""
        return self.find_issue(self.current)

    def find_issue(self, issue_id: str | None) -> Issue | None:
        """The issue of this id."""
        return next((one for one in self.issues if one.id == issue_id), None)

    def value(self, name: str) -> str:
        """What a field holds now: the current issue's, or the call's; empty when nothing."""
        if name not in ISSUE_FIELDS:
            return self.fields.get(name, "")
        issue = self.issue
        if issue is None:
            return ""
        if name == "issue":
            return issue.text
        if name == "alternatives":
            return "; ".join(text for _, text in sorted(issue.alternatives.items()))
        return issue.fields.get(name, "")

    def issue_promises(self, issue_id: str) -> list[Promise]:
        """The promises about this issue."""
        return [one for one in self.promises.values() if one.issue == issue_id]

    def issue_state(self, issue: Issue) -> str:
        """How the issue stands: open, planned, settled or left_open."""
        if issue.fate:
            return issue.fate
        about = [one for one in self.issue_promises(issue.id) if one.state != "withdrawn"]
        if any(one.state in ("open", "broken") for one in about):
            return "planned"
        if about or issue.fields.get("done_now"):
            return "settled"
        return "open"

    def warned_by_kind(self) -> dict[str, int]:
        """How many warnings of each kind; those without one under an empty name."""
        counts: dict[str, int] = {}
        for one in self.warnings:
            counts[one.kind] = counts.get(one.kind, 0) + 1
        return counts

    def hold_seconds(self) -> int:
        """How long they were on hold in all; one that still goes on isn't counted."""
        ended = [(one.begun, one.ended) for one in self.holds if one.ended is not None]
        return sum(lasted(since, until) for since, until in ended)

    def unplanned(self) -> list[Issue]:
        """The issues without a plan, oldest first."""
        return [one for one in self.issues if self.issue_state(one) == "open"]

    def promise_number(self, promise_id: str) -> int:
        """The number under which people see this promise in the call."""
        return list(self.promises).index(promise_id) + 1
