"""The tables of the index, and how an id and a place in the fold become whole numbers."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, overload

from difficult_cx.domain.ids import ALPHABET, LENGTH, SHORTEST, is_id

if TYPE_CHECKING:
    from sqlite3 import Connection

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, inode INTEGER NOT NULL DEFAULT 0,
  size INTEGER NOT NULL DEFAULT 0, mtime INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0,
  edge INTEGER NOT NULL DEFAULT 0, whole INTEGER NOT NULL DEFAULT 0, searched INTEGER NOT NULL DEFAULT 0,
  rep TEXT NOT NULL DEFAULT ''
);
CREATE TABLE kind (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE erased (id INTEGER PRIMARY KEY);
CREATE TABLE event (
  key INTEGER PRIMARY KEY, id INTEGER NOT NULL, kind INTEGER NOT NULL, at INTEGER NOT NULL,
  file INTEGER NOT NULL, place INTEGER NOT NULL, size INTEGER NOT NULL,
  call INTEGER, promise INTEGER, target INTEGER, customer INTEGER
);
CREATE TABLE promise (
  id INTEGER PRIMARY KEY, state TEXT NOT NULL, due INTEGER, call INTEGER, customer INTEGER,
  body TEXT NOT NULL, owner TEXT NOT NULL, rep TEXT NOT NULL
);
CREATE INDEX promise_state ON promise (state, due);
CREATE INDEX promise_call ON promise (call) WHERE call IS NOT NULL;
CREATE INDEX promise_customer ON promise (customer) WHERE customer IS NOT NULL;
CREATE TABLE call (
  id INTEGER PRIMARY KEY, key INTEGER NOT NULL, at INTEGER NOT NULL, customer INTEGER, closed INTEGER NOT NULL
);
CREATE INDEX call_key ON call (key);
CREATE INDEX call_open ON call (key) WHERE closed = 0;
CREATE INDEX call_customer ON call (customer, key);
CREATE TABLE past (call INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE customer (
  id INTEGER PRIMARY KEY, into_ INTEGER, names TEXT NOT NULL, n INTEGER NOT NULL, device TEXT NOT NULL
);
CREATE INDEX customer_into ON customer (into_) WHERE into_ IS NOT NULL;
CREATE TABLE name (key TEXT PRIMARY KEY, customer INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE bare (
  customer INTEGER NOT NULL, letters TEXT NOT NULL, sorted TEXT NOT NULL, length INTEGER NOT NULL
);
CREATE INDEX bare_customer ON bare (customer);
CREATE TABLE kept (hash TEXT PRIMARY KEY, event INTEGER NOT NULL) WITHOUT ROWID;
"""

# Made last when a whole journal is taken in: sorting once is quicker than keeping sorted.
EVENT_INDEXES = """
CREATE UNIQUE INDEX event_id ON event (id);
CREATE INDEX event_call ON event (call) WHERE call IS NOT NULL;
CREATE INDEX event_promise ON event (promise) WHERE promise IS NOT NULL;
CREATE INDEX event_target ON event (target) WHERE target IS NOT NULL;
CREATE INDEX event_customer ON event (customer) WHERE customer IS NOT NULL;
CREATE INDEX event_kind ON event (kind);
"""

# Two letters at least stand between what FTS5 takes for a word; marks belong to the letters they stand on.
SEARCH = """
CREATE VIRTUAL TABLE said USING fts5(
  text, content='', detail=full, tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
"""

# Where events lie, as `Places.read` wants it; a condition follows.
LIE = "event.id, file.name, event.place, event.size FROM event JOIN file ON file.id = event.file"

_LETTERS = "".join(sorted(ALPHABET))
_BASE = len(_LETTERS)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"[:_BASE]
_AS_DIGITS = str.maketrans(_LETTERS, _DIGITS)
_BYTES_AS_DIGITS = bytes(
    ord(_DIGITS[at]) if (at := _LETTERS.find(chr(byte))) >= 0 else ord("!") for byte in range(256)
)
_PAIRS = tuple(first + second for first in _LETTERS for second in _LETTERS)
_DEVICE_LETTERS = 4
LOW_BITS = 20  # 27 ** 4 is below 2 ** 20


def number(text: object) -> int | None:
    """An id as a whole number, in the same order; None for what is no id."""
    if not is_id(text):
        return None
    assert isinstance(text, str)
    return int(text.translate(_AS_DIGITS), _BASE)


def number_in(raw: bytes) -> int | None:
    """The same for the bytes of a line."""
    try:
        return int(raw.translate(_BYTES_AS_DIGITS), _BASE) if len(raw) == LENGTH else None
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def letters(value: int) -> str:
    """The id of a whole number."""
    out = []
    for _ in range(LENGTH // 2):
        value, rest = divmod(value, len(_PAIRS))
        out.append(_PAIRS[rest])
    return "".join(reversed(out))


@overload
def milliseconds(moment: datetime) -> int: ...
@overload
def milliseconds(moment: None) -> None: ...
def milliseconds(moment: datetime | None) -> int | None:
    """A time (UTC) as the tables have it; None where there is none."""
    return int(moment.timestamp() * 1000) if moment is not None else None


def span(beginning: str) -> tuple[int, int] | None:
    """The first and last number of ids that begin so; None where no id can."""
    if not 0 < len(beginning) <= LENGTH or not set(beginning) <= set(_LETTERS):
        return None
    free = _BASE ** (LENGTH - len(beginning))
    low = int(beginning.translate(_AS_DIGITS), _BASE)
    return low * free, (low + 1) * free - 1


# By how much ids of the same first letters can differ, by the number of those letters.
_UNITS = tuple(_BASE ** (LENGTH - size) for size in range(LENGTH + 1))

_NEIGHBOURS = """WITH one(id) AS (VALUES {}) SELECT id,
 (SELECT max(id) FROM call WHERE id < one.id), (SELECT min(id) FROM call WHERE id > one.id),
 (SELECT max(id) FROM promise WHERE id < one.id), (SELECT min(id) FROM promise WHERE id > one.id) FROM one"""


def shortest(ids: Sequence[int], db: "Connection") -> dict[str, str]:
    """By id its shortest beginning, at least 3, that no other call or promise has now."""
    rows = db.execute(_NEIGHBOURS.format(",".join(["(?)"] * len(ids))), ids)
    return {letters(one): letters(one)[: _apart(one, others)] for one, *others in rows}


def _apart(one: int, others: Iterable[int | None]) -> int:
    """How many letters of the first id tell it from the others, at least 3."""
    size = SHORTEST
    for other in others:
        while other is not None and size < LENGTH and one // _UNITS[size] == other // _UNITS[size]:
            size += 1
    return size


def key(n: int, device: str) -> int:
    """An event's place in the fold as a number: `n`, then the beginning of the device's name.

    Two events can share it; the second takes the next one that is free, and whoever reads several sorts them
    by `Event.order`.
    """
    return (n << LOW_BITS) | _low(device)


def largest_n(db: "Connection") -> int:
    """The largest `n` of all events, or a little more; 0 when there is none."""
    return int(db.execute("SELECT coalesce(max(key), 0) FROM event").fetchone()[0]) >> LOW_BITS


@cache
def _low(device: str) -> int:
    between = span(device[:_DEVICE_LETTERS])
    return between[0] // _BASE ** (LENGTH - _DEVICE_LETTERS) if between is not None else 0
