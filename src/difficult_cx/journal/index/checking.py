"""Whether the index on the disk says what the journal says; one that doesn't is removed.

Bytes of it may have changed where SQLite doesn't look. A cache may be thrown away at any moment, so that is
what is done: the journal is never touched.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path

from difficult_cx.domain.story.packing import packed
from difficult_cx.domain.story.past import past_calls
from difficult_cx.errors import DcxError
from difficult_cx.journal.index.intake import StaleError
from difficult_cx.journal.index.opening import Maker, aside_of
from difficult_cx.journal.index.past import BATCH, own_events
from difficult_cx.journal.index.places import MovedError, Places
from difficult_cx.journal.index.schema import LOW_BITS, letters
from difficult_cx.journal.index.searching import take_in
from difficult_cx.journal.index.where import BROKEN, index_file, is_current, looks, open_index, remove_indexes
from difficult_cx.storage.folders import Folders
from difficult_cx.storage.private import make_folder, reason

TRIES = 3
NONE, AGREES, REMOVED = "none", "agrees", "removed"
# Numbers that depend on the order in which things were taken in are left out, or named.
_QUERIES = (
    f"""SELECT event.id, event.key >> {LOW_BITS}, kind.name, at, file.name, place, event.size, call, promise,
    target, customer FROM event LEFT JOIN kind ON kind.id = kind LEFT JOIN file ON file.id = file
    ORDER BY event.id""",
    "SELECT id, state, due, call, customer, body, owner, rep FROM promise ORDER BY id",
    "SELECT name, rep FROM file ORDER BY name",
    f"SELECT id, key >> {LOW_BITS}, at, customer, closed FROM call ORDER BY id",
    "SELECT id, into_, names, n, device FROM customer WHERE names != '[]' ORDER BY id",
    "SELECT key, customer FROM name ORDER BY key",
    "SELECT customer, letters, sorted, length FROM bare ORDER BY customer, letters",
    "SELECT hash, event FROM kept ORDER BY hash",
    "SELECT id FROM erased ORDER BY id",
)
_WORDS = "SELECT term, doc, cnt FROM temp.words ORDER BY term"


def check(folders: Folders) -> str:
    """Compare the index with one that is made anew beside it: `none`, `agrees`, or `removed`.

    A DcxError says that it is wrong and can't be removed. A journal that can't be read is another check's
    business.
    """
    places = Places(folders.data)
    try:
        for _ in range(TRIES):
            now = looks(folders)
            same = _agrees(folders, Maker(folders, places, None), places)
            if same is not False:
                return NONE if same is None else AGREES
            places.close()
            if looks(folders) == now:  # nobody wrote meanwhile
                return _removed(folders)
        return NONE
    finally:
        places.close()


def _agrees(folders: Folders, maker: Maker, places: Places) -> bool | None:
    """Whether the index says what the journal says; None where there is none to be compared."""
    path = index_file(folders)
    db = open_index(path)
    if db is None:
        return None
    aside = aside_of(path)
    try:
        now = looks(folders)
        if not is_current(db, now) and not maker.bring_up(db, now):
            return None  # another journal's, or broken: whoever reads makes it anew
        fresh = _made(maker, aside)
        try:
            return (
                _is_sound(db)
                and all(_same(db, fresh, query) for query in _QUERIES)
                and _words(db, fresh, folders)
                and _past(db, fresh, places)
            )
        finally:
            fresh.close()
    except (*BROKEN, StaleError, MovedError):
        return False
    finally:
        db.close()
        with suppress(OSError):
            aside.unlink()


def _made(maker: Maker, aside: Path) -> sqlite3.Connection:
    """A new index beside the old one; in memory where nothing can be written."""
    try:
        make_folder(aside.parent)
        return maker.make_where(aside)
    except (OSError, sqlite3.Error):
        return maker.in_memory()


def _same(one: sqlite3.Connection, other: sqlite3.Connection, query: str) -> bool:
    rows: Iterator[tuple[object, object]] = zip_longest(one.execute(query), other.execute(query))
    return all(first == second for first, second in rows)


def _words(one: sqlite3.Connection, other: sqlite3.Connection, folders: Folders) -> bool:
    """Whether both know the same words, each as often; nothing to look at where nobody searched yet."""
    if not one.execute("SELECT max(searched) FROM file").fetchone()[0]:
        return one.execute("SELECT 1 FROM said_docsize LIMIT 1").fetchone() is None
    for db in (one, other):
        take_in(db, folders.data, None)
        db.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, said, row)")
    return _same(one, other, _WORDS)


def _past(one: sqlite3.Connection, fresh: sqlite3.Connection, places: Places) -> bool:
    """Whether the calls that are kept folded are what their events come to."""
    kept = one.execute("SELECT call, body FROM past ORDER BY call")
    while part := kept.fetchmany(BATCH):
        calls = [call for call, _ in part]
        folded = past_calls(own_events(fresh, places, calls))
        if any(letters(call) not in folded or packed(folded[letters(call)]) != body for call, body in part):
            return False
    return True


def _is_sound(db: sqlite3.Connection) -> bool:
    """Whether SQLite finds its own tables and indexes in order."""
    return bool(db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))


def _removed(folders: Folders) -> str:
    try:
        remove_indexes(folders)
    except OSError as error:
        raise DcxError(
            f"The index in {folders.cache} says other things than the journal, and can't be removed: "
            f"{reason(error)}.",
            "remove the files index-* there by hand; they are made anew",
        ) from error
    return REMOVED
