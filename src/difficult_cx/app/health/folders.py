"""The folders: there, ours alone, writable, with room, and on a disk of this machine."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from difficult_cx.app.health.line import Health
from difficult_cx.app.world import World
from difficult_cx.storage.drives import network, synced
from difficult_cx.storage.private import reason

LITTLE = 50 << 20


def folders(world: World) -> Iterator[Health]:
    """A line each; one more for the drive that the data lies on, and for its room where there is little."""
    places = world.folders
    for name, folder in (("data", places.data), ("configuration", places.config), ("cache", places.cache)):
        yield _folder(f"{name} folder", folder, private=name == "data")
    there = _nearest(places.data)
    kind = network(there, world.platform, world.mounts)
    by = synced(there)
    if kind:
        hint = "locks and syncs over a network are promises of another machine; keep DCX_HOME on a local disk"
        yield Health("data drive", "note", f"{kind}, a network drive", hint)
    if by:
        hint = "the other side can put the journal back to an older state; keep DCX_HOME on a local folder"
        yield Health("data drive", "note", f"kept in step by {by}", hint)
    if not kind and not by:
        yield _room(there)


def _folder(name: str, folder: Path, *, private: bool) -> Health:
    try:
        found = folder.stat()
    except FileNotFoundError:
        return _not_there(name, folder)
    except OSError as error:
        return Health(name, "bad", f"{folder} can't be looked at: {reason(error)}", "ask whoever owns it")
    if not stat.S_ISDIR(found.st_mode):
        return Health(name, "bad", f"{folder} is no folder", "move it out of the way")
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Health(name, "bad", f"{folder} can't be read and written", f"chmod u+rwx '{folder}'")
    if private and os.name != "nt" and hasattr(os, "geteuid") and found.st_uid != os.geteuid():
        hint = "run dcx as the one who owns it, or chown it"
        return Health(name, "note", f"{folder} belongs to user {found.st_uid}, not to you", hint)
    if private and os.name != "nt" and stat.S_IMODE(found.st_mode) & 0o077:
        return Health(name, "note", f"{folder} can be read by others", f"chmod 700 '{folder}'")
    return Health(name, "ok", str(folder))


def _not_there(name: str, folder: Path) -> Health:
    above = _nearest(folder)
    if os.access(above, os.W_OK | os.X_OK):
        return Health(name, "ok", f"{folder} (made when it is needed)")
    hint = f"make it, or set DCX_HOME to a folder of yours; {above} can't be written"
    return Health(name, "bad", f"{folder} is not there and can't be made", hint)


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next((one for one in (folder, *folder.parents) if one.exists()), folder)


def _room(folder: Path) -> Health:
    import shutil

    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return Health("data drive", "ok", "a local drive")
    what = f"a local drive, {free >> 20:,} MiB free"
    if free < LITTLE:
        return Health("data drive", "note", what, "make room: a full disk can't save a note")
    return Health("data drive", "ok", what)
