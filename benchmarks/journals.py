"""Makes a data folder with a journal of any size: a busy rep's calls, notes and promises; a seed repeats it.

    python -m benchmarks.journals FOLDER EVENTS [SEED]

Twenty calls a day up to yesterday; a customer calls about four times; promises older than ten days are
settled, of the newer ones about a third is still open: a list is as long as a rep's list is, whatever the
record's length.
"""

import random
import sys
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from difficult_cx.domain.event import Event
from difficult_cx.domain.ids import ALPHABET, LENGTH
from difficult_cx.domain.moment import write_utc
from difficult_cx.journal.codec import encode

END = datetime(2026, 11, 24, 9, tzinfo=UTC)
EVENTS_A_CALL = 22.58  # on average, customers and settled promises among them
CALLS_A_DAY = 20
FIRST = ("Ada", "Marcus", "Priya", "Tom", "Dana", "Zoë", "José", "Mei", "Olu", "Ingrid", "Sam", "Leïla", "王")
LAST = ("Brook", "Bell", "Nair", "Okafor", "Ruiz", "Lindqvist", "O'Hara", "Çelik", "Novák", "Smith", "Åberg")
FIRMS = ("Ltd", "& Co", "GmbH", "Bakery", "Garage", "School", "Clinic", "Studio")
THINGS = ("parcel", "invoice", "refund", "printer", "router", "order", "delivery", "subscription", "hinge")
SAID = (
    "the {thing} never came and nobody called",
    "took two days off work for the {thing}",
    "spoke to Sam on the 12th about the {thing}, no call back",
    "charged twice for the {thing}, wants it in writing",
    "this is the third time about the {thing}",
    "her mother needs the {thing} before the weekend",
)
PROMISES = (
    "refund the {thing}",
    "call back about the {thing}",
    "send the {thing} again",
    "e-mail the {thing}",
)
LEARNED = ("say the date, not soon", "ask for the order number first", "the depot closes at four")


def events(count: int, seed: int = 1) -> Iterator[Event]:
    """`count` events in the order they were written."""
    return islice(_Writer(random.Random(seed), count).write(), count)


class _Writer:
    def __init__(self, chance: random.Random, count: int) -> None:
        self.chance = chance
        self.device = self.new_id()
        self.n = 0
        self.prev: str | None = None
        days = count / (EVENTS_A_CALL * CALLS_A_DAY)
        self.at = END - timedelta(days=days)
        self.customers: list[str] = []
        self.open: list[tuple[datetime, str]] = []

    def new_id(self) -> str:
        return "".join(self.chance.choices(ALPHABET, k=LENGTH))

    def event(self, kind: str, **data: Any) -> Event:
        self.n += 1
        one = Event(
            self.new_id(), self.prev, self.n, self.at, "Europe/London", "sam", self.device, kind, data
        )
        self.prev = one.id
        self.at += timedelta(seconds=self.chance.randrange(2, 40))
        return one

    def write(self) -> Iterator[Event]:
        digest = f"{zlib.crc32(b'playbook'):08x}"
        body = {"id": "with-ease", "cards": [], "note": "stands for a playbook's text" * 60}
        yield self.event("playbook_kept", hash=digest, playbook="with-ease", body=body)
        while True:
            day = self.at
            for _ in range(CALLS_A_DAY):
                yield from self.call(digest)
                self.at += timedelta(minutes=self.chance.randrange(2, 12))
            yield from self.settle()
            self.at = max(day + timedelta(days=1), self.at)

    def call(self, digest: str) -> Iterator[Event]:
        if not self.customers or self.chance.random() < 0.25:
            added = self.event("customer_added", name=self.name())
            self.customers.append(added.id)
            yield added
        customer = self.chance.choice(self.customers)
        begun = self.event(
            "call_started", playbook="with-ease", hash=digest, card="pause.listen", customer=customer,
            channel=self.chance.choice(("phone", "phone", "email", "chat")),
        )  # fmt: skip
        yield begun
        yield from self.talk(begun.id)
        if self.chance.random() < 0.7:
            yield self.promise(begun.id, customer)
        yield self.event("conversation_ended", call=begun.id)
        told = ("resolved", "agreed", "call_back")
        yield self.event("wrap_answered", call=begun.id, asked="disposition", value=self.chance.choice(told))
        yield self.event("wrap_answered", call=begun.id, asked="learned", value=self.chance.choice(LEARNED))
        yield self.event(
            "call_closed", call=begun.id, disposition=self.chance.choice(told), ended=write_utc(self.at)
        )

    def talk(self, call: str) -> Iterator[Event]:
        for _ in range(7):
            note = self.chance.choice(("words", "words", "words", "subtext", "said"))
            yield self.event("noted", call=call, card="pause.listen", note=note, text=self.text(SAID))
        yield self.event(
            "answered", call=call, card="clarify.what-is-wrong", field="issue", text=self.text(SAID)
        )
        for card in ("feeling", "what-is-wrong", "put-right", "behind-it", "offer", "do-now"):
            yield self.event("ticked", call=call, card=card, to=card)
        yield self.event("heat_read", call=call, value=self.chance.randrange(5))
        yield self.event("way_taken", call=call, card="read-back", number=1, label="yes", to="offer")

    def promise(self, call: str, customer: str) -> Event:
        due = self.at + timedelta(hours=self.chance.randrange(2, 24 * 9))
        made = self.event(
            "promise_made", call=call, text=self.text(PROMISES), type="promise", customer=customer,
            due=write_utc(due), aim=None, due_zone="Europe/London", words="fri noon", owner=None,
            backup=None, channel=None,
        )  # fmt: skip
        self.open.append((due, made.id))
        return made

    def settle(self) -> Iterator[Event]:
        """What is more than ten days old is settled; of what is due now two thirds are."""
        still = []
        for due, one in self.open:
            old = due < self.at - timedelta(days=10)
            if not old and (due > self.at or self.chance.random() < 0.3):
                still.append((due, one))
            elif self.chance.random() < 0.9:
                yield self.event("promise_kept", promise=one, late=self.chance.random() < 0.2)
            else:
                yield self.event("promise_missed", promise=one, reason="nobody was free")
        self.open = still

    def text(self, of: tuple[str, ...]) -> str:
        order = self.chance.randrange(10_000, 99_999)
        return f"{self.chance.choice(of).format(thing=self.chance.choice(THINGS))}, order {order}"

    def name(self) -> str:
        first, last = self.chance.choice(FIRST), self.chance.choice(LAST)
        firm = f" {self.chance.choice(FIRMS)}" if self.chance.random() < 0.3 else ""
        return f"{first} {last}{firm} {self.chance.randrange(1, 9999)}"


def make(folder: Path, count: int, seed: int = 1) -> Path:
    """Write `count` events into this data folder; its journal."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "journal.jsonl"
    device = ""
    with path.open("wb") as file:
        path.chmod(0o600)
        for one in events(count, seed):
            device = one.device
            file.write(encode(one))
    (folder / "device").write_text(f"{device}\n", encoding="ascii")
    return path


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1))
