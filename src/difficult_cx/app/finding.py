"""Finding what was written down: the hits of a search, and whose and of which call they are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from difficult_cx.app.ledger import Ledger
from difficult_cx.domain.customer import Customer
from difficult_cx.domain.event import Event
from difficult_cx.domain.moment import write_utc
from difficult_cx.domain.wording import texts_of
from difficult_cx.journal.index.searching import Within

NO_LIMIT = 1 << 60


@dataclass(frozen=True, slots=True)
class Hit:
    """An event in which the words stand: what was written, whose it is, and of which call or promise."""

    event: Event
    text: str
    customer: Customer | None = None
    call: str | None = None
    promise: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The hits, newest first; `more`: there are others. `unknown`: the customer asked for isn't known."""

    hits: tuple[Hit, ...]
    ledger: Ledger
    more: bool = False
    unknown: str = ""


def find(
    ledger: Ledger,
    words: str,
    customer: str | None,
    since: datetime | None,
    until: datetime | None,
    most: int | None,
    files: Collection[str] | None = None,
) -> Found:
    """The newest hits, at most so many (all of them without `most`); `files`: only in these of the record."""
    whose: tuple[str, ...] = ()
    if customer is not None:
        known = ledger.customers.find(customer)
        if known is None:
            return Found((), ledger, unknown=customer)
        whose = tuple(ledger.ids_of(known.id))
    limit = NO_LIMIT if most is None else most + 1
    events = ledger.index.search(words, Within(whose, since, until, files), limit)
    hits = tuple(_hit(ledger, event) for event in events[:most])
    return Found(hits, ledger, more=most is not None and len(events) > most)


def _hit(ledger: Ledger, event: Event) -> Hit:
    """Whose it is: the call's customer, the promise's, or the customer the event is about."""
    promise = event.id if event.kind == "promise_made" else event.maybe("promise")
    call = event.id if event.kind == "call_started" else event.maybe("call")
    whose = event.maybe("customer")
    row = ledger.index.call(call) if call else None
    if row is not None:
        whose = row.customer
    elif promise and (made := ledger.promise(promise)) is not None:
        whose, call = made.customer, call or made.call
    elif event.kind == "customer_added":
        whose = event.id
    text = " ".join(" ".join(texts_of(event.kind, event.data)).split())
    return Hit(event, text, ledger.customers.get(whose), call if row or call else None, promise)


def as_data(hit: Hit) -> dict[str, object]:
    """The hit as JSON values (docs/json.md)."""
    customer = {"id": hit.customer.id, "name": hit.customer.name} if hit.customer else None
    return {
        "id": hit.event.id,
        "at": write_utc(hit.event.at),
        "kind": hit.event.kind,
        "call": hit.call,
        "promise": hit.promise,
        "customer": customer,
        "text": hit.text,
    }
