"""What the record says about promises, calls and customers, asked one thing at a time."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from difficult_cx.domain.customer import Customer, Customers
from difficult_cx.domain.event import Event
from difficult_cx.domain.promise import CHANGES, Promise, taken_back_ids
from difficult_cx.errors import NotFoundError

if TYPE_CHECKING:
    from difficult_cx.journal.index.index import CallRow, Index
    from difficult_cx.journal.journal import Journal

MOST_CANDIDATES = 5


class Short:
    """The shortest beginning of a promise's or call's id, at least 3 letters, that no other has now."""

    def __init__(self, index: "Index") -> None:
        self._index = index
        self._found: dict[str, str] = {}

    def __getitem__(self, one: str) -> str:
        """The beginning to show for this id."""
        if one not in self._found:
            self.look_up([one])
        return self._found[one]

    def look_up(self, ids: Iterable[str]) -> None:
        """Find those of many ids in one question."""
        self._found.update(self._index.shorts(ids))


class Ledger:
    """The record of one data folder, through its index; what is appended is seen after `refresh`."""

    def __init__(self, index: "Index") -> None:
        self.index = index
        self._forget()

    def refresh(self) -> "Ledger":
        """Take in what was appended since; the same ledger."""
        self.index.refresh()
        self._forget()
        return self

    def _forget(self) -> None:
        self.short = Short(self.index)
        self._known: dict[str, Customer] = {}

    def look_up(self, promises: Iterable[Promise]) -> None:
        """Find the short ids and the customers of many promises at once, for a list that shows them all."""
        every = list(promises)
        self.short.look_up(one.id for one in every)
        self._known.update(self.index.customers_with_ids(one.customer for one in every if one.customer))

    # --- customers

    @property
    def customers(self) -> Customers:
        """Every customer, by id and by name."""
        return self.index.customers

    def customer_of(self, promise: Promise) -> Customer | None:
        """Whom it was promised to, if that is known."""
        return self._known.get(promise.customer or "") or self.customers.get(promise.customer)

    def root_id(self, customer_id: str | None) -> str | None:
        """The id of the customer that this one was merged into, or their own."""
        customer = self.customers.get(customer_id)
        return customer.id if customer else None

    def roots(self) -> Callable[[str | None], str | None]:
        """The same as `root_id` for many ids: merged customers are looked up once, for all of them."""
        into = self.index.merged()

        def root(customer_id: str | None) -> str | None:
            while customer_id in into:  # a merge always leads to one that isn't merged: no circles
                customer_id = into[customer_id]
            return customer_id

        return root

    def ids_of(self, customer_id: str | None) -> list[str]:
        """Every id this customer ever had: their own, and those of customers that were merged into them."""
        root = self.root_id(customer_id)
        return self.index.merged_into(root) if root else []

    def name_of(self, customer_id: str | None) -> str | None:
        """The customer's name, if they are known."""
        customer = self.customers.get(customer_id)
        return customer.name if customer else None

    # --- promises

    def open_promises(self, due_before: datetime | None = None) -> list[Promise]:
        """Every promise that is still open, or only those due before this (UTC)."""
        return self.index.open_promises(due_before)

    def settled_promises(self, since: datetime | None = None) -> list[Promise]:
        """Every settled promise; `since`: due, or made where it has no time, from then on (UTC)."""
        return self.index.settled_promises(since)

    def promise(self, promise_id: str) -> Promise | None:
        """The promise of exactly this id."""
        return self.index.promise(promise_id)

    def promises_of(self, customer_id: str | None) -> list[Promise]:
        """The promises to this customer under any of their ids, oldest first."""
        return self.index.promises_of(self.ids_of(customer_id))

    def find_promise(self, typed: str) -> Promise:
        """The promise whose id begins with this; a NotFoundError with up to five candidates otherwise."""
        fits = self.index.promises_beginning(typed, MOST_CANDIDATES + 1)
        if len(fits) == 1 and (one := self.index.promise(fits[0])) is not None:
            return one
        if fits:
            raise NotFoundError(f"Several promises begin with {typed!r}.", self._candidates(fits))
        if self.index.calls_beginning(typed, 1):
            raise NotFoundError(f"{typed!r} is a call, not a promise.", "`dcx followups` lists the promises")
        raise NotFoundError(f"No promise begins with {typed!r}.", self._candidates(self._nearly(typed)))

    def changes_of(self, promise: Promise) -> list[Event]:
        """The events of this promise's life that count, oldest first."""
        life = self.index.events_about([promise.id])
        changes = [event for event in life if event.kind in CHANGES and event.text("promise") == promise.id]
        gone = taken_back_ids(self.index.events_about(event.id for event in changes))
        return [event for event in changes if event.id not in gone]

    def _nearly(self, typed: str) -> list[str]:
        from difflib import get_close_matches

        still_open = sorted(self.open_promises(), key=lambda one: one.order)
        by_short = {self.short[one.id]: one.id for one in still_open}
        close = get_close_matches(typed.casefold(), by_short, n=MOST_CANDIDATES, cutoff=0.5)
        return [by_short[one] for one in close] or [one.id for one in still_open[-MOST_CANDIDATES:]]

    def _candidates(self, ids: Iterable[str]) -> str:
        rows = []
        for one in list(ids)[:MOST_CANDIDATES]:
            promise = self.promise(one)
            if promise is not None:
                customer = self.customer_of(promise)
                whose = f"{customer.name}, " if customer else ""
                rows.append(f"{self.short[one]} ({whose}{promise.text[:40]})")
        return "; ".join(rows) or "`dcx followups --all` lists them all"

    # --- calls

    def calls_of(self, customer_id: str | None) -> "list[CallRow]":
        """The calls with this customer under any of their ids, newest first."""
        return self.index.calls_of(self.ids_of(customer_id))

    def find_call(self, typed: str) -> str:
        """The call whose id begins with this; a NotFoundError with up to five candidates otherwise."""
        fits = self.index.calls_beginning(typed, MOST_CANDIDATES + 1)
        if len(fits) == 1:
            return fits[0]
        if fits:
            shown = ", ".join(self.short[one] for one in fits[:MOST_CANDIDATES])
            raise NotFoundError(f"Several calls begin with {typed!r}.", shown)
        if self.index.promises_beginning(typed, 1):
            hint = "`dcx call list --all` lists the calls"
            raise NotFoundError(f"{typed!r} is a promise, not a call.", hint)
        shown = ", ".join(self.short[one.id] for one in self.index.calls(MOST_CANDIDATES))
        hint = (
            f"the newest: {shown}" if shown else "there is no call on the record yet; `dcx handle` begins one"
        )
        raise NotFoundError(f"No call begins with {typed!r}.", hint)

    # --- events

    def events_of_kinds(self, kinds: Iterable[str], **between: Any) -> list[Event]:
        """The events of these kinds, from `since` on and before `until` (UTC), in the order of the fold."""
        return self.index.events_of_kinds(kinds, **between)


def open_ledger(journal: "Journal") -> Ledger:
    """The ledger of this journal, with all that was appended up to now."""
    return Ledger(journal.index())
