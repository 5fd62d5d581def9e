"""What a decision is made from, and what it comes to."""

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from datetime import datetime, tzinfo
from typing import Any

from difficult_cx.domain.call.evolve import evolve
from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.call.view import Feedback
from difficult_cx.domain.call.walk import missing
from difficult_cx.domain.event import Entry, Event
from difficult_cx.domain.ids import IdMaker
from difficult_cx.domain.office import Office
from difficult_cx.domain.phrases import Phrase
from difficult_cx.domain.playbook import Card, Playbook
from difficult_cx.domain.policy import Policy
from difficult_cx.domain.promise import Promise
from difficult_cx.domain.story.rules import FIRST_INTERVAL
from difficult_cx.domain.times import Times
from difficult_cx.records import dataclass


@dataclass(frozen=True, slots=True)
class Close:
    """A customer whose name is close to this call's: `/same 1` joins them."""

    id: str
    name: str
    calls: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What stands around a call: who calls, who answers, the firm's hours, what the record knows.

    `story`: three lines at most of what the record knows of the customer, for the first sentence;
    `beside`: what it knows that belongs beside a card.
    `known`: facts that the record knows (`promise_broken`, …). `promises`: the customer's, made elsewhere.
    `close` gives those with a name like this one's; `only_here`: nothing but this call is
    about this customer; `find_customer` names a customer's id or None;
    `find_playbook` a playbook, or the reason why not; `phrases` gives those to avoid, read when first needed.
    `facts`: sentences of the record for cards that carry a rule, by the rule. `standby`: who helps out
    where a promise names nobody. `check_in_days`: after how many a check-in would be good.
    `twelve`: times of day are shown by the 12 hour clock.
    """

    zone: tzinfo
    zone_name: str
    new_id: IdMaker
    rep: str = ""
    company: str = ""
    customer: str = ""
    office: Office = field(default_factory=Office)
    aim_minutes: int = 0
    known: frozenset[str] = frozenset()
    promises: Mapping[str, Promise] = field(default_factory=dict)
    close: Callable[[], tuple[Close, ...]] = tuple
    story: tuple[str, ...] = ()
    beside: Callable[[CallState, Card], tuple[str, ...]] = lambda _state, _card: ()
    only_here: Callable[[str], bool] = lambda _customer: True
    find_customer: Callable[[str], str | None] = lambda _name: None
    find_playbook: Callable[[str], Playbook | str] = lambda _name: "no other playbook is at hand"
    phrases: Callable[[], tuple[Phrase, ...]] = tuple
    policy: Policy = field(default_factory=Policy)
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    standby: str = ""
    check_in_days: int = FIRST_INTERVAL
    twelve: bool = False

    @property
    def times(self) -> Times:
        """Words for moments, as they are seen here."""
        return Times(self.zone, self.twelve)


@dataclass(frozen=True, slots=True)
class Asking:
    """A small question that is open; `choices` are phrases picked by number, `about` what it is about."""

    kind: str
    promise: str = ""
    choices: tuple[str, ...] = ()
    now: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything at the moment a line is typed. `now` is aware, in the desk's zone."""

    state: CallState
    playbook: Playbook
    desk: Desk
    now: datetime
    asking: Asking | None = None
    line_id: str | None = None

    @property
    def card(self) -> Card:
        """The card that stands, a gate before it or not."""
        card = self.playbook.card(self.state.card)
        return card if card is not None else self.playbook.cards[0]

    @property
    def gate(self) -> dict[str, str]:
        """What holds the card back: facts and sentences; empty when nothing does."""
        if self.state.phase != "card":
            return {}
        return missing(self.playbook, self.state, self.desk.known, self.card)

    def entry(self, kind: str, **data: Any) -> Entry:
        """An entry of this call, on this card; None values are left out."""
        kept = {name: value for name, value in data.items() if value is not None}
        return Entry(kind, {"call": self.state.id, "card": self.state.card, **kept}, self.line_id)

    def bare(self, kind: str, **data: Any) -> Entry:
        """An entry of this call that belongs to no card."""
        kept = {name: value for name, value in data.items() if value is not None}
        return Entry(kind, {"call": self.state.id, **kept}, self.line_id)

    def issue_id(self) -> str | None:
        """The current issue."""
        return self.state.current


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be saved, what is to be said, and which small question is open after it."""

    entries: tuple[Entry, ...] = ()
    feedback: Feedback = field(default_factory=Feedback)
    asking: Asking | None = None
    playbook: Playbook | None = None


def say(*rows: str, **how: Any) -> Feedback:
    """Feedback of these rows."""
    return Feedback(rows=tuple(rows), **how)


def refuse(*rows: str, asking: Asking | None = None) -> Decision:
    """Nothing is saved, the line stays, and it is said why."""
    return Decision(feedback=Feedback(rows=tuple(rows), error=True, keep=True), asking=asking)


def ahead(standing: Standing, entries: tuple[Entry, ...]) -> CallState:
    """The state as it will be once these entries are saved; for looking ahead, never for keeping."""
    state = standing.state
    for number, entry in enumerate(entries):
        event = Event(
            id=entry.id or f"ahead{number}",
            prev=None,
            n=0,
            at=standing.now,
            zone=standing.desk.zone_name,
            rep=standing.desk.rep,
            device="",
            kind=entry.kind,
            data=entry.data,
        )
        state = evolve(state, event)
    return state


def then(standing: Standing, entries: tuple[Entry, ...]) -> Standing:
    """The standing once these entries are saved."""
    return replace(standing, state=ahead(standing, entries), asking=None)
