"""What is known of a customer beside their calls: notes, feedback and its answers, check-ins, decisions."""

from collections.abc import Iterable
from dataclasses import field, replace
from datetime import datetime

from difficult_cx.domain.event import Event
from difficult_cx.domain.kinds import CUSTOMER_NOTES
from difficult_cx.records import dataclass


@dataclass(frozen=True, slots=True)
class CustomerNote:
    """Something known about a customer; `kind` is one of `kinds.CUSTOMER_NOTES`.

    `colleague`: who was introduced. `breakdown`: where it went wrong, for feedback. `value`: a feeling or a
    toll, 0 to 4. `changed`, `answer`, `answered_at`, `told_by`: what became of feedback, and the promise that
    tells the customer.
    """

    id: str
    at: datetime
    kind: str
    text: str
    rep: str = ""
    call: str | None = None
    colleague: str = ""
    breakdown: str = ""
    value: int | None = None
    changed: bool | None = None
    answer: str = ""
    answered_at: datetime | None = None
    told_by: str | None = None


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A check-in that took place: how it went (`good`, `bad`), by which channel, for which promise."""

    id: str
    at: datetime
    went: str
    text: str = ""
    promise: str | None = None
    channel: str = ""
    feeling: int | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """`improve` or `terminate`, recommended by a rep; `decision`, `decided_by`: what others made of it."""

    id: str
    at: datetime
    option: str
    text: str
    rep: str = ""
    untried: str = ""
    decision: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    decided_text: str = ""
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A customer beside their calls, everything oldest first."""

    notes: tuple[CustomerNote, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    recommendations: tuple[Recommendation, ...] = field(default_factory=tuple)

    def of_kind(self, kind: str) -> list[CustomerNote]:
        """The notes of this kind, newest first."""
        return [one for one in reversed(self.notes) if one.kind == kind]

    def newest(self, kind: str) -> CustomerNote | None:
        """The newest note of this kind."""
        return next(iter(self.of_kind(kind)), None)


KINDS = frozenset(
    {
        "customer_noted",
        "customer_note_undone",
        "feedback_answered",
        "checked_in",
        "recommended",
        "decided",
    }
)


def fold_person(events: Iterable[Event], heard: Iterable[CustomerNote] = ()) -> Person:
    """One customer's, whatever ids their events carry: those merged into them count as theirs.

    `heard`: what was noted of them on the cards of calls.
    """
    ordered = [event for event in events if event.kind in KINDS]
    gone = {event.text("target") for event in ordered if event.kind == "customer_note_undone"}
    whole = Person(tuple(one for one in heard if one.id not in gone))
    for event in ordered:
        if event.id not in gone:
            whole = _take(whole, event)
    if len(whole.notes) > 1:
        whole = replace(whole, notes=tuple(sorted(whole.notes, key=lambda one: one.at)))
    return whole


def _take(person: Person, event: Event) -> Person:
    if event.kind == "customer_noted":
        return replace(person, notes=(*person.notes, _note(event)))
    if event.kind == "feedback_answered":
        notes = tuple(
            _answered(one, event) if one.id == event.text("target") else one for one in person.notes
        )
        return replace(person, notes=notes)
    if event.kind == "checked_in":
        return replace(person, check_ins=(*person.check_ins, _check_in(event)))
    if event.kind == "recommended":
        return replace(person, recommendations=(*person.recommendations, _recommendation(event)))
    if event.kind == "decided":
        made = tuple(
            _decided(one, event) if one.id == event.text("target") else one for one in person.recommendations
        )
        return replace(person, recommendations=made)
    return person


def _note(event: Event) -> CustomerNote:
    kind = event.text("note")
    return CustomerNote(
        id=event.id,
        at=event.at,
        kind=kind if kind in CUSTOMER_NOTES else "other",
        text=event.text("text"),
        rep=event.rep,
        call=event.maybe("call"),
        colleague=event.text("colleague"),
        breakdown=event.text("breakdown"),
        value=_number(event, "value"),
    )


def _answered(note: CustomerNote, event: Event) -> CustomerNote:
    return replace(
        note,
        changed=bool(event.data.get("changed")),
        answer=event.text("text"),
        answered_at=event.at,
        told_by=event.maybe("promise"),
    )


def _check_in(event: Event) -> CheckIn:
    return CheckIn(
        id=event.id,
        at=event.at,
        went=event.text("went"),
        text=event.text("text"),
        promise=event.maybe("promise"),
        channel=event.text("channel"),
        feeling=_number(event, "feeling"),
    )


def _recommendation(event: Event) -> Recommendation:
    return Recommendation(
        event.id, event.at, event.text("option"), event.text("text"), event.rep, event.text("untried")
    )


def _decided(one: Recommendation, event: Event) -> Recommendation:
    return replace(
        one,
        decision=event.text("decision"),
        decided_by=event.text("by"),
        decided_at=event.at,
        decided_text=event.text("text"),
        elsewhere=event.text("elsewhere"),
    )


def _number(event: Event, name: str) -> int | None:
    value = event.data.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
