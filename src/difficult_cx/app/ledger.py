"""What the journal says about promises and customers, read once for one command."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from difficult_cx.domain.customer import Customer, Customers
from difficult_cx.domain.event import Event
from difficult_cx.domain.ids import find, shorten
from difficult_cx.domain.promise import CHANGES, MAKES, Promise, fold_promises, taken_back_ids
from difficult_cx.domain.story.person import KINDS as PERSON_KINDS
from difficult_cx.errors import NotFoundError

if TYPE_CHECKING:
    from difficult_cx.journal.journal import Journal

MOST_CANDIDATES = 5
# notes, ticks and moves of a call say nothing about promises and customers: they are passed over unread
KINDS = (
    MAKES
    | CHANGES
    | {"promise_undone", "taken_back", "restored", "call_started", "call_named", "call_closed"}
    | {"customer_added", "customer_named", "customer_merged", "playbook_kept"}
    | PERSON_KINDS
)


@dataclass
class Ledger:
    """The events that matter to promises, in the order of the fold, and what they come to.

    `promises` and `calls` by id (a call with the id of its customer, or None).
    """

    events: list[Event]
    promises: dict[str, Promise] = field(default_factory=dict)
    customers: Customers = field(default_factory=Customers)
    calls: dict[str, str | None] = field(default_factory=dict)

    @cached_property
    def unclosed(self) -> list[str]:
        """The calls that are not closed, in the order they began."""
        closed = {event.text("call") for event in self.events if event.kind == "call_closed"}
        return [call for call in self.calls if call not in closed]

    def kept_playbook(self, digest: str) -> dict[str, Any] | None:
        """The text a call ran under, by its hash; None where it was never kept."""
        for event in self.events:
            if event.kind == "playbook_kept" and event.text("hash") == digest:
                body = event.data.get("body")
                return body if isinstance(body, dict) else None
        return None

    @cached_property
    def short(self) -> dict[str, str]:
        """The shortest beginning of every promise's and call's id."""
        return shorten([*self.promises, *self.calls])

    def find_promise(self, typed: str) -> Promise:
        """The promise whose id begins with this; a NotFoundError with up to five candidates otherwise."""
        fits = find(typed, self.promises)
        if len(fits) == 1:
            return self.promises[fits[0]]
        if fits:
            raise NotFoundError(f"Several promises begin with {typed!r}.", self._candidates(fits))
        if find(typed, self.calls):
            raise NotFoundError(f"{typed!r} is a call, not a promise.", "`dcx followups` lists the promises")
        raise NotFoundError(f"No promise begins with {typed!r}.", self._candidates(self._nearly(typed)))

    def customer_of(self, promise: Promise) -> Customer | None:
        """Whom it was promised to, if that is known."""
        return self.customers.get(promise.customer)

    def root_id(self, customer_id: str | None) -> str | None:
        """The id of the customer that this one was merged into, or their own."""
        customer = self.customers.get(customer_id)
        return customer.id if customer else None

    def changes_of(self, promise: Promise) -> list[Event]:
        """The events of this promise's life that count, oldest first."""
        gone = taken_back_ids(self.events)
        return [
            event
            for event in self.events
            if event.kind in CHANGES and event.text("promise") == promise.id and event.id not in gone
        ]

    def _nearly(self, typed: str) -> list[str]:
        from difflib import get_close_matches

        by_short = {self.short[one]: one for one in self.promises}
        close = get_close_matches(typed.casefold(), by_short, n=MOST_CANDIDATES, cutoff=0.5)
        if close:
            return [by_short[one] for one in close]
        still_open = [one.id for one in self.promises.values() if one.state == "open"]
        return still_open[-MOST_CANDIDATES:]

    def _candidates(self, ids: Iterable[str]) -> str:
        rows = []
        for one in list(ids)[:MOST_CANDIDATES]:
            customer = self.customer_of(self.promises[one])
            whose = f"{customer.name}, " if customer else ""
            rows.append(f"{self.short[one]} ({whose}{self.promises[one].text[:40]})")
        return "; ".join(rows) or "`dcx followups --all` lists them all"


def open_ledger(journal: "Journal") -> Ledger:
    """Read what matters of the journal and fold it into promises, customers and calls."""
    from difficult_cx.journal.selecting import of_kinds

    return ledger_of(journal.select(of_kinds(KINDS)))


def ledger_of(events: Iterable[Event]) -> Ledger:
    """The ledger of these events, given in the order of the fold."""
    ordered = list(events)
    calls: dict[str, str | None] = {}
    for event in ordered:
        if event.kind == "call_started":
            calls[event.id] = event.maybe("customer")
        elif event.kind == "call_named" and event.text("call") in calls:
            calls[event.text("call")] = event.maybe("customer")
    return Ledger(ordered, fold_promises(ordered), Customers(ordered), calls)
