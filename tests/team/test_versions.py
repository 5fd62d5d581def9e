"""Versions of dcx side by side: one that is older or newer than the hub, than a colleague, than a record."""

import json
from pathlib import Path

import pytest

from difficult_cx.domain.event import Entry
from difficult_cx.team import migrations
from tests.conftest import Dcx
from tests.team.conftest import Hub, Rep
from tests.team.seeing import device, lines, views
from tests.team.server import OWNER, Server
from tests.team.test_faults import whole

NOW = migrations.newest()
LATER = """CREATE TABLE dcx.later (id text PRIMARY KEY, mood int);
ALTER TABLE dcx.event ADD COLUMN bytes int GENERATED ALWAYS AS (octet_length(line)) STORED;
ALTER TABLE dcx.member ADD COLUMN colour text NOT NULL DEFAULT 'blue';
GRANT SELECT ON dcx.later TO dcx_rep"""


class Version:
    """Which dcx runs: the one whose newest schema is so; a later one has a migration of its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self._patch = monkeypatch
        self._folder = folder
        self._real = migrations.versions()

    def is_for(self, newest: int, works_from: int = NOW) -> None:
        """From here on every command is of the dcx that was made for this schema."""
        place = self._folder / f"schema of {newest}"
        place.mkdir(exist_ok=True)
        for version, path in self._real.items():
            if version <= newest:
                (place / path.name).write_bytes(path.read_bytes())
        if newest > NOW:
            (place / f"{newest:03d}_later.sql").write_text(LATER)
            self._patch.setitem(migrations.WORKS_FROM, newest, works_from)
        self._patch.setattr(migrations, "FOLDER", place)
        self._patch.setattr(migrations, "NEEDS", min(newest, 2))


@pytest.fixture
def version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Version:
    """This dcx, until another one is asked for."""
    return Version(monkeypatch, tmp_path)


def goes_on(dcx: Dcx) -> None:
    """Local work needs no hub of any version."""
    dcx("followups", "add", "written meanwhile fri noon")
    assert "written meanwhile" in dcx("followups", "--team").out


def both_have_all(sam: Dcx, bo: Dcx) -> None:
    """Each has the other's journal, byte for byte, and they see the same."""
    for dcx in (sam, bo):
        dcx("followups", "add", f"another of {dcx.env['USER']} fri noon")
    for dcx in (sam, bo, sam):
        dcx("team", "sync")
    assert whole(sam, bo)
    assert whole(bo, sam)
    assert views(sam) == views(bo)


def test_an_older_dcx_goes_on_with_a_newer_hub(hub: Hub, joined: Rep, version: Version) -> None:
    """Bo's is the one before this; the hub is of the one after this, with tables and columns that nobody knows yet."""
    sam, bo = joined("sam"), joined("bo")
    for dcx in (sam, bo):
        dcx("followups", "add", f"tea for {dcx.env['USER']} fri noon")
    version.is_for(NOW + 1, works_from=NOW - 1)
    said = Dcx(sam.home.parent / OWNER, sam.clock, {**sam.env, "USER": OWNER})("team", "init", hub.url(OWNER))
    assert f"schema {NOW + 1} made" in said.out
    for newest in (NOW - 1, NOW, NOW + 1):
        version.is_for(newest)
        goes_on(bo)
        both_have_all(sam, bo)
        assert bo("team", "status", "--json").json["data"]["schema"] == NOW + 1


def test_a_dcx_that_is_too_old_says_so_and_loses_nothing(hub: Hub, joined: Rep, version: Version) -> None:
    """What it writes meanwhile is sent once it is updated; join, status and sync each say what to do."""
    sam, bo = joined("sam"), joined("bo")
    bo("followups", "add", "cake fri noon")
    version.is_for(NOW + 1, works_from=NOW + 1)
    Dcx(sam.home.parent / OWNER, sam.clock, {**sam.env, "USER": OWNER})("team", "init", hub.url(OWNER))
    version.is_for(NOW)
    before = (bo.home / "journal.jsonl").read_bytes()
    for args in (
        ("team", "sync"),
        ("team", "sync", "--quiet"),
        ("team", "status"),
        ("team", "join", hub.url("bo")),
    ):
        said = bo(*args, code=3).err
        assert f"has schema {NOW + 1}, which this dcx is too old for. Nothing was sent." in said
        assert "update dcx; what you write stays here and is sent then" in said
    assert (bo.home / "journal.jsonl").read_bytes() == before
    assert hub.run("SELECT count(*) FROM dcx.event") == [(0,)]
    goes_on(bo)
    version.is_for(NOW + 1)
    both_have_all(sam, bo)


def test_a_newer_dcx_goes_on_with_an_older_hub(server: Server, rep: Rep, version: Version) -> None:
    """Sam updated before the hub's owner did: what works goes on, status says what the owner can do, all is kept then."""
    server.run("postgres", "CREATE DATABASE older")
    owner, sam, bo = rep(OWNER), rep("sam"), rep("bo")
    version.is_for(1)
    assert "schema 1 made" in owner("team", "init", server.url(OWNER, "older")).out
    for name in ("sam", "bo"):  # as the dcx of that time did
        member = f"INSERT INTO dcx.member (login, team) VALUES ('{name}', 'team')"
        server.run("older", f"GRANT dcx_rep TO {name}", member)
    version.is_for(NOW)
    assert f"this dcx needs {NOW}" in owner("team", "add", server.url(OWNER, "older"), "kim", code=3).err
    version.is_for(1)
    sam("followups", "add", "tea fri noon")
    version.is_for(NOW)
    said = sam("team", "join", server.url("sam", "older"), code=3).err
    assert f"has schema 1; this dcx needs {migrations.NEEDS}. Nothing was sent." in said
    assert "its owner runs: dcx team init URL" in said
    goes_on(sam)
    version.is_for(2)
    assert "schema 2 made" in owner("team", "init", server.url(OWNER, "older")).out
    for dcx in (sam, bo):
        version.is_for(NOW if dcx is sam else 2)
        dcx("team", "join", server.url(dcx.env["USER"], "older"))
        dcx("followups", "add", f"cake for {dcx.env['USER']} fri noon", "-c", "Ada")
    version.is_for(NOW)
    assert f"the hub has schema 2, this dcx makes {NOW}" in sam("team", "status").out
    both_have_all(sam, bo)
    sam("customer", "forget", "Ada", "--yes")
    standing = "SELECT id, state, due, owner FROM dcx.promise ORDER BY id"
    sam("team", "sync")
    before = server.run("older", standing)
    gone = server.run("older", "SELECT id, team FROM dcx.erased ORDER BY id")
    assert before
    assert gone
    assert f"schema {NOW} made" in owner("team", "init", server.url(OWNER, "older")).out
    assert server.run("older", standing) == before
    assert server.run("older", "SELECT id, team FROM dcx.erased ORDER BY id") == gone
    assert "this dcx makes" not in sam("team", "status").out
    both_have_all(sam, bo)
    server.run("postgres", "DROP DATABASE older WITH (FORCE)")


def from_the_future(dcx: Dcx) -> None:
    """What a later dcx writes: kinds nobody knows, fields nobody knows, in records about people and promises known."""
    made = dcx("followups", "add", "refund fri noon", "-c", "Ada", "--json").json["data"]
    world = dcx.world(dcx.stream(), dcx.stream(), dcx.stream())
    odd = {
        "mood": 7,
        "of": {"x": [1, 2.5, None, True], "": '"]}'},
        "said": "王 \u2028 \\u0000",
        "customer": made["customer"]["id"],
    }
    world.journal.append(
        Entry("mood_seen", {"score": 3, **odd}),
        Entry("promise_made", {"text": "flowers", "type": "promise", **odd}),
        Entry("promise_weighed", {"promise": made["id"], "weight": 0.1}),
        Entry("promise_kept", {"promise": made["id"], "by_proxy": {"who": "robot"}}),
    )


def test_what_a_later_dcx_writes_goes_through_an_older_machine_unchanged(joined: Rep) -> None:
    """Unknown kinds and fields are kept byte for byte: fetched, looked at, exported, and left alone by an erasing."""
    sam, bo, kim = joined("sam"), joined("bo"), joined("kim")
    from_the_future(sam)
    sam("followups", "add", "call back fri noon", "-c", "Zed")
    both_have_all(sam, bo)
    texts = {one["text"] for one in bo("followups", "--team", "--json").json["data"]}
    assert texts == {"flowers", "call back", "another of sam", "another of bo"}
    for args in (
        ("report", "--team"),
        ("search", "flowers", "--team"),
        ("customer", "show", "Ada"),
        ("journal", "verify"),
    ):
        bo(*args)
    bo("customer", "forget", "Zed", "--yes")
    for dcx in (bo, kim, sam, bo):
        dcx("team", "sync")
    own = lines(sam.home / "journal.jsonl")
    future = [one for one in own if b'"mood' in one or b"weigh" in one or b"proxy" in one]
    assert len(future) == 4
    for reader in (bo, kim):
        assert lines(reader.home / "fetched" / f"{device(sam)}.jsonl") == own
    assert b"Zed" not in b"".join(own)
    bo("journal", "export", str(bo.home.parent / "all.jsonl"))
    exported = (bo.home.parent / "all.jsonl").read_bytes().splitlines()
    assert [one for one in future if one not in exported] == []
    assert views(sam) == views(bo) == views(kim)
    assert json.loads(future[0])["kind"] == "mood_seen"


def test_who_is_forgotten_takes_along_what_a_later_dcx_wrote_of_them(joined: Rep) -> None:
    """A record of a kind that isn't known here names its customer as every record does."""
    sam, bo = joined("sam"), joined("bo")
    from_the_future(sam)
    both_have_all(sam, bo)
    bo("customer", "forget", "Ada", "--yes")
    for dcx in (bo, sam, bo):
        dcx("team", "sync")
    for dcx in (sam, bo):
        every = b"".join(one.read_bytes() for one in dcx.home.rglob("*") if one.is_file())
        assert b"mood_seen" not in every
        assert b"flowers" not in every
        assert b"by_proxy" not in every
