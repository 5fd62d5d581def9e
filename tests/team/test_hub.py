"""A hub: what one sends the others have, line for line, whatever is cut off."""

from tests.team.conftest import Rep
from tests.team.seeing import device, views


def test_what_one_sends_the_others_have_line_for_line(joined: Rep) -> None:
    """A colleague's file is what their journal is, byte for byte, and both see the same."""
    sam, bo = joined("sam"), joined("bo")
    sam("followups", "add", "refund the fee fri noon", "-c", "Ada Brook")
    bo("followups", "add", "call back @sam", "-c", '王 [/] "; rm')
    sam("team", "sync")
    assert bo("team", "sync").out == "2 fetched, 2 sent\n"
    assert sam("team", "sync").out == "2 fetched, 0 sent\n"
    assert (bo.home / "fetched" / f"{device(sam)}.jsonl").read_bytes() == (
        sam.home / "journal.jsonl"
    ).read_bytes()
    assert (sam.home / "fetched" / f"{device(bo)}.jsonl").read_bytes() == (
        bo.home / "journal.jsonl"
    ).read_bytes()
    assert sam("team", "sync").out == "0 fetched, 0 sent\n"
    assert sam("journal", "verify").code == 0
    assert views(sam) == views(bo)
