"""Whatever is cut off, killed or full: nothing is lost, nothing comes twice, and the next sync goes on."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from difficult_cx.domain.event import Entry
from difficult_cx.journal.journal import Journal
from difficult_cx.storage.folders import find_folders
from difficult_cx.team import connecting, migrations
from tests.conftest import ZONE, Dcx
from tests.team.conftest import Hub, Rep
from tests.team.seeing import device, lines, views
from tests.team.server import OWNER, PASSWORD, Server


def wrote(dcx: Dcx, count: int, what: str = "note") -> None:
    """A journal of so many promises, written in one go."""
    folders = find_folders({"DCX_HOME": str(dcx.home)}, sys.platform)
    here = Journal(folders, dcx.clock, ZONE, dcx.env["USER"])
    text = "the pump broke again and nobody came " * 6
    here.append(
        *(Entry("promise_made", {"text": f"{what} {n} {text}", "type": "promise"}) for n in range(count))
    )


def process(dcx: Dcx, *args: str) -> "subprocess.Popen[bytes]":
    """`dcx ARGS` in a process of its own, which can be killed."""
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(dcx.home),
        "TZ": ZONE,
        "DCX_HOME": str(dcx.home),
        **dcx.env,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "difficult_cx", *args],
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def whole(sender: Dcx, reader: Dcx) -> bool:
    """Whether the reader has the sender's journal, each record once and in order."""
    fetched = reader.home / "fetched" / f"{device(sender)}.jsonl"
    return [one for one in lines(fetched) if one.endswith(b'"}')] == lines(sender.home / "journal.jsonl")


@contextmanager
def through(hub: Hub, how: str, most: int) -> Iterator[int]:
    """A port behind which the network fails after so many bytes."""
    script = Path(__file__).with_name("proxy.py")
    one = subprocess.Popen(
        [sys.executable, str(script), str(hub.server.port), how, str(most)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert one.stdout is not None
        yield int(one.stdout.readline())
    finally:
        one.kill()
        one.wait()
        if one.stdout is not None:
            one.stdout.close()


@pytest.mark.parametrize("how", ["drop", "swallow"])
def test_a_network_that_fails_half_way_costs_nothing(
    hub: Hub, joined: Rep, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While sending and while fetching, at any byte; it is said, and the next time goes on."""
    monkeypatch.setattr(connecting, "CONNECT_SECONDS", 2)
    monkeypatch.setattr(connecting, "STATEMENT_SECONDS", 1)
    monkeypatch.setattr(connecting, "GRACE_SECONDS", 0.3)
    sam, bo = joined("sam"), joined("bo")
    wrote(sam, 600)
    for dcx in (sam, bo):
        for most in (300, 3_000, 60_000) if how == "drop" else (20_000,):
            with through(hub, how, most) as port:
                (dcx.home / "team.json").write_text(
                    json.dumps({"dcx": 1, "hub": hub.url(dcx.env["USER"], port)})
                )
                said = dcx("team", "sync", code=3).err
                assert "the hub" in said
                assert "Traceback" not in said
        dcx("team", "join", hub.url(dcx.env["USER"]))
        dcx("team", "sync")
    assert whole(sam, bo)
    assert bo("journal", "verify").code == 0


def test_a_sync_that_is_killed_goes_on_where_it_was(joined: Rep) -> None:
    """Kill -9 at random moments of sending and of fetching; every record arrives, none twice."""
    sam, bo = joined("sam"), joined("bo")
    wrote(sam, 1_500)
    chance = random.Random(7)
    for dcx in (sam, bo):
        for _ in range(2):
            one = process(dcx, "team", "sync")
            time.sleep(chance.uniform(0.3, 1.2))
            one.kill()
            one.communicate()
        dcx("team", "sync")
    assert whole(sam, bo)
    assert (
        len({json.loads(one)["id"] for one in lines(bo.home / "fetched" / f"{device(sam)}.jsonl")}) == 1_500
    )


def test_two_at_once_are_one(joined: Rep) -> None:
    """Three at the same time send and fetch each record once; a quiet one leaves it to the first."""
    sam, bo = joined("sam"), joined("bo")
    wrote(sam, 800)
    for dcx in (sam, bo):
        three = [process(dcx, "team", "sync", *quiet) for quiet in ((), (), ("--quiet",))]
        ends = [(one.communicate(), one.returncode) for one in three]
        assert [code for _, code in ends] == [0, 0, 0], ends
    assert whole(sam, bo)


def test_while_it_syncs_a_call_is_written(joined: Rep) -> None:
    """A sync never holds up an append; what is written meanwhile goes with the next."""
    sam, bo = joined("sam"), joined("bo")
    wrote(sam, 600)
    wrote(bo, 600)
    sam("team", "sync")
    going = process(bo, "team", "sync")
    written = 0
    while going.poll() is None:
        wrote(bo, 1, "meanwhile")
        written += 1
        time.sleep(0.05)
    going.communicate()
    assert going.returncode == 0
    assert written
    bo("team", "sync")
    sam("team", "sync")
    assert whole(bo, sam)
    assert whole(sam, bo)


def test_a_full_disk_on_the_server_is_said_and_costs_nothing(hub: Hub, joined: Rep) -> None:
    """What was sent whole batch by whole batch stays; with room again the next sync goes on."""
    sam, bo = joined("sam"), joined("bo")
    wrote(sam, 2_500)
    with hub.server.small_disk("dcx.event", hub.database) as place:
        said = sam("team", "sync", code=3).err
        assert "The disk of the hub" in said
        assert "is full; nothing of this was taken there" in said
        [[count]] = hub.run("SELECT count(*) FROM dcx.event")
        assert 0 < count < 2_500
        assert bo("team", "sync").code == 0
        subprocess.run(["mount", "-o", "remount,size=64m", place], check=True)
        sam("team", "sync")
        bo("team", "sync")
    assert whole(sam, bo)


def test_a_newer_schema_is_used_when_it_can_be_and_else_said(hub: Hub, joined: Rep) -> None:
    """An old dcx goes on with a newer schema that says it may; otherwise nothing is sent."""
    sam = joined("sam")
    wrote(sam, 3)
    newest = migrations.newest()
    hub.run(f"INSERT INTO dcx.migration (version, works_from) VALUES ({newest + 1}, {newest})")
    assert sam("team", "sync").out == "0 fetched, 3 sent\n"
    hub.run(f"UPDATE dcx.migration SET works_from = version WHERE version = {newest + 1}")
    wrote(sam, 1)
    said = sam("team", "sync", code=3).err
    assert f"has schema {newest + 1}, which this dcx is too old for. Nothing was sent." in said
    assert "update dcx" in said


def test_an_older_schema_is_said_and_brought_up_to_date(server: Server, rep: Rep) -> None:
    """By its owner, with what is in it kept; twice is once."""
    server.run("postgres", "CREATE DATABASE older")
    with server.connect("older") as connection:
        connection.execute("CREATE SCHEMA dcx")
        connection.execute("CREATE TABLE dcx.migration (version int, works_from int, made_at timestamptz)")
        connection.execute("INSERT INTO dcx.migration VALUES (0, 0, now())")
        connection.execute("GRANT USAGE ON SCHEMA dcx TO dcx_rep; GRANT SELECT ON dcx.migration TO dcx_rep")
    said = rep("sam")("team", "join", server.url("sam", "older"), code=3).err
    assert f"has schema 0; this dcx needs {migrations.NEEDS}" in said
    assert "dcx team init" in said
    server.run("postgres", "DROP DATABASE older")


def test_a_failed_migration_leaves_the_last_whole_one(
    server: Server, rep: Rep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is a transaction of its own: half of one is never there, and a second try makes the rest."""
    server.run("postgres", "CREATE DATABASE half")
    for path in migrations.versions().values():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    later = migrations.newest() + 1
    bad = tmp_path / f"{later:03d}_bad.sql"
    bad.write_text("CREATE TABLE dcx.later (x int); SELECT 1 / 0;")
    monkeypatch.setattr(migrations, "FOLDER", tmp_path)
    monkeypatch.setitem(migrations.WORKS_FROM, later, later)
    owner = rep(OWNER)
    assert "refused that (22012)" in owner("team", "init", server.url(OWNER, "half"), code=3).err
    assert server.run("half", "SELECT max(version), to_regclass('dcx.later') FROM dcx.migration") == [
        (later - 1, None)
    ]
    bad.write_text("CREATE TABLE dcx.later (x int)")
    assert f"schema {later} made" in owner("team", "init", server.url(OWNER, "half")).out
    assert "the schema was up to date" in owner("team", "init", server.url(OWNER, "half")).out
    server.run("postgres", "DROP DATABASE half")


def test_two_who_make_the_schema_at_once_make_it_once(server: Server) -> None:
    """One waits for the other; a version is a transaction, so each may make some of them."""
    from difficult_cx.team.address import read_address
    from difficult_cx.team.owning import init

    server.run("postgres", "CREATE DATABASE twice")
    made: list[list[int]] = []
    address = read_address(server.url(OWNER, "twice"))

    def one() -> None:
        made.append(init(address, {"DCX_TEAM_PASSWORD": PASSWORD}, "support")[0])

    threads = [threading.Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(version for one in made for version in one) == list(migrations.versions())
    server.run("postgres", "DROP DATABASE twice")


def test_a_clock_that_is_an_hour_off_changes_no_order(hub: Hub, joined: Rep) -> None:
    """Who writes after reading comes after it, whatever their clock says; status says that it is off."""
    sam, bo = joined("sam"), joined("bo")
    made = sam("followups", "add", "refund fri noon", "--json").json["data"]["id"]
    sam("team", "sync")
    bo("team", "sync")
    bo.clock.forward(hours=-1)
    bo("followups", "keep", made)
    bo("team", "sync")
    sam.clock.forward(hours=1)
    sam("team", "sync")
    assert views(sam) == views(bo)
    assert sam("followups", "show", made, "--json").json["data"]["state"] == "kept"
    [[now]] = hub.run("SELECT now()")
    sam.clock.moment = now
    assert "clock" not in sam("team", "status").out
    sam.clock.forward(hours=1)
    assert (
        "this machine's clock is 59 min ahead of" in sam("team", "status").out
        or "60 min ahead of" in sam("team", "status").out
    )
    assert 3_500 < sam("team", "status", "--json").json["data"]["clock_off_s"] <= 3_600


def test_a_server_that_is_killed_while_syncing_costs_nothing(own_server: Server, rep: Rep) -> None:
    """Kill -9 for all of it, while two send and fetch; in the end both have all."""
    own_server.run("postgres", "CREATE DATABASE dcx")
    owner, sam, bo = rep(OWNER), rep("sam"), rep("bo")
    owner("team", "init", own_server.url(OWNER, "dcx"))
    for name in ("sam", "bo"):
        owner("team", "add", own_server.url(OWNER, "dcx"), name)
    for dcx in (sam, bo):
        dcx("team", "join", own_server.url(dcx.env["USER"], "dcx"))
        wrote(dcx, 2_000)
    going = [process(sam, "team", "sync"), process(bo, "team", "sync")]
    for _ in range(2_000):
        time.sleep(0.005)
        if own_server.run("dcx", "SELECT count(*) FROM dcx.event")[0][0]:
            break
    own_server.kill()
    for one in going:
        _, said = one.communicate()
        assert one.returncode in (0, 3), said
        assert b"Traceback" not in said
    own_server.start()
    for dcx in (sam, bo, sam):
        dcx("team", "sync")
    assert whole(sam, bo)
    assert whole(bo, sam)
    assert views(sam) == views(bo)


def test_what_was_lost_here_comes_back_from_the_hub(joined: Rep) -> None:
    """An older copy of one's own journal, from a backup: what only the hub has is fetched, what it lacks is sent."""
    sam, bo = joined("sam"), joined("bo")
    wrote(sam, 5, "before")
    sam("team", "sync")
    backup = (sam.home / "journal.jsonl").read_bytes()
    wrote(sam, 3, "lost")
    sam("team", "sync")
    (sam.home / "journal.jsonl").write_bytes(backup)
    wrote(sam, 2, "after")
    assert sam("team", "sync").out == "3 fetched, 2 sent\n"
    assert sam("team", "sync").out == "0 fetched, 0 sent\n"
    bo("team", "sync")
    assert views(sam) == views(bo)
    assert len(sam("followups", "--json").json["data"]) == 10


def test_a_hang_up_does_not_end_what_runs_in_the_background(joined: Rep) -> None:
    """After a call, when it is configured: the call is over at once, and its record is at the hub soon after."""
    sam, bo = joined("sam"), joined("bo")
    sam.config("sync_after_call = true\n")
    done = process(sam, "handle", "-c", "Ada", "--plain")
    done.communicate(b"it broke twice\n")
    assert done.returncode == 4
    for _ in range(100):
        time.sleep(0.1)
        bo("team", "sync")
        if (bo.home / "fetched").exists():
            break
    [call] = bo("call", "list", "--team", "--json").json["data"]
    assert call["notes"][0]["text"] == "it broke twice"


@pytest.mark.slow
def test_kills_of_everything_in_the_long_run(own_server: Server, rep: Rep) -> None:
    """Forty rounds: a sync or the server is killed at a random moment."""
    own_server.run("postgres", "CREATE DATABASE dcx")
    owner = rep(OWNER)
    owner("team", "init", own_server.url(OWNER, "dcx"))
    reps = [rep(name) for name in ("sam", "bo", "kim")]
    for dcx in reps:
        owner("team", "add", own_server.url(OWNER, "dcx"), dcx.env["USER"])
        dcx("team", "join", own_server.url(dcx.env["USER"], "dcx"))
    chance = random.Random(11)
    for _ in range(40):
        for dcx in reps:
            wrote(dcx, chance.randrange(1, 400))
        going = [process(dcx, "team", "sync") for dcx in reps]
        time.sleep(chance.uniform(0.2, 1.5))
        if chance.random() < 0.4:
            own_server.kill()
            own_server.start()
        else:
            chance.choice(going).send_signal(signal.SIGKILL)
        for one in going:
            one.communicate()
    for dcx in (*reps, *reps):
        dcx("team", "sync")
    assert all(whole(one, other) for one in reps for other in reps if one is not other)
    assert views(reps[0]) == views(reps[1]) == views(reps[2])
