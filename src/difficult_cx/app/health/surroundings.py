"""What dcx runs in: versions, the terminal, the clock and the zone."""

import platform
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from difficult_cx.app.face import COLUMNS, LINES, why_plain
from difficult_cx.app.health.line import Health
from difficult_cx.app.world import World
from difficult_cx.domain.times import Times

AHEAD = timedelta(minutes=5)
# From here on nothing of a card has to give way.
ROOMY, HIGH = 60, 16


def versions(world: World, version: str) -> Iterator[Health]:
    """dcx, Python and SQLite, and whether SQLite can search."""
    import sqlite3

    db = sqlite3.connect(":memory:")
    try:
        db.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
        search = True
    except sqlite3.Error:
        search = False
    finally:
        db.close()
    python, sqlite = platform.python_version(), sqlite3.sqlite_version
    what = f"dcx {version}, Python {python}, SQLite {sqlite}, {world.platform}"
    if search:
        yield Health("version", "ok", what)
    else:
        hint = "`dcx search` needs a Python whose SQLite has FTS5"
        yield Health("version", "note", f"{what}; without FTS5", hint)


def terminal(world: World) -> Iterator[Health]:
    """Which face a call will have here, and why."""
    env = world.env
    name = env.get("TERM", "") or "none"
    encoding = getattr(world.stdout, "encoding", None) or "unknown"
    size = f"{world.width}x{world.height}" if world.stdout_tty else f"{world.width} columns"
    colour = "no colour (NO_COLOR)" if env.get("NO_COLOR") else f"TERM {name}"
    why = why_plain(world, world.configuration.settings)
    what = f"{f'the plain face ({why})' if why else 'the full screen'}, {size}, {colour}, {encoding}"
    if why.endswith("too small"):
        yield Health("terminal", "note", what, f"a larger window: from {COLUMNS}x{LINES} on a screen")
    elif not why and (world.width < ROOMY or 0 < world.height < HIGH):
        yield Health("terminal", "note", what, "a larger window, or `dcx handle --plain`")
    elif encoding.casefold().replace("-", "") in ("utf8", "utf8sig"):
        yield Health("terminal", "ok", what)
    else:
        hint = "letters it doesn't have are written as escapes; a UTF-8 locale shows them"
        yield Health("terminal", "note" if world.stdout_tty else "ok", what, hint if world.stdout_tty else "")


def clock(world: World, last: datetime | None) -> Iterator[Health]:
    """The system's time, compared with the newest record."""
    now = world.clock.now().astimezone(UTC)
    what = f"{now:%Y-%m-%d %H:%M:%S} UTC"
    if last is not None and last - now > AHEAD:
        what += f", but the record goes on to {last.astimezone(UTC):%Y-%m-%d %H:%M}"
        yield Health("clock", "note", what, "set this machine's clock; what is late is told by it")
    else:
        yield Health("clock", "ok", what)


def zone(world: World) -> Iterator[Health]:
    """The zone, where it comes from, and the local time in it."""
    found = world.zone_anyway
    now, times = world.clock.now(), Times(found.info, world.configuration.settings.twelve)
    what = f"{found.name} (from {found.source}), now {times.moment(now, year=True)}"
    yield Health("zone", "note" if found.note else "ok", what, found.note)
