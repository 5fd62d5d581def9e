"""What the events come to: promises, calls and customers, folded anew for those that new events touch.

The rules are the domain's; here is only to whom they are applied again. Events may come in any order, since
another device's journal can arrive late: what is touched is folded from all its events, in their order.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from difficult_cx.domain.customer import Customers
from difficult_cx.domain.event import Event
from difficult_cx.domain.mine import name_key
from difficult_cx.domain.promise import CHANGES, MAKES, fold_promises, taken_back_ids
from difficult_cx.journal.index.conditions import marks
from difficult_cx.journal.index.customers import Tables, encodable
from difficult_cx.journal.index.kinds import Kinds
from difficult_cx.journal.index.past import drop
from difficult_cx.journal.index.places import Places
from difficult_cx.journal.index.rows import Row
from difficult_cx.journal.index.schema import LIE, letters, milliseconds, number
from difficult_cx.journal.reading import erased_ids

CUSTOMERS = (
    "customer_added",
    "customer_named",
    "customer_merged",
    "customer_parted",
    "customer_dropped",
)
TAKES_BACK = frozenset({"taken_back", "restored", "promise_undone"})
Source = tuple[Event, bytes]


class Fold:
    """Folds what new events touch; `places` reads events where they lie."""

    def __init__(self, db: sqlite3.Connection, places: Places, kinds: Kinds) -> None:
        self._db = db
        self._places = places
        self._kinds = kinds

    def take(self, rows: Sequence[Row]) -> None:
        """Bring everything up to date after these rows are in the table."""
        kinds = {row.kind for row in rows}
        if kinds & {"playbook_kept", "erased"}:
            self._keep([row.id for row in rows if row.kind in ("playbook_kept", "erased")])
        if kinds & set(CUSTOMERS):
            self._customers([row.id for row in rows if row.kind in CUSTOMERS])
        begun = [(row.id, row.key, row.at, row.customer) for row in rows if row.kind == "call_started"]
        self._db.executemany("INSERT OR IGNORE INTO call VALUES (?, ?, ?, ?, 0)", begun)
        drop(self._db, rows)
        for call in self._touched_calls(rows) - {None}:
            self._call(call)
        for promise in self._touched(rows) - {None}:
            self._promise(promise)

    def take_all(self) -> None:
        """Fold everything in the table, once it is complete."""
        started, closed, named = map(self._kinds.number, ("call_started", "call_closed", "call_named"))
        self._keep(self._ids("playbook_kept", "erased"))
        self._customers(self._ids(*CUSTOMERS))
        self._db.execute(
            "INSERT INTO call SELECT id, key, at, customer, 0 FROM event WHERE kind = ?", (started,)
        )
        self._db.execute(
            "UPDATE call SET closed = 1 WHERE id IN (SELECT call FROM event WHERE kind = ?)", (closed,)
        )
        query = "SELECT DISTINCT call FROM event WHERE kind = ? AND call IS NOT NULL"
        for (call,) in self._db.execute(query, (named,)).fetchall():
            self._call(call)
        for promise in self._ids(*MAKES):
            self._promise(promise)

    def _ids(self, *names: str) -> list[int]:
        numbers = [self._kinds.number(name) for name in names]
        number_marks = marks(numbers)
        return [
            row[0]
            for row in self._db.execute(f"SELECT id FROM event WHERE kind IN ({number_marks})", numbers)
        ]

    def _keep(self, ids: list[int]) -> None:
        """Playbooks that were kept, and ids that were erased."""
        for one in ids:
            for event, _ in self._of("event.id = ?", one):
                if event.kind == "playbook_kept":
                    digest = encodable(event.text("hash"))
                    self._db.execute("INSERT OR IGNORE INTO kept VALUES (?, ?)", (digest, one))
                gone = (number(erased) for erased in erased_ids([event]))
                values = [(value,) for value in gone if value is not None]
                self._db.executemany("INSERT OR IGNORE INTO erased VALUES (?)", values)

    def _customers(self, ids: list[int]) -> None:
        """Go on by these events; when some come before what is known, all customers are folded anew."""
        new = sorted((event for one in ids for event, _ in self._of("event.id = ?", one)), key=_order)
        if not new:
            return
        row = self._db.execute("SELECT value FROM meta WHERE name = 'last_customer'").fetchone()
        if row is not None and _sortable(new[0]) <= row[0]:
            for table in ("customer", "name", "bare"):
                self._db.execute(f"DELETE FROM {table}")
            every = (event for one in self._ids(*CUSTOMERS) for event, _ in self._of("event.id = ?", one))
            new = sorted(every, key=_order)
        Customers(new, Tables(self._db))
        self._db.execute("INSERT OR REPLACE INTO meta VALUES ('last_customer', ?)", (_sortable(new[-1]),))

    def _touched_calls(self, rows: Sequence[Row]) -> set[int | None]:
        """The calls that these events begin, name, close, or take a name back from."""
        touched: set[int | None] = set()
        for row in rows:
            if row.kind == "call_started":
                touched.add(row.id)
            elif row.kind in ("call_named", "call_closed"):
                touched.add(row.call)
            elif row.kind in TAKES_BACK:
                found = self._db.execute("SELECT call FROM event WHERE id = ?", (row.target,)).fetchone()
                touched.add(found[0] if found is not None else None)
        return touched

    def _call(self, call: int | None) -> None:
        """Whose call it is now, and whether it is closed."""
        closed = self._kinds.number("call_closed")
        self._db.execute(
            "UPDATE call SET closed = EXISTS (SELECT 1 FROM event WHERE call = ?1 AND kind = ?2) "
            "WHERE id = ?1",
            (call, closed),
        )
        named = self._of("event.call = ? AND event.kind = ?", call, self._kinds.number("call_named"))
        if not named:
            return
        gone = self._gone(event for event, _ in named)
        still = [event for event, _ in (*self._of("event.id = ?", call), *named) if event.id not in gone]
        customer = number(still[-1].maybe("customer")) if still else None
        self._db.execute("UPDATE call SET customer = ? WHERE id = ?", (customer, call))

    def _gone(self, events: Iterable[Event]) -> frozenset[str]:
        ids = [number(event.id) for event in events]
        back = self._of(f"event.target IN ({marks(ids)})", *ids)
        return taken_back_ids(event for event, _ in back)

    def _touched(self, rows: Sequence[Row]) -> set[int | None]:
        """The promises that these events make, change, or take something back of."""
        touched: set[int | None] = set()
        for row in rows:
            if row.kind in MAKES:
                touched.add(row.id)
            elif row.kind in CHANGES:
                touched.add(row.promise)
            elif row.kind in TAKES_BACK:
                touched.update(self._promises_of(row.target))
            elif row.kind == "call_named":
                touched.update(self._of_call(row.call))
        return touched

    def _promises_of(self, target: int | None) -> list[int]:
        """The promises that an event made or changed."""
        row = self._db.execute("SELECT kind, promise, call FROM event WHERE id = ?", (target,)).fetchone()
        if row is None or target is None:
            return []
        kind = self._kinds.name(row[0])
        if kind in MAKES:
            return [target]
        if kind in CHANGES:
            return [row[1]]
        return self._of_call(row[2]) if kind == "call_named" else []

    def _of_call(self, call: int | None) -> list[int]:
        return [row[0] for row in self._db.execute("SELECT id FROM promise WHERE call = ?", (call,))]

    def _promise(self, promise: int | None) -> None:
        assert promise is not None, "what is no id was left out"
        sources = self._life(promise)
        one = fold_promises(event for event, _ in sources).get(letters(promise))
        if one is None:
            self._db.execute("DELETE FROM promise WHERE id = ?", (promise,))
            return
        due = milliseconds(one.due)
        body = b"\n".join(line for _, line in sources).decode("ascii")
        about = (number(one.call), number(one.customer), body)
        whose = (encodable(name_key(one.owner or one.rep)), encodable(name_key(one.rep)))
        values = (promise, one.state, due, *about, *whose)
        self._db.execute("INSERT OR REPLACE INTO promise VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)

    def _life(self, promise: int) -> list[Source]:
        """The events of a promise's life, those that take back or name its call included, in order."""
        own = self._of("event.id = ?1 OR event.promise = ?1", promise)
        made = next((event for event, _ in own if number(event.id) == promise), None)
        if made is not None and (call := number(made.maybe("call"))) is not None:
            own += self._of("event.call = ? AND event.kind = ?", call, self._kinds.number("call_named"))
        ids = [number(event.id) for event, _ in own]
        own += self._of(f"event.target IN ({marks(ids)})", *ids)
        whole = {event.id: (event, line) for event, line in own if event.kind != "call_started"}
        return sorted(whole.values(), key=lambda one: one[0].order)

    def _of(self, where: str, *values: int | None) -> list[Source]:
        """The events that fit, with their lines, in the order of the fold."""
        rows = self._db.execute(f"SELECT {LIE} WHERE {where}", values).fetchall()
        found = [self._places.read(*row) for row in rows]
        return sorted(found, key=lambda one: one[0].order)


def _order(event: Event) -> tuple[int, str, str]:
    return event.order


def _sortable(event: Event) -> str:
    """The event's place in the fold as text that sorts alike."""
    return encodable(f"{event.n:016d} {event.device} {event.id}")
