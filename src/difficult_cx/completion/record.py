"""Values that the index has: never a reading of the whole record for a Tab key."""

import os
from collections.abc import Mapping
from typing import Any

from difficult_cx.completion.fitting import Offer
from difficult_cx.completion.values import MOST
from difficult_cx.domain.mine import name_key
from difficult_cx.quick import folders, index_path, looks

# What was written since the index was made is taken in when it is no more than this.
TAIL = 1 << 20


def from_record(kind: str, begun: str, env: Mapping[str, str], platform: str) -> list[Offer]:
    """Customers, open promises, parked or newest calls that begin so."""
    import sqlite3

    from difficult_cx.errors import DcxError

    try:
        db = _index(env, platform)
        if db is None:
            return []
        try:
            if kind == "customer":
                return _customers(db, begun)
            return _promises(db, begun) if kind == "promise" else _calls(db, begun, parked=kind == "parked")
        finally:
            db.close()
    except (sqlite3.Error, OSError, ValueError, DcxError):
        return []


def _index(env: Mapping[str, str], platform: str) -> Any:
    """The index, brought up to date where that is little work; as it is where it isn't; None without one."""
    import sqlite3

    data, cache = folders(env, platform) or _asked(env, platform)
    there = looks(data)
    path = index_path(cache, there)
    if path is None:
        return None
    known: dict[str, tuple[int, int, int]] = {}
    db = None
    if os.path.isfile(path) and not os.path.islink(path):
        db = sqlite3.connect(path, timeout=0.05, isolation_level=None)
        try:
            known = {row[0]: row[1:] for row in db.execute("SELECT name, inode, size, mtime FROM file")}
        except sqlite3.Error:
            db.close()
            raise
        if known == there:
            return db
    new = sum(look[1] for look in there.values()) - sum(look[1] for look in known.values())
    if not 0 <= new <= TAIL:
        return db
    if db is not None:
        db.close()
    return _brought_up(env, platform)


def _asked(env: Mapping[str, str], platform: str) -> tuple[str, str]:
    from difficult_cx.storage.folders import find_folders

    found = find_folders(env, platform)
    return str(found.data), str(found.cache)


def _brought_up(env: Mapping[str, str], platform: str) -> Any:
    from difficult_cx.journal.index.index import Index
    from difficult_cx.storage.folders import find_folders

    return Index(find_folders(env, platform))


def _customers(db: Any, begun: str) -> list[Offer]:
    """The names that begin so, case apart; a merged customer's other names lead to who they are now."""
    wanted = name_key(begun)
    rows = db.execute(
        "SELECT name.key, customer.names FROM name JOIN customer ON customer.id = name.customer "
        "WHERE name.key >= ? AND name.key < ? ORDER BY name.key LIMIT ?",
        (wanted, f"{wanted}\U0010ffff", MOST),
    )
    import json

    found: list[Offer] = []
    for key, names in rows:
        name = next((one for one in json.loads(names) if name_key(one) == key), None)
        if name is not None:
            found.append((name, ""))
    return found


def _promises(db: Any, begun: str) -> list[Offer]:
    """The open promises whose ids begin so, soonest first, with their words."""
    between = _between(begun)
    if between is None:
        return []
    rows = db.execute(
        "SELECT id, body FROM promise WHERE state = 'open' AND id BETWEEN ? AND ? "
        "ORDER BY due IS NULL, due LIMIT ?",
        (*between, MOST),
    )
    return [(_short(db, one), _words(body)) for one, body in list(rows)]


def _words(body: str) -> str:
    """The words of a promise: those of the event that made it, the first line of its life."""
    import json

    try:
        made = json.loads(body.partition("\n")[0])
    except ValueError:
        return ""
    text = made.get("text") if isinstance(made, dict) else None
    return text if isinstance(text, str) else ""


def _calls(db: Any, begun: str, *, parked: bool) -> list[Offer]:
    """The calls whose ids begin so, newest first; `parked`: only those that are not closed."""
    between = _between(begun)
    if between is None:
        return []
    rows = db.execute(
        "SELECT call.id, customer.names FROM call LEFT JOIN customer ON customer.id = call.customer "
        "WHERE call.id BETWEEN ? AND ? AND (call.closed = 0 OR ?) ORDER BY call.key DESC LIMIT ?",
        (*between, int(not parked), 20),
    )
    return [(_short(db, one), _last(names)) for one, names in list(rows)]


def _between(begun: str) -> tuple[int, int] | None:
    """The ids that begin so, as the index has them; None where no id can."""
    from difficult_cx.journal.index.schema import span

    return span(begun.casefold()) if begun else (0, (1 << 63) - 1)


def _last(names: str | None) -> str:
    import json

    found = json.loads(names) if names else []
    return str(found[0]) if found else ""


def _short(db: Any, value: int) -> str:
    from difficult_cx.journal.index.schema import shortest

    return next(iter(shortest([value], db).values()))
