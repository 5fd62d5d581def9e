"""The line of the how-to page, run as cron runs it: a bare shell, cron's environment, no terminal, nobody there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Dcx
from tests.team.conftest import Hub, Rep
from tests.team.seeing import lines
from tests.team.server import PASSWORD, free_port
from tests.team.test_faults import whole

PAGE = Path(__file__).parents[2] / "docs" / "team.md"


def crontab() -> str:
    """The command in the page's crontab line; its five fields before that are cron's."""
    [line] = re.findall(r"^(?:\S+ ){5}(.* team sync .*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert "%" not in line  # to cron that is a line end
    return str(line)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with dcx where pipx puts it."""
    found = tmp_path / "home"
    place = found / ".local" / "bin"
    place.mkdir(parents=True)
    (place / "dcx").write_text(f'#!/bin/sh\nexec {sys.executable} -m difficult_cx "$@"\n')
    (place / "dcx").chmod(0o755)
    return found


def cron(home: Path, login: str = "sam") -> "subprocess.CompletedProcess[str]":
    """What cron does at the minute: `sh -c` in the home, with four names in the environment and nothing else."""
    env = {"HOME": str(home), "LOGNAME": login, "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        ["/bin/sh", "-c", crontab()], env=env, cwd=home, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        start_new_session=True, timeout=60, check=False,
    )  # fmt: skip


def machine(home: Path, rep: Rep, hub: Hub) -> Dcx:
    """Sam's, with the folders that it has without a DCX_HOME, and the password in a pgpass file."""
    sam = rep("sam")
    del sam.env["DCX_TEAM_PASSWORD"]
    kept = home / ".pgpass"
    kept.write_text(f"127.0.0.1:{hub.server.port}:*:sam:{PASSWORD}\n")
    kept.chmod(0o600)
    own = home / ".local" / "share" / "dcx"
    sam("followups", "add", "refund fri noon", "-c", "Ada")
    sam("team", "join", f"{hub.url('sam')}?passfile={kept}")
    own.parent.mkdir(parents=True)
    sam.home.rename(own)
    place = (own / "team.json").read_text().replace(f"?passfile={kept}", "")
    (own / "team.json").write_text(place)
    return Dcx(own, sam.clock, sam.env)


def test_the_line_of_the_page_syncs_and_says_nothing(hub: Hub, joined: Rep, rep: Rep, home: Path) -> None:
    """Sent and fetched, exit 0, not a word for cron to mail; a second time there is nothing to do, which is no word either."""
    sam, bo = machine(home, rep, hub), joined("bo")
    bo("followups", "add", "flowers fri noon")
    bo("team", "sync")
    for _ in range(2):
        done = cron(home)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    bo("team", "sync")
    assert whole(sam, bo)
    assert whole(bo, sam)
    assert not (home / "dcx").exists()


def test_out_of_reach_is_no_word_and_what_is_wrong_is_one(hub: Hub, rep: Rep, home: Path) -> None:
    """Offline: exit 3 and silence, whatever the reason. A wrong password, a login that was removed: two lines and exit 3."""
    sam = machine(home, rep, hub)
    before = lines(sam.home / "journal.jsonl")
    place = (sam.home / "team.json").read_text()
    for instead in (f"127.0.0.1:{free_port()}", "hub.invalid"):
        (sam.home / "team.json").write_text(place.replace(f"127.0.0.1:{hub.server.port}", instead))
        done = cron(home)
        assert (done.returncode, done.stdout, done.stderr) == (3, "", "")
    (sam.home / "team.json").write_text(place)
    (home / ".pgpass").write_text(f"127.0.0.1:{hub.server.port}:*:sam:wrong\n")
    done = cron(home)
    assert (done.returncode, done.stdout) == (3, "")
    assert re.fullmatch(r"The hub .* doesn't take the password of sam\.\nhint: .*\n", done.stderr)
    (home / ".pgpass").unlink()
    assert "asks for a password, and there is none" in cron(home).stderr
    assert lines(sam.home / "journal.jsonl") == before
    assert not (sam.home / "fetched").exists()


def test_a_folder_that_is_gone_is_out_of_reach_too(rep: Rep, tmp_path: Path) -> None:
    """A network drive that isn't there: quiet says nothing, by hand it is said."""
    sam, folder = rep("sam"), tmp_path / "drive"
    folder.mkdir()
    sam("team", "join", str(folder))
    folder.rmdir()
    done = sam("team", "sync", "--quiet", code=3)
    assert (done.out, done.err) == ("", "")
    assert "can't be read" in sam("team", "sync", code=3).err
    assert sam("team", "sync", "--quiet", "--json", code=3).json["errors"][0]["code"] == "hub"


def test_a_record_that_was_not_taken_is_said_to_cron(hub: Hub, joined: Rep, rep: Rep, home: Path) -> None:
    """Exit 1, and what and why on stderr."""
    machine(home, rep, hub)
    bo = joined("bo")
    bo("followups", "add", "flowers fri noon")
    bo("team", "sync")
    hub.run("UPDATE dcx.event SET line = replace(line, 'flowers', 'flours!')")
    done = cron(home)
    assert (done.returncode, done.stdout) == (1, "")
    assert "not taken: " in done.stderr
