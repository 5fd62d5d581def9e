"""Leaving with everything, coming back, and being forgotten."""

import os
from datetime import UTC, datetime

import pytest

from difficult_cx.journal import erasing
from tests.conftest import Dcx

SECRET = "afraid of losing the flat"


def two_customers(dcx: Dcx) -> None:
    """Ada's call with a promise, and Ben's call that mentions her."""
    dcx("handle", "-c", "Ada Brook", stdin=f"{SECRET}\n+ call Ada about it fri noon\n/end agreed\n")
    dcx("handle", "-c", "Ben Cole", stdin="Ada Brook told me to call\nhis own words\n/end resolved\n")


def everything(dcx: Dcx) -> str:
    """All that lies below the data and cache folders."""
    paths = [path for path in dcx.home.rglob("*") if path.is_file()]
    return "\n".join(path.read_text(errors="replace") for path in paths)


def test_an_export_brought_back_is_identical(dcx: Dcx) -> None:
    """By id and twice is once; another machine folds the same."""
    two_customers(dcx)
    path = dcx.home.parent / "leaving.jsonl"
    assert "records written" in dcx("journal", "export", str(path)).out
    assert "is there already" in dcx("journal", "export", str(path), code=2).err
    other = Dcx(dcx.home.parent / "other", dcx.clock)
    assert other("journal", "import", str(path)).out.startswith(f"{len(path.read_text().splitlines())} new")
    assert other("journal", "import", str(path)).out.startswith("0 new")
    for words in (
        ("call", "list", "--json"),
        ("followups", "--all", "--json"),
        ("customer", "list", "--json"),
    ):
        assert other(*words).json["data"] == dcx(*words).json["data"]
    assert dcx("journal", "import", str(path)).out.startswith("0 new")
    other("handle", "-c", "Ada Brook", stdin="/end resolved\n")
    assert other("journal", "verify").code == 0
    assert "No record of dcx" in dcx("journal", "import", "-", stdin="nonsense\n", code=2).err


def test_a_customer_is_forgotten_everywhere(dcx: Dcx) -> None:
    """First shown, then erased and read back; no file holds their words; mentions one by one; others stay."""
    two_customers(dcx)
    path = dcx.home.parent / "copy.jsonl"
    dcx("journal", "export", str(path))
    with (dcx.home / "journal.jsonl").open("ab") as file:
        file.write(b'{"dcx":1,"id":"torn","text":"' + SECRET.encode() + b"\n")
    shown = dcx("customer", "forget", "ada brook").out
    assert "Would erase Ada Brook: 1 call, 1 promise" in shown
    assert SECRET in everything(dcx)
    assert "told me to call" in shown
    done = dcx("customer", "forget", "Ada Brook", "--yes").out
    assert "read back and found nowhere" in done
    assert str(path) in done
    assert SECRET not in everything(dcx)
    assert "call Ada about it" not in everything(dcx)
    assert "No customer has the name" in dcx("customer", "forget", "Ada Brook", code=3).err
    [call] = dcx("call", "list", "--json").json["data"]
    assert call["customer"]["name"] == "Ben Cole"
    assert [note["text"] for note in call["notes"]] == ["Ada Brook told me to call", "his own words"]
    assert dcx("journal", "verify", code=None).code == 0
    assert "0 new" in dcx("journal", "import", str(path)).out
    assert SECRET not in everything(dcx)


def test_a_mention_is_erased_when_asked(dcx: Dcx) -> None:
    """`--also ID` takes that line of another's call, and nothing else of it."""
    two_customers(dcx)
    shown = dcx("customer", "forget", "Ada Brook").out
    [mention] = [line.split()[0] for line in shown.splitlines() if "told me to call" in line]
    dcx("customer", "forget", "Ada Brook", "--also", mention, "--yes")
    assert "Ada Brook" not in everything(dcx)
    [call] = dcx("call", "list", "--json").json["data"]
    assert [note["text"] for note in call["notes"]] == ["his own words"]


def test_an_erasing_that_was_cut_off_is_finished(dcx: Dcx, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is shown what was erased, and the next one removes what a crash left on the disk."""
    two_customers(dcx)

    def crash(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(erasing, "write_whole", crash)
        dcx("customer", "forget", "Ada Brook", "--yes", code=130)
    assert len(dcx("call", "list", "--json").json["data"]) == 1
    assert SECRET in everything(dcx)
    dcx("customer", "forget", "Ada Brook", code=3)
    assert SECRET not in everything(dcx)


def test_a_full_disk_erases_nothing_halfway(dcx: Dcx, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file stays until the new one is whole."""
    two_customers(dcx)

    def full(*_args: object) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as cut:
        cut.setattr(erasing, "write_whole", full)
        assert "the disk is full (ENOSPC)" in dcx("customer", "forget", "Ada Brook", "--yes", code=3).err
    assert "his own words" in everything(dcx)


def test_what_is_old_and_settled_is_purged(dcx: Dcx) -> None:
    """Closed calls before a date go; one with an open promise stays, and so does everything since."""
    two_customers(dcx)
    dcx("followups", "add", "old and kept today 5pm", "-c", "Ben Cole")
    [kept] = [one for one in dcx("followups", "--json").json["data"] if "old" in one["text"]]
    dcx("followups", "keep", kept["id"])
    dcx.clock.moment = datetime(2027, 1, 5, 9, tzinfo=UTC)
    dcx("handle", "-c", "Ben Cole", stdin="new words\n/end resolved\n")
    assert "Nothing has changed" in dcx("journal", "purge", "--before", "2027-01-01").out
    assert "Erased" in dcx("journal", "purge", "--before", "2027-01-01", "--yes").out
    rest = everything(dcx)
    assert SECRET in rest
    assert "his own words" not in rest
    assert "old and kept" not in rest
    assert "new words" in rest
    assert dcx("journal", "verify").code == 0
