"""Who may read what: the table in docs/team.md, cell by cell, each tried with logins of its kind past dcx."""

import json
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.team.everybody import OWN, REVIEWED, SAID, WHO, Everybody, all_that
from tests.team.seeing import device, forged, lines
from tests.team.server import OWNER

PAGE = Path(__file__).parents[2] / "docs" / "team.md"
YES, NO = "yes", "no"
Connection = psycopg.Connection[tuple[object, ...]]


def table() -> tuple[list[str], list[list[str]]]:
    """The columns and the rows of the page's table."""
    section = PAGE.read_text(encoding="utf-8").split("## Who may read what\n", 1)[1].split("\n## ", 1)[0]
    rows = [
        [cell.strip() for cell in line.strip()[1:-1].split("|")]
        for line in section.splitlines()
        if line.startswith("|")
    ]
    return rows[0][1:], rows[2:]


def all_or_none(wanted: list[str], told: str) -> str:
    """`yes` when all of it can be read, `no` when nothing can, else what can."""
    seen = [one for one in wanted if one in told]
    return YES if seen == wanted else NO if not seen else f"only {seen}"


def records(team: Everybody, login: str) -> str:
    """What was said on the team's calls, their promises as they stand."""
    [[open_ones]] = team.hub.run("SELECT string_agg(id, ' ') FROM dcx.promise WHERE team = 'support'")
    standing = [f"dcx.promise ({one}," for one in open_ones.split()]
    assert len(standing) > 4
    return all_or_none([*SAID, *standing], all_that(login, team))


def reviews(team: Everybody, login: str) -> str:
    """The reviews of calls and their coaching; for a rep whether it is exactly their own."""
    told = all_that(login, team)
    own = [one for one in REVIEWED if one.lower().endswith(login)]
    if (
        own
        and all_or_none(own, told) == YES
        and all_or_none([x for x in REVIEWED if x not in own], told) == NO
    ):
        return "the rep's own"
    return all_or_none([*REVIEWED, ",reviewed,"], told)


def erased(team: Everybody, login: str) -> str:
    """Ids of what was erased."""
    gone = [f"dcx.erased ({row[0]}," for row in team.hub.run("SELECT id FROM dcx.erased")]
    assert gone
    return all_or_none(gone, all_that(login, team))


def members(team: Everybody, login: str) -> str:
    """Who is in the team, on which machines, and when they last synced."""
    query = "SELECT format('dcx.%s', m) FROM (SELECT 'member ' || t AS m FROM dcx.member AS t WHERE team = 'support' "
    query += "UNION ALL SELECT 'device ' || t FROM dcx.device AS t WHERE team = 'support') AS x"
    rows = [row[0] for row in team.hub.run(query)]
    assert len(rows) > 8
    return all_or_none(rows, all_that(login, team))


def tried(team: Everybody, login: str, attempts: list[Callable[[Connection], bool]]) -> str:
    """`yes` when each of them did something, `no` when none did; nothing of it is kept."""
    did = []
    for attempt in attempts:
        with team.as_login(login) as connection:
            try:
                did.append(attempt(connection))
            except psycopg.Error as error:
                if error.sqlstate not in (
                    "42501",
                    "DX001",
                    "DX002",
                ):  # not let, in no team, another's machine
                    raise
                did.append(False)
            finally:
                connection.rollback()
    return YES if all(did) else NO if not any(did) else f"some: {did}"


CHANGES = (
    "UPDATE dcx.event SET line = 'x'",
    "DELETE FROM dcx.event",
    "DELETE FROM dcx.erased",
    "UPDATE dcx.member SET left_at = now()",
    "UPDATE dcx.device SET login = 'sam'",
    "DELETE FROM dcx.promise",
    "UPDATE dcx.promise_event SET kind = 'x'",
    "UPDATE dcx.migration SET works_from = 9",
    "UPDATE dcx.event SET line = 'x' WHERE member = session_user OR session_user = 'owner'",
    "WITH x AS (DELETE FROM dcx.event RETURNING 1) SELECT count(*) FROM x",
    "TRUNCATE dcx.event CASCADE",
)


def changes(team: Everybody, login: str) -> str:
    """Whether one of these changes anything."""

    def attempt(statement: str) -> Callable[[Connection], bool]:
        def change(connection: Connection) -> bool:
            done = connection.execute(statement.encode())
            return done.rowcount > 0 or statement.startswith("TRUNCATE")

        return change

    return tried(team, login, [attempt(one) for one in CHANGES])


def send_as_another(team: Everybody, login: str) -> str:
    """A row under Kim's login, a line for Kim's machine."""
    kim = team.machines["bo" if login == "kim" else "kim"]
    name, own = device(kim), lines(kim.home / "journal.jsonl")[0]
    line = forged(own, id="zzzz22222222")
    row = (
        "INSERT INTO dcx.event (device, pos, id, team, n, kind, member, line) "
        "VALUES (%s, 999, 'zzzz33333333', 'support', 1, 'x', %s, 'x')"
    )

    def write(connection: Connection) -> bool:
        return connection.execute(row, (name, kim.env["USER"])).rowcount == 1

    def send(connection: Connection) -> bool:
        if login == OWNER:
            connection.execute(f"SET SESSION AUTHORIZATION {kim.env['USER']}")
        return connection.execute("SELECT outcome FROM dcx.send(%s)", ([line],)).fetchall() == [("new",)]

    return tried(team, login, [write, send])


def erase(team: Everybody, login: str) -> str:
    """Whether an `erased` event from a machine of theirs takes a record of Sam's away."""
    sam = team.machines["sam"]
    own = json.loads(lines(sam.home / "journal.jsonl")[-1])
    target = next(
        one["id"] for one in map(json.loads, lines(sam.home / "journal.jsonl")) if one["kind"] == "noted"
    )
    whole = {"dcx": 1, "id": "zzzz44444444", **{key: own[key] for key in ("prev", "n", "at", "zone", "rep")}}
    whole |= {"device": "zzzz55555555", "kind": "erased", "ids": [target], "crc": ""}
    line = forged(json.dumps(whole).encode())

    def attempt(connection: Connection) -> bool:
        if login in (
            OWNER,
            "olga",
        ):  # what she did to a row that she can't see is looked at in her transaction
            connection.execute(f"SET SESSION AUTHORIZATION {'sam' if login == OWNER else login}")
        connection.execute("SELECT * FROM dcx.send(%s)", ([line],))
        if login in (OWNER, "olga"):
            connection.execute("RESET SESSION AUTHORIZATION")
        return not connection.execute("SELECT 1 FROM dcx.event WHERE id = %s", (target,)).fetchall()

    return tried(team, OWNER if login == "olga" else login, [attempt])


def never(team: Everybody, login: str) -> str:
    """Nothing of what is one's own is there to be read by anybody; the server's log and a dump have none either."""
    told = all_that(login, team) + (team.hub.server.log.read_text() if login == OWNER else "")
    told += team.hub.server.dump(team.hub.database) if login == OWNER else ""
    return "never sent" if all_or_none(list(OWN), told) == NO else f"there is {[x for x in OWN if x in told]}"


ROWS: dict[str, Callable[[Everybody, str], str]] = {
    "calls, promises, customers, notes, and how the team's promises stand": records,
    "a review of one's own call, and its coaching": reviews,
    "ids of what was erased": erased,
    "who is in the team, and when they last synced": members,
    "change or delete a record that is there": changes,
    "send under another's login, or for another's machine": send_as_another,
    "erase, by an `erased` event": erase,
    "the care file, drafts, rescue files, practice, the path of an export": never,
}
COLUMNS, CELLS = table()


def test_every_cell_of_the_page_has_a_test() -> None:
    """A row or a column that is new on the page needs one here, and the other way round."""
    assert [row[0] for row in CELLS] == list(ROWS)
    assert list(WHO) == COLUMNS
    assert all(len(row) == len(COLUMNS) + 1 for row in CELLS)


@pytest.mark.parametrize(
    ("row", "column", "cell"),
    [(row[0], column, cell) for row in CELLS for column, cell in zip(COLUMNS, row[1:], strict=True)],
)
def test_a_cell(team: Everybody, row: str, column: str, cell: str) -> None:
    """What the page says is so for each login of that kind."""
    before = team.fingerprint()
    assert {login: ROWS[row](team, login) for login in WHO[column]} == dict.fromkeys(WHO[column], cell)
    assert team.fingerprint() == before
