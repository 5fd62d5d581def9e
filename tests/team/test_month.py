"""Offline for a month is normal: who comes back has what everybody has, and what was forgotten stays forgotten."""

import random
import time

import pytest

from tests.cli.test_forgotten_everywhere import CANARIES, WORD, everything, forms, holders
from tests.conftest import Dcx
from tests.team.conftest import Hub, Rep
from tests.team.seeing import lines, on_every_screen, views
from tests.team.server import OWNER, Server
from tests.team.test_faults import process, whole, wrote

NAMES = ("Ada Brook", "Ben Cole", '王 [/] "; rm', "Zoë Quist")
DAYS = 30
# Every name and text of hers begins so.
BEGINS = WORD[:6]


def a_day(dcx: Dcx, chance: random.Random, more: int = 0) -> None:
    """A call with notes and a promise, an old promise settled, something small; then some lines of other tools."""
    name, day = chance.choice(NAMES), dcx.clock.moment.day
    told = f"/heat {chance.randrange(5)}\n//{dcx.env['USER']} heard of the pump on {day}\n> that is awful\n+ send part {day} in 3 days\n"
    dcx("handle", "-c", name, "--about", f"the pump {day}", stdin=told, code=4)
    open_ones = dcx("followups", "--team", "--json").json["data"]
    one = chance.choice(open_ones)["id"]
    what = chance.choice([("keep",), ("move", "in 4 days"), ("withdraw", "not needed"), ("hand-over", "bo")])
    dcx("followups", what[0], one, *what[1:])
    if day % 3 == 0:
        dcx("customer", "note", name, f"likes a call at {day}")
        call = chance.choice(dcx("call", "list", "--team", "--json").json["data"])
        dcx(
            "call", "close", call["id"], "resolved", f"settled on {day}", "good", code=None
        )  # or it was before
    wrote(dcx, more, f"{dcx.env['USER']} {day}")


def a_month(times: int, away: Dcx, *others: Dcx) -> None:
    """Everybody works so many times; only the others sync meanwhile."""
    chance = random.Random(3)
    for dcx in (away, *others, away):
        dcx("team", "sync")
    for _ in range(times):
        away.clock.forward(days=DAYS // times)
        for dcx in (away, *others):
            a_day(dcx, chance, 200 // times)
        for dcx in (*others, *others):
            dcx("team", "sync")
    assert all(len(lines(one.home / "journal.jsonl")) > 200 for one in (away, *others))


@pytest.mark.parametrize("times", [2, pytest.param(15, marks=pytest.mark.slow)])
def test_a_month_away_and_everybody_sees_the_same(own_server: Server, rep: Rep, times: int) -> None:
    """Three machines, hundreds of events on each side; the server is killed -9 while the one who was away joins again."""
    own_server.run("postgres", "CREATE DATABASE dcx")
    owner = rep(OWNER)
    owner("team", "init", own_server.url(OWNER, "dcx"))
    machines = [rep(name) for name in ("sam", "bo", "kim")]
    for dcx in machines:
        name = dcx.env["USER"]
        owner("team", "add", own_server.url(OWNER, "dcx"), name, *(["--lead"] if name == "kim" else []))
        dcx("team", "join", own_server.url(name, "dcx"))
        dcx("followups", "add", f"first of {name} fri noon", "-c", NAMES[0])
        dcx("team", "sync")
    sam, bo, kim = machines
    a_month(times, sam, bo, kim)
    assert on_every_screen(sam) != on_every_screen(bo)
    for pause in (0.7, 1.0) if times > 2 else (0.8,):
        going = [process(one, "team", "sync") for one in (sam, bo)]
        time.sleep(pause)
        own_server.kill()
        for one in going:
            _, said = one.communicate()
            assert one.returncode in (0, 3), said
            assert b"Traceback" not in said
        a_day(sam, random.Random(int(pause)))  # a rep on a call doesn't even notice
        own_server.start()
    for dcx in (sam, bo, kim, sam, bo):
        dcx("team", "sync")
    assert all(whole(one, other) for one in machines for other in machines if one is not other)
    seen = on_every_screen(sam)
    for other in (bo, kim):
        for mine, theirs in zip(seen, on_every_screen(other), strict=True):
            assert mine == theirs
    assert all(dcx("journal", "verify").code == 0 for dcx in machines)


def in_any_form(text: str, content: bytes) -> bool:
    """Whether it stands there in any of the forms in which a file may hold it."""
    return any(one in content for one in forms(text))


def test_who_was_forgotten_meanwhile_is_nowhere_when_the_last_one_is_back(hub: Hub, joined: Rep) -> None:
    """A life under many names; one machine was away and wrote more of them: every disk, the tables, a dump, the log."""
    sam, bo, kim = joined("sam"), joined("bo"), joined("kim")
    everything(sam)
    sam("handle", "-c", "Ben", stdin="//stays where it is\n/end resolved\n")
    for dcx in (sam, bo, kim):
        dcx("team", "sync")
    kim(
        "handle",
        "-c",
        f"{CANARIES[8]} Bell",
        stdin=f"//{CANARIES[3]} again\n+ call {WORD} fri noon\n",
        code=4,
    )
    kim("customer", "note", f"{CANARIES[0]} Brook", f"{WORD} likes tea")
    kim("care", "mark", "4", f"{CANARIES[11]} Cole once more")
    kim("search", "zyzzog", "--team")
    assert all(holders(dcx, WORD) for dcx in (sam, bo, kim))
    assert in_any_form(WORD, hub.server.dump(hub.database).encode())
    assert hub.server.holders(BEGINS.encode())
    sam("customer", "forget", f"{CANARIES[8]} bell", "--yes")
    sam("team", "sync")
    sam.clock.forward(days=DAYS)
    bo("team", "sync")
    kim("followups", "add", f"flowers for {WORD} fri noon", "-c", f"{CANARIES[0]} Brook")
    for dcx in (kim, sam, bo):
        dcx("team", "sync")
    for text in (WORD, BEGINS):
        assert [holders(dcx, text) for dcx in (sam, bo, kim)] == [set(), set(), set()], text
    hub.run(
        "VACUUM FULL dcx.event",
        "VACUUM FULL dcx.promise_event",
        "CHECKPOINT",
        "SELECT pg_switch_wal()",
        "CHECKPOINT",
    )
    hub.run("SELECT pg_switch_wal()", "CHECKPOINT")
    for content in (hub.server.dump(hub.database).encode(), hub.server.log.read_bytes()):
        assert not in_any_form(WORD, content)
        assert not in_any_form(BEGINS, content)
    assert hub.server.holders(BEGINS.encode(), BEGINS.lower().encode(), BEGINS.encode("utf-16-le")) == []
    assert views(sam) == views(bo) == views(kim)
    assert all(holders(dcx, "stays where it is") for dcx in (sam, bo, kim))
    assert all(dcx("journal", "verify").code == 0 for dcx in (sam, bo, kim))
