"""What a stranger tries with a psql and a login of the server: nothing of it is told, and nothing is changed."""

import psycopg
import pytest

from tests.team.everybody import REVIEWED, SAID, Everybody
from tests.team.seeing import device, forged, lines

# Nobody of these may read what Sam's team said; Bo may, but not what the coach said to Sam.
STRANGERS = {"olga": SAID, "eve": SAID, "lee": SAID, "rae": SAID, "bo": REVIEWED[:1]}

LEAK = """CREATE FUNCTION pg_temp.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001
AS $$ BEGIN RAISE NOTICE 'leaked: %', $1; RETURN true; END $$"""
SHADOWS = """CREATE TEMP TABLE member (login name, team text, left_at timestamptz);
INSERT INTO member SELECT session_user, 'support', NULL;
CREATE FUNCTION pg_temp.my_team() RETURNS text LANGUAGE sql AS 'SELECT ''support''';
CREATE FUNCTION pg_temp.pg_has_role(name, text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
SET search_path = pg_temp, dcx, pg_catalog"""
READS = (
    "TABLE dcx.event",
    "TABLE dcx.promise",
    "TABLE dcx.promise_event",
    "SELECT line FROM ONLY dcx.event FOR SHARE",
    "COPY dcx.event TO STDOUT",
    "COPY (SELECT line FROM dcx.event) TO STDOUT",
    "COPY (SELECT 1) TO PROGRAM 'id'",
    "PREPARE p AS SELECT line FROM dcx.event; EXECUTE p",
    "DECLARE c CURSOR WITH HOLD FOR SELECT line FROM dcx.event; FETCH ALL FROM c",
    "CREATE TEMP TABLE mine AS SELECT line FROM dcx.event; TABLE mine",
    "CREATE TEMP VIEW mine AS SELECT line FROM dcx.event; TABLE mine",
    "SET row_security = off; SELECT line FROM dcx.event",
    f"{LEAK}; SELECT count(*) FROM dcx.event WHERE pg_temp.leak(line)",
    f"{LEAK}; SELECT count(*) FROM dcx.event WHERE id IS NOT NULL OR pg_temp.leak(line)",
    f"{LEAK}; SELECT count(*) FROM dcx.event AS a JOIN dcx.event AS b ON pg_temp.leak(a.line || b.line)",
    f"{LEAK}; SELECT kind FROM dcx.event GROUP BY kind HAVING bool_and(pg_temp.leak(string_agg(line, '')))",
    "SELECT count(*) FROM dcx.event WHERE line::int > 0",
    "SELECT count(*) FROM dcx.event WHERE 1 / (CASE WHEN line LIKE '%the pump%' THEN 0 ELSE 1 END) > 0",
    "SELECT * FROM pg_stats WHERE schemaname = 'dcx'",
    "SELECT * FROM pg_statistic",
    "SELECT * FROM pg_stats_ext",
    "SELECT query FROM pg_stat_activity",
    "SELECT * FROM pg_stat_statements",
    "SELECT pg_read_file('postgresql.auto.conf')",
    "SELECT pg_read_binary_file(pg_relation_filepath('dcx.event'))",
    "SELECT pg_ls_dir('.')",
    "SELECT lo_import('/etc/hostname')",
    "CREATE EXTENSION pageinspect",
    "CREATE EXTENSION dblink",
    "SELECT * FROM pg_authid",
    "SELECT pg_current_logfile(), pg_ls_logdir()",
    "SELECT * FROM pg_largeobject",
    "SELECT * FROM dcx.read_lines(ARRAY(SELECT line FROM dcx.event))",
    "SELECT dcx.fields(line) FROM dcx.event",
    "SELECT dcx.is_gone(id) FROM dcx.event",
    "SELECT dcx.fold_promises(ARRAY(SELECT id FROM dcx.event))",
    "SELECT dcx.note_promises(ARRAY(SELECT id FROM dcx.event))",
    "SELECT dcx.take_promises()",
    "SET ROLE dcx_lead; SELECT line FROM dcx.event",
    "SET ROLE dcx_rep; SELECT line FROM dcx.event",
    "SET ROLE kim; SELECT line FROM dcx.event",
    "SET ROLE owner; SELECT line FROM dcx.event",
    "SET SESSION AUTHORIZATION kim; SELECT line FROM dcx.event",
    f"{SHADOWS}; SELECT line FROM dcx.event",
    f"{SHADOWS}; SELECT dcx.my_team() = 'support', dcx.am_lead() WHERE dcx.am_lead()",
    "EXPLAIN (ANALYZE, VERBOSE) SELECT line FROM dcx.event",
)
CHANGES = (
    "DROP TABLE dcx.event CASCADE",
    "CREATE TABLE dcx.mine (x int)",
    "ALTER TABLE dcx.event DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE dcx.event OWNER TO CURRENT_USER",
    "CREATE POLICY all_of_it ON dcx.event USING (true)",
    "CREATE RULE all_of_it AS ON INSERT TO dcx.event DO ALSO SELECT 1",
    "CREATE TRIGGER mine AFTER INSERT ON dcx.event EXECUTE FUNCTION dcx.take_promises()",
    "CREATE OR REPLACE FUNCTION dcx.my_team() RETURNS text LANGUAGE sql AS $$ SELECT 'support' $$",
    "ALTER FUNCTION dcx.send(text[]) RESET search_path",
    "INSERT INTO dcx.team VALUES ('mine')",
    "INSERT INTO dcx.member (login, team) VALUES (session_user, 'support') ON CONFLICT DO NOTHING",
    "UPDATE dcx.member SET team = 'support'",
    "INSERT INTO dcx.erased SELECT id, 'support' FROM dcx.event",
    "INSERT INTO dcx.migration VALUES (99, 99)",
    "GRANT dcx_lead TO CURRENT_USER",
    "GRANT dcx_rep TO CURRENT_USER",
    "GRANT ALL ON ALL TABLES IN SCHEMA dcx TO PUBLIC",
    "ALTER ROLE kim PASSWORD 'mine'",
    "ALTER DATABASE everybody SET log_parameter_max_length = -1",
    "ALTER SYSTEM SET log_parameter_max_length = -1",
    "LOCK TABLE dcx.event IN ACCESS EXCLUSIVE MODE",
    "VACUUM FULL dcx.event",
    "DO $$ BEGIN EXECUTE 'DELETE FROM dcx.event'; END $$",
    f"{SHADOWS}; DELETE FROM dcx.event",
)


def told(connection: "psycopg.Connection[tuple[object, ...]]", statements: str) -> str:
    """All that comes back: rows, notices, the error with its detail and its context; the session is as new then."""
    found: list[str] = []

    def notice(one: psycopg.errors.Diagnostic) -> None:
        found.append(f"{one.message_primary} {one.context}")

    connection.add_notice_handler(notice)
    try:
        if statements.startswith("COPY"):
            with connection.cursor() as cursor, cursor.copy(statements.encode()) as copy:
                found += [bytes(part).decode() for part in copy]
            return "\n".join(found)
        cursor = connection.execute(statements.encode())
        while True:
            if cursor.description:
                found += map(str, cursor.fetchall())
            if not cursor.nextset():
                break
    except psycopg.Error as error:
        found += [str(error), *(str(getattr(error.diag, name)) for name in ("message_detail", "context"))]
    finally:
        connection.remove_notice_handler(notice)
        connection.execute("DISCARD ALL", prepare=False)
    return "\n".join(found)


@pytest.mark.parametrize("login", STRANGERS)
def test_nothing_is_told(team: Everybody, login: str) -> None:
    """Not by a table, a function, a catalog, a statistic, a plan, a notice, or the words of an error."""
    before = team.fingerprint()
    [[settings]] = team.hub.run("SELECT count(*) FROM pg_db_role_setting")
    with team.hub.server.connect(team.hub.database, login) as connection:
        for statements in (*READS, *CHANGES):
            said = told(connection, statements)
            assert [one for one in STRANGERS[login] if one in said] == [], statements
    assert team.fingerprint() == before
    assert team.hub.run("SELECT count(*) FROM pg_db_role_setting") == [(settings,)]
    assert team.hub.run("SELECT count(*) FROM pg_policies WHERE schemaname = 'dcx'") == [(8,)]


def test_the_same_questions_tell_a_member_what_the_page_says(team: Everybody) -> None:
    """So that silence above is the server's, not that nothing was asked."""
    answered = []
    connection = team.hub.server.connect(team.hub.database, "kim")
    for statements in READS:
        said = told(connection, statements)
        if all(one in said for one in (*SAID, *REVIEWED)):
            answered.append(statements)
    connection.close()
    assert len(answered) >= 10
    assert any("leak" in one for one in answered)


def test_an_id_of_another_team_says_that_it_is_known_and_nothing_else(team: Everybody) -> None:
    """Ids are twelve letters at random: whoever names one has seen it. No error tells whose it is."""
    own = lines(team.machines["sam"].home / "journal.jsonl")[0]
    sam, erased = device(team.machines["sam"]), team.hub.run("SELECT id FROM dcx.erased LIMIT 1")[0][0]
    with team.as_login("olga") as connection:
        line = forged(own, device="zzzz99999999", text="mine")
        rows = connection.execute("SELECT outcome FROM dcx.send(%s)", ([line],)).fetchall()
        assert rows == [("known",)]
        line = forged(own, device="zzzz99999999", id=erased)  # who moved to another team brings nobody back
        assert connection.execute("SELECT outcome FROM dcx.send(%s)", ([line],)).fetchall() == [("erased",)]
        with pytest.raises(psycopg.Error) as error:
            connection.execute("SELECT * FROM dcx.send(%s)", ([forged(own, device=sam)],))
        assert error.value.sqlstate == "DX002"
        assert "sam" not in str(error.value)
        connection.rollback()


def test_another_teams_promises_ids_and_erasings_are_out_of_reach(team: Everybody) -> None:
    """Who has left knows ids: settling or erasing them from another team changes nothing there, now or later."""
    sam = team.machines["sam"]
    [[promise]] = team.hub.run("SELECT id FROM dcx.promise WHERE team = 'support' AND state = 'open' LIMIT 1")
    own = lines(sam.home / "journal.jsonl")[0]
    standing = "SELECT t::text FROM dcx.promise AS t WHERE team = 'support' ORDER BY 1"
    before = team.hub.run(standing)
    with team.as_login("owner") as connection:
        connection.execute("SET SESSION AUTHORIZATION olga")
        fields = {"device": "zzzz99999999", "n": 900_000, "promise": promise}
        for number, kind in enumerate(
            ("promise_withdrawn", "promise_handed", "promise_moved", "promise_undone")
        ):
            more = {"owner": "olga", "due": "2027-01-01T00:00:00Z", "target": promise, "reason": "x"}
            line = forged(own, id=f"zzzz9999999{number + 2}", kind=kind, **fields, **more)
            assert connection.execute("SELECT outcome FROM dcx.send(%s)", ([line],)).fetchall() == [("new",)]
        line = forged(own, id="zzzz88888888", kind="erased", ids=[promise], device="zzzz99999999")
        connection.execute("SELECT * FROM dcx.send(%s)", ([line],))
        connection.execute("SET SESSION AUTHORIZATION sam")
        assert connection.execute(standing.encode()).fetchall() == before
        mine = next(one.decode() for one in lines(sam.home / "journal.jsonl") if promise.encode() in one)
        rows = connection.execute("SELECT outcome FROM dcx.send(%s)", ([mine],)).fetchall()
        assert rows == [("known",)]  # not erased: Sam's machine would take it out of his journal
        line = forged(own, id="zzzz77777777", kind="erased", ids=[promise], device=device(sam))
        connection.execute("SELECT * FROM dcx.send(%s)", ([line],))
        rows = connection.execute("SELECT outcome FROM dcx.send(%s)", ([mine],)).fetchall()
        assert rows == [("erased",)]
        assert connection.execute("SELECT count(*) FROM dcx.erased WHERE id = %s", (promise,)).fetchone() == (
            1,
        )
        connection.execute("RESET SESSION AUTHORIZATION")
        connection.rollback()
