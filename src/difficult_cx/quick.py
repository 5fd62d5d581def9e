"""`dcx followups --check`, answered before Typer is imported: a shell prompt asks it at every line.

Only when the index says all: it is there, of this version, and nothing was written since. In every other
case, and wherever something is odd, the answer is None and the command goes the long way, which says the same
(tests/cli/test_quick.py). Imports next to nothing, so the few facts it needs are written down here once more:
`storage.folders` and `journal.index.where` have them for everybody else.
"""

import os
import sys

from difficult_cx import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

INDEX_VERSION = 4
BUSY_SECONDS = 0.05
SMALL_INDEX = 1 << 20
MOST_CONFIGURATION = 1024 * 1024


def overdue(env: "Mapping[str, str]", platform: str, now: float) -> int | None:
    """How many are overdue at `now` (seconds since 1970, UTC); None when it can't be said quickly."""
    places = folders(env, platform)
    if places is None:
        return None
    data, cache = places
    try:
        now_there = looks(data)
        path = index_path(cache, now_there)
        there = None if path is None else os.lstat(path)
        if path is None or there is None or there.st_mode & 0o170000 != 0o100000:
            return None
        # alone everything is mine
        me = rep(env) if len(now_there) > 1 else ""
    except OSError:
        return None
    return None if me is None else _ask(path, there.st_size <= SMALL_INDEX, now_there, int(now) * 1000, me)


def index_path(cache: str, now_there: dict[str, tuple[int, int, int]]) -> str | None:
    """Where the index of the journal that looks like this lies; None where there is no journal."""
    own = now_there.get("journal.jsonl")
    return (
        None if own is None else os.path.join(cache, f"index-{INDEX_VERSION}-{__version__}-{own[0]}.sqlite")
    )


def _ask(path: str, small: bool, now_there: dict[str, tuple[int, int, int]], now: int, me: str) -> int | None:
    import sqlite3

    try:
        db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            if db.execute("SELECT value FROM meta WHERE name = 'made'").fetchone() is None:
                return None
            if small and db.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                return None
            known = {row[0]: row[1:] for row in db.execute("SELECT name, inode, size, mtime FROM file")}
            if known != now_there:
                return None
            reps = [str(row[0]) for row in db.execute("SELECT rep FROM file WHERE name != 'journal.jsonl'")]
            late = db.execute(
                "SELECT owner, rep, count(*) FROM promise WHERE state = 'open' AND due < ? "
                "GROUP BY owner, rep",
                (now,),
            ).fetchall()
            return _mine(late, me, reps) if reps else sum(int(count) for _, _, count in late)
        finally:
            db.close()
    except (sqlite3.Error, TypeError, ValueError):
        return None


def _mine(late: "list[tuple[str, str, int]]", me: str, reps: list[str]) -> int:
    """How many of them are mine where there are these reps' journals besides."""
    from difficult_cx.domain.mine import is_mine, name_key

    mine = name_key(me)
    colleagues = set(map(name_key, reps)) - {mine, ""}
    return sum(int(count) for owner, rep, count in late if is_mine(owner, rep, mine, colleagues))


def rep(env: "Mapping[str, str]") -> str | None:
    """My name as `World.rep_anyway` has it; None where the configuration has to be read with care."""
    home = env.get("DCX_HOME")
    folder = os.path.abspath(home) if home else xdg(env, "XDG_CONFIG_HOME", ".config")
    path = os.path.join(folder, "config.toml")
    try:
        if os.lstat(path).st_mode & 0o170000 != 0o100000:
            return None
        with open(path, "rb") as file:
            content = file.read(MOST_CONFIGURATION + 1)
    except FileNotFoundError:
        content = b""
    if b"rep" in content or b"\\" in content or len(content) > MOST_CONFIGURATION:
        found = _configured(content)
        if found != "":
            return found
    names = (env.get(key, "") for key in ("USER", "LOGNAME", "USERNAME"))
    return next((name for name in names if name), "")


def _configured(content: bytes) -> str | None:
    """The name in this configuration; None where it is none that anybody would write."""
    import tomllib

    try:
        found = tomllib.loads(content.decode("utf-8")).get("rep", "")
    except (ValueError, RecursionError):
        return None
    plain = isinstance(found, str) and found.isprintable() and len(found) <= 80 and "  " not in found
    return found if plain and found == found.strip() else None


def folders(env: "Mapping[str, str]", platform: str) -> tuple[str, str] | None:
    """The data and the cache folder; None where platformdirs has to be asked."""
    home = env.get("DCX_HOME")
    if home:
        top = os.path.abspath(home)
        return top, os.path.join(top, "cache")
    if not platform.startswith("linux") or not env.get("HOME"):
        return None
    return xdg(env, "XDG_DATA_HOME", ".local/share"), xdg(env, "XDG_CACHE_HOME", ".cache")


def xdg(env: "Mapping[str, str]", name: str, default: str) -> str:
    """The folder of ours below the one that an `XDG_*` name says, else below the home."""
    named = env.get(name, "").strip()
    base = named if os.path.isabs(named) else os.path.join(env["HOME"], default)
    return os.path.join(base, "dcx")


def looks(data: str) -> dict[str, tuple[int, int, int]]:
    """Inode, size and time of change of every file of the journal."""
    names = ["journal.jsonl"]
    try:
        names += [f"fetched/{one.name}" for one in os.scandir(os.path.join(data, "fetched"))]
    except OSError:
        pass
    found = {}
    for name in names:
        if name.endswith(".jsonl"):
            there = os.lstat(os.path.join(data, name))
            found[name] = (there.st_ino, there.st_size, there.st_mtime_ns)
    return found


def answer() -> int | None:
    """Say how many are overdue, as the command does, and return its exit code; None: go the long way."""
    from difficult_cx.app.clock import SystemClock

    count = overdue(os.environ, sys.platform, SystemClock().now().timestamp())
    if count is None:
        return None
    try:
        if count and sys.stdout is not None:
            sys.stdout.write(f"{count} overdue\n")
            sys.stdout.flush()
    except OSError as error:
        from difficult_cx.cli.streams import complain, silence

        silence(sys.stdout)
        return 0 if isinstance(error, BrokenPipeError) else complain(error)
    return 1 if count else 0
