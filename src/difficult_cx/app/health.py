"""Whether everything dcx needs is in order: one line each, and what to do next."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from difficult_cx.app.world import World
from difficult_cx.errors import DcxError
from difficult_cx.journal.journal import Journal

SYNCED = ("dropbox", "onedrive", "google drive", "googledrive", "icloud", "nextcloud", "mobile documents")


@dataclass(frozen=True, slots=True)
class Health:
    """One thing that was looked at: `level` is ok, note or bad; `next` what to do about it."""

    name: str
    level: str
    what: str
    next: str = ""


def look(world: World, version: str, python: str) -> list[Health]:
    """Everything, in the order people ask for it."""
    return [
        Health("version", "ok", f"dcx {version}, Python {python}, {world.platform}"),
        *_folders(world),
        *_zone(world),
        *_config(world),
        *_journal(world),
        *_playbooks(world),
        _terminal(world),
    ]


def _folders(world: World) -> Iterator[Health]:
    folders = world.folders
    for name, folder in (("data", folders.data), ("configuration", folders.config), ("cache", folders.cache)):
        yield _folder(f"{name} folder", folder, private=name == "data")
    lowered = str(folders.data).casefold()
    if any(one in lowered for one in SYNCED):
        yield Health(
            "data folder",
            "note",
            "lies on a synchronised drive",
            "a half-synchronised journal can lose its newest lines; keep it on a local disk",
        )


def _folder(name: str, folder: Path, *, private: bool) -> Health:
    if not folder.exists():
        return Health(name, "ok", f"{folder} (made when it is needed)")
    if not folder.is_dir():
        return Health(name, "bad", f"{folder} is no folder", "move it out of the way")
    if not os.access(folder, os.W_OK | os.X_OK):
        return Health(name, "bad", f"{folder} can't be written to", f"chmod u+rwx {folder}")
    if private and os.name != "nt" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        return Health(name, "note", f"{folder} can be read by others", f"chmod 700 {folder}")
    return Health(name, "ok", str(folder))


def _zone(world: World) -> Iterator[Health]:
    zone = world.zone_anyway
    local = world.clock.now().astimezone(zone.info)
    level = "note" if zone.name == "UTC" and zone.source not in ("TZ", "configuration") else "ok"
    hint = "no zone was found; `zone` in config.toml names yours" if level == "note" else ""
    yield Health("zone", level, f"{zone.name} (from {zone.source}), now {local:%a %d %b %Y %H:%M}", hint)


def _config(world: World) -> Iterator[Health]:
    found = world.configuration
    if found.findings:
        first = str(found.findings[0])
        more = f" and {len(found.findings) - 1} more" if len(found.findings) > 1 else ""
        yield Health("configuration", "bad", f"{first}{more}", "`dcx config check` names them all")
    else:
        state = str(found.path) if found.there else "none; every setting has its default"
        yield Health("configuration", "ok", state)


def _journal(world: World) -> Iterator[Health]:
    path = world.folders.journal
    if not path.exists():
        yield Health("journal", "ok", "empty; the first call begins it")
        return
    if path.is_symlink():
        yield Health("journal", "bad", f"{path} is a link", "put the file itself there; links are refused")
        return
    try:
        # made here, so that a mistake in the configuration hides nothing of the journal
        reading = Journal(world.folders, world.clock, world.zone_anyway.name, "").read()
    except DcxError as error:
        yield Health("journal", "bad", error.message, error.hint)
        return
    serious = sum(one.serious for one in reading.findings)
    size = path.stat().st_size
    what = f"{len(reading.events)} records, {size:,} bytes"
    if stat.S_IMODE(path.stat().st_mode) & 0o077 and os.name != "nt":
        yield Health("journal", "note", "can be read by others", f"chmod 600 {path}")
    if serious:
        yield Health("journal", "bad", f"{what}; {serious} places are damaged", "`dcx journal verify`")
    elif reading.findings:
        yield Health("journal", "note", f"{what}; {len(reading.findings)} cut-off writes, all harmless", "")
    else:
        yield Health("journal", "ok", f"{what}, all whole")


def _playbooks(world: World) -> Iterator[Health]:
    try:
        found = world.library.overview()
        world.library.load(world.configuration.settings.playbook)
    except DcxError as error:
        yield Health("playbooks", "bad", error.message, error.hint)
        return
    broken = [one.id for one in found if one.broken]
    own = sum(one.own for one in found)
    what = f"{len(found)} playbooks, {own} of them your own"
    if broken:
        yield Health("playbooks", "note", f"{what}; mistakes in {', '.join(broken)}", "`dcx playbook lint`")
    else:
        yield Health("playbooks", "ok", what)


def _terminal(world: World) -> Health:
    name = world.env.get("TERM", "") or "none"
    where = "a terminal" if world.stdout_tty else "no terminal: the plain face"
    encoding = getattr(world.stdout, "encoding", None) or "unknown"
    return Health("terminal", "ok", f"{where}, TERM {name}, {encoding}")
