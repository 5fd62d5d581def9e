"""The hub's schema, version by version: each in a transaction of its own, one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from difficult_cx.team.failing import HubError

if TYPE_CHECKING:
    import psycopg

FOLDER = Path(__file__).parent / "schema"
# Who makes or changes the schema holds this while they do.
LOCK = 0x6463785F686F62  # "dcx_hub"
ROLES = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'dcx_rep') THEN CREATE ROLE dcx_rep NOLOGIN; END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'dcx_lead') THEN
    CREATE ROLE dcx_lead NOLOGIN; GRANT dcx_rep TO dcx_lead;
  END IF;
END $$
"""


def versions() -> dict[int, Path]:
    """The files of the schema by their version: `001_record.sql` is 1."""
    return {int(path.name[:3]): path for path in sorted(FOLDER.glob("[0-9][0-9][0-9]_*.sql"))}


def newest() -> int:
    """The schema that this dcx is made for."""
    return max(versions())


# The oldest schema for which a dcx may be made and still work with this one, by version.
WORKS_FROM = {1: 1, 2: 1, 3: 1}
# The oldest schema with which this dcx works: its owner may bring it up to date later.
NEEDS = 2


def migrate(connection: "psycopg.Connection[Any]", upto: int | None = None) -> list[int]:
    """Bring the schema up to date; the versions that were made now. A failure leaves the last whole one."""
    made = []
    for version, path in versions().items():
        if upto is not None and version > upto:
            break
        with one_owner(connection):
            if _current(connection) >= version:
                continue
            if version == 1:
                connection.execute(ROLES)
            connection.execute(path.read_bytes())
            values = (version, WORKS_FROM[version])
            connection.execute("INSERT INTO dcx.migration (version, works_from) VALUES (%s, %s)", values)
            made.append(version)
    return made


@contextmanager
def one_owner(connection: "psycopg.Connection[Any]") -> Iterator[None]:
    """A transaction of the only one who changes the hub's schema, its settings or its logins now."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        yield


def _current(connection: "psycopg.Connection[Any]") -> int:
    there = connection.execute("SELECT to_regclass('dcx.migration') IS NOT NULL").fetchone()
    if there is None or not there[0]:
        return 0
    row = connection.execute("SELECT coalesce(max(version), 0) FROM dcx.migration").fetchone()
    return int(row[0]) if row else 0


def check(connection: "psycopg.Connection[Any]", where: str, needs: int | None = None) -> int:
    """The schema's version; a HubError when this dcx and it are of different times.

    `needs`: the oldest schema that will do; without it the one with which a member can go on.
    """
    least = NEEDS if needs is None else needs
    row = connection.execute(
        "SELECT version, works_from FROM dcx.migration ORDER BY version DESC LIMIT 1"
    ).fetchone()
    version, works_from = row if row is not None else (0, 0)
    if version < least:
        raise HubError(
            f"The hub {where} has schema {version}; this dcx needs {least}. Nothing was sent.",
            "its owner runs: dcx team init URL",
        )
    if works_from > newest():
        raise HubError(
            f"The hub {where} has schema {version}, which this dcx is too old for. Nothing was sent.",
            "update dcx; what you write stays here and is sent then",
        )
    return int(version)
