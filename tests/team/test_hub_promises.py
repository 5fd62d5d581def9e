"""The hub's own table of promises: folded by the server, and the same as everywhere."""

from datetime import UTC

import pytest

from difficult_cx.domain.event import Event
from difficult_cx.domain.promise import fold_promises
from difficult_cx.journal.codec import encode
from difficult_cx.team import migrations
from tests.journal.index.test_index import told
from tests.team.conftest import Hub, Rep
from tests.team.seeing import views


def send(hub: Hub, events: list[Event]) -> None:
    """Lines as they are, in the order given."""
    with hub.server.connect(hub.database, "sam") as connection:
        connection.execute("SELECT * FROM dcx.send(%s)", ([encode(one)[:-1].decode() for one in events],))


def standing(hub: Hub) -> dict[str, tuple[str, object, str]]:
    """State, due time and owner of each promise, as the hub has them."""
    rows = hub.run("SELECT id, state, due, owner FROM dcx.promise")
    return {one: (state, due.astimezone(UTC) if due else None, owner) for one, state, due, owner in rows}


@pytest.mark.parametrize("seed", range(12))
def test_the_server_folds_promises_as_everybody_does(hub: Hub, seed: int) -> None:
    """Random histories in which all is done that can be done, sent in parts; and what is erased of them."""
    events = told(seed, 120)
    for start in range(0, len(events), 17):
        send(hub, events[start : start + 17])

    def expected(some: list[Event]) -> dict[str, tuple[str, object, str]]:
        folded = fold_promises(sorted(some, key=lambda one: one.order))
        return {one.id: (one.state, one.due, one.owner or one.rep) for one in folded.values()}

    assert standing(hub) == expected(events)
    assert standing(hub)
    gone = [one.id for one in events if one.kind.startswith("promise_")][::3]
    hub.run(f"DELETE FROM dcx.event WHERE id = ANY (ARRAY{gone})")
    left = [one for one in events if one.id not in gone]
    assert standing(hub) == expected(left)


def test_status_counts_the_teams_promises(hub: Hub, joined: Rep) -> None:
    """By the hub's clock; a colleague's too, another team's not."""
    sam, bo, olga = joined("sam"), joined("bo"), joined("olga")
    sam("followups", "add", "refund", "in", "5", "minutes")
    bo("followups", "add", "flowers")
    olga("followups", "add", "invoice")
    for dcx in (sam, bo, olga):
        dcx("team", "sync")
    [[late]] = hub.run("SELECT count(*) FROM dcx.promise WHERE due < now()")
    shown = sam("team", "status", "--json").json["data"]
    assert (shown["open_promises"], shown["overdue"]) == (2, late)
    assert "the team's promises: 2 open" in sam("team", "status").out
    for query in ("dcx.promise", "dcx.promise_event"):
        if query == "dcx.promise":
            assert hub.run(f"SELECT count(*) FROM {query}", login="olga") == [(1,)]
    sam("customer", "list")
    assert views(sam) != views(olga)


def test_an_index_answers_what_is_overdue(hub: Hub, joined: Rep) -> None:
    """Where there is much, the server doesn't go over all of it."""
    joined("sam")("followups", "add", "refund fri noon")
    plan = hub.run(
        "SET enable_seqscan = off",
        "EXPLAIN SELECT id FROM dcx.promise WHERE state = 'open' AND due < now() ORDER BY due",
        login="sam",
    )
    assert "promise_open" in "\n".join(row[0] for row in plan)


def test_every_version_says_what_it_still_works_with() -> None:
    """A schema without that would leave nobody able to tell."""
    assert list(migrations.WORKS_FROM) == list(migrations.versions())
