"""A year of a busy rep's record, seeded: for reports, by hand and in tests.

python -m tests.domain.report.year FOLDER [CALLS] [SEED]
"""

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from difficult_cx.domain.event import Event
from difficult_cx.domain.ids import ALPHABET, LENGTH
from difficult_cx.domain.kinds import BREAKDOWNS
from difficult_cx.domain.moment import write_utc
from difficult_cx.domain.playbook import ACKNOWLEDGING
from difficult_cx.journal.codec import encode

END = datetime(2026, 11, 24, 9, tzinfo=UTC)
THINGS = (
    "late parcel",
    "billing charged twice",
    "printer jams",
    "router drops",
    "door missing",
    "wrong size",
)
ASKED = ("a refund", "the fee back", "a new one", "a call from the owner")
LEARNED = ("say the date, not soon", "ask for the order number first", "the depot closes at four")
TECHNIQUES = ("acknowledge.feeling", "reflect.read-back", "short-apology.sorry", "respond.offer", "say-i.say")
HOSTILE = '=HYPERLINK("x") </td><script>alert(1)</script> \x1b[2J\u202e & "quotes"'
BODY = {
    "id": "with-ease",
    "kind": "method",
    "title": "With ease",
    "cards": [{"id": "acknowledge.feeling", "title": "Say it", "rules": [ACKNOWLEDGING]}],
    "situations": [
        {
            "id": "yelling",
            "key": "y",
            "title": "Yelling",
            "card": {"id": "situation.yelling", "title": "Say I"},
        },
        {
            "id": "abusive",
            "key": "a",
            "title": "Abusive",
            "card": {"id": "situation.abusive", "title": "Limit"},
        },
    ],
}


class Year:
    """Writes the events of so many calls, spread over a year."""

    def __init__(self, calls: int, seed: int) -> None:
        self.chance = random.Random(seed)
        self.calls = calls
        self.n = 0
        self.prev: str | None = None
        self.at = END - timedelta(days=360)
        self.device = self.new_id()
        self.customers: list[str] = []

    def new_id(self) -> str:
        """An id as the journal's are."""
        return "".join(self.chance.choice(ALPHABET) for _ in range(LENGTH))

    def event(self, kind: str, seconds: float = 4, **data: Any) -> Event:
        """One event, some seconds after the one before it."""
        self.n += 1
        self.at += timedelta(seconds=seconds)
        at = self.at.replace(microsecond=0)
        made = Event(self.new_id(), self.prev, self.n, at, "Europe/London", "Sam", self.device, kind, data)
        self.prev = made.id
        return made

    def write(self) -> Iterator[Event]:
        """All of them, in order."""
        yield self.event("playbook_kept", hash="h", playbook="with-ease", body=BODY)
        for number in range(self.calls):
            self.at = END - timedelta(days=360) + timedelta(days=360) * number / self.calls
            if not self.customers or self.chance.random() < 0.3:
                name = HOSTILE if number == 0 else f"Customer {len(self.customers)}"
                added = self.event("customer_added", name=name)
                self.customers.append(added.id)
                yield added
            yield from self.call(self.chance.choice(self.customers), number)
        yield self.event(
            "breakdown_changed", breakdown="expectation", text=f"the price page says it now {HOSTILE}"
        )
        yield from self.notes()

    def notes(self) -> Iterator[Event]:
        """Feedback with and without an answer, and what works."""
        for place, customer in enumerate(self.customers[:6]):
            said = self.event(
                "customer_noted",
                customer=customer,
                note="feedback",
                text=f"two buttons {HOSTILE}",
                breakdown="shortfall",
            )
            yield said
            if place % 2:
                yield self.event(
                    "feedback_answered", customer=customer, target=said.id, changed=place == 1, text="one now"
                )
        yield self.event(
            "customer_noted", customer=self.customers[0], note="works", text="one person who calls"
        )

    def call(self, customer: str, number: int) -> Iterator[Event]:
        """One call: an issue, heat twice, a situation now and then, promises, a wrap-up."""
        chance = self.chance
        begun = self.event("call_started", playbook="with-ease", hash="h", card="listen", customer=customer)
        call, heat = begun.id, chance.choice((1, 1, 2, 2, 3, 4))
        yield begun
        issue = self.event(
            "issue_raised", 20, call=call, text=HOSTILE if number == 3 else chance.choice(THINGS)
        )
        yield issue
        yield self.event("heat_read", 15, call=call, value=heat, where="card")
        yield from self.steps(call, issue.id, heat)
        if chance.random() < 0.1:
            yield self.event("conceded", call=call, amount=f"£{chance.randrange(5, 60)}", text="delivery fee")
        yield from self.promise(call, customer, issue.id)
        yield self.event("conversation_ended", 30, call=call)
        code = chance.choice(BREAKDOWNS)
        told = chance.choice(("resolved", "agreed", "agreed", "call_back", "lost"))
        yield self.event("wrap_answered", call=call, asked="breakdown", value=code, issue=issue.id)
        after = max(0, heat - chance.choice((0, 1, 1, 2)))
        yield self.event("heat_read", call=call, value=after, where="wrap-up", asked="heat")
        learned = HOSTILE if number == 5 else chance.choice(LEARNED)
        yield self.event("wrap_answered", call=call, asked="learned", value=learned)
        yield self.event("call_closed", call=call, disposition=told, ended=write_utc(self.at))

    def steps(self, call: str, issue: str, heat: int) -> Iterator[Event]:
        """Techniques that were tried, and what turned the call."""
        chance = self.chance
        if heat >= 3 and chance.random() < 0.5:
            yield self.event("situation_called", call=call, key="y", back="listen", to="situation.yelling")
        if heat == 4 and chance.random() < 0.3:
            yield self.event("situation_called", call=call, key="a", back="listen", to="situation.abusive")
            yield self.event("warned", call=call, words="stop that, or I end the call")
        for card in TECHNIQUES:
            if chance.random() < 0.7:
                yield self.event("ticked", chance.randrange(5, 60), call=call, card=card, to="x")
            elif chance.random() < 0.5:
                reason = chance.choice(("no_effect", "not_needed"))
                yield self.event("skipped", call=call, card=card, reason=reason, to="x")
        agreed = "yes" if chance.random() < 0.8 else "no"
        yield self.event(
            "way_taken", call=call, card="reflect.read-back", number=1, label=agreed, to="x",
            sets={"issue_agreed": agreed}, issue=issue,
        )  # fmt: skip
        yield self.event("answered", call=call, field="asked_for", text=chance.choice(ASKED), issue=issue)

    def promise(self, call: str, customer: str, issue: str) -> Iterator[Event]:
        """A promise, and how it went."""
        due = self.at + timedelta(days=self.chance.randrange(1, 6))
        made = self.event(
            "promise_made", call=call, customer=customer, issue=issue, text="refund the fee", type="promise",
            due=write_utc(due), due_zone="Europe/London", words="fri noon",
        )  # fmt: skip
        yield made
        how = self.chance.random()
        if how < 0.7:
            yield self.event("promise_kept", promise=made.id, late=how < 0.1)
        elif how < 0.8:
            yield self.event("promise_missed", promise=made.id, reason="nobody was free")


def make(folder: Path, calls: int = 400, seed: int = 1) -> Path:
    """The journal of such a year in this folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "journal.jsonl"
    path.write_bytes(b"".join(encode(event) for event in Year(calls, seed).write()))
    return path


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), *(int(one) for one in sys.argv[2:4])))
