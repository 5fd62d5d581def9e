"""A call without a disk or a screen: lines in, events out, the state after each; for tests of the engine."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from difficult_cx.domain.call import evolve
from difficult_cx.domain.call.decide import decide
from difficult_cx.domain.call.desk import Asking, Desk, Standing
from difficult_cx.domain.call.show import view
from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.call.view import Feedback, View
from difficult_cx.domain.event import Entry, Event
from difficult_cx.domain.ids import ALPHABET
from difficult_cx.domain.playbook import Avoid, Card, Playbook, Question, Situation, Stem, Way

LONDON = ZoneInfo("Europe/London")
TUESDAY = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)


def card(card_id: str, title: str, **more: Any) -> Card:
    """A card with the rows every card has."""
    more.setdefault("do", "Do it.")
    more.setdefault("say", (Stem(f"Say {title}."),))
    return Card(card_id, title, never=(Avoid("Calm down"),), **more)


def small_playbook() -> Playbook:
    """A method with one of everything: a vent, a question, a gate, alternatives, a promise, an aside."""
    return Playbook(
        id="small",
        kind="method",
        title="Small",
        hash="0123456789abcdef",
        cards=(
            card("vent", "Let them finish", say=(), clock=True),
            card("problem", "What is wrong", ask=Question("issue", "The problem"), unless=("issue",)),
            card(
                "read-back",
                "Read it back",
                say=(Stem("{read_back|What you told me}. Do I have that right?", quote=True),),
                ways=(
                    Way("yes", sets={"issue_agreed": "yes"}),
                    Way("no", "problem", {"issue_agreed": "no"}),
                    Way("They only go in circles", "situation.circles", since=3),
                ),
            ),
            card("sorry", "A short apology", only_if=("ours",)),
            card(
                "offer",
                "Say what you can do",
                ask=Question("alternatives", "I can offer", "alternatives", "rep"),
                needs={"issue_agreed": "They have not yet agreed on what the problem is."},
            ),
            card("now", "Do something now", ask=Question("done_now", "Done now", by="rep")),
            card("promise", "Promise", ask=Question("promised", "Promise", "promise", "rep")),
            card(
                "more", "Anything left", only_if=("another_issue",), ways=(Way("Take it now", "next-issue"),)
            ),
            card("close", "Close warmly", then="end"),
            card(
                "aside",
                "End in good faith",
                ways=(Way("They will call", "end", {"disposition": "call_back"}),),
            ),
        ),
        situations=(
            Situation(
                "yelling",
                "y",
                "Yelling",
                card(
                    "situation.yelling",
                    "Say I",
                    ways=(Way("Calmer", "return"), Way("Still shouting", "situation.circles", since=2)),
                ),
            ),
            Situation("circles", "c", "Circles", card("situation.circles", "Change the venue")),
        ),
    )


def make_ids() -> Iterator[str]:
    """Ids in a row, as the journal's look."""
    for number in count():
        digits = ""
        rest = number
        for _ in range(12):
            rest, digit = divmod(rest, len(ALPHABET))
            digits = ALPHABET[digit] + digits
        yield digits


@dataclass
class Rehearsal:
    """Plays a call: `play("text", "", "y")`; every line takes a second."""

    playbook: Playbook = field(default_factory=small_playbook)
    now: datetime = TUESDAY
    desk: dict[str, Any] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    asking: Asking | None = None
    feedback: Feedback = field(default_factory=Feedback)
    ids: Iterator[str] = field(default_factory=make_ids)
    first: str = ""

    def __post_init__(self) -> None:
        """The call has begun."""
        data = {
            "playbook": self.playbook.id,
            "hash": self.playbook.hash,
            "card": self.first or self.playbook.cards[0].id,
            "customer": "custmr222222",
        }
        self.save(Entry("call_started", data))

    def save(self, *entries: Entry) -> None:
        """As the journal would: stamp, keep."""
        for entry in entries:
            self.events.append(
                Event(
                    id=entry.id or next(self.ids),
                    prev=self.events[-1].id if self.events else None,
                    n=len(self.events) + 1,
                    at=self.now,
                    zone="Europe/London",
                    rep="Sam",
                    device="desk",
                    kind=entry.kind,
                    data=entry.data,
                )
            )

    @property
    def state(self) -> CallState:
        """The fold of all events."""
        state = evolve.fold(self.events)
        assert state is not None
        return state

    @property
    def standing(self) -> Standing:
        """Everything at this moment."""
        desk = Desk(
            zone=LONDON,
            zone_name="Europe/London",
            new_id=lambda: next(self.ids),
            rep="Sam",
            customer="Dana Ruiz",
            **self.desk,
        )
        return Standing(self.state, self.playbook, desk, self.now.astimezone(LONDON), self.asking)

    @property
    def view(self) -> View:
        """What stands on the screen."""
        return view(self.standing)

    def play(self, *lines: str) -> Feedback:
        """Type these lines; the feedback of the last."""
        for line in lines:
            self.now += timedelta(seconds=1)
            decided = decide(self.standing, line)
            self.save(*decided.entries)
            self.asking = decided.asking
            self.playbook = decided.playbook or self.playbook
            self.feedback = decided.feedback
        return self.feedback

    @property
    def kinds(self) -> list[str]:
        """The kinds of the events so far, the start left out."""
        return [event.kind for event in self.events[1:]]
