"""A hub with 50 reps and 1,000,000 events: what it takes to send a call, fetch a day, list what is overdue.

    nice python -m benchmarks.team [--reps 50] [--events 1000000]

Starts a PostgreSQL server of its own in a temporary folder, with its settings as they come but for the port,
sends every rep's journal under the rep's own login by `dcx.send`, a thousand records at a time as
`dcx team sync` does, and prints the figures and the plans that docs/team-scale.md has.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.team.server import OWNER, PASSWORD, Server

from benchmarks.journals import END, EVENTS_A_CALL, events
from difficult_cx.domain.event import Event
from difficult_cx.journal.codec import encode
from difficult_cx.team.address import read_address
from difficult_cx.team.owning import add, init
from difficult_cx.team.postgres import PostgresHub, connect

ENV = {"DCX_TEAM_PASSWORD": PASSWORD, "HOME": "/nowhere"}
BATCH = 1_000
CALL = round(EVENTS_A_CALL)
OVERDUE = "SELECT id, due, owner FROM dcx.promise WHERE state = 'open' AND due < %s ORDER BY due LIMIT 100"
PAGE = "SELECT pos, id, line FROM dcx.event WHERE device = %s AND pos > %s ORDER BY pos LIMIT 1000"
LAST_BEFORE = (
    "SELECT DISTINCT ON (device) device, id FROM dcx.event "
    "WHERE substring(line FROM '\"at\":\"([^\"]*)') < '{moment}' ORDER BY device, pos DESC"
)
SIZES = (
    "SELECT relname, pg_size_pretty(pg_table_size(oid)), pg_size_pretty(pg_indexes_size(oid)), "
    "reltuples::bigint FROM pg_class "
    "WHERE relnamespace = 'dcx'::regnamespace AND relkind = 'r' AND reltuples > 1000 ORDER BY 1"
)
Lines = list[bytes]


def main() -> None:
    """Make the hub, fill it, measure."""
    parse = argparse.ArgumentParser()
    parse.add_argument("--reps", type=int, default=50)
    parse.add_argument("--events", type=int, default=1_000_000)
    given = parse.parse_args()
    server = Server(settings={"log_statement": "none", "fsync": "on", "max_connections": "120"})
    try:
        names = [f"rep{number}" for number in range(given.reps)]
        server.make_logins([*names, "lead"])
        server.run("postgres", "CREATE DATABASE scale")
        owner = read_address(server.url(OWNER, "scale"))
        init(owner, ENV, "team")
        for name in (*names, "lead"):
            add(owner, ENV, name, "team", lead=name == "lead")
        begun = f"load {os.getloadavg()[0]:.1f} at the beginning"
        print(f"{platform.machine()}, {os.cpu_count()} processors, {begun}")
        devices = fill(server, names, given.events // given.reps)
        server.run("scale", "VACUUM ANALYZE")
        report(server, names, devices)
        print(f"load {os.getloadavg()[0]:.1f} at the end")
    finally:
        server.stop()


def hub_of(server: Server, name: str) -> PostgresHub:
    """The hub as this login has it."""
    return connect(read_address(server.url(name, "scale")), ENV)


def fill(server: Server, names: list[str], each: int) -> dict[str, Lines]:
    """Every rep's journal into the hub; the last call of each is kept back, to be sent later."""
    begun, sent, kept = time.perf_counter(), 0, {}
    for number, name in enumerate(names):
        hub = hub_of(server, name)
        own = (encode(one)[:-1] for one in journal(name, number, each))
        for part in parts(own, BATCH):
            lines = part
            if len(part) < BATCH or sent + len(part) == each * (number + 1):
                lines, kept[name] = part[:-CALL], part[-CALL:]
            hub.send(lines)
            sent += len(part)
        hub.close()
    took = time.perf_counter() - begun
    print(f"filled: {sent:,} events of {len(names)} reps in {took:.0f} s, {sent / took:,.0f} a second")
    return kept


def journal(name: str, number: int, count: int) -> Iterator[Event]:
    """A rep's events, under their name."""
    from dataclasses import replace

    return (replace(one, rep=name) for one in events(count, seed=number + 1))


def parts(lines: Iterator[bytes], size: int) -> Iterator[Lines]:
    part: Lines = []
    for line in lines:
        part.append(line)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


def report(server: Server, names: list[str], kept: dict[str, Lines]) -> None:
    """The figures, in the order of the page."""
    hubs = {name: hub_of(server, name) for name in names}
    took = [timed(lambda n=name: hubs[n].send(kept[n])) for name in names]
    say("send a call", took, f"{CALL} events, one transaction")
    lead = hub_of(server, "lead")
    day = END - timedelta(days=1)
    last = dict(server.run("scale", LAST_BEFORE.format(moment=f"{day:%Y-%m-%dT%H:%M:%S}")))
    rows = [0]

    def fetch() -> None:
        rows[0] = sum(len(batch.lines) for batch in lead.fetch(last, ""))

    took = [timed(fetch) for _ in range(5)]
    say("fetch a day of all", took, f"{rows[0]:,} events of {len(names)} reps")
    newest = dict(
        server.run("scale", "SELECT DISTINCT ON (device) device, id FROM dcx.event ORDER BY device, pos DESC")
    )
    took = [timed(lambda: list(lead.fetch(newest, ""))) for _ in range(20)]
    say("fetch when nothing is new", took, f"asked of {len(names)} devices")
    with server.connect("scale", "lead") as connection:
        took = [timed(lambda: connection.execute(OVERDUE, (END,)).fetchall()) for _ in range(20)]
        say("list the team's overdue promises", took, "the first 100, as the lead, under row-level security")
        explain(connection, OVERDUE, END)
        explain(connection, PAGE, next(iter(newest)), 10)
    processes(server, names[0])
    for table, size, indexes, rows_there in server.run("scale", SIZES):
        print(f"  {table}: {rows_there:,} rows, {size}, indexes {indexes}")


def processes(server: Server, name: str) -> None:
    """The whole command, from outside: with nothing new, in a data folder that has everything."""
    with tempfile.TemporaryDirectory() as home:
        env = {"PATH": os.environ["PATH"], "DCX_HOME": home, "USER": name, "TZ": "UTC", **ENV}

        def dcx(*args: str) -> None:
            subprocess.run(
                [sys.executable, "-m", "difficult_cx", *args], env=env, check=True, capture_output=True
            )

        dcx("team", "join", server.url(name, "scale"))
        print(f"  dcx team sync, the first time, all there is: {timed(lambda: dcx('team', 'sync')):.1f} s")
        dcx("followups", "--team")
        say(
            "dcx team sync, nothing new",
            [timed(lambda: dcx("team", "sync")) for _ in range(5)],
            "the whole process",
        )
        took = [timed(lambda: dcx("followups", "--team", "--overdue", "--json")) for _ in range(5)]
        say("dcx followups --team --overdue", took, "the whole process, without the hub")
        size = sum(path.stat().st_size for path in Path(home).rglob("*") if path.is_file())
        print(f"  a member's data folder, index included: {size / 1e6:,.0f} MB")


def timed(what: Callable[[], Any]) -> float:
    """Seconds that this takes."""
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def say(name: str, took: list[float], of: str) -> None:
    """Median and worst, in ms."""
    print(f"  {name}: median {statistics.median(took) * 1000:.1f} ms, worst {max(took) * 1000:.1f} ms ({of})")


def explain(connection: Any, query: str, *values: object) -> None:
    """The plan as PostgreSQL gives it."""
    from psycopg import ClientCursor

    text = ClientCursor(connection).mogrify(query, values)
    print(f"EXPLAIN {text}")
    for row in connection.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) {text}").fetchall():
        print(f"    {row[0]}")


if __name__ == "__main__":
    main()
