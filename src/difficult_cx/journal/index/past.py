"""Past calls, folded when somebody first looks back at them, and kept until something happens in them."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from difficult_cx.domain.event import Event
from difficult_cx.journal.index.conditions import marks
from difficult_cx.journal.index.places import Places
from difficult_cx.journal.index.rows import Row
from difficult_cx.journal.index.schema import LIE, letters, number

if TYPE_CHECKING:
    from difficult_cx.domain.story.past import PastCall

# So many calls at a time: little room, and the index is never locked for longer than another dcx waits.
BATCH = 500
# A progress is told bytes: about what the events of a call are, and what its kept line is.
EVENTS_BYTES, LINE_BYTES = 5_000, 300


def recall(db: sqlite3.Connection, places: Places, part: Sequence[int]) -> "list[PastCall]":
    """These calls, at most `BATCH` of them; those that weren't kept are folded, and kept from now on."""
    # the story of calls, only where one looks back: whoever appends comes by here too
    from difficult_cx.domain.story.packing import unpacked
    from difficult_cx.domain.story.past import past_calls

    query = f"SELECT call, body FROM past WHERE call IN ({marks(part)})"
    kept = {call: unpacked(body) for call, body in db.execute(query, part)}
    missing = [call for call in part if call not in kept]
    if missing:
        before = _version(db)
        folded = past_calls(own_events(db, places, missing))
        _keep(db, folded.values(), before)
        kept |= {call: folded[one] for call in missing if (one := letters(call)) in folded}
    return [kept[call] for call in part if call in kept]


def own_events(db: sqlite3.Connection, places: Places, calls: Sequence[int]) -> list[Event]:
    """The events that began these calls, those in them, and those that take one of them back, in order."""
    own_marks = marks(calls)
    own = f"SELECT id FROM event WHERE call IN ({own_marks})"
    tests = (f"id IN ({own_marks})", f"call IN ({own_marks})", f"target IN ({own})")
    query = " UNION ".join(f"SELECT {LIE} WHERE event.{test}" for test in tests)
    rows = db.execute(query, (*calls, *calls, *calls)).fetchall()
    return sorted((places.read(*row)[0] for row in rows), key=lambda event: event.order)


def sizes(db: sqlite3.Connection, calls: Sequence[int]) -> list[int]:
    """About how many bytes are read for each of these calls."""
    kept: set[int] = set()
    for start in range(0, len(calls), BATCH):
        part = calls[start : start + BATCH]
        query = f"SELECT call FROM past WHERE call IN ({marks(part)})"
        kept.update(row[0] for row in db.execute(query, part))
    return [LINE_BYTES if call in kept else EVENTS_BYTES for call in calls]


def drop(db: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Calls in which these events are, or whose events they take back, are folded anew the next time."""
    calls = {row.call for row in rows if row.call is not None}
    db.executemany("DELETE FROM past WHERE call = ?", ((call,) for call in calls))
    targets = {row.target for row in rows if row.target is not None}
    query = "DELETE FROM past WHERE call = (SELECT call FROM event WHERE id = ?)"
    db.executemany(query, ((target,) for target in targets))


def _keep(db: sqlite3.Connection, calls: "Iterable[PastCall]", before: int) -> None:
    """Keep what was folded, unless another dcx has changed the index meanwhile, or it can't be written."""
    from difficult_cx.domain.story.packing import packed

    try:
        db.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return
    try:
        if _version(db) == before:
            rows = ((number(one.id), packed(one)) for one in calls)
            db.executemany("INSERT OR REPLACE INTO past VALUES (?, ?)", rows)
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _version(db: sqlite3.Connection) -> int:
    """A number that is another one as soon as another dcx has changed the index."""
    return int(db.execute("PRAGMA data_version").fetchone()[0])
