"""The index as the rest of dcx asks it: promises, calls, customers and events."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from difficult_cx.domain.customer import Customer, Customers
from difficult_cx.domain.event import Event
from difficult_cx.domain.promise import Promise, fold_promises
from difficult_cx.errors import DcxError
from difficult_cx.journal.codec import decode
from difficult_cx.journal.index.conditions import between, marks, parts
from difficult_cx.journal.index.customers import Tables, encodable
from difficult_cx.journal.index.kinds import Kinds
from difficult_cx.journal.index.places import MovedError, Places
from difficult_cx.journal.index.schema import LIE, largest_n, letters, milliseconds, number, shortest, span
from difficult_cx.journal.index.where import BROKEN, index_file, is_current, looks, open_index
from difficult_cx.journal.looking import Look
from difficult_cx.records import dataclass
from difficult_cx.storage.folders import Folders

if TYPE_CHECKING:
    from difficult_cx.domain.story.past import PastCall
    from difficult_cx.journal.index.intake import Progress
    from difficult_cx.journal.index.opening import Maker
    from difficult_cx.journal.index.searching import Within

TRIES = 3
T = TypeVar("T")
# One that was changed from outside says what can't be: no id, no JSON, another record than was asked for.
WRONG = (*BROKEN, MovedError)


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call in short: its id, when it began (UTC), its customer's id as named, whether it is closed."""

    id: str
    started: datetime
    customer: str | None
    closed: bool


class Rows(list[Any]):
    """All the rows of an answer, so that nothing can go wrong while they are gone over."""

    def fetchone(self) -> Any:
        """The first one; None when there is none."""
        return self[0] if self else None


class Index:
    """The record of one data folder, ready to be asked; `refresh` takes in what was written since.

    `progress` is told in bytes how far a long making is. `looks`: the files as they were when all in them was
    there; `largest`: no `n` in them is larger.
    """

    def __init__(self, folders: Folders, progress: "Progress | None" = None) -> None:
        self._folders = folders
        self._progress = progress
        self.looks: dict[str, Look] = {}
        self._places = Places(folders.data)
        self._db, self._kinds = self._ready(self._open())

    def refresh(self) -> None:
        """Take in what was written since; where the journal was written anew, all of it."""
        self.close()
        self._db, self._kinds = self._ready(self._open())

    def rebuild(self) -> None:
        """Make the index anew from the journal as it is now."""
        self.close()
        self._db, self._kinds = self._ready(self._maker().make())

    def _ready(self, db: sqlite3.Connection) -> tuple[sqlite3.Connection, Kinds]:
        """The index with its kinds; one that can't even be read now is done without, in memory."""
        try:
            kinds, self.largest = Kinds(db), largest_n(db)
        except BROKEN:
            db.close()
            db = self._maker().in_memory()
            kinds, self.largest = Kinds(db), largest_n(db)
        return db, kinds

    def _open(self) -> sqlite3.Connection:
        """The index with everything in it that the files hold now."""
        self.looks = now = looks(self._folders)
        if not now:
            return self._maker().in_memory()
        db = open_index(index_file(self._folders))
        if db is not None:
            if self._is_current(db, now) or self._maker().bring_up(db, now):
                return db
            db.close()
        return self._maker().make()

    def _is_current(self, db: sqlite3.Connection, now: dict[str, Look]) -> bool:
        try:
            return is_current(db, now)
        except BROKEN:
            return False

    def _maker(self) -> "Maker":
        # the folding, only where there is something to fold
        from difficult_cx.journal.index.opening import Maker

        return Maker(self._folders, self._places, self._progress)

    def close(self) -> None:
        """Let go of the files."""
        self._db.close()
        self._places.close()

    def __del__(self) -> None:
        """Whoever lets go of the index lets go of its files."""
        if hasattr(self, "_db"):
            self._db.close()
        self._places.close()

    @property
    def customers(self) -> Customers:
        """Every customer, by id and by name."""
        return Customers(shelf=self._tables)

    def customer(self, customer_id: str) -> Customer | None:
        """The customer of exactly this id, merged or not."""
        return Tables(self).get(customer_id)

    def customers_with_ids(self, ids: Iterable[str]) -> dict[str, Customer]:
        """By id the customer, or the one they were merged into; who isn't known is left out."""
        return {one: customer for part in parts(ids) for one, customer in self._tables.several(part).items()}

    def merged_into(self, customer_id: str) -> list[str]:
        """This customer's id and every id that was merged into it."""
        return self._tables.merged_into(customer_id)

    @property
    def _tables(self) -> Tables:
        return Tables(self, self._ask)

    def merged(self) -> dict[str, str]:
        """Every customer that was merged, and into which."""
        rows = self.execute("SELECT id, into_ FROM customer WHERE into_ IS NOT NULL")
        return {letters(one): letters(into) for one, into in rows}

    # --- promises

    def open_promises(self, due_before: datetime | None = None) -> list[Promise]:
        """Every promise that is still open, or those due before this; soonest first, undated last."""
        if due_before is None:
            return self._promises("state = 'open' ORDER BY due IS NULL, due")
        return self._promises("state = 'open' AND due < ? ORDER BY due", milliseconds(due_before))

    def settled_promises(self, since: datetime | None = None) -> list[Promise]:
        """Every settled promise; `since`: due, or made where it has no time, from then on (UTC)."""
        if since is None:
            return self._promises("state != 'open' ORDER BY id")
        at = "coalesce(due, (SELECT event.at FROM event WHERE event.id = promise.id))"
        return self._promises(f"state != 'open' AND {at} >= ? ORDER BY id", milliseconds(since))

    def promise(self, promise_id: str) -> Promise | None:
        """The promise of exactly this id."""
        return next(iter(self._promises("id = ?", number(promise_id))), None)

    def promises_with_ids(self, ids: Iterable[str]) -> list[Promise]:
        """The promises of exactly these ids, oldest first."""
        return self._promises_with("id", ids)

    def promises_of(self, customers: Iterable[str]) -> list[Promise]:
        """The promises made to any of these customer ids, oldest first."""
        return self._promises_with("customer", customers)

    def promises_of_calls(self, calls: Iterable[str]) -> list[Promise]:
        """The promises made in these calls, oldest first."""
        return self._promises_with("call", calls)

    def promises_beginning(self, typed: str, most: int) -> list[str]:
        """The ids of promises that begin so, case apart, at most so many."""
        return self._beginning("promise", typed, most)

    def _promises(self, where: str, *values: int | None) -> list[Promise]:
        query = f"SELECT id, state, due, body FROM promise WHERE {where}"
        return self._ask(lambda: [_promise(*row) for row in self._db.execute(query, values)])

    def _promises_with(self, column: str, ids: Iterable[str]) -> list[Promise]:
        found = (self._promises(f"{column} IN ({marks(part)})", *part) for part in parts(ids))
        return sorted((one for part in found for one in part), key=lambda one: one.order)

    # --- calls

    def call(self, call_id: str) -> CallRow | None:
        """The call of exactly this id."""
        return next(iter(self.call_rows("id = ?", number(call_id))), None)

    def calls(
        self, most: int | None = None, since: datetime | None = None, until: datetime | None = None
    ) -> list[CallRow]:
        """The newest calls in this time (UTC), newest first; all of them without `most`."""
        where, values = between("at", since, until)
        return self.call_rows(f"{where} ORDER BY key DESC LIMIT {-1 if most is None else most}", *values)

    def calls_count(self) -> int:
        """How many calls there are."""
        return self._one("SELECT count(*) FROM call")

    def unclosed(self) -> list[CallRow]:
        """The calls that are not closed, in the order they began."""
        return self.call_rows("closed = 0 ORDER BY key")

    def calls_of(self, customers: Iterable[str]) -> list[CallRow]:
        """The calls with any of these customer ids, newest first."""
        found = [
            (key, row)
            for part in parts(customers)
            for key, row in self._calls_keyed(f"customer IN ({marks(part)})", *part)
        ]
        return [row for _, row in sorted(found, key=lambda one: one[0], reverse=True)]

    def calls_by_customer(self) -> dict[str, int]:
        """How many calls there are with each customer id that has any."""
        return self._counts("FROM call WHERE customer IS NOT NULL")

    def open_by_customer(self) -> dict[str, int]:
        """How many open promises there are to each customer id that has any."""
        return self._counts("FROM promise WHERE state = 'open' AND customer IS NOT NULL")

    def calls_beginning(self, typed: str, most: int) -> list[str]:
        """The ids of calls that begin so, case apart, at most so many."""
        return self._beginning("call", typed, most)

    def last_touched(self, calls: Iterable[str]) -> str | None:
        """Of these calls the one in which something happened last."""
        best: tuple[int, str] | None = None
        for call in calls:
            value = number(call)
            found = self._one("SELECT max(key) FROM event WHERE call = ? OR id = ?", value, value)
            if best is None or (found or 0) > best[0]:
                best = (found or 0, call)
        return best[1] if best is not None else None

    def call_rows(self, where: str, *values: int | str | None) -> list[CallRow]:
        """The calls that fit a condition on the table `call`."""
        return [row for _, row in self._calls_keyed(where, *values)]

    def _calls_keyed(self, where: str, *values: int | str | None) -> list[tuple[int, CallRow]]:
        query = f"SELECT key, id, at, customer, closed FROM call WHERE {where}"
        return self._ask(lambda: [_call(*row) for row in self._db.execute(query, values)])

    # --- ids

    def shorts(self, ids: Iterable[str]) -> dict[str, str]:
        """By id its shortest beginning, at least 3, that no other call or promise has now."""
        given = list(ids)
        found = {one: one for one in given}  # what is no id of ours is shown whole
        for part in parts(given):
            found.update(self._ask(partial(shortest, part, self._db)))
        return found

    def _beginning(self, table: str, typed: str, most: int) -> list[str]:
        between = span(typed.strip().casefold())
        if between is None:
            return []
        query = f"SELECT id FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id LIMIT {most}"
        return self._ask(lambda: [letters(row[0]) for row in self._db.execute(query, between)])

    # --- events

    def events_about(self, ids: Iterable[str]) -> list[Event]:
        """The events with these ids, and those that name one as their call, promise or target, in order."""
        return self._events_with(("id", "call", "promise", "target"), ids)

    def events_of_customers(self, ids: Iterable[str]) -> list[Event]:
        """The events that name one of these customers, and those that added them, in order."""
        return self._events_with(("id", "customer"), ids)

    def events_of_kinds(
        self, kinds: Iterable[str], since: datetime | None = None, until: datetime | None = None
    ) -> list[Event]:
        """The events of these kinds, from `since` on and before `until` (UTC), in the order of the fold."""
        names = [self._kinds.number(kind) for kind in kinds]
        during, values = between("event.at", since, until)
        found = self._events(f"event.kind IN ({marks(names)}) AND {during}", *names, *values)
        return sorted(found, key=lambda event: event.order)

    def past_calls(self, calls: Iterable[str]) -> "Iterator[PastCall]":
        """These calls as one looks back on them, some at a time; each is folded once, and then kept."""
        from difficult_cx.journal.index import past

        ids = [value for part in parts(calls) for value in part]
        told = self._progress is not None and len(ids) > past.BATCH  # fewer are there before a bar is
        sizes, done = self._ask(lambda: past.sizes(self._db, ids)) if told else [], 0
        for start in range(0, len(ids), past.BATCH):
            part = ids[start : start + past.BATCH]
            yield from self._ask(partial(self._with, past.recall, part))
            done += sum(sizes[start : start + past.BATCH])
            if told and self._progress is not None:
                self._progress(done, sum(sizes))

    def events_of_calls(self, calls: Iterable[str]) -> list[Event]:
        """The events of these calls, and those that take one of them back, in the order of the fold."""
        from difficult_cx.journal.index.past import own_events

        found = (self._ask(partial(self._with, own_events, part)) for part in parts(calls))
        return sorted({one.id: one for part in found for one in part}.values(), key=lambda event: event.order)

    def _with(self, question: Callable[[sqlite3.Connection, Places, Sequence[int]], T], ids: list[int]) -> T:
        return question(
            self._db, self._places, ids
        )  # both as they are now: the index may have been made anew

    def event(self, event_id: str) -> Event | None:
        """The event of exactly this id."""
        return next(iter(self._events("event.id = ?", number(event_id))), None)

    def kept_playbook(self, digest: str) -> Event | None:
        """The event that keeps the playbook of this hash."""
        found = self._events("event.id = (SELECT event FROM kept WHERE hash = ?)", encodable(digest))
        return next(iter(found), None)

    def _events_with(self, columns: Sequence[str], ids: Iterable[str]) -> list[Event]:
        found: dict[str, Event] = {}
        for part in parts(ids):
            for column in columns:
                events = self._events(f"event.{column} IN ({marks(part)})", *part)
                found.update((one.id, one) for one in events)
        return sorted(found.values(), key=lambda event: event.order)

    def _events(self, where: str, *values: int | str | None) -> list[Event]:
        """The events that fit; when the journal was changed behind the index, once more from the new one."""
        query = f"SELECT {LIE} WHERE {where}"
        return self._ask(lambda: [self._places.read(*row)[0] for row in self._db.execute(query, values)])

    def search(self, words: str, within: "Within", most: int) -> list[Event]:
        """The newest events in which these words stand, at most so many; the last word may be a beginning."""
        from difficult_cx.domain.wording import query_form
        from difficult_cx.journal.index.searching import find, take_in

        query = query_form(words)
        if not query:
            return []

        def ask() -> list[Event]:
            take_in(self._db, self._folders.data, self._progress)
            return find(self._db, self._places, query, within, most)

        return self._ask(ask)

    def execute(self, query: str, values: Sequence[Any] | Mapping[str, Any] = (), /) -> "Rows":
        """The rows of a query."""
        return self._ask(lambda: Rows(self._db.execute(query, values)))

    def _ask(self, question: Callable[[], T]) -> T:
        """The answer; when it can't be had the index is made anew and asked again."""
        for _ in range(TRIES):
            try:
                return question()
            except WRONG as error:
                why: BaseException = error
                self.rebuild()
        if not isinstance(why, sqlite3.Error | MovedError):
            raise why  # not the index's fault
        if isinstance(why, sqlite3.Error):
            hint = f"remove the files index-* in {self._folders.cache}; they are made anew"
            raise DcxError(f"The index can't be read: {why}.", hint) from why
        raise DcxError("The journal is being changed while it is read.", "try again when that is done")

    def _one(self, query: str, *values: int | None) -> int:
        return int(self.execute(query, values).fetchone()[0] or 0)

    def _counts(self, rows: str) -> dict[str, int]:
        query = f"SELECT customer, count(*) {rows} GROUP BY customer"
        return self._ask(lambda: {letters(one): count for one, count in self._db.execute(query)})


def _call(key: int, one: int, at: int, who: int | None, closed: int) -> tuple[int, CallRow]:
    customer = letters(who) if who is not None else None
    return key, CallRow(letters(one), _moment(at), customer, bool(closed))


def _promise(value: int, state: str, due: int | None, body: str) -> Promise:
    """The promise as its own events tell it; what the table says beside them must be the same."""
    promise_id = letters(value)
    lines = [decode(line) for line in body.encode("ascii", "replace").split(b"\n")]
    events = [one for one in lines if isinstance(one, Event)]
    found = fold_promises(events).get(promise_id) if len(events) == len(lines) else None
    if found is None or (found.state, milliseconds(found.due)) != (state, due):
        raise MovedError(promise_id)
    return found


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
