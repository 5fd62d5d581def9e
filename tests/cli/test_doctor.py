"""`dcx doctor`: one line each, what to do next, exit 1 only for what is bad."""

import os
import sys
from pathlib import Path

import pytest

from difficult_cx.app.health.line import Health
from difficult_cx.app.health.look import look
from difficult_cx.storage.drives import kind_of, network, synced
from difficult_cx.storage.folders import find_folders
from tests.conftest import NOW, Dcx

MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
40 22 0:35 / /mnt/team\\040drive rw - nfs4 server:/export rw
41 22 0:36 / /mnt/ssh rw - fuse.sshfs me@there:/ rw
42 40 0:37 / /mnt/team\\040drive/local rw - ext4 /dev/vdb1 rw
"""
MACOS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//me@server/share on /Volumes/share (smbfs, nodev, nosuid, mounted by me)
"""


def said(dcx: Dcx, code: int = 0, **env: str) -> dict[str, dict[str, str]]:
    """What doctor says, by the name of what was looked at; the last line of a name counts."""
    dcx.env.update(env)
    rows = dcx("doctor", "--json", code=code).json["data"]
    assert all(row["level"] in ("ok", "note", "bad") for row in rows)
    return {row["name"]: row for row in rows}


def test_a_new_machine_has_nothing_to_mend(dcx: Dcx) -> None:
    """Every line is ok, only the cache is made, and each stands on one line of the text."""
    rows = said(dcx)
    assert {row["level"] for row in rows.values()} == {"ok"}
    assert [one.name for one in dcx.home.iterdir()] == ["cache"]
    out = dcx("doctor").out.splitlines()
    assert len(out) == len(rows)
    assert all(line.startswith("ok ") for line in out)


def test_everything_in_use_is_looked_at(dcx: Dcx) -> None:
    """Versions, folders, drive, journal, index, settings, playbooks, terminal, clock, zone."""
    dcx("followups", "add", "call", "-c", "Ada")
    rows = said(dcx)
    assert list(rows) == [
        *("version", "data folder", "configuration folder", "cache folder", "data drive", "journal", "index"),
        *("configuration", "playbooks", "terminal", "clock", "zone"),
    ]
    assert rows["index"]["what"].endswith(("has everything", "takes in the rest"))
    assert rows["zone"]["what"] == "Europe/London (from TZ), now Tue 24 Nov 2026 10:15"
    assert "SQLite" in rows["version"]["what"]


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/ada", "ext4"),
        ("/mnt/team drive/dcx", "nfs4"),
        ("/mnt/team drive/local/dcx", "ext4"),
        ("/mnt/ssh", "fuse.sshfs"),
        ("/mnt/sshfoo", "ext4"),
    ],
)
def test_the_drive_a_folder_lies_on_is_known(place: str, kind: str) -> None:
    """The deepest mount above it, blanks in its name included."""
    assert kind_of(place, MOUNTS) == kind


def test_macos_names_its_drives_otherwise() -> None:
    """What `mount` prints there."""
    assert kind_of("/Volumes/share/dcx", MACOS) == "smbfs"
    assert kind_of("/Users/ada", MACOS) == "apfs"
    assert network(Path("\\\\server\\share\\dcx"), "win32") == "a share"


def test_a_network_drive_is_a_note_not_a_no(dcx: Dcx, tmp_path: Path) -> None:
    """It is warned of, with what to do; the exit code stays 0."""
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"1 1 0:1 / / rw - ext4 /dev/a rw\n2 1 0:2 / {dcx.home.parent} rw - fuse.sshfs x rw\n", "utf-8"
    )
    world = dcx.world(dcx.stream(), dcx.stream(), dcx.stream())
    world.mounts = str(mounts)
    found = {one.name: one for one in look(world, "0")}
    assert found["data drive"] == Health(
        "data drive", "note", "fuse.sshfs, a network drive", found["data drive"].next
    )
    assert "local disk" in found["data drive"].next


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("Dropbox", "Dropbox"),
        ("OneDrive - Brook Ltd", "OneDrive"),
        ("GoogleDrive-ada@example.org", "Google Drive"),
        ("Mobile Documents", "iCloud Drive"),
        ("Nextcloud", "Nextcloud"),
        ("boxes", ""),
        ("dropboxes", ""),
    ],
)
def test_a_folder_kept_in_step_is_known_by_its_name(tmp_path: Path, name: str, program: str) -> None:
    """Or by the name of any folder above it."""
    below = tmp_path / name / "work" / "dcx"
    below.mkdir(parents=True)
    assert synced(below) == program


def test_a_folder_kept_in_step_is_known_by_its_mark(dcx: Dcx, tmp_path: Path) -> None:
    """Also through a link."""
    (tmp_path / "real" / "dcx").mkdir(parents=True)
    (tmp_path / "real" / ".stfolder").mkdir()
    dcx.home = tmp_path / "link"
    dcx.home.symlink_to(tmp_path / "real" / "dcx")
    row = said(dcx)["data drive"]
    assert (row["level"], row["what"]) == ("note", "kept in step by Syncthing")


def test_damage_is_bad_and_says_where_to_look(dcx: Dcx) -> None:
    """A record that was changed by hand."""
    dcx("followups", "add", "call", "-c", "Ada")
    path = dcx.home / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b"call", b"coll", 1))
    row = said(dcx, 1)["journal"]
    assert row["level"] == "bad"
    assert "dcx journal verify" in row["next"]
    assert "next: `dcx journal verify`" in dcx("doctor", code=1).out


def test_what_is_wrong_with_the_settings_is_bad(dcx: Dcx) -> None:
    """A mistake of the file, and a playbook that isn't there."""
    dcx.config('clock = "never"\nplaybook = "no-such-one"\n')
    row = said(dcx, 1)["configuration"]
    assert row["what"].endswith("and 1 more")
    assert "config check" in row["next"]


def test_rights_are_looked_at(dcx: Dcx) -> None:
    """Others could read the record: a note, with the command that ends it."""
    dcx("followups", "add", "call", "-c", "Ada")
    dcx.home.chmod(0o755)
    (dcx.home / "journal.jsonl").chmod(0o644)
    rows = dcx("doctor", "--json").json["data"]
    notes = {(row["name"], row["next"].split()[0]) for row in rows if row["level"] == "note"}
    assert notes == {("data folder", "chmod"), ("journal", "chmod")}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_bad(dcx: Dcx) -> None:
    """And says how to mend it."""
    dcx.home.mkdir()
    dcx.home.chmod(0o500)
    assert said(dcx, 1)["data folder"]["level"] == "bad"


def test_a_folder_that_is_a_file_is_bad(dcx: Dcx) -> None:
    """Nothing can be kept there."""
    dcx.home.write_text("", encoding="utf-8")
    assert said(dcx, 1)["data folder"]["what"].endswith("is no folder")


def test_a_broken_index_is_a_note(dcx: Dcx) -> None:
    """Nothing is lost with it."""
    dcx("followups", "add", "call", "-c", "Ada")
    dcx("followups")
    next((dcx.home / "cache").glob("index-*.sqlite")).write_bytes(b"nonsense" * 600)
    row = said(dcx)["index"]
    assert (row["level"], row["next"].split()[0]) == ("note", "rm")


def test_a_clock_behind_the_record_is_a_note(dcx: Dcx) -> None:
    """What is late is told by the clock."""
    dcx("followups", "add", "call", "-c", "Ada")
    dcx.clock.forward(days=-2)
    row = said(dcx)["clock"]
    assert row["level"] == "note"
    assert "2026-11-24 10:15" in row["what"]


def test_a_zone_that_is_none_is_a_note(dcx: Dcx) -> None:
    """It says what to set."""
    row = said(dcx, TZ="Nowhere/Land")["zone"]
    assert row["level"] == "note"
    assert "config.toml" in row["next"]


def test_rescued_lines_are_named(dcx: Dcx) -> None:
    """Somebody has to read them."""
    (dcx.home / "rescue").mkdir(parents=True)
    (dcx.home / "rescue" / "2026-11-24.txt").write_text("a line\n", encoding="utf-8")
    assert "2026-11-24.txt" in said(dcx)["rescued lines"]["next"]


def test_the_terminal_is_said_to_be_what_a_call_will_find(dcx: Dcx) -> None:
    """The full screen, or why not."""
    world = dcx.world(dcx.stream(tty=True), dcx.stream(tty=True), dcx.stream(tty=True))
    for env, words in (
        ({"TERM": "xterm"}, "the full screen"),
        ({"TERM": "dumb"}, "the plain face (TERM dumb)"),
        ({"TERM": "xterm", "LINES": "9"}, "the plain face (80x9 is too small)"),
        ({"TERM": "xterm", "ACCESSIBLE": "1"}, "(ACCESSIBLE)"),
        ({"TERM": "xterm", "NO_COLOR": "1"}, "no colour"),
    ):
        world.env = {"DCX_HOME": str(dcx.home), "COLUMNS": "80", "LINES": "24", **env}
        world.folders = find_folders(world.env, sys.platform)
        assert words in next(one.what for one in look(world, "0") if one.name == "terminal")
    assert dcx.clock.now() == NOW
