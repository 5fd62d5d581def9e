"""What the hub's owner does: its schema, its teams, who is in them."""

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from difficult_cx.errors import NotFoundError, UsageError
from difficult_cx.team.address import Address
from difficult_cx.team.connecting import library, open_connection, watched
from difficult_cx.team.migrations import check, migrate, newest, one_owner

if TYPE_CHECKING:
    import psycopg

# What a customer said must not get into the server's log with the values of a statement.
QUIET = ("log_parameter_max_length", "log_parameter_max_length_on_error")


def init(address: Address, env: Mapping[str, str], team: str) -> tuple[list[int], bool]:
    """Make the schema or bring it up to date, and a team; the versions made, whether logs keep values out."""
    connection = open_connection(address, env)
    with connection, watched(connection, address):
        made = migrate(connection)
        _add_team(connection, team)
        return made, _quiet(connection)


def _add_team(connection: "psycopg.Connection[Any]", team: str) -> None:
    try:
        connection.execute("INSERT INTO dcx.team (name) VALUES (%s) ON CONFLICT DO NOTHING", (team,))
    except library().errors.CheckViolation as error:
        raise UsageError(
            f"{team!r} is no name for a team.", "small letters, digits, - and _, a letter first, up to 40"
        ) from error


def _quiet(connection: "psycopg.Connection[Any]") -> bool:
    """Values of statements stay out of this database's log; only a superuser may say so."""
    from psycopg import sql

    with suppress(library().errors.InsufficientPrivilege), one_owner(connection):
        name = sql.Identifier(connection.info.dbname)
        for setting in QUIET:
            connection.execute(sql.SQL("ALTER DATABASE {} SET {} = 0").format(name, sql.Identifier(setting)))
        return True
    return False


def add(address: Address, env: Mapping[str, str], login: str, team: str, *, lead: bool) -> None:
    """Put this login into the team, as a rep or its lead; who was in another one is in this one now."""
    from psycopg import sql

    connection = open_connection(address, env)
    with connection, watched(connection, address):
        check(connection, address.shown, newest())
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (login,)).fetchone() is None:
            raise NotFoundError(
                f"The server knows no login {login!r}.",
                f'its owner makes one, for example: createuser --pwprompt "{login}"',
            )
        _add_team(connection, team)
        who = sql.Identifier(login)
        with one_owner(connection):
            connection.execute(sql.SQL("GRANT dcx_rep TO {}").format(who))
            change = "GRANT dcx_lead TO {}" if lead else "REVOKE dcx_lead FROM {}"
            connection.execute(sql.SQL(change).format(who))
            connection.execute(
                "INSERT INTO dcx.member (login, team) VALUES (%s, %s) "
                "ON CONFLICT (login) DO UPDATE SET team = excluded.team, left_at = NULL",
                (login, team),
            )
            connection.execute(
                "INSERT INTO dcx.device_was SELECT device, team FROM dcx.device "
                "WHERE login = %s AND team <> %s ON CONFLICT DO NOTHING",
                (login, team),
            )
            connection.execute("UPDATE dcx.device SET team = %s WHERE login = %s", (team, login))


def remove(address: Address, env: Mapping[str, str], login: str) -> None:
    """Shut this login out: it reads and sends nothing any more; what it sent stays with the team."""
    from psycopg import sql

    connection = open_connection(address, env)
    with connection, watched(connection, address):
        check(connection, address.shown, newest())
        with one_owner(connection):
            row = connection.execute(
                "UPDATE dcx.member SET left_at = now() WHERE login = %s RETURNING login", (login,)
            ).fetchone()
            if row is None:
                raise NotFoundError(f"{login!r} is in no team there.", "dcx team status names the members")
            connection.execute(sql.SQL("REVOKE dcx_rep, dcx_lead FROM {}").format(sql.Identifier(login)))
