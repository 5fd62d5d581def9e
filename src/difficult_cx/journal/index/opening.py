"""Making the index, or bringing it up to date: aside and put in place whole, or in memory."""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from difficult_cx import __version__
from difficult_cx.errors import DcxError
from difficult_cx.journal.index.intake import DoubleError, ErasedError, Intake, Progress, StaleError
from difficult_cx.journal.index.places import MovedError, Places
from difficult_cx.journal.index.schema import EVENT_INDEXES, SEARCH, TABLES
from difficult_cx.journal.index.where import BROKEN, VERSION, connect, index_file, looks
from difficult_cx.journal.looking import Look
from difficult_cx.storage.folders import Folders
from difficult_cx.storage.private import make_folder

# From here on it is quicker to make the index anew, aside, than to put so much behind it.
MUCH = 32 << 20
# An unfinished index that nobody has written to for so long is what a killed dcx left.
ABANDONED_SECONDS = 600
TRIES = 3
BUILD_CACHE_KB = 32_000


class Maker:
    """Makes the index of a data folder and keeps it up to date; `progress` is told in bytes how far it is."""

    def __init__(self, folders: Folders, places: Places, progress: Progress | None) -> None:
        self._folders = folders
        self._places = places
        self._progress = progress

    def bring_up(self, db: sqlite3.Connection, now: Mapping[str, Look]) -> bool:
        """Take in what is new; False when the index has to be made anew."""
        try:
            [(done,)] = db.execute("SELECT coalesce(sum(done), 0) FROM file")
            if sum(one.size for one in now.values()) - done > MUCH:
                return False
            db.execute("BEGIN IMMEDIATE")
            try:
                self._intake(db).take(now)
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")
        except (*BROKEN, LookupError, StaleError, MovedError):
            return False  # broken, locked, another journal's
        return True

    def make(self) -> sqlite3.Connection:
        """A new index of all that the files hold: in its place, or in memory where it can't be written."""
        self._places.close()
        try:
            return self._in_place(index_file(self._folders))
        except (OSError, sqlite3.Error, StaleError, MovedError):
            self._places.close()
            return self.in_memory()

    def in_memory(self) -> sqlite3.Connection:
        """An index that leaves no trace."""
        for _ in range(TRIES):
            try:
                return self._fill(None)
            except (StaleError, MovedError):  # written anew at this moment
                self._places.close()
        raise DcxError("The journal is being written anew by another dcx.", "try again when it is done")

    def make_where(self, path: Path) -> sqlite3.Connection:
        """A new index in this file, which nobody else knows of."""
        return self._fill(path)

    def _in_place(self, path: Path) -> sqlite3.Connection:
        make_folder(path.parent)
        aside = aside_of(path)
        try:
            self._fill(aside).close()
            _clear_away(path, aside)
            aside.replace(path)
        finally:
            with suppress(OSError):
                aside.unlink()
        db = connect(path)
        db.execute("PRAGMA journal_mode = WAL")
        return db

    def _fill(self, path: Path | None) -> sqlite3.Connection:
        """All of the journal into a new index, in this file or in memory."""
        erased: list[int] = []
        quick = True
        while True:
            if path is not None:
                _make_private(path)
            db = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
            try:
                self._fill_tables(db, erased, quick=quick)
            except ErasedError as late:
                db.close()
                erased = late.ids
            except DoubleError:
                db.close()
                quick = False
            except BaseException:
                db.close()
                raise
            else:
                return db

    def _fill_tables(self, db: sqlite3.Connection, erased: list[int], *, quick: bool) -> None:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{BUILD_CACHE_KB}"):
            db.execute(f"PRAGMA {pragma}")
        db.executescript(TABLES + SEARCH + ("" if quick else EVENT_INDEXES))
        db.execute("BEGIN")
        db.executemany("INSERT INTO erased VALUES (?)", ((one,) for one in erased))
        intake = self._intake(db)
        if quick:
            intake.take_all(looks(self._folders))
        else:
            intake.take(looks(self._folders))
        db.execute("INSERT INTO meta VALUES ('made', ?)", (__version__,))
        db.execute("COMMIT")

    def _intake(self, db: sqlite3.Connection) -> Intake:
        return Intake(db, self._folders.data, self._places, self._progress)


def aside_of(path: Path) -> Path:
    """Where an index lies until it is whole."""
    return path.with_name(f"{path.name}.{os.getpid()}.new")


def _make_private(path: Path) -> None:
    """An empty file that only its owner can read; SQLite gives its own files beside it the same rights."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _clear_away(path: Path, aside: Path) -> None:
    """Remove the index that was here, those of older journals, and unfinished ones left by a kill."""
    newest = aside.stat().st_mtime
    for old in path.parent.glob(f"index-{VERSION}-{__version__}-*"):
        unfinished = old.name.endswith(".new")
        if not unfinished or newest - old.stat().st_mtime > ABANDONED_SECONDS:
            old.unlink(missing_ok=True)
