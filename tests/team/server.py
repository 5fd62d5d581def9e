"""A real PostgreSQL server for the tests: on loopback, in a temporary folder, as a user without rights."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

# `.ci/run` sets it once it has installed a server: from then on a test that is skipped is a failure.
NEEDED = bool(os.environ.get("DCX_POSTGRES"))
PASSWORD = "correct horse"
LOGINS = ("sam", "bo", "kim", "eve", "olga", "lee", "rae")
OWNER = "owner"


def binaries() -> Path | None:
    """Where the server's programs are: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((one for one in places if (one / "postgres").exists() and (one / "initdb").exists()), None)


def why_not() -> str:
    """Why there can be no server; empty when there can."""
    if binaries() is None:
        return "no PostgreSQL server is installed (Debian: apt install postgresql)"
    return (
        "" if _user() is not None else "a PostgreSQL server doesn't run as root, and there is no other user"
    )


def _user() -> str | None:
    """Who the server runs as; empty: whoever we are."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return ""
    import pwd

    names = {one.pw_name for one in pwd.getpwall()}
    found = next((name for name in ("postgres", "nobody") if name in names), None)
    return found if shutil.which("runuser") else None


class Server:
    """A server of its own; `port` on 127.0.0.1, the superuser is `owner`, everybody has one password."""

    def __init__(
        self,
        certificate: Path | None = None,
        key: Path | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dcx-hub-"))
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.port = free_port()
        self._tls = (certificate, key)
        self._settings = dict(settings or {})
        self._process: subprocess.Popen[bytes] | None = None
        if user := _user():
            shutil.chown(self.folder, user)
        self._make()
        self.start()

    def _as_user(self, *args: str | Path) -> list[str]:
        user = _user()
        before = ["runuser", "-u", user, "--"] if user else []
        return [*before, *map(str, args)]

    def _program(self, name: str) -> Path:
        found = binaries()
        assert found is not None
        return found / name

    def _make(self) -> None:
        secret = self.folder / "secret"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        args = ("-D", self.data, "-U", OWNER, "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8")
        subprocess.run(
            self._as_user(self._program("initdb"), *args, "--locale=C", "--no-sync"),
            check=True,
            capture_output=True,
            cwd="/",
        )

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "fsync": "off",
            "log_statement": "all",  # the worst a server can be set to: what must not be in a log is looked for
            "log_min_messages": "info",
            "wal_recycle": "off",
            "max_connections": "60",
        }
        settings |= self._with_tls() | self._settings
        options = [f"--{name.replace('_', '-')}={value}" for name, value in settings.items()]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._as_user(self._program("postgres"), "-D", self.data, *options),
                stdout=log,
                stderr=log,
                cwd="/",
            )
        self._wait()

    def _with_tls(self) -> dict[str, str]:
        """The settings of a server with a certificate, whose files must be the server's own."""
        names = ("ssl_cert_file", "ssl_key_file")
        found = {}
        for name, path in zip(names, self._tls, strict=True):
            if path is None:
                return {}
            own = self.folder / name
            own.write_bytes(path.read_bytes())
            own.chmod(0o600)
            if user := _user():
                shutil.chown(own, user)
            found[name] = str(own)
        return {"ssl": "on", **found}

    def _wait(self) -> None:
        for _ in range(300):
            try:
                self.connect("postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError(self.log.read_text())

    @contextmanager
    def small_disk(self, table: str, database: str) -> Iterator[Path]:
        """This table lies on a file system of 1 MiB meanwhile; skipped where none can be mounted."""
        place = self.folder / "small"
        place.mkdir()
        mounted = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "none", str(place)]
        if subprocess.run(mounted, check=False, capture_output=True).returncode != 0:
            pytest.skip("a file system can't be mounted here")
        try:
            if user := _user():
                shutil.chown(place, user)
            self.run("postgres", f"CREATE TABLESPACE small LOCATION '{place}'")
            self.run(database, f"ALTER TABLE {table} SET TABLESPACE small")
            yield place
            self.run(database, f"ALTER TABLE {table} SET TABLESPACE pg_default")
            self.run("postgres", "DROP TABLESPACE small")
        finally:
            subprocess.run(["umount", "-l", place], check=False, capture_output=True)

    def connect(self, database: str, login: str = OWNER, password: str = PASSWORD) -> psycopg.Connection[Any]:
        """A connection of this login, a transaction for each statement."""
        return psycopg.connect(
            host="127.0.0.1", port=self.port, dbname=database, user=login, password=password, autocommit=True
        )

    def run(self, database: str, *statements: str, login: str = OWNER) -> list[Any]:
        """Run these, and give the rows of the last one."""
        rows: list[Any] = []
        with self.connect(database, login) as connection:
            for one in statements:
                found = connection.execute(one.encode())
                rows = found.fetchall() if found.description else []
        return rows

    def dump(self, database: str) -> str:
        """All of a database as its superuser writes it down."""
        where = ("--inserts", "-h", "127.0.0.1", "-p", str(self.port), "-U", OWNER, database)
        env = {**os.environ, "PGPASSWORD": PASSWORD}
        found = subprocess.run([self._program("pg_dump"), *where], check=True, capture_output=True, env=env)
        return found.stdout.decode("utf-8", "replace")

    def holders(self, *wanted: bytes) -> list[Path]:
        """The server's own files in which any of this stands."""
        files = ((one, one.read_bytes()) for one in self.data.rglob("*") if one.is_file())
        return [path for path, content in files if any(one in content for one in wanted)]

    def url(self, login: str, database: str, port: int = 0) -> str:
        """The hub's URL for this login."""
        return f"postgresql://{login}@127.0.0.1:{port or self.port}/{database}"

    @property
    def pid(self) -> int:
        """The postmaster's process."""
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def kill(self) -> None:
        """SIGKILL for the postmaster and everything it started, as a power cut would."""
        pid = self.pid
        children = _children(pid)
        os.kill(pid, signal.SIGKILL)
        for child in children:
            try:
                os.kill(child, signal.SIGKILL)
            except ProcessLookupError:
                continue
        assert self._process is not None
        self._process.wait(30)

    def stop(self) -> None:
        """Stop it and remove its folder."""
        if self._process is not None and self._process.poll() is None:
            os.kill(self.pid, signal.SIGINT)
            self._process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def make_logins(self, names: Sequence[str]) -> None:
        """Logins of the server, in no team yet."""
        with self.connect("postgres") as connection:
            for name in names:
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
                        sql.Identifier(name), sql.Literal(PASSWORD)
                    )
                )


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(one) for one in text.split()]


def free_port() -> int:
    """A port that nobody has; found out by another process, since a test may not touch the network."""
    code = "import socket; one = socket.create_server(('127.0.0.1', 0)); print(one.getsockname()[1])"
    return int(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout)


def need_server() -> None:
    """Skip with the reason where there can be no server; fail where one was asked for."""
    why = why_not()
    if why:
        assert not NEEDED, f"a server was asked for (DCX_POSTGRES): {why}"
        pytest.skip(why)
