"""Taking in what is new in the journal's files: only the tails, or everything when a file was replaced."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from difficult_cx.journal.index.customers import encodable
from difficult_cx.journal.index.folding import Fold
from difficult_cx.journal.index.kinds import Kinds
from difficult_cx.journal.index.lines import Reach, read_on, same_so_far
from difficult_cx.journal.index.places import Places
from difficult_cx.journal.index.rows import Row
from difficult_cx.journal.index.schema import EVENT_INDEXES
from difficult_cx.journal.index.where import OWN
from difficult_cx.journal.looking import Look

# done so far and in all, in bytes
Progress = Callable[[int, int], None]


class StaleError(Exception):
    """What was taken in is not what the files hold; the index is made anew. Never leaves this folder."""


class ErasedError(StaleError):
    """An erasing came later than events it erases: made anew, with `ids` left out from the beginning."""

    def __init__(self, ids: list[int]) -> None:
        super().__init__("erased")
        self.ids = ids


class DoubleError(StaleError):
    """Two records have one id, or one place in the fold: they are taken in one by one."""


class Intake:
    """Brings the tables of `db` up to date with the files of the data folder.

    `progress` is told how far it is, in bytes, after each part.
    """

    def __init__(self, db: sqlite3.Connection, data: Path, places: Places, progress: Progress | None) -> None:
        self._db = db
        self._data = data
        self._places = places
        self._kinds = Kinds(db)
        self._fold = Fold(db, places, self._kinds)
        self._progress = progress

    def take(self, now: Mapping[str, Look]) -> None:
        """Take in the tails of these files, in this order; a StaleError when one isn't what it was."""
        for file, name, rows in self._new(now):
            kept = self._without_erased(rows)
            if self._insert_all(file, kept) < len(kept):
                kept = self._one_by_one(file, name, kept)
            self._fold.take(kept)
        self._check_erased()

    def take_all(self, now: Mapping[str, Look]) -> None:
        """The same for empty tables, still without the indexes of `event`; a DoubleError: go one by one."""
        for file, _, rows in self._new(now):
            kept = self._without_erased(rows)
            if self._insert_all(file, kept) < len(kept):
                raise DoubleError
        try:
            for statement in EVENT_INDEXES.split(";"):
                self._db.execute(statement)
        except sqlite3.IntegrityError as error:
            raise DoubleError from error
        self._fold.take_all()
        self._check_erased()

    def _new(self, now: Mapping[str, Look]) -> Iterator[tuple[int, str, list[Row]]]:
        """What is new, part by part: the file's number and name, and rows; its reach is saved at its end."""
        known = {row[0] for row in self._db.execute("SELECT name FROM file")}
        if known - set(now):
            raise StaleError("a file is gone")
        total = sum(found.size for found in now.values())
        before = 0
        for name, found in now.items():
            place = self._reach(name, found)
            if place is not None:
                file, reach = place
                last: Row | None = None
                for rows in read_on(self._data / name, reach):
                    yield file, name, rows
                    last = rows[-1] if rows else last
                    if self._progress is not None:
                        self._progress(before + reach.done, total)
                self._save(file, found, reach)
                if last is not None:
                    self._save_rep(file, name, last)
            before += found.size

    def _reach(self, name: str, now: Look) -> tuple[int, Reach] | None:
        """Where to go on in a file; None when it is as it was, a StaleError when it is another one."""
        row = self._db.execute(
            "SELECT id, inode, size, mtime, done, whole, edge FROM file WHERE name = ?", (name,)
        ).fetchone()
        if row is None:
            columns = "name, inode, size, mtime, done, edge, whole, searched"
            file = self._db.execute(
                f"INSERT INTO file ({columns}) VALUES (?, 0, 0, 0, 0, 0, 0, 0)", (name,)
            ).lastrowid
            assert file is not None, "a row that was put in has a number"
            return file, Reach()
        file, inode, size, mtime, done, whole, edge = row
        if (inode, size, mtime) == (now.inode, now.size, now.mtime):
            return None
        reach = Reach(done, whole, edge)
        grown = inode == now.inode and now.size > size
        if now.size < done or not same_so_far(self._data / name, reach, thorough=not grown):
            raise StaleError(name)
        return file, reach

    def _save(self, file: int, now: Look, reach: Reach) -> None:
        """Remember how far this file is taken in; the look is the one from before the reading."""
        values = (now.inode, now.size, now.mtime, reach.done, reach.edge, reach.whole, file)
        self._db.execute(
            "UPDATE file SET inode = ?, size = ?, mtime = ?, done = ?, edge = ?, whole = ? WHERE id = ?",
            values,
        )

    def _save_rep(self, file: int, name: str, last: Row) -> None:
        """Whose journal it is: the rep of its last record."""
        rep = self._places.read(last.id, name, last.place, last.size)[0].rep
        self._db.execute("UPDATE file SET rep = ? WHERE id = ?", (encodable(rep), file))

    def _without_erased(self, rows: list[Row]) -> list[Row]:
        gone = {row[0] for row in self._db.execute("SELECT id FROM erased")}
        return [row for row in rows if row.id not in gone] if gone else rows

    def _insert_all(self, file: int, rows: list[Row]) -> int:
        """How many of them could be put in."""
        values = [self._values(row, file) for row in rows]  # adds new kinds, which is a change too
        before = self._db.total_changes
        self._db.executemany(_INSERT, values)
        return self._db.total_changes - before

    def _values(self, row: Row, file: int) -> tuple[int | None, ...]:
        kind = self._kinds.add(row.kind)
        about = (row.call, row.promise, row.target, row.customer)
        return (row.key, row.id, kind, row.at, file, row.place, row.size, *about)

    def _one_by_one(self, file: int, name: str, rows: list[Row]) -> list[Row]:
        """The rows that are new, with the keys they got: some were known, or their key was taken."""
        new = []
        for row in rows:
            known = self._db.execute(
                "SELECT event.file, place, event.size, name FROM event JOIN file ON file.id = event.file "
                "WHERE event.id = ?",
                (row.id,),
            ).fetchone()
            if known is None:
                new.append(self._insert(file, row))
            elif known[:2] == (file, row.place):
                new.append(row)
            elif _rank(name) < _rank(known[3]):
                self._check_same(name, row, known)
        return new

    def _insert(self, file: int, row: Row) -> Row:
        """Put the event in at the first key that is free."""
        while not self._insert_all(file, [row]):
            row = row._replace(key=row.key + 1)
        return row

    def _check_same(self, name: str, row: Row, known: tuple[int, int, int, str]) -> None:
        """A file that counts before the one it was in has another record of this id: that one counts."""
        theirs = self._places.read(row.id, name, row.place, row.size)[1]
        if theirs != self._places.read(row.id, known[3], *known[1:3])[1]:
            raise StaleError("another record of this id counts")

    def _check_erased(self) -> None:
        """An erasing that came later than what it erases: all is folded again without it."""
        left = self._db.execute("SELECT 1 FROM event WHERE id IN (SELECT id FROM erased) LIMIT 1").fetchone()
        if left is not None:
            raise ErasedError([row[0] for row in self._db.execute("SELECT id FROM erased")])


def _rank(name: str) -> tuple[bool, str]:
    """Which file's record counts when two have one id: our own journal's, then by the files' names."""
    return (name != OWN, name)


_INSERT = "INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
