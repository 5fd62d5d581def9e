"""A script's variable that is empty: what was given and is nothing is refused, never taken for what was left out."""

from pathlib import Path

import pytest

from tests.conftest import Dcx

NAMED = [
    ("handle",),
    ("followups", "add", "call", "fri"),
    ("followups",),
    ("search", "refund"),
]


@pytest.mark.parametrize("args", NAMED, ids=" ".join)
@pytest.mark.parametrize("name", ["", "  ", "-"])
def test_an_empty_name_is_no_call_without_a_name(dcx: Dcx, args: tuple[str, ...], name: str) -> None:
    """Exit 2, and no call, no promise, no customer is made."""
    ran = dcx(*args, "-c", name, stdin="\nit broke\n", code=2)
    assert "The customer's name is empty." in ran.err
    assert not (dcx.home / "journal.jsonl").exists()


@pytest.mark.parametrize(
    "args",
    [
        ("followups", "--at", ""),
        ("--at", ""),
        ("report", "--since", ""),
        ("search", "x", "--since", ""),
        ("search", "x", "--until", ""),
        ("care", "--at", ""),
        ("customer", "check-in", "--at", ""),
        ("when", "fri", "--now", ""),
        ("when", "fri", "--zone", ""),
        ("team", "join", ""),
        ("journal", "import", ""),
    ],
    ids=" ".join,
)
def test_an_empty_time_or_place_is_refused(dcx: Dcx, args: tuple[str, ...]) -> None:
    """Not read as now, as ever since, or as the folder one happens to stand in."""
    ran = dcx(*args, code=None)
    assert ran.code in (2, 3)
    assert ran.out == ""


def test_a_file_that_is_not_there_is_said_to_be_none(dcx: Dcx, tmp_path: Path) -> None:
    """Not that a folder has gone."""
    for args in (("journal", "import"), ("when", "--batch")):
        said = dcx(*args, str(tmp_path / "none.jsonl"), code=3).err
        assert "none.jsonl can't be read: there is no such file or folder (ENOENT)." in said
    assert (
        "there is no such file or folder" in dcx("journal", "export", str(tmp_path / "no" / "x"), code=3).err
    )
