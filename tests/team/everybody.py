"""A hub with something of everything in it, and a login of each kind that may try to read it; made once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from difficult_cx.journal.drafts import Draft
from difficult_cx.journal.rescue import rescue
from difficult_cx.team.address import read_address
from difficult_cx.team.owning import add, init, remove
from tests.conftest import Dcx, SetClock
from tests.team.conftest import Hub
from tests.team.server import OWNER, PASSWORD, Server

# Bo is a rep of Sam's team, Kim its lead, Olga of another team; Lee left by himself, Rae was removed; Eve is in none.
WHO = {
    "a rep of the team": ("bo", "sam"),
    "its lead": ("kim",),
    "somebody of another team": ("olga",),
    "who has left or was removed": ("lee", "rae"),
    "a login in no team": ("eve",),
    "the hub's owner, the server's superuser": (OWNER,),
}
SAID = ("Ada Quill", "the pump sobbed", "refund Quill")
REVIEWED = ("breathe slower, Sam", "breathe slower, Bo")
OWN = ("a hard day", "half typed", "not saved", "yelling back", "secret-path")


Connection = psycopg.Connection[tuple[object, ...]]


@dataclass
class Everybody:
    """The hub, and the machines that sent to it."""

    hub: Hub
    machines: dict[str, Dcx] = field(default_factory=dict)

    def as_login(self, login: str) -> Connection:
        """A connection in which what is changed is never kept, unless it is said so."""
        found = self.hub.server.connect(self.hub.database, login)
        found.autocommit = False
        return found

    def fingerprint(self) -> list[object]:
        """All that is in the hub, in short."""
        tables = (
            "event",
            "erased",
            "member",
            "device",
            "device_was",
            "team",
            "promise",
            "promise_event",
            "migration",
        )
        query = " UNION ALL ".join(
            f"SELECT '{one}', count(*), md5(string_agg(t::text, '' ORDER BY t::text)) FROM dcx.{one} AS t"
            for one in tables
        )
        return self.hub.run(query)


def everybody(server: Server, folder: Path) -> Iterator[Everybody]:
    """All of that, in a database of its own."""
    server.run("postgres", "CREATE DATABASE everybody TEMPLATE team")
    hub = Hub(server, "everybody")
    owner, env = read_address(hub.url(OWNER)), {"DCX_TEAM_PASSWORD": PASSWORD}
    init(owner, env, "support")
    for login in ("lee", "rae"):
        add(owner, env, login, "support", lead=False)
    found = Everybody(hub)
    for login in ("sam", "bo", "kim", "olga", "lee", "rae"):
        dcx = Dcx(folder / login, SetClock(), {"USER": login, **env})
        dcx("team", "join", hub.url(login))
        dcx("followups", "add", f"flowers of {login} fri noon", "-c", f"{login}'s customer")
        found.machines[login] = dcx
    for login, comment in (("sam", REVIEWED[0]), ("bo", REVIEWED[1])):
        _call(found.machines[login], comment)
    sam = found.machines["sam"]
    _never_sent(sam)
    for dcx in (*found.machines.values(), *found.machines.values()):
        dcx("team", "sync")
    sam("customer", "forget", "sam's customer", "--yes")
    sam("team", "sync")
    found.machines["lee"]("team", "leave")
    remove(owner, env, "rae")
    yield found
    hub.server.run("postgres", "DROP DATABASE everybody WITH (FORCE)")
    for login in ("lee", "rae"):
        server.run("postgres", f"REVOKE dcx_rep FROM {login}")


def _call(dcx: Dcx, comment: str) -> None:
    """A call that is reviewed and coached."""
    dcx("handle", "-c", SAID[0], "--about", SAID[1], stdin=f"//{SAID[1]}\n+ {SAID[2]} fri noon\n", code=4)
    [call] = [one["id"] for one in dcx("call", "list", "--json").json["data"]]
    dcx("call", "close", call, "resolved", "all", "good")
    scores = ("mirrored", "listened", "apology", "can_do", "written")
    dcx("call", "review", call, *(f"{one}=2" for one in scores))
    dcx("call", "review", call, "--comment", comment)


def _never_sent(dcx: Dcx) -> None:
    """A care file, a draft, a rescue file, a rehearsal, a path; all but the rehearsal are on the disk."""
    world = dcx.world(dcx.stream(), dcx.stream(), dcx.stream())
    [call] = [one["id"] for one in dcx("call", "list", "--json").json["data"]]
    dcx("care", "mark", "4", OWN[0])
    Draft(world.folders, call).save(OWN[1], world.journal.new_id())
    assert rescue(world.folders, f"//{OWN[2]}", dcx.clock, call)
    dcx("practice", "yelling", "--seed", "3", "--now", "2026-11-24T10:15", stdin=f"\n> {OWN[3]}\n", code=None)
    dcx("journal", "export", str(dcx.home.parent / f"{OWN[4]}.jsonl"))
    on_disk = b"".join(one.read_bytes() for one in dcx.home.rglob("*") if one.is_file())
    assert [one for one in OWN if one.encode() not in on_disk] == [OWN[3]]


def all_that(login: str, everybody: Everybody) -> str:
    """Every row of every table, view and sequence outside the catalogs that this login is let read."""
    told = []
    with everybody.as_login(login) as connection:
        query = (
            "SELECT n.nspname, c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace "
            "WHERE c.relkind IN ('r', 'v', 'm', 'S', 'p', 'f') AND n.nspname !~ '^(pg_|information_schema)'"
        )
        for schema, name in connection.execute(query).fetchall():
            table = sql.Identifier(str(schema), str(name))
            try:
                with connection.transaction():
                    rows = connection.execute(sql.SQL("SELECT t::text FROM {} AS t").format(table)).fetchall()
            except psycopg.errors.InsufficientPrivilege:
                continue
            told += [f"{schema}.{name} {row[0]}" for row in rows]
        connection.rollback()
    return "\n".join(told)
