"""Full text: what people wrote, taken into FTS5 when somebody first searches, and found newest first."""

import sqlite3
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from difficult_cx.domain.event import Event
from difficult_cx.domain.wording import search_form, texts_of
from difficult_cx.journal.codec import decode
from difficult_cx.journal.index.conditions import between, marks
from difficult_cx.journal.index.intake import Progress
from difficult_cx.journal.index.places import MovedError, Places
from difficult_cx.journal.index.schema import number
from difficult_cx.journal.opening import open_to_read

BATCH = 4_000


class Within(NamedTuple):
    """What a search keeps to: customer ids (any, when empty), from `since` on and before `until` (UTC).

    `files`: the files of the record that it looks in; None: all of them.
    """

    customers: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    files: Collection[str] | None = None


def take_in(db: sqlite3.Connection, data: Path, progress: Progress | None) -> None:
    """Take in the texts of all events that were not searched before."""
    files = db.execute("SELECT id, name, searched, done FROM file WHERE searched < done").fetchall()
    if not files:
        return
    total = sum(done for *_, done in files)
    before = 0
    db.execute("BEGIN IMMEDIATE")
    try:
        for file, name, searched, done in files:
            for place in _take_file(db, file, data / name, searched, done):
                if progress is not None:
                    progress(before + place, total)
            db.execute("UPDATE file SET searched = ? WHERE id = ?", (done, file))
            before += done
        if progress is not None:
            progress(total, total)
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _take_file(db: sqlite3.Connection, file: int, path: Path, searched: int, done: int) -> Iterator[int]:
    """The texts of one file's events, some thousands at a time; where the reading is after each."""
    source = open_to_read(path)
    if source is None:
        return
    with source:
        rows = db.execute(
            "SELECT key, id, place, size FROM event WHERE file = ? AND place >= ? AND place < ? ORDER BY key",
            (file, searched, done),
        )
        while part := rows.fetchmany(BATCH):
            texts = []
            for key, one, place, size in part:
                source.seek(place)
                event = decode(source.read(size))
                if not isinstance(event, Event) or number(event.id) != one:
                    raise MovedError(path.name)
                if text := " ".join(texts_of(event.kind, event.data)).strip():
                    texts.append((key, search_form(text)))
            db.executemany("INSERT INTO said (rowid, text) VALUES (?, ?)", texts)
            yield part[-1][2]


def find(db: sqlite3.Connection, places: Places, query: str, within: Within, most: int) -> list[Event]:
    """The newest events that fit, at most so many; what was taken back or worded anew is left out."""
    found: list[Event] = []
    for file, place, size, one in _matches(db, query, within):
        if not _is_gone(db, places, one):
            found.append(places.read(one, file, place, size)[0])
            if len(found) == most:
                break
    return sorted(found, key=lambda event: event.order, reverse=True)


def _matches(db: sqlite3.Connection, query: str, within: Within) -> Iterator[tuple[str, int, int, int]]:
    during, moments = between("event.at", within.since, within.until)
    tests: list[str] = ["said MATCH ?", during]
    values: list[str | int] = [query, *moments]
    if within.files is not None:
        tests.append(f"file.name IN ({marks(within.files)})")
        values += within.files
    rows = db.execute(
        "SELECT said.rowid, file.name, event.place, event.size, event.id FROM said "
        "CROSS JOIN event ON event.key = said.rowid CROSS JOIN file ON file.id = event.file "
        f"WHERE {' AND '.join(tests)} ORDER BY said.rowid DESC",
        values,
    )
    theirs = _keys_of(db, within.customers) if within.customers else None
    for key, *rest in rows:
        if theirs is None or key in theirs:
            yield rest[0], rest[1], rest[2], rest[3]


def _keys_of(db: sqlite3.Connection, customers: tuple[str, ...]) -> set[int]:
    """The events of these customers: of their calls, of promises to them, and about themselves."""
    ids = [value for value in map(number, customers) if value is not None]
    id_marks = marks(ids)
    rows = db.execute(
        f"SELECT key FROM event WHERE id IN ({id_marks}) OR customer IN ({id_marks}) "
        f"OR call IN (SELECT id FROM call WHERE customer IN ({id_marks})) "
        f"OR promise IN (SELECT id FROM promise WHERE customer IN ({id_marks}))",
        ids * 4,
    )
    return {row[0] for row in rows}


def _is_gone(db: sqlite3.Connection, places: Places, one: int) -> bool:
    """Whether this event was taken back, or its words were replaced."""
    back = db.execute(
        "SELECT event.id, file.name, event.place, event.size FROM event JOIN file ON file.id = event.file "
        "WHERE event.target = ?",
        (one,),
    ).fetchall()
    gone = False
    for event in sorted((places.read(*row)[0] for row in back), key=lambda event: event.order):
        if event.kind in ("taken_back", "promise_undone", "reworded"):
            gone = True
        elif event.kind == "restored":
            gone = False
    return gone
