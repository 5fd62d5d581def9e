"""Customers on the record: found by a name, added, named anew, merged."""

from collections import Counter

from difficult_cx.app.ledger import Ledger
from difficult_cx.app.whose import Whose
from difficult_cx.domain.customer import Customer
from difficult_cx.domain.event import Entry
from difficult_cx.domain.ids import IdMaker
from difficult_cx.domain.ids import find as find_ids
from difficult_cx.domain.mine import name_key
from difficult_cx.domain.redact import redact
from difficult_cx.errors import DcxError, NotFoundError, UsageError
from difficult_cx.journal.index.whose import customers_in
from difficult_cx.records import dataclass

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a name means: the customer, and the entry that adds them when nobody had that name.

    `close`: customers whose names are like it, with the number of their calls.
    """

    customer: Customer
    entry: Entry | None = None
    close: tuple[tuple[Customer, int], ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is to be appended before the customer's id may be used."""
        return () if self.entry is None else (self.entry,)


def name_customer(ledger: Ledger, name: str, new_id: IdMaker) -> Named:
    """The customer of this name, or a new one; it never asks."""
    wanted = checked_name(name)
    found = ledger.customers.find(wanted)
    if found is not None:
        return Named(found)
    entry = Entry("customer_added", {"name": wanted}, new_id())
    assert entry.id is not None
    close = tuple((one, calls_of(ledger, one)) for one in ledger.customers.close(wanted))
    return Named(Customer(entry.id, wanted), entry, close)


def checked_name(name: str) -> str:
    """The name with single blanks; an error when there is none or it is far too long."""
    wanted = redact(" ".join(name.split()))  # as the journal will have it, so that it is found again
    if not wanted:
        raise UsageError("The customer's name is empty.", 'for example -c "Ada Brook"')
    if len(wanted) > LONGEST_NAME:
        raise UsageError(f"A customer's name has at most {LONGEST_NAME} characters.", "the rest is a note")
    return wanted


@dataclass(frozen=True, slots=True)
class Standing:
    """A customer with the number of their calls and open promises."""

    customer: Customer
    calls: int
    open_promises: int


def standings(ledger: Ledger) -> list[Standing]:
    """Every customer by name, with what there is with them."""
    calls = _by_root(ledger, ledger.index.calls_by_customer())
    promises = _by_root(ledger, ledger.index.open_by_customer())
    found = [Standing(one, calls[one.id], promises[one.id]) for one in ledger.customers]
    return sorted(found, key=lambda one: (name_key(one.customer.name), one.customer.order))


def theirs(ledger: Ledger, whose: Whose) -> set[str] | None:
    """The customers that are meant: added, spoken to, or promised something; None: everybody."""
    files = whose.files()
    if files is None:
        return None
    promised = {one.customer for one in whose.promises(ledger.open_promises()) if one.customer}
    ids = customers_in(ledger.index, files) | promised
    return {ledger.root_id(one) or one for one in ids}


def _by_root(ledger: Ledger, counts: dict[str, int]) -> Counter[str]:
    """The counts of customer ids, added up for those that were merged."""
    total: Counter[str] = Counter()
    for customer_id, count in counts.items():
        total[ledger.root_id(customer_id) or customer_id] += count
    return total


def calls_of(ledger: Ledger, customer: Customer) -> int:
    """How many calls there are with this customer."""
    return len(ledger.calls_of(customer.id))


def close_line(close: tuple[tuple[Customer, int], ...]) -> str:
    """`Close: Brook & Co, 3 calls; Ada Broök, 1 call.`; empty when nobody is."""
    if not close:
        return ""
    rows = [f"{one.name}, {count} call{'' if count == 1 else 's'}" for one, count in close]
    return f"Close: {'; '.join(rows)}. dcx customer merge makes two one."


def known_customer(ledger: Ledger, text: str) -> Customer:
    """The customer of this name or id; a NotFoundError with close names otherwise."""
    found = ledger.customers.find(text)
    if found is not None:
        return found
    fits = find_ids(text, [one.id for one in ledger.customers]) if len(text) >= 3 else []
    if len(fits) == 1 and (one := ledger.customers.get(fits[0])) is not None:
        return one
    close = ledger.customers.close(text)
    hint = f"close: {'; '.join(one.name for one in close)}" if close else "`dcx customer list` lists them"
    raise NotFoundError(f"No customer has the name {text!r}.", hint)


def rename(ledger: Ledger, text: str, name: str) -> tuple[Customer, Entry]:
    """The entry that gives a customer another first name; the old ones go on finding them."""
    customer, wanted = known_customer(ledger, text), checked_name(name)
    other = ledger.customers.find(wanted)
    if other is not None and other.id != customer.id:
        raise DcxError(
            f"{other.name!r} is another customer. Nothing has changed.",
            "dcx customer merge makes the two one",
        )
    if customer.name == wanted:
        raise DcxError(f"That is their name already: {wanted!r}. Nothing has changed.", "give another one")
    return customer, Entry("customer_named", {"customer": customer.id, "name": wanted, "main": True})


def split(ledger: Ledger, name: str) -> tuple[Customer, Entry]:
    """The entry that takes back the merge of the customer who had this name, and who that is."""
    wanted = name_key(name)
    found = [
        (one, into)
        for gone, into in ledger.index.merged().items()
        if (one := ledger.index.customer(gone)) is not None
        and (wanted in map(name_key, one.names) or gone == name)
    ]
    if not found:
        known_customer(ledger, name)
        hint = "the name is that of the one who became part of another; `dcx customer list` has them"
        raise DcxError(f"{name!r} was merged into nobody. Nothing has changed.", hint)
    one, into = max(found, key=lambda row: row[0].order)
    return one, Entry("customer_parted", {"customer": one.id, "into": into})


def merge(ledger: Ledger, gone: str, into: str) -> tuple[Customer, Customer, Entry]:
    """The entry that makes two customers one; the second keeps its first name."""
    old, kept = known_customer(ledger, gone), known_customer(ledger, into)
    if old.id == kept.id:
        raise DcxError(
            f"{old.name!r} and {into!r} are the same customer already. Nothing has changed.",
            "`dcx customer split NAME` makes two of them again, NAME being the one that was merged",
        )
    return old, kept, Entry("customer_merged", {"customer": old.id, "into": kept.id})
