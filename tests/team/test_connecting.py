"""One clear message for each way a connection fails, and no password anywhere it could be read."""

import builtins
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from difficult_cx.errors import UsageError
from difficult_cx.team import connecting
from difficult_cx.team.address import read_address
from difficult_cx.team.failing import not_connected
from tests.team.conftest import Hub, Rep
from tests.team.server import LOGINS, PASSWORD, Server, need_server
from tests.team.test_faults import through


def refused(rep: Rep, url: str, password: str | None = PASSWORD, login: str = "sam") -> str:
    """What is said when this hub can't be joined; nothing is remembered of it then."""
    dcx = rep(login)
    if password is None:
        del dcx.env["DCX_TEAM_PASSWORD"]
    else:
        dcx.env["DCX_TEAM_PASSWORD"] = password
    said = dcx("team", "join", url, code=3).err
    assert not (dcx.home / "team.json").exists()
    assert "Traceback" not in said
    assert "hint: " in said
    return said


def test_nobody_answers_there(rep: Rep) -> None:
    """No server at that place."""
    assert "No hub answers at 127.0.0.1:1." in refused(rep, "postgresql://sam@127.0.0.1:1/dcx")
    assert "No hub answers at /nowhere." in refused(rep, "postgresql://sam@/dcx?host=/nowhere")


def test_the_password_is_wrong_or_missing(hub: Hub, rep: Rep, tmp_path: Path) -> None:
    """Each says where a password is looked for; a pgpass file is such a place."""
    said = refused(rep, hub.url("sam"), "wrong")
    assert "doesn't take the password of sam" in said
    assert "wrong" not in said.replace("wrong password", "")
    said = refused(rep, hub.url("sam"), None)
    assert "asks for a password, and there is none" in said
    assert "DCX_TEAM_PASSWORD, a pgpass file or the system's keyring" in said
    kept = tmp_path / "pgpass"
    kept.write_text(f"127.0.0.1:{hub.server.port}:*:sam:{PASSWORD}\n")
    kept.chmod(0o600)
    dcx = rep("sam")
    del dcx.env["DCX_TEAM_PASSWORD"]
    dcx("team", "join", f"{hub.url('sam')}?passfile={kept}")


def test_the_login_the_database_or_the_schema_is_missing(hub: Hub, rep: Rep) -> None:
    """And a login that is in no team, or has no right."""
    assert "has no database nothing" in refused(rep, hub.server.url("sam", "nothing"))
    assert "doesn't take the password of nobody" in refused(rep, hub.url("nobody"))
    assert "has no schema of dcx" in refused(rep, hub.server.url("sam", "postgres"))
    assert "eve may not do that at the hub" in refused(rep, hub.url("eve"))
    hub.run("DELETE FROM dcx.member WHERE login = 'sam'")
    assert "sam is in no team at the hub" in refused(rep, hub.url("sam"))


def test_it_does_not_answer_in_time(hub: Hub, rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network that takes everything and gives nothing back."""
    monkeypatch.setattr(connecting, "CONNECT_SECONDS", 2)
    with through(hub, "swallow", 0) as port:
        assert "doesn't answer in time" in refused(rep, hub.url("sam", port))


def test_it_has_no_connection_left(hub: Hub, rep: Rep) -> None:
    """A login that may be connected only so often."""
    hub.run("ALTER ROLE sam CONNECTION LIMIT 0")
    try:
        assert "has no connection left" in refused(rep, hub.url("sam"))
    finally:
        hub.run("ALTER ROLE sam CONNECTION LIMIT -1")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate for `localhost`, signed by itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", folder / "key", "-out", folder / "certificate"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def tls_server(authority: Path) -> Iterator[Server]:
    """A server with that certificate."""
    need_server()
    found = Server(certificate=authority / "certificate", key=authority / "key")
    try:
        found.make_logins(LOGINS[:1])
        yield found
    finally:
        found.stop()


def test_tls_is_verified_with_the_name(tls_server: Server, hub: Hub, rep: Rep, authority: Path) -> None:
    """No TLS there, a certificate nobody vouches for, another machine's name: each is said, nothing is sent."""
    strict = f"?sslmode=verify-full&sslrootcert={authority / 'certificate'}"
    assert "doesn't offer TLS" in refused(rep, hub.url("sam") + strict)
    known = tls_server.url("sam", "postgres")
    assert "can't be verified" in refused(rep, f"{known}?sslmode=verify-full&sslrootcert=system")
    assert "can't be verified" in refused(rep, known + strict)  # it is localhost's, and this is 127.0.0.1
    assert "has no schema of dcx" in refused(
        rep, known.replace("127.0.0.1", "localhost") + "?sslmode=prefer&host=127.0.0.1"
    )


@pytest.mark.parametrize("host", ["hub.example", "10.0.0.7", "[2001:db8::1]", "localhost.example", "8.8.8.8"])
def test_elsewhere_tls_is_always_verified(host: str) -> None:
    """Whatever the environment or the URL says; on this machine it needn't be."""
    env = {"PGSSLMODE": "disable", "PGHOSTADDR": "127.0.0.1", "HOME": "/nowhere"}
    found = connecting._parameters(read_address(f"postgresql://sam@{host}/dcx"), "x", env)
    assert (found["sslmode"], found["sslrootcert"], found["hostaddr"]) == ("verify-full", "system", "")
    for weak in ("disable", "allow", "prefer", "require", "verify-ca"):
        with pytest.raises(UsageError, match="certificate is verified"):
            read_address(f"postgresql://sam@{host}/dcx?sslmode={weak}")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://sam:secret@hub/dcx",
        "postgresql://sam:@hub/dcx",
        "postgresql://sam@hub/dcx?password=secret",
        "postgresql://hub/dcx?user=sam&password=secret",
        "postgresql://sam@hub/dcx?hostaddr=6.6.6.6",
        "postgresql://sam@hub/dcx?service=other",
        "postgresql://sam@hub/dcx?options=-csearch_path%3Dx",
        "postgresql://sam@hub,other/dcx",
        "postgresql:///dcx",
        "postgresql://sam@[::1/dcx",
        "postgresql://sam@hub:99999/dcx",
        "host=hub password=secret",
        "mysql://hub/dcx",
    ],
)
def test_a_url_that_may_not_be_is_refused_before_anything_is_asked(rep: Rep, url: str) -> None:
    """A password in it is said without being repeated."""
    said = rep("sam")("team", "join", url, code=2).err
    assert "secret" not in said


def test_without_psycopg_it_says_what_to_install(rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a hub needs it."""
    real = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:
        if name == "psycopg":
            raise ImportError(name)
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    said = rep("sam")("team", "join", "postgresql://sam@127.0.0.1/dcx", code=3).err
    assert 'pip install "difficult-cx[team]"' in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("failed to resolve host 'hub': [Errno -2] Name or service not known", "There is no machine hub"),
        ('FATAL: role "sam" does not exist', "doesn't let sam in"),
        ("FATAL: the database system is starting up", "is starting or stopping"),
        ("FATAL: no pg_hba.conf entry for host, no encryption", "doesn't offer TLS"),
        ('FATAL: no pg_hba.conf entry for host "1.2.3.4"', "doesn't let sam in"),
        ("server closed the connection unexpectedly", "broke off"),
        ("something new", "No connection to the hub hub:5432: something new"),
    ],
)
def test_what_libpq_says_is_put_into_words(words: str, said: str) -> None:
    """What can't be brought about here."""
    error = not_connected(psycopg.OperationalError(words), read_address("postgresql://sam@hub/dcx"))
    assert said in error.message
