"""A connection to the hub: TLS verified unless it is on this machine; nobody waits for ever."""

import os
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import TYPE_CHECKING, Any

from difficult_cx.team.address import VERIFIED, Address
from difficult_cx.team.failing import failed, no_psycopg, not_connected
from difficult_cx.team.secret import from_environment, from_keyring

if TYPE_CHECKING:
    import psycopg

CONNECT_SECONDS = 10
# One statement: a thousand records, or a page of them. A network that swallows everything mustn't hang us.
STATEMENT_SECONDS = 60
# The server stops a statement by itself; this much later the connection is cut from here.
GRACE_SECONDS = 5
WITHOUT_PASSWORD = ("no password supplied", "empty password")


def library() -> ModuleType:
    """psycopg, imported by whoever talks to a hub and by nobody else."""
    try:
        import psycopg
    except ImportError as error:
        raise no_psycopg() from error
    return psycopg


def open_connection(address: Address, env: Mapping[str, str]) -> "psycopg.Connection[Any]":
    """A connection, or a HubError that says why there is none."""
    psycopg = library()
    password = from_environment(env)
    try:
        return _connect(address, password, env)
    except psycopg.OperationalError as error:
        if password is None and any(words in str(error) for words in WITHOUT_PASSWORD):
            kept = from_keyring(address)
            if kept is not None:
                return _connect_with(address, kept, env)
        raise not_connected(error, address) from error


def _connect_with(address: Address, password: str, env: Mapping[str, str]) -> "psycopg.Connection[Any]":
    psycopg = library()
    try:
        return _connect(address, password, env)
    except psycopg.OperationalError as error:
        raise not_connected(error, address) from error


def _connect(address: Address, password: str | None, env: Mapping[str, str]) -> "psycopg.Connection[Any]":
    import psycopg

    connection = psycopg.connect(**_parameters(address, password, env), autocommit=True)
    try:
        with watched(connection, address):
            connection.execute(
                f"SET statement_timeout = '{STATEMENT_SECONDS}s'; SET lock_timeout = '20s'; "
                "SET search_path = pg_catalog; SET client_encoding = 'UTF8'"
            )
    except BaseException:
        connection.close()
        raise
    return connection


def _parameters(address: Address, password: str | None, env: Mapping[str, str]) -> dict[str, Any]:
    """What libpq is told; whatever could lead elsewhere is said, so that its own environment can't say it."""
    found: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "dcx",
        **dict(address.options),
        "host": address.host,
        "hostaddr": "",
        "port": address.port,
        "dbname": address.database,
        "gssencmode": "disable",
        "keepalives_idle": 15,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": STATEMENT_SECONDS * 1000,
        "options": "",
    }
    if address.user:
        found["user"] = address.user
    if password is not None:
        found["password"] = password
    if not address.here:
        found["sslmode"] = VERIFIED
        if "sslrootcert" not in found and "PGSSLROOTCERT" not in env and not _own_authorities(env):
            found["sslrootcert"] = "system"
    elif "sslmode" not in found:
        found["sslmode"] = "prefer"
    return found


def _own_authorities(env: Mapping[str, str]) -> bool:
    """Whether this user has a file of authorities where libpq looks for one."""
    return os.path.exists(os.path.join(env.get("HOME", ""), ".postgresql", "root.crt"))  # noqa: PTH110, PTH118


@contextmanager
def watched(connection: "psycopg.Connection[Any]", address: Address) -> Iterator[None]:
    """Do something with the connection; what fails is said in words, what hangs is cut off."""
    psycopg = library()
    timer = threading.Timer(STATEMENT_SECONDS + GRACE_SECONDS, _cutting(connection))
    timer.daemon = True
    timer.start()
    try:
        yield
    except psycopg.Error as error:
        raise failed(error, address) from error
    finally:
        timer.cancel()


def _cutting(connection: "psycopg.Connection[Any]") -> Callable[[], None]:
    def cut() -> None:
        with suppress(Exception):
            end = socket.socket(fileno=os.dup(connection.fileno()))
            end.shutdown(socket.SHUT_RDWR)
            end.close()

    return cut
