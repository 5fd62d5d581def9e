"""Customers: who they are by all their names, and whose name is close to another."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from difficult_cx.domain.event import Event
from difficult_cx.domain.mine import name_key
from difficult_cx.records import dataclass

LETTERS_A_SLIP = 5


@dataclass(frozen=True, slots=True)
class Customer:
    """A person or firm: `name` is their first name in the list, `others` the rest, `order` the event's."""

    id: str
    name: str
    others: tuple[str, ...] = ()
    order: tuple[int, str, str] = (0, "", "")

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the first one first."""
        return (self.name, *self.others)


class Shelf(Protocol):
    """Where customers are kept: in memory, or in the index."""

    def get(self, customer_id: str) -> Customer | None:
        """The customer of exactly this id, merged or not."""

    def put(self, customer: Customer) -> None:
        """Keep the customer as they are now; a name that nobody had is theirs from now on."""

    def root(self, customer_id: str) -> str:
        """The id this one was merged into, or itself."""

    def join(self, gone: str, into: str) -> None:
        """Remember that one id was merged into another."""

    def part(self, gone: str, into: str) -> str | None:
        """Forget that one id was merged into another; the id that stands alone again, None where none was."""

    def alone(self, customer_id: str) -> bool:
        """Whether nobody was merged into this one."""

    def drop(self, customer_id: str) -> None:
        """Forget this customer, and that these names were theirs."""

    def dropped(self, customer_id: str) -> Customer | None:
        """Who was dropped, in their old place; None where nobody of this id was."""

    def of_name(self, key: str) -> str | None:
        """The id of who had this name first."""

    def everyone(self) -> Iterator[Customer]:
        """Every customer that wasn't merged into another, in the order they were added."""

    def perhaps_near(self, bare: "Bare") -> Iterable[Customer]:
        """Customers among whom all are that could be near; more than those is no harm."""


class Memory:
    """A shelf of dictionaries."""

    def __init__(self) -> None:
        self._known: dict[str, Customer] = {}
        self._into: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._dropped: dict[str, Customer] = {}

    def get(self, customer_id: str) -> Customer | None:
        """The customer of exactly this id, merged or not."""
        return self._known.get(customer_id)

    def put(self, customer: Customer) -> None:
        """Keep the customer as they are now."""
        self._known[customer.id] = customer
        self._dropped.pop(customer.id, None)
        for one in customer.names:
            self._keys.setdefault(name_key(one), customer.id)

    def root(self, customer_id: str) -> str:
        """The id this one was merged into, or itself."""
        while customer_id in self._into:  # a merge always leads to one that isn't merged: no circles
            customer_id = self._into[customer_id]
        return customer_id

    def join(self, gone: str, into: str) -> None:
        """Remember that one id was merged into another."""
        self._into[gone] = into

    def part(self, gone: str, into: str) -> str | None:
        """Forget that one id was merged into another."""
        while gone in self._into:
            if self._into[gone] == into:
                del self._into[gone]
                return gone
            gone = self._into[gone]
        return None

    def alone(self, customer_id: str) -> bool:
        """Whether nobody was merged into this one."""
        return customer_id not in self._into.values()

    def drop(self, customer_id: str) -> None:
        """Forget this customer, and that these names were theirs."""
        if customer_id in self._known:
            self._dropped[customer_id] = self._known.pop(customer_id)
        self._keys = {key: one for key, one in self._keys.items() if one != customer_id}

    def dropped(self, customer_id: str) -> Customer | None:
        """Who was dropped, in their old place."""
        return self._dropped.get(customer_id)

    def of_name(self, key: str) -> str | None:
        """The id of who had this name first."""
        return self._keys.get(key)

    def everyone(self) -> Iterator[Customer]:
        """Every customer that wasn't merged into another."""
        return (one for key, one in self._known.items() if key not in self._into)

    def perhaps_near(self, bare: "Bare") -> Iterable[Customer]:  # noqa: ARG002  (all of them may be)
        """Everybody."""
        return self.everyone()


class Customers:
    """Every customer the events tell of; ask by id or by name."""

    def __init__(self, events: Iterable[Event] = (), shelf: Shelf | None = None) -> None:
        self._shelf: Shelf = Memory() if shelf is None else shelf
        for event in events:
            self.take(event)

    def take(self, event: Event) -> None:
        """Go on by one event, in the order of the fold; other kinds change nothing."""
        shelf = self._shelf
        if event.kind == "customer_added":
            known = shelf.of_name(name_key(event.text("name")))
            shelf.put(Customer(event.id, event.text("name"), (), event.order))
            if known is not None and known != event.id:  # added on two machines before either heard of it
                self._merge(event.id, known)
        elif event.kind == "customer_named":
            self._name(event)
        elif event.kind == "customer_merged":
            self._merge(event.text("customer"), event.text("into"))
        elif event.kind == "customer_parted":
            self._part(event.text("customer"), event.text("into"))
        elif event.kind == "customer_dropped":
            self._drop(event.text("customer"))

    def __iter__(self) -> Iterator[Customer]:
        """Every customer once, those that were merged under the one they were merged into."""
        return self._shelf.everyone()

    def get(self, customer_id: str | None) -> Customer | None:
        """The customer of this id, or the one they were merged into."""
        return self._shelf.get(self._shelf.root(customer_id)) if customer_id else None

    def find(self, name: str) -> Customer | None:
        """The customer who has this name among theirs."""
        return self.get(self._shelf.of_name(name_key(name)))

    def close(self, name: str, most: int = 5) -> list[Customer]:
        """Customers with a name like this: word order, accents, one slip in five letters; nearest first."""
        wanted = name_key(name)
        bare = bare_name(name)
        near: list[tuple[int, tuple[int, str, str], Customer]] = []
        for customer in self._shelf.perhaps_near(bare):
            if any(name_key(one) == wanted for one in customer.names):
                continue
            slips = min((_slips(bare, bare_name(one)) for one in customer.names), default=_FAR)
            if slips < _FAR:
                near.append((slips, customer.order, customer))
        return [customer for _, _, customer in sorted(near, key=lambda row: row[:2])[:most]]

    def _name(self, event: Event) -> None:
        """One more name; who was dropped is there again with it."""
        shelf, own = self._shelf, event.text("customer")
        old = shelf.get(shelf.root(own))
        if old is not None:
            shelf.put(_named(old, event.text("name"), first=bool(event.data.get("main"))))
        elif event.data.get("main") and (dropped := shelf.dropped(own)) is not None:
            shelf.put(replace(dropped, name=event.text("name"), others=()))

    def _part(self, gone: str, into: str) -> None:
        """The merge is undone; who is left keeps their own first name and what the other one never had."""
        shelf = self._shelf
        kept = shelf.get(shelf.root(into))
        apart = shelf.part(gone, kept.id) if kept is not None else None
        other = shelf.get(apart) if apart is not None else None
        if kept is None or other is None:
            return
        theirs = {name_key(one) for one in other.names}
        shelf.put(replace(kept, others=tuple(one for one in kept.others if name_key(one) not in theirs)))

    def _drop(self, customer_id: str) -> None:
        """Only who stands alone: nobody was merged into them, nor they into anybody."""
        shelf = self._shelf
        if shelf.root(customer_id) == customer_id and shelf.alone(customer_id):
            shelf.drop(customer_id)

    def _merge(self, gone: str, into: str) -> None:
        shelf = self._shelf
        old, kept = shelf.get(shelf.root(gone)), shelf.get(shelf.root(into))
        if old is None or kept is None or old.id == kept.id:
            return
        shelf.join(old.id, kept.id)
        for name in old.names:
            kept = _named(kept, name, first=False)
        shelf.put(kept)


def _named(customer: Customer, name: str, *, first: bool) -> Customer:
    """The customer with one more name, each name once."""
    key = name_key(name)
    rest = tuple(one for one in customer.names if name_key(one) != key)
    if first:
        return replace(customer, name=name, others=rest)
    if len(rest) < len(customer.names):
        return customer
    return replace(customer, others=(*customer.others, name))


_FAR = 1_000_000
Bare = tuple[str, str]


def bare_name(name: str) -> Bare:
    """The name without accents and signs: its letters in order, and its words sorted."""
    apart = unicodedata.normalize("NFKD", name_key(name))
    kept = "".join(
        letter if letter.isalnum() else " " for letter in apart if not unicodedata.combining(letter)
    )
    words = kept.split()
    return "".join(words), "".join(sorted(words))


def _slips(one: tuple[str, str], other: tuple[str, str]) -> int:
    """How many slips lie between two bare names; far when there are more than one in five letters."""
    if not one[0] or not other[0]:
        return _FAR
    allowed = min(len(one[0]), len(other[0])) // LETTERS_A_SLIP
    if abs(len(one[0]) - len(other[0])) > allowed:
        return _FAR
    best = _FAR
    for mine, theirs in zip(one, other, strict=True):
        slips = 0 if mine == theirs else _distance(mine, theirs) if allowed else _FAR
        best = min(best, slips)
    return best if best <= allowed else _FAR


def _distance(one: str, other: str) -> int:
    """Letters put in, left out, changed, or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, theirs in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != theirs))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == theirs:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
