"""The password comes from where the page says, and stands nowhere that others could read it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from difficult_cx.team import connecting, secret
from tests.conftest import Dcx
from tests.team.conftest import Hub, Rep
from tests.team.server import PASSWORD
from tests.team.test_faults import wrote

PROC = Path("/proc")
# A package of that name, as far as dcx uses it: what its owner put there for this login at this hub.
KEYRING = """
import json, pathlib
def get_password(service, name):
    return json.loads((pathlib.Path(__file__).parent / "kept.json").read_text()).get(f"{service} {name}")
"""


def keyring(folder: Path, hub: Hub) -> Path:
    """A keyring that has Sam's password for this hub and nobody else's; the folder for PYTHONPATH."""
    place = folder / "library" / "keyring"
    place.mkdir(parents=True)
    (place / "__init__.py").write_text(KEYRING)
    name = f"dcx team sam@127.0.0.1/{hub.database}"
    (place / "kept.json").write_text(f'{{"{name}": "{PASSWORD}", "dcx team bo@127.0.0.1/other": "wrong"}}')
    return place.parent


def source(kind: str, hub: Hub, folder: Path) -> dict[str, str]:
    """What the environment is where the password comes from there."""
    if kind in ("DCX_TEAM_PASSWORD", "PGPASSWORD"):
        return {kind: PASSWORD}
    if kind == "keyring":
        return {"PYTHONPATH": str(keyring(folder, hub))}
    kept = folder / "pgpass"
    kept.write_text(f"127.0.0.1:{hub.server.port}:{hub.database}:sam:{PASSWORD}\n")
    kept.chmod(0o600)
    return {"PGPASSFILE": str(kept)}


def told_by_the_system(one: "subprocess.Popen[bytes]", *names: str) -> bytes:
    """What the list of processes says of it and of what it started, all the while."""
    seen = set()
    while one.poll() is None:
        for pid in (str(one.pid), *_children(one.pid)):
            for name in names:
                try:
                    seen.add((PROC / pid / name).read_bytes())
                except OSError:
                    continue
        time.sleep(0.01)
    return b"".join(seen)


def _children(pid: int) -> list[str]:
    try:
        return (PROC / str(pid) / "task" / str(pid) / "children").read_text().split()
    except OSError:
        return []


@pytest.mark.skipif(not PROC.exists(), reason="there is no list of processes to be read here")
@pytest.mark.parametrize(
    "kind", ["DCX_TEAM_PASSWORD", pytest.param("PGPASSWORD", marks=pytest.mark.slow), "pgpass", "keyring"]
)
def test_it_is_nowhere_it_could_be_read(hub: Hub, rep: Rep, tmp_path: Path, kind: str) -> None:
    """Joined, synced, asked how one stands: not in a file of dcx, in what it prints, in the server's log, in any arguments."""
    sam, folder = rep("sam"), tmp_path / "password"
    folder.mkdir()
    wrote(sam, 100)
    before = hub.server.log.stat().st_size  # the server's owner made logins before that
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "DCX_HOME": str(sam.home),
        "TZ": "UTC",
        "USER": "sam",
    }
    secrets, out = b"", b""
    every = (("join", hub.url("sam")), ("sync",), ("status",), ("sync", "--quiet"))
    for args in every if kind == "keyring" else every[:2]:
        one = subprocess.Popen(
            [sys.executable, "-m", "difficult_cx", "team", *args],
            env=env | source(kind, hub, folder) if args[0] == "join" else env | kept_env(kind, folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        secrets += told_by_the_system(one, "cmdline", *(["environ"] if kind in ("keyring", "pgpass") else []))
        out += one.communicate()[0]
        assert one.returncode == 0, out
    assert b"100 sent" in out
    assert b"difficult_cx" in secrets
    assert PASSWORD.encode() not in secrets + out + hub.server.log.read_bytes()[before:]
    for path in sam.home.rglob("*"):
        assert path.is_dir() or PASSWORD.encode() not in path.read_bytes(), path


def kept_env(kind: str, folder: Path) -> dict[str, str]:
    """The same environment another time."""
    names = {"keyring": ("PYTHONPATH", folder / "library"), "pgpass": ("PGPASSFILE", folder / "pgpass")}
    name, value = names.get(kind, (kind, PASSWORD))
    return {name: str(value)}


def without(sam: Dcx) -> Dcx:
    """Sam without a password in the environment."""
    del sam.env["DCX_TEAM_PASSWORD"]
    return sam


def test_a_bug_says_nothing_of_it(hub: Hub, rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever breaks while it is in hand: the place and the kind of the mistake, no value."""

    def broken(*_: object, **given: object) -> None:
        raise ValueError(f"no connection with {given}")

    with monkeypatch.context() as patch:
        patch.setattr("psycopg.connect", broken)
        done = rep("sam")("team", "join", hub.url("sam"), code=70)
    assert "ValueError" in done.err
    assert PASSWORD not in done.err + done.out


@pytest.mark.parametrize("how", ["nothing", "raises", "another", "hangs"])
def test_a_keyring_that_has_none_is_no_harm(
    hub: Hub, rep: Rep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Empty, broken, with a password for somebody else, locked with nobody there to open it: said as no password."""
    bodies = {
        "nothing": "return None",
        "raises": "raise RuntimeError('no bus')",
        "another": f"return {PASSWORD!r} if 'sam@' in name else None",
        "hangs": "import time; time.sleep(30)",
    }
    (tmp_path / "keyring.py").write_text(f"def get_password(service, name):\n    {bodies[how]}\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "keyring", raising=False)
    monkeypatch.setattr(secret, "KEYRING_SECONDS", 0.2)
    said = without(rep("bo"))("team", "join", hub.url("bo"), code=3).err
    assert "asks for a password, and there is none" in said
    monkeypatch.delitem(sys.modules, "keyring", raising=False)


def test_what_the_environment_says_comes_first(hub: Hub, rep: Rep, monkeypatch: pytest.MonkeyPatch) -> None:
    """The keyring isn't even asked then; without anything else it is."""
    asked = []

    def kept(address: object) -> str:
        asked.append(address)
        return PASSWORD

    monkeypatch.setattr(connecting, "from_keyring", kept)
    sam = rep("sam")
    assert "JOINED" in sam("team", "join", hub.url("sam")).out
    assert asked == []
    assert "JOINED" in without(sam)("team", "join", hub.url("sam")).out
    assert len(asked) == 1
