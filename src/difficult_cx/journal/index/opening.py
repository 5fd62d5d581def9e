"""Opening the index, or making it: aside and put in place whole, or in memory where it can't be written."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from difficult_cx import __version__
from difficult_cx.errors import DcxError
from difficult_cx.journal.index.intake import OWN, DoubleError, ErasedError, Intake, Progress, StaleError
from difficult_cx.journal.index.lines import look
from difficult_cx.journal.index.places import MovedError, Places
from difficult_cx.journal.index.schema import EVENT_INDEXES, SEARCH, TABLES, VERSION
from difficult_cx.storage.folders import Folders
from difficult_cx.storage.private import make_folder

# Another dcx that takes in a tail is done in milliseconds; a longer wait isn't worth it to a rep.
BUSY_SECONDS = 0.5
# From here on it is quicker to make the index anew, aside, than to put so much behind it.
MUCH = 32 << 20
# An unfinished index that nobody has written to for so long is what a killed dcx left.
ABANDONED_SECONDS = 600
TRIES = 3
READ_CACHE_KB, BUILD_CACHE_KB = 2_000, 32_000


def index_file(folders: Folders) -> Path:
    """Where the index of this journal lies: named for dcx's version, and for the file that the journal is.

    Erasing writes the journal anew, so the index of the old one can't be mistaken for its own.
    """
    found = look(folders.journal)
    inode = found.inode if found is not None else 0
    return folders.cache / f"index-{VERSION}-{__version__}-{inode}.sqlite"


def remove_indexes(folders: Folders) -> None:
    """Remove every index there is, whole; an OSError says which one can't be."""
    with suppress(FileNotFoundError, NotADirectoryError):
        for path in sorted(folders.cache.iterdir()):
            if path.name.startswith("index-"):
                path.unlink(missing_ok=True)


def names_of(folders: Folders) -> list[str]:
    """The journal's files as seen from the data folder, in the order in which they count."""
    try:
        fetched = sorted(entry.name for entry in os.scandir(folders.fetched) if entry.name.endswith(".jsonl"))
    except OSError:
        fetched = []
    return [OWN, *(f"fetched/{name}" for name in fetched)]


def open_current(folders: Folders, places: Places, progress: Progress | None) -> sqlite3.Connection:
    """The index with everything in it that the files hold now."""
    path = index_file(folders)
    names = names_of(folders)
    if not any(look(folders.data / name) for name in names):
        return _in_memory(folders, names, places, None)
    try:
        db = _open(path)
        if db is not None:
            try:
                if _brought_up(db, folders, names, places, progress):
                    return db
            except BaseException:
                db.close()
                raise
            db.close()
    except (sqlite3.Error, StaleError, MovedError):
        pass  # broken, locked, another journal's: made anew
    return made_anew_or_in_memory(folders, places, progress)


def made_anew_or_in_memory(folders: Folders, places: Places, progress: Progress | None) -> sqlite3.Connection:
    """A new index of all that the files hold now: in its place, or in memory where it can't be written."""
    names = names_of(folders)
    places.close()
    try:
        return _made_anew(index_file(folders), folders, names, places, progress)
    except (OSError, sqlite3.Error, StaleError, MovedError):
        places.close()
        return _in_memory(folders, names, places, progress)


def _open(path: Path) -> sqlite3.Connection | None:
    """The index of this name if it is one; None where there is none, or where it is being replaced."""
    there = look(path)
    if there is None or not path.is_file() or path.is_symlink():
        return None
    db = _connect(path)
    try:
        db.execute(f"PRAGMA cache_size = -{READ_CACHE_KB}")
        whole = db.execute("SELECT value FROM meta WHERE name = 'made'").fetchone()
    except sqlite3.Error:
        db.close()
        raise
    after = look(path)
    # another dcx may have put a new one in place while SQLite opened the old one and the new one's log
    if whole is None or after is None or after.inode != there.inode:
        db.close()
        return None
    return db


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA synchronous = NORMAL")
    return db


def _brought_up(
    db: sqlite3.Connection, folders: Folders, names: Sequence[str], places: Places, progress: Progress | None
) -> bool:
    """Whether the index now holds what the files hold; False when making it anew is quicker."""
    intake = Intake(db, folders.data, places, progress)
    if not intake.behind(names):
        return True
    new = sum(found.size for name in names if (found := look(folders.data / name)) is not None)
    [(done,)] = db.execute("SELECT coalesce(sum(done), 0) FROM file")
    if new - done > MUCH:
        return False
    db.execute("BEGIN IMMEDIATE")
    try:
        intake.take(names)
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
    return True


def _made_anew(
    path: Path, folders: Folders, names: Sequence[str], places: Places, progress: Progress | None
) -> sqlite3.Connection:
    make_folder(path.parent)
    aside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        _private(aside)
        _fill(aside, folders, names, places, progress)
        _clear_away(path, aside)
        aside.replace(path)
    finally:
        with suppress(OSError):
            aside.unlink()
    return _connect_wal(path)


def _private(path: Path) -> None:
    """An empty file that only its owner can read; SQLite gives its own files beside it the same rights."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _fill(
    path: Path | None, folders: Folders, names: Sequence[str], places: Places, progress: Progress | None
) -> sqlite3.Connection | None:
    """All of the journal into a new index; for one in memory (no path) it is returned open."""
    erased: list[int] = []
    quick = True
    while True:
        db = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        try:
            _fill_tables(db, erased, folders, names, places, progress, quick=quick)
        except (ErasedError, DoubleError) as again:
            db.close()
            if path is not None:
                _private(path)
            erased = again.ids if isinstance(again, ErasedError) else erased
            quick = quick and not isinstance(again, DoubleError)
            continue
        except BaseException:
            db.close()
            raise
        if path is None:
            return db
        db.close()
        return None


def _fill_tables(
    db: sqlite3.Connection,
    erased: list[int],
    folders: Folders,
    names: Sequence[str],
    places: Places,
    progress: Progress | None,
    *,
    quick: bool,
) -> None:
    for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{BUILD_CACHE_KB}"):
        db.execute(f"PRAGMA {pragma}")
    db.executescript(TABLES + SEARCH + ("" if quick else EVENT_INDEXES))
    db.execute("BEGIN")
    db.executemany("INSERT INTO erased VALUES (?)", ((one,) for one in erased))
    intake = Intake(db, folders.data, places, progress)
    if quick:
        intake.take_all(names)
    else:
        intake.take(names)
    db.execute("INSERT INTO meta VALUES ('made', ?)", (__version__,))
    db.execute("COMMIT")


def _clear_away(path: Path, aside: Path) -> None:
    """Remove the index that was here, those of older journals, and unfinished ones left by a kill."""
    newest = aside.stat().st_mtime
    for old in path.parent.glob(f"index-{VERSION}-{__version__}-*"):
        unfinished = old.name.endswith(".new")
        if not unfinished or newest - old.stat().st_mtime > ABANDONED_SECONDS:
            old.unlink(missing_ok=True)


def _connect_wal(path: Path) -> sqlite3.Connection:
    db = _connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute(f"PRAGMA cache_size = -{READ_CACHE_KB}")
    return db


def _in_memory(
    folders: Folders, names: Sequence[str], places: Places, progress: Progress | None
) -> sqlite3.Connection:
    for _ in range(TRIES):
        try:
            db = _fill(None, folders, names, places, progress)
        except (StaleError, MovedError):  # written anew at this moment
            places.close()
            continue
        assert db is not None, "an index in memory is returned"
        return db
    raise DcxError("The journal is being written anew by another dcx.", "try again when it is done")
