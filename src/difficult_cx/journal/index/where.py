"""Where the index lies, and opening it when nothing was written since: all that most readings need."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from difficult_cx import __version__
from difficult_cx.journal.looking import Look, look
from difficult_cx.journal.opening import is_readable
from difficult_cx.storage.folders import Folders

# An index of another version is another file: two versions of dcx don't undo each other's work.
VERSION = 4
OWN = "journal.jsonl"
# Another dcx that takes in a tail is done in milliseconds; a longer wait isn't worth it to a rep.
BUSY_SECONDS = 0.5
CACHE_KB = 2_000
# So many bytes SQLite looks through in a millisecond: pages that changed from outside are then no surprise.
SMALL = 1 << 20
# What a damaged index leads to: SQLite's own errors, and its message or a value with bytes that are no UTF-8.
BROKEN = (sqlite3.Error, ValueError, TypeError, OverflowError)


def index_file(folders: Folders) -> Path:
    """Where the index of this journal lies: named for dcx's version, and for the file that the journal is.

    Erasing writes the journal anew, so the index of the old one can't be mistaken for its own.
    """
    found = look(folders.journal)
    inode = found.inode if found is not None else 0
    return folders.cache / f"index-{VERSION}-{__version__}-{inode}.sqlite"


def names_of(folders: Folders) -> list[str]:
    """The journal's files as seen from the data folder, in the order in which they count."""
    try:
        fetched = sorted(entry.name for entry in os.scandir(folders.fetched) if entry.name.endswith(".jsonl"))
    except OSError:
        fetched = []
    return [OWN, *(f"fetched/{name}" for name in fetched)]


def looks(folders: Folders) -> dict[str, Look]:
    """The journal's files as they are now, in the order in which they count.

    A fetched one that can't be read is left out; `dcx journal verify` names it.
    """
    names = (name for name in names_of(folders) if name == OWN or is_readable(folders.data / name))
    found = ((name, look(folders.data / name)) for name in names)
    return {name: one for name, one in found if one is not None}


def open_index(path: Path) -> sqlite3.Connection | None:
    """The index of this name; None where there is none, where it is no index, or is being replaced."""
    there = look(path)
    if there is None or not path.is_file() or path.is_symlink():
        return None
    try:
        db = connect(path)
    except BROKEN:
        return None
    try:
        whole = db.execute("SELECT value FROM meta WHERE name = 'made'").fetchone()
        if there.size <= SMALL and db.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            whole = None
    except BROKEN:
        db.close()
        return None
    after = look(path)
    # another dcx may have put a new one in place while SQLite opened the old one and the new one's log
    if whole is None or after is None or after.inode != there.inode:
        db.close()
        return None
    return db


def connect(path: Path) -> sqlite3.Connection:
    """The database of this name, open."""
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    except BaseException:
        db.close()
        raise
    return db


def is_current(db: sqlite3.Connection, now: dict[str, Look]) -> bool:
    """Whether nothing was written since the index took in these files."""
    rows = db.execute("SELECT name, inode, size, mtime FROM file").fetchall()
    return {name: Look(*rest) for name, *rest in rows} == now


def remove_indexes(folders: Folders) -> None:
    """Remove every index there is, whole; an OSError says which one can't be."""
    with suppress(FileNotFoundError, NotADirectoryError):
        for path in sorted(folders.cache.iterdir()):
            if path.name.startswith("index-"):
                path.unlink(missing_ok=True)
