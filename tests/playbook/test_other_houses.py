"""Playbooks as other organisations write them: a hotel, a council, a bank, an airline; in the format and in a call."""

import shutil
from pathlib import Path

import pytest

from difficult_cx.playbook.checking import Checking
from difficult_cx.playbook.library import Library, shipped_folder
from tests.conftest import Dcx

HOUSES = Path(__file__).parent / "houses"
NAIVE = """\
dcx: 1
id: mine
kind: method
title: As it was in the binder
steps:
  - id: listen
    title: Listen
    do: Let them talk.
    say: "Please tell me what happened."
    never: It's our policy
  - id: apologise
    title: Apologise
    do: Say sorry.
    say: [I am so sorry that your room was not ready when you arrived here after such a long journey.]
    never: [Never heard of it]
    ask: {field: Guest, label: Name}
  - id: solve
    title: Solve
    do: Offer something.
    say: ["By {due} it is done."]
    never: [Soon]
    tone: friendly
"""


@pytest.fixture
def shared(dcx: Dcx) -> Path:
    """A folder that an organisation shares, named in the configuration."""
    folder = dcx.home.parent / "shared"
    shutil.copytree(HOUSES, folder)
    dcx.config(f'playbook_folders = ["{folder}"]\n')
    return folder


def test_they_lint_clean() -> None:
    """With their own phrases, beside the shipped ones."""
    assert Checking(Library(shipped_folder(), (HOUSES,))).everything() == []


def test_a_hotel_call(dcx: Dcx, shared: Path) -> None:
    """Its steps, its phrase to avoid, the bank's card by its letter; all on the record, and it says whose file it is."""
    lines = ["the room wasn't ready", "", "2", "> No can do.", "1 another room", "2 dinner on us", "d", "3",
             "today 5pm", "2", "now", "", "/end resolved"]  # fmt: skip
    ran = dcx("handle", "hotel-last", "-c", "Ada", stdin="\n".join(lines) + "\n")
    assert "THANK" in ran.out
    assert '"No can do" - better: What I can do is' in ran.out
    call = dcx("call", "list", "--all", "--json").json["data"][0]["id"]
    record = dcx("call", "show", call, "--json").json["data"]
    assert (record["issues"][0]["text"], record["issues"][0]["chosen"]) == (
        "the room wasn't ready",
        "dinner on us",
    )
    assert record["fields"]["consent"] == "yes"
    assert [one["key"] for one in record["situations"]] == ["d"]
    assert "the care team calls them" in {one["text"] for one in dcx("followups", "--json").json["data"]}
    assert f"{shared.name}/hotel-last.yaml" in dcx("playbook", "show", "hotel-last").out
    assert dcx("say", "lost his job").out.startswith("VULNERABLE")


@pytest.mark.parametrize(("line", "disposition"), [("1", None), ("3", "handed_over")])
def test_a_council_call_and_its_branches(dcx: Dcx, shared: Path, line: str, disposition: str | None) -> None:
    """What isn't theirs is handed over and needs no promise."""
    assert shared.is_dir()
    rest = (
        ["empty them thu 10am", "", "", "/end agreed"]
        if line == "1"
        else ["1", "/end handed_over put through"]
    )
    lines = ["", "the bins again", "", "12 High Street", "", line, *rest]
    dcx("handle", "council-carp", stdin="\n".join(lines) + "\n")
    call = dcx("call", "list", "--all", "--json").json["data"][0]["id"]
    record = dcx("call", "show", call, "--json").json["data"]
    assert record["fields"]["address"] == "12 High Street"
    assert record["disposition"] == (disposition or "agreed")
    assert len(dcx("followups", "--json").json["data"]) == (1 if line == "1" else 0)


def test_an_airline_call_from_shipped_techniques(dcx: Dcx, shared: Path) -> None:
    """Used steps between its own; words that must be exact stand word for word."""
    assert shared.is_dir()
    ran = dcx(
        "handle", "airline-delay", stdin="three hours late\n\n\ntell them the news today 3pm\n\n?\n", code=4
    )
    for shown in (
        "LET THEM FINISH",
        "WHEN THE NEXT NEWS IS",
        "You are entitled to care, and after three hours",
    ):
        assert shown in ran.out


def test_a_first_try_is_told_all_that_is_wrong_at_once(tmp_path: Path) -> None:
    """Each with its place, its line and what to write instead; nothing waits for another mistake to be mended."""
    path = tmp_path / "mine.yaml"
    path.write_text(NAIVE)
    found = Checking(Library(shipped_folder(), (tmp_path,))).files([path])
    assert [(one.rule, one.line) for one in found] == [
        ("type", 9), ("type", 10), ("limit", 14), ("never", 15), ("name", 16), ("blank", 20), ("type", 22),
    ]  # fmt: skip
    assert all(one.hint and one.text for one in found)
