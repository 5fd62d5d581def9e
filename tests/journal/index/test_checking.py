"""An index that says other things than the journal is noticed, whatever it says, and removed."""

import sqlite3

import pytest

from tests.conftest import Dcx

WRONG = (
    "DELETE FROM event WHERE key IN (SELECT max(key) FROM event)",
    "UPDATE event SET at = at + 1 WHERE key IN (SELECT max(key) FROM event)",
    "UPDATE event SET call = NULL",
    "DELETE FROM promise",
    "UPDATE promise SET body = replace(body, 'refund', 'refuse')",
    "UPDATE call SET closed = 1 - closed",
    "UPDATE customer SET names = '[\"Somebody Else\"]'",
    "UPDATE name SET key = key || 'x'",
    "DELETE FROM bare",
    "DELETE FROM kept",
    "INSERT INTO erased SELECT id FROM promise",
    "UPDATE past SET body = body || ' '",
    "UPDATE file SET searched = 0",
    "INSERT INTO said (rowid, text) SELECT max(key) + 1, 'wrong' FROM event",
    "UPDATE kind SET name = 'x' || name",
)


def a_record(dcx: Dcx) -> None:
    """Two calls that were closed, promises, a search, and a story that looks back at them."""
    for name in ("Ada Brook", "Bo & Co"):
        dcx("handle", "-c", name, stdin="//they charged me twice\n+ refund it fri noon\n/end agreed\n")
    dcx("followups", "add", "call back tomorrow 3pm", "-c", "Ada Brook")
    dcx("customer", "show", "Ada Brook")
    dcx("report")
    dcx("search", "twice")


def test_an_index_in_order_agrees(dcx: Dcx) -> None:
    """Also when the newest events are not taken in yet."""
    a_record(dcx)
    assert dcx("journal", "verify", "--json").json["data"]["index"] == "agrees"
    dcx("followups", "add", "one more fri 3pm", "-c", "Ada Brook")
    assert dcx("journal", "verify", "--json").json["data"]["index"] == "agrees"


@pytest.mark.parametrize("statement", WRONG)
def test_what_says_other_things_is_removed(dcx: Dcx, statement: str) -> None:
    """Every table of it; nobody sees it again, and the journal is as it was."""
    a_record(dcx)
    before = (dcx.home / "journal.jsonl").read_bytes()
    (path,) = (dcx.home / "cache").glob("index-*.sqlite")
    with sqlite3.connect(path) as db:
        assert db.execute(statement).rowcount != 0
    db.close()
    assert dcx("journal", "verify", "--json").json["data"]["index"] == "removed"
    assert list((dcx.home / "cache").glob("index-*")) == []
    assert dcx("journal", "verify", "--json").json["data"]["index"] == "none"
    dcx("followups")
    assert dcx("journal", "verify", "--json").json["data"]["index"] == "agrees"
    assert (dcx.home / "journal.jsonl").read_bytes() == before
