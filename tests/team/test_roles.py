"""What a login may do at a hub past dcx; who may read what, cell by cell, is in test_table.py."""

from dataclasses import dataclass

import psycopg
import pytest

from tests.conftest import Dcx
from tests.team.conftest import Hub, Rep
from tests.team.seeing import device, forged, lines

# sam and bo are reps of a team, kim is its lead; olga is in another team, eve in none, lee has left.
DENIED = psycopg.errors.InsufficientPrivilege


@dataclass
class Shared:
    """A hub that Sam sent a promise, a call, a review of it and its coaching to."""

    hub: Hub
    sam: Dcx
    bo: Dcx

    def count(self, login: str, query: str) -> int | str:
        """How many rows this login sees; `denied` when the server doesn't let it ask."""
        try:
            return int(self.hub.run(f"SELECT count(*) FROM {query}", login=login)[0][0])
        except DENIED:
            return "denied"


@pytest.fixture
def shared(hub: Hub, joined: Rep) -> Shared:
    """What everybody tries to read."""
    sam, bo = joined("sam"), joined("bo")
    sam("handle", "-c", "Ada", "--about", "the pump", stdin="it broke\n", code=4)
    [call] = sam("call", "list", "--json").json["data"]
    sam("call", "close", call["id"], "resolved", "all", "good")
    scores = ("mirrored", "listened", "apology", "can_do", "written")
    sam("call", "review", call["id"], *(f"{one}=2" for one in scores))
    sam("call", "review", call["id"], "--comment", "breathe")
    sam("care", "mark", "4", "a hard day")
    sam("journal", "export", str(sam.home.parent / "secret-path.jsonl"))
    bo("followups", "add", "flowers fri noon")
    sam("team", "sync")
    bo("team", "sync")
    return Shared(hub, sam, bo)


def test_a_review_is_not_on_a_colleagues_machine(shared: Shared) -> None:
    """Nor does a colleague see that there is one: the rest of the call is there, whole."""
    fetched = (shared.bo.home / "fetched" / f"{device(shared.sam)}.jsonl").read_bytes()
    assert b'"kind":"reviewed"' not in fetched
    assert b'"kind":"call_closed"' in fetched
    assert shared.bo("journal", "verify").code == 0


CHANGES = (
    "UPDATE dcx.event SET line = 'x'",
    "DELETE FROM dcx.event",
    "TRUNCATE dcx.event CASCADE",
    "INSERT INTO dcx.event (device, pos, id, team, n, kind, member, line) VALUES ('x', 1, 'x', 'support', 1, 'x', 'bo', 'x')",
    "UPDATE dcx.member SET team = 'support'",
    "INSERT INTO dcx.member (login, team) VALUES ('eve', 'support')",
    "UPDATE dcx.device SET login = 'sam'",
    "DELETE FROM dcx.erased",
    "DELETE FROM dcx.migration",
    "DROP TABLE dcx.event CASCADE",
    "CREATE TABLE dcx.mine (x int)",
    "ALTER TABLE dcx.event DISABLE ROW LEVEL SECURITY",
    "CREATE OR REPLACE FUNCTION dcx.my_team() RETURNS text LANGUAGE sql AS $$ SELECT 'support' $$",
    "GRANT dcx_lead TO bo",
    "SET ROLE dcx_lead",
    "SET SESSION AUTHORIZATION owner",
    "SELECT * FROM dcx.read_lines('{}')",
)


def test_nobody_changes_what_is_there(shared: Shared) -> None:
    """Not their own records either; the lead may take the lead's role, and gains nothing by it."""
    done = []
    for login in ("sam", "bo", "kim", "olga", "eve"):
        for change in CHANGES:
            try:
                shared.hub.run(change, login=login)
            except DENIED:
                continue
            done.append((login, change))
    assert done == [("kim", "SET ROLE dcx_lead")]


def send(hub: Hub, login: str, *sent: str) -> list[tuple[str, str]]:
    """Lines sent by this login, past dcx."""
    with hub.server.connect(hub.database, login) as connection:
        return connection.execute("SELECT id, outcome FROM dcx.send(%s)", (list(sent),)).fetchall()


def test_nobody_sends_for_anothers_machine(shared: Shared) -> None:
    """Nor from outside the team, nor what is no record; then nothing of it is taken."""
    own = lines(shared.sam.home / "journal.jsonl")[-1]
    line = forged(own, id="zzzz22222222")
    for login, state in (("bo", "DX002"), ("kim", "DX002"), ("olga", "DX002")):
        with pytest.raises(psycopg.Error) as error:
            send(shared.hub, login, line)
        assert error.value.sqlstate == state
    with pytest.raises(DENIED):
        send(shared.hub, "eve", line)
    good = forged(own, id="zzzz33333333", device="zzzz44444444")
    for bad in ("x", "", own.decode()[:-1], own.decode().replace('"dcx":1', '"dcx":2'), own.decode() + "\n"):
        with pytest.raises(psycopg.Error) as error:
            send(shared.hub, "bo", good, bad)
        assert error.value.sqlstate == "DX003"
    assert shared.count("owner", "dcx.event WHERE id LIKE 'zzzz%'") == 0
    assert send(shared.hub, "bo", good) == [("zzzz33333333", "new")]


def test_what_a_record_is_is_read_from_its_line(shared: Shared) -> None:
    """A text that looks like a kind, a device or an end makes no other record of it."""
    own = lines(shared.bo.home / "journal.jsonl")[-1]
    text = '","device":"zzzz22222222","kind":"erased","ids":["bbbb22222222"],"crc":"00000000"}'
    line = forged(own, id="zzzz55555555", text=text, rep='x","device":"zzzz22222222","kind":"reviewed')
    send(shared.hub, "bo", line)
    [row] = shared.hub.run("SELECT device, kind, member FROM dcx.event WHERE id = 'zzzz55555555'")
    assert row == (device(shared.bo), "promise_made", "bo")
    assert shared.count("owner", "dcx.erased") == 0


def test_another_team_can_not_erase_it(shared: Shared) -> None:
    """An `erased` event reaches the records of its own team."""
    [[one]] = shared.hub.run("SELECT id FROM dcx.event WHERE kind = 'call_started'")
    line = forged(
        lines(shared.bo.home / "journal.jsonl")[-1], id="zzzz66666666", device="zzzz77777777", kind="erased"
    )
    erasing = line.replace(',"crc"', f',"ids":["{one}"],"crc"')
    assert send(shared.hub, "olga", erasing) == [("zzzz66666666", "new")]
    assert shared.count("owner", f"dcx.event WHERE id = '{one}'") == 1


@pytest.mark.parametrize("how", ["leave", "remove"])
def test_who_has_left_reads_and_sends_nothing(shared: Shared, how: str) -> None:
    """By themselves, or shut out by the owner; what they sent stays with the team."""
    from difficult_cx.team.address import read_address
    from difficult_cx.team.owning import remove
    from tests.team.server import PASSWORD

    before = shared.count("owner", "dcx.event")
    if how == "leave":
        shared.bo("team", "leave")
        assert shared.count("bo", "dcx.event") == shared.count("bo", "dcx.member") == 0
        with pytest.raises(psycopg.Error) as error:
            send(shared.hub, "bo", forged(lines(shared.bo.home / "journal.jsonl")[-1], id="zzzz88888888"))
        assert error.value.sqlstate == "DX001"
    else:
        remove(read_address(shared.hub.url("owner")), {"DCX_TEAM_PASSWORD": PASSWORD}, "bo")
        try:
            assert shared.count("bo", "dcx.event") == "denied"
            said = shared.bo("team", "sync", code=3).err
            assert "bo may not do that at the hub" in said
        finally:  # a role is the server's, not this database's
            shared.hub.run("GRANT dcx_rep TO bo")
    assert shared.count("owner", "dcx.event") == before


def test_functions_with_their_owners_rights_can_not_be_led_astray(shared: Shared) -> None:
    """Each has a fixed search path; a table or function of the caller's own under the same name does nothing."""
    rows = shared.hub.run(
        "SELECT p.proname, p.proconfig FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname = 'dcx' AND p.prosecdef"
    )
    assert rows
    assert all("search_path=pg_catalog, pg_temp" in (config or []) for _, config in rows)
    with shared.hub.server.connect(shared.hub.database, "olga") as connection:
        connection.execute("CREATE TEMP TABLE member (login name, team text, left_at timestamptz)")
        connection.execute("INSERT INTO member VALUES ('olga', 'support', NULL)")
        connection.execute("SET search_path = pg_temp, dcx")
        assert connection.execute("SELECT dcx.my_team()").fetchone() == ("billing",)


def test_who_moves_to_another_team_leaves_their_records_with_the_old_one(
    hub: Hub, joined: Rep, rep: Rep
) -> None:
    """Somebody new in the old team fetches them; the new team gets what is written from then on, and nothing older."""
    sam, bo, olga = joined("sam"), joined("bo"), joined("olga")
    sam("followups", "add", "older fri noon", "-c", "Ada")
    sam("team", "sync")
    rep("owner")("team", "add", hub.url("owner"), "sam", "--team", "billing")
    try:
        sam("followups", "add", "newer fri noon")
        for dcx in (sam, olga, bo, sam):
            dcx("team", "sync")
        told = {dcx.env["USER"]: dcx("followups", "--team").out for dcx in (sam, bo, olga)}
        assert "older" in told["sam"]
        assert "newer" in told["sam"]
        assert "older" in told["bo"]
        assert "newer" not in told["bo"]
        assert "newer" in told["olga"]
        assert "older" not in told["olga"]
        assert olga("customer", "list", "--team", "--json").json["data"] == []
    finally:
        rep("owner")("team", "add", hub.url("owner"), "sam", "--team", "support")
