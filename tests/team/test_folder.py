"""The smallest team: a folder that something else carries from machine to machine."""

import errno
import shutil
from pathlib import Path

import pytest

from difficult_cx.journal import shared_folder
from tests.conftest import Dcx
from tests.team.conftest import Rep
from tests.team.seeing import device, views


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for a team."""
    found = tmp_path / "team"
    found.mkdir()
    return found


def both(rep: Rep, folder: Path) -> tuple[Dcx, Dcx]:
    """Sam and Bo, who share the folder."""
    sam, bo = rep("sam"), rep("bo")
    for one in (sam, bo):
        one("team", "join", str(folder))
    return sam, bo


def test_two_who_share_a_folder_see_the_same(rep: Rep, folder: Path) -> None:
    """Each puts their own journal there and reads the other's; a second time nothing is left to do."""
    sam, bo = both(rep, folder)
    sam("followups", "add", "refund the fee fri noon", "-c", 'Ada [/] "; rm')
    bo("followups", "add", "call back @sam fri noon")
    sam("team", "sync")
    assert bo("team", "sync").out == "2 fetched, 1 sent\n"
    assert sam("team", "sync").out == "1 fetched, 0 sent\n"
    assert sam("team", "sync").out == bo("team", "sync").out == "0 fetched, 0 sent\n"
    assert views(sam) == views(bo)
    assert sam("journal", "verify").code == 0
    assert "bo" in sam("team", "status").out


def test_a_file_that_came_in_part_is_read_as_far_as_it_came(rep: Rep, folder: Path) -> None:
    """Torn anywhere, the whole records before that are taken; the rest comes next time, and nothing twice."""
    sam, bo = both(rep, folder)
    for text in ("one", "two", "three"):
        sam("followups", "add", f"{text} fri noon")
    sam("team", "sync")
    path = folder / f"{device(sam)}.jsonl"
    whole = path.read_bytes()
    fetched = 0
    for end in (0, 10, len(whole) // 2, len(whole) - 1, len(whole)):
        path.write_bytes(whole[:end])
        fetched += bo("team", "sync", "--json").json["data"]["fetched"]
    assert fetched == 3
    assert (bo.home / "fetched" / path.name).read_bytes().splitlines() == whole.splitlines()
    assert bo("journal", "verify").code == 0


def test_copies_under_odd_names_add_nothing_and_lose_nothing(rep: Rep, folder: Path) -> None:
    """`name (1).jsonl` of a synchronising program counts for the device whose records it has."""
    sam, bo = both(rep, folder)
    sam("followups", "add", "one fri noon")
    sam("team", "sync")
    path = folder / f"{device(sam)}.jsonl"
    shutil.copy(path, folder / f"{device(sam)} (1).jsonl")
    sam("followups", "add", "two fri noon")
    sam("team", "sync")
    shutil.copy(path, folder / "x.sync-conflict-20261124.jsonl")
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])  # the program kept the older one
    assert bo("team", "sync").out == "2 fetched, 0 sent\n"
    assert bo("team", "sync").out == "0 fetched, 0 sent\n"
    assert sorted(one.name for one in (bo.home / "fetched").iterdir()) == [path.name]


def test_links_and_changed_records_are_named_and_not_taken(rep: Rep, folder: Path, tmp_path: Path) -> None:
    """Their neighbours are."""
    sam, bo = both(rep, folder)
    sam("followups", "add", "one fri noon")
    sam("followups", "add", "two fri noon")
    sam("team", "sync")
    path = folder / f"{device(sam)}.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"text":"one"', b'"text":"0ne"'))
    (tmp_path / "elsewhere").write_bytes(b"")
    (folder / "link.jsonl").symlink_to(tmp_path / "elsewhere")
    done = bo("team", "sync", code=1).out
    assert done.startswith("1 fetched, 0 sent\n")
    assert f"not taken: {path.name}: the record was changed after it was written" in done
    assert "not taken: link.jsonl: it is a link, and links are refused" in done


def test_a_folder_that_may_only_be_read_is_read_and_said(
    rep: Rep, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One's own journal isn't shared then, and the record here is whole."""
    sam, bo = both(rep, folder)
    sam("followups", "add", "one fri noon")
    sam("team", "sync")
    bo("followups", "add", "two fri noon")

    def refused(path: Path, flags: int) -> int:
        raise OSError(errno.EROFS, "read-only", str(path), flags)

    monkeypatch.setattr(shared_folder, "open_private", refused)
    done = bo("team", "sync", code=1)
    assert done.out.startswith("1 fetched, 0 sent\n")
    assert "may only be read" in done.out
    monkeypatch.undo()
    assert bo("team", "sync").out == "0 fetched, 1 sent\n"


def test_who_is_forgotten_goes_from_every_machine_and_from_the_folder(rep: Rep, folder: Path) -> None:
    """Also where somebody wrote about them meanwhile, and doesn't come back with who was away."""
    sam, bo = both(rep, folder)
    sam("followups", "add", "refund Ada Brook fri noon", "-c", "Ada Brook")
    sam("followups", "add", "call Kim fri noon", "-c", "Kim")
    sam("team", "sync")
    bo("team", "sync")
    bo("followups", "add", "send Ada Brook flowers fri noon", "-c", "Ada Brook")  # not sent yet
    sam("customer", "forget", "Ada Brook", "--yes")
    sam("team", "sync")
    assert bo("team", "sync", "--json").json["data"]["erased"] == 3
    sam("team", "sync")
    for place in (sam.home, bo.home, folder):
        for path in place.rglob("*"):
            assert path.is_dir() or b"Ada" not in path.read_bytes(), path
    assert views(sam) == views(bo)
    assert [one["text"] for one in bo("followups", "--team", "--json").json["data"]] == ["call Kim"]


def test_the_care_file_reviews_and_paths_are_not_in_the_folder(rep: Rep, folder: Path) -> None:
    """What is nobody else's business is not sent."""
    sam, _ = both(rep, folder)
    sam("care", "mark", "4", "a hard day")
    sam("journal", "export", str(folder.parent / "export.jsonl"))
    sam("followups", "add", "one fri noon")
    sam("team", "sync")
    shared = b"".join(path.read_bytes() for path in folder.iterdir())
    assert b"a hard day" not in shared
    assert b"export.jsonl" not in shared
    assert b'"text":"one"' in shared


def test_leaving_keeps_ones_own_record(rep: Rep, folder: Path) -> None:
    """Colleagues' records stay to be read, or go when that is asked for."""
    sam, bo = both(rep, folder)
    bo("followups", "add", "one fri noon")
    bo("team", "sync")
    sam("followups", "add", "two fri noon")
    sam("team", "sync")
    sam("team", "leave")
    assert len(sam("followups", "--team", "--json").json["data"]) == 2
    sam("team", "sync", code=3)
    sam("team", "join", str(folder))
    sam("team", "leave", "--remove-fetched")
    assert [one["text"] for one in sam("followups", "--team", "--json").json["data"]] == ["two"]


def test_doctor_and_forgetting_know_of_the_team(rep: Rep, folder: Path) -> None:
    """Where it meets, whether that is there; and that an erasing goes further with the next sync."""
    sam, bo = both(rep, folder)
    assert "team" not in rep("kim")("doctor").out
    sam("followups", "add", "one fri noon", "-c", "Ada")
    sam("team", "sync")
    bo("team", "sync")

    def line(dcx: Dcx) -> dict[str, str]:
        return next(one for one in dcx("doctor", "--json").json["data"] if one["name"] == "team")

    assert line(bo)["what"] == f"{folder}, 1 journal of colleagues here"
    assert (line(bo)["level"], line(sam)["level"]) == ("ok", "ok")
    assert "dcx team sync takes it from where you meet" in sam("customer", "forget", "Ada").out
    assert "dcx team sync takes it from where you meet" in sam("customer", "forget", "Ada", "--yes").out
    assert "team sync" in sam("journal", "purge", "--before", "2020-01-01", "--yes").out
    assert "team sync" not in rep("kim")("journal", "purge", "--before", "2020-01-01", "--yes").out
    shutil.rmtree(folder)
    assert line(bo)["level"] == "note"
    (bo.home / "team.json").write_text("{")
    assert line(bo)["next"] == "`dcx team join` writes it anew"
