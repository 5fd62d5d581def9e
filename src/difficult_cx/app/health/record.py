"""The journal and its index: whole, ours alone, current; and what a crash left over."""

import os
import stat
from collections.abc import Iterator
from datetime import datetime

from difficult_cx.app.health.line import Health
from difficult_cx.app.world import World
from difficult_cx.errors import DcxError
from difficult_cx.journal.index.checking import REMOVED, check
from difficult_cx.journal.index.where import BROKEN, index_file, is_current, looks, open_index
from difficult_cx.journal.journal import Journal
from difficult_cx.journal.survey import Survey, survey


def read(world: World) -> Survey | Health:
    """The whole record, or why there is nothing to be read."""
    path = world.folders.journal
    if path.is_symlink():
        return Health("journal", "bad", f"{path} is a link", "put the file itself there; links are refused")
    if not path.exists():
        return Health("journal", "ok", "empty; the first call begins it")
    try:
        # made here, so that a mistake in the configuration hides nothing of the journal
        return survey(Journal(world.folders, world.clock, world.zone_anyway.name, ""))
    except DcxError as error:
        return Health("journal", "bad", error.message, error.hint)


def journal(world: World, reading: Survey | Health) -> Iterator[Health]:
    """Whether every record is whole, and who may read it."""
    if isinstance(reading, Health):
        yield reading
        return
    path = world.folders.journal
    if os.name != "nt" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Health("journal", "note", "can be read by others", f"chmod 600 '{path}'")
    serious = sum(one.serious for one in reading.findings)
    what = f"{reading.records:,} records, {path.stat().st_size:,} bytes"
    if serious:
        damaged = "1 place is damaged" if serious == 1 else f"{serious} places are damaged"
        yield Health("journal", "bad", f"{what}; {damaged}", "`dcx journal verify` names the place")
    elif reading.findings:
        yield Health("journal", "note", f"{what}; {len(reading.findings)} cut-off writes, all harmless")
    else:
        yield Health("journal", "ok", f"{what}, all whole")


def newest(reading: Survey | Health) -> datetime | None:
    """When the newest record was written (UTC), by its own clock; None without one."""
    return None if isinstance(reading, Health) else reading.newest


def index(world: World) -> Iterator[Health]:
    """Whether there is one, and whether it has everything; it is only ever a convenience."""
    now = looks(world.folders)
    if not now:
        return
    path = index_file(world.folders)
    db = open_index(path)
    if db is None:
        if path.exists():
            hint = f"rm '{path}'; it is made anew"
            yield Health("index", "note", "is no index that can be read", hint)
        else:
            yield Health("index", "ok", "none yet; the next list makes it")
        return
    size = path.stat().st_size
    try:
        whole = db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        current = is_current(db, now)
    except BROKEN:
        whole = current = False
    finally:
        db.close()
    if not whole:
        yield Health("index", "note", "is damaged", f"rm '{path}'; it is made anew")
        return
    try:
        removed = check(world.folders) == REMOVED
    except DcxError as error:
        yield Health("index", "bad", error.message, error.hint)
        return
    if removed:
        what = "said other things than the journal; it was removed"
        yield Health("index", "note", what, "nothing: the next list makes it anew")
    else:
        state = "has everything" if current else "is behind; the next list takes in the rest"
        yield Health("index", "ok", f"{size:,} bytes, {state}")


def left_over(world: World) -> Iterator[Health]:
    """Lines that couldn't be saved and lie in files of their own."""
    try:
        files = sorted(one.name for one in world.folders.rescue.iterdir() if one.stat().st_size)
    except OSError:
        return
    if files:
        count = "1 file" if len(files) == 1 else f"{len(files)} files"
        hint = f"read them ({files[0]}), write what matters down again, then remove them"
        yield Health("rescued lines", "note", f"{count} in {world.folders.rescue}", hint)
