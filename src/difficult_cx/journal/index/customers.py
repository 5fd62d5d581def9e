"""Customers as the index keeps them: the same rules as everywhere, on tables instead of dictionaries."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol

from difficult_cx.domain.customer import LETTERS_A_SLIP, Bare, Customer, bare_name
from difficult_cx.domain.mine import name_key
from difficult_cx.journal.index.conditions import marks
from difficult_cx.journal.index.places import MovedError
from difficult_cx.journal.index.schema import letters, number

_COLUMNS = "id, names, n, device"
DROPPED = "[]"  # their row stays, so that they come back in their old place


class Database(Protocol):
    """What can be asked in SQL: a connection, or the index, which begins anew where that fails."""

    def execute(self, query: str, values: Sequence[Any] = ..., /) -> Any:
        """The rows, to go over or to be asked for one by one."""


class Tables:
    """A shelf (`domain.customer.Shelf`) of the tables `customer`, `name` and `bare`.

    `ask` answers a question about them, and asks again where the index had to be made anew.
    """

    def __init__(
        self, db: Database, ask: Callable[[Callable[[], Any]], Any] = lambda question: question()
    ) -> None:
        self._db = db
        self._ask = ask

    def _found(self, where: str, *values: object) -> list[Customer]:
        query = f"SELECT {_COLUMNS} FROM customer WHERE names != '{DROPPED}' AND {where}"
        found: list[Customer] = self._ask(lambda: [_customer(row) for row in self._db.execute(query, values)])
        return found

    def get(self, customer_id: str) -> Customer | None:
        """The customer of exactly this id, merged or not."""
        return next(iter(self._found("id = ?", number(customer_id))), None)

    def several(self, ids: Sequence[int]) -> dict[str, Customer]:
        """By id the customer, or the one they were merged into; who isn't known is left out."""
        query = (
            "WITH RECURSIVE up(one, at) AS ("
            f"SELECT id, id FROM customer WHERE id IN ({marks(ids)}) "
            "UNION SELECT one, into_ FROM up JOIN customer ON id = at WHERE into_ IS NOT NULL) "
            f"SELECT one, {_COLUMNS} FROM up JOIN customer ON id = at "
            f"WHERE into_ IS NULL AND names != '{DROPPED}'"
        )
        rows = self._ask(
            lambda: [(letters(one), _customer(row)) for one, *row in self._db.execute(query, ids)]
        )
        return dict(rows)

    def put(self, customer: Customer) -> None:
        """Keep the customer as they are now; a name that nobody had is theirs from now on."""
        value = number(customer.id)
        n, device, _ = customer.order
        self._db.execute(
            "INSERT INTO customer (id, names, n, device) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET names = excluded.names",
            (value, json.dumps(customer.names), n, encodable(device)),
        )
        self._db.execute("DELETE FROM bare WHERE customer = ?", (value,))
        for one in customer.names:
            self._db.execute("INSERT OR IGNORE INTO name VALUES (?, ?)", (encodable(name_key(one)), value))
            joined, ordered = bare_name(one)
            self._db.execute(
                "INSERT INTO bare VALUES (?, ?, ?, ?)",
                (value, encodable(joined), encodable(ordered), len(joined)),
            )

    def root(self, customer_id: str) -> str:
        """The id this one was merged into, or itself."""
        found: str = self._ask(lambda: self._root(customer_id))
        return found

    def _root(self, customer_id: str) -> str:
        value = number(customer_id)
        seen = set()
        while True:  # a merge always leads to one that isn't merged: no circles
            row = self._db.execute("SELECT into_ FROM customer WHERE id = ?", (value,)).fetchone()
            if row is None or row[0] is None:
                return customer_id if value is None else letters(value)
            if row[0] in seen:
                raise MovedError(customer_id)
            value = row[0]
            seen.add(value)

    def join(self, gone: str, into: str) -> None:
        """Remember that one id was merged into another."""
        self._db.execute("UPDATE customer SET into_ = ? WHERE id = ?", (number(into), number(gone)))

    def part(self, gone: str, into: str) -> str | None:
        """Forget that one id was merged into another; the id that stands alone again, None where none was."""
        value, kept = number(gone), number(into)
        while value is not None:
            row = self._db.execute("SELECT into_ FROM customer WHERE id = ?", (value,)).fetchone()
            if row is None or row[0] is None:
                return None
            if row[0] == kept:
                self._db.execute("UPDATE customer SET into_ = NULL WHERE id = ?", (value,))
                return letters(value)
            value = row[0]
        return None

    def alone(self, customer_id: str) -> bool:
        """Whether nobody was merged into this one."""
        found = self._db.execute("SELECT 1 FROM customer WHERE into_ = ?", (number(customer_id),)).fetchone()
        return found is None

    def drop(self, customer_id: str) -> None:
        """Forget this customer, and that these names were theirs."""
        value = number(customer_id)
        self._db.execute("UPDATE customer SET names = ? WHERE id = ?", (DROPPED, value))
        for table in ("name", "bare"):
            self._db.execute(f"DELETE FROM {table} WHERE customer = ?", (value,))

    def dropped(self, customer_id: str) -> Customer | None:
        """Who was dropped, in their old place; None where nobody of this id was."""
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM customer WHERE id = ? AND names = ?", (number(customer_id), DROPPED)
        ).fetchone()
        return None if row is None else Customer(letters(row[0]), "", (), (row[2], row[3], letters(row[0])))

    def of_name(self, key: str) -> str | None:
        """The id of who had this name first."""
        query = "SELECT customer FROM name WHERE key = ?"
        found: list[str] = self._ask(
            lambda: [letters(row[0]) for row in self._db.execute(query, (encodable(key),))]
        )
        return found[0] if found else None

    def everyone(self) -> Iterator[Customer]:
        """Every customer that wasn't merged into another, in the order they were added."""
        return iter(self._found("into_ IS NULL ORDER BY n, device, id"))

    def perhaps_near(self, bare: Bare) -> Iterable[Customer]:
        """Customers who share a piece of the name that so many slips can't all have touched.

        A slip touches two pieces at most (two letters swapped where they meet), so of 2 k + 1 pieces one is
        whole when there are k slips.
        """
        joined, ordered = bare
        slips = len(joined) // LETTERS_A_SLIP
        tests = [f"instr({column}, ?) > 0" for column, _ in _pieces(bare, slips)]
        if not (joined and ordered):
            return ()
        return self._found(
            "into_ IS NULL AND id IN (SELECT customer FROM bare "
            f"WHERE length BETWEEN ? AND ? AND ({' OR '.join(tests) or '0'}))",
            len(joined) - slips,
            len(joined) + slips,
            *(piece for _, piece in _pieces(bare, slips)),
        )

    def merged_into(self, customer_id: str) -> list[str]:
        """This id and every id that was merged into it, however far back."""
        query = (
            "WITH RECURSIVE one(id) AS (VALUES (?) UNION SELECT customer.id FROM customer JOIN one "
            "ON customer.into_ = one.id) SELECT id FROM one"
        )
        values = (number(customer_id),)
        found: list[str] = self._ask(
            lambda: [letters(row[0]) for row in self._db.execute(query, values) if row[0] is not None]
        )
        return found


def encodable(text: str) -> str:
    """Text that SQLite can hold: lone surrogates and NUL are written out."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")


def _pieces(bare: Bare, slips: int) -> Iterator[tuple[str, str]]:
    for column, whole in zip(("letters", "sorted"), bare, strict=True):
        count = min(2 * slips + 1, len(whole))
        for place in range(count):
            yield column, whole[len(whole) * place // count : len(whole) * (place + 1) // count]


def _customer(row: Sequence[Any]) -> Customer:
    value, names, n, device = row
    own = letters(value)
    first, *others = json.loads(names)
    return Customer(own, first, tuple(others), (n, device, own))
