"""Who is forgotten is forgotten everywhere: at the hub, on every member's disk, in the server's own files."""

import json
import time
from pathlib import Path

import psycopg
import pytest

from tests.conftest import Dcx
from tests.team.conftest import Hub, Rep
from tests.team.seeing import device, lines, views
from tests.team.test_faults import process, wrote

NAME = "Philippa Quisling"


def told(sam: Dcx, bo: Dcx) -> None:
    """Both have spoken with her and shared that; Kim is somebody else."""
    sam("handle", "-c", NAME, "--about", "the Quisling pump", stdin="Philippa shouted\n", code=4)
    sam("followups", "add", "refund Philippa fri noon", "-c", NAME)
    sam("followups", "add", "call back fri noon", "-c", "Kim")
    sam("team", "sync")
    bo("team", "sync")
    bo("followups", "add", "flowers for Philippa fri noon", "-c", NAME)
    bo("team", "sync")
    sam("team", "sync")


def found(place: Path) -> list[Path]:
    """The files below a folder in which her name stands."""
    files = [path for path in place.rglob("*") if path.is_file()]
    return [path for path in files if any(word in path.read_bytes() for word in (b"Philippa", b"Quisling"))]


def test_she_is_gone_from_the_hub_and_from_every_machine(hub: Hub, joined: Rep) -> None:
    """The hub keeps the ids; whoever was away writes about her meanwhile, and brings nothing back."""
    sam, bo, away = joined("sam"), joined("bo"), joined("kim")
    told(sam, bo)
    away("team", "sync")
    away("followups", "add", "visit Philippa fri noon", "-c", NAME)
    away("handle", "-c", NAME, stdin="Philippa cried\n", code=4)
    away("care", "mark", "4", f"{NAME} again")
    before = {row[0] for row in hub.run("SELECT id FROM dcx.event")}
    sam("customer", "forget", NAME, "--yes")
    sam("team", "sync")
    gone = {row[0] for row in hub.run("SELECT id FROM dcx.erased")}
    assert gone
    assert gone == before - {row[0] for row in hub.run("SELECT id FROM dcx.event")}
    for dcx in (away, bo, sam, away, bo):
        dcx("team", "sync")
    assert [found(dcx.home) for dcx in (sam, bo, away)] == [[], [], []]
    assert views(sam) == views(bo) == views(away)
    assert [one["text"] for one in away("followups", "--team", "--json").json["data"]] == ["call back"]
    every = "\n".join(row[0] for row in hub.run("SELECT line FROM dcx.event"))
    assert "Philippa" not in every
    assert all(dcx("journal", "verify", code=None).code == 0 for dcx in (sam, bo, away))


def test_a_call_that_is_open_meanwhile_brings_nobody_back(hub: Hub, joined: Rep) -> None:
    """Bo goes on with Sam's call; she is forgotten, Bo's machine syncs, and he writes on: that goes unsent with the next."""
    sam, bo = joined("sam"), joined("bo")
    told(sam, bo)
    [call] = bo("call", "list", "--team", "--json").json["data"]
    going = process(bo, "resume", call["id"], "--plain")
    assert going.stdin is not None
    going.stdin.write(b"Philippa is calmer\n")
    going.stdin.flush()
    for _ in range(200):
        if b"calmer" in (bo.home / "journal.jsonl").read_bytes():
            break
        time.sleep(0.05)
    sam("customer", "forget", NAME, "--yes")
    sam("team", "sync")
    bo("team", "sync")
    going.stdin.write(b"+ ring Philippa fri noon\n")
    going.communicate()
    assert found(bo.home)
    bo("team", "sync")
    assert found(bo.home) == []
    assert "Philippa" not in "".join(row[0] for row in hub.run("SELECT line FROM dcx.event"))
    sam("team", "sync")
    assert found(sam.home) == []
    assert views(sam) == views(bo)


def test_erased_ids_are_refused_ever_after(hub: Hub, joined: Rep) -> None:
    """Also from an older copy of a journal that somebody puts back: it is erased there again."""
    sam, bo = joined("sam"), joined("bo")
    told(sam, bo)
    old = {dcx.home: (dcx.home / "journal.jsonl").read_bytes() for dcx in (sam, bo)}
    sam("customer", "forget", NAME, "--yes")
    for dcx in (sam, bo, sam):
        dcx("team", "sync")
    (bo.home / "journal.jsonl").write_bytes(old[bo.home])
    line = next(one for one in old[bo.home].splitlines() if b"flowers" in one)
    with hub.server.connect(hub.database, "bo") as connection:
        rows = connection.execute("SELECT outcome FROM dcx.send(%s)", ([line.decode()],)).fetchall()
    assert rows == [("erased",)]
    bo("team", "sync", "--all")
    assert found(bo.home) == []
    assert "flowers" not in "".join(row[0] for row in hub.run("SELECT line FROM dcx.event"))


def test_an_erasing_that_was_cut_off_is_made_good(joined: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after the files were written anew and before the event was kept: the next sync does it again."""
    from difficult_cx.app import team_sync

    sam, bo = joined("sam"), joined("bo")
    told(sam, bo)
    sam("customer", "forget", NAME, "--yes")
    sam("team", "sync")

    def killed(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(team_sync, "store", killed)
        bo("team", "sync", code=130)
    bo("team", "sync")
    assert found(bo.home) == []
    assert views(sam) == views(bo)


def test_a_purge_keeps_what_a_colleague_still_owes(joined: Rep) -> None:
    """A promise made elsewhere meanwhile to a customer of an old call stays."""
    sam, bo = joined("sam"), joined("bo")
    sam("handle", "-c", "Ada", stdin="it broke\n", code=4)
    [call] = sam("call", "list", "--json").json["data"]
    sam("call", "close", call["id"], "resolved", "all", "good")
    for dcx in (sam, bo):
        dcx("team", "sync")
    bo("followups", "add", "flowers fri noon", "-c", "Ada")
    sam.clock.forward(days=400)
    sam("journal", "purge", "--before", "2027-06-01", "--yes")
    for dcx in (sam, bo, sam):
        dcx("team", "sync")
    for dcx in (sam, bo):
        [one] = dcx("followups", "--team", "--json").json["data"]
        assert (one["text"], one["customer"]["name"]) == ("flowers", "Ada")
        assert dcx("call", "list", "--team", "--json").json["data"] == []


def test_the_servers_own_files_forget_her_as_the_page_says(hub: Hub, joined: Rep) -> None:
    """Its log never had her; its tables and its write-ahead log after what docs/team.md tells the owner to run."""
    sam, bo = joined("sam"), joined("bo")
    told(sam, bo)
    wrote(sam, 200)
    sam("team", "sync")
    assert b"Philippa" not in hub.server.log.read_bytes()
    sam("customer", "forget", NAME, "--yes")
    for dcx in (sam, bo, sam):
        dcx("team", "sync")
    hub.run("VACUUM FULL dcx.event", "CHECKPOINT", "SELECT pg_switch_wal()", "CHECKPOINT")
    hub.run("SELECT pg_switch_wal()", "CHECKPOINT")
    assert found(hub.server.data) == []
    assert b"Philippa" not in hub.server.log.read_bytes()


def test_the_servers_log_has_no_words_of_customers_when_something_fails(hub: Hub, joined: Rep) -> None:
    """Every statement is logged here, and errors with their statements: values stay out."""
    sam = joined("sam")
    sam("followups", "add", "refund Philippa fri noon", "-c", NAME)
    hub.run("ALTER TABLE dcx.event ADD CONSTRAINT odd CHECK (kind <> 'promise_made')")
    said = sam("team", "sync", code=3).err
    assert "refused that (23514)" in said
    assert "Philippa" not in said
    hub.run("ALTER TABLE dcx.event DROP CONSTRAINT odd")
    with hub.server.connect(hub.database, "sam") as connection, pytest.raises(psycopg.Error):
        connection.execute("SELECT * FROM dcx.send(%s)", ([f"no record of {NAME}"],))
    log = hub.server.log.read_bytes()
    assert b"dcx.send" in log
    assert b"Philippa" not in log
    assert b"Quisling" not in log


def test_what_is_erased_says_nothing_but_ids(hub: Hub, joined: Rep) -> None:
    """The event that erases, on every machine and at the hub."""
    sam, bo = joined("sam"), joined("bo")
    told(sam, bo)
    sam("customer", "forget", NAME, "--yes")
    sam("team", "sync")
    bo("team", "sync")
    for path in (sam.home / "journal.jsonl", bo.home / "fetched" / f"{device(sam)}.jsonl"):
        erased = [one for one in map(json.loads, lines(path)) if one["kind"] == "erased"]
        assert erased
        assert {name for one in erased for name in one} == {
            "dcx", "id", "prev", "n", "at", "zone", "rep", "device", "kind", "ids", "crc",
        }  # fmt: skip
    assert [
        row[0]
        for row in hub.run(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'dcx' AND table_name = 'erased' ORDER BY 1"
        )
    ] == ["had", "id", "team"]
