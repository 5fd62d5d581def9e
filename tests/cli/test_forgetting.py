"""After `dcx customer forget` no file below the data and cache folders holds the customer's own texts."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from difficult_cx.journal.calls import CallLock
from difficult_cx.journal.drafts import Draft
from difficult_cx.journal.rescue import rescue
from tests.conftest import Dcx, Stream

SECRETS = (
    "zebra crossing sobbed",
    "refund by zebra mail",
    "quagga half typed",
    "okapi rescued",
    "tapir unfinished",
)


def files(dcx: Dcx) -> Iterator[Path]:
    """Every file below the data and cache folders."""
    return (path for path in dcx.home.rglob("*") if path.is_file())


def holders(dcx: Dcx, text: str) -> list[str]:
    """The files that hold this text, as it is or as JSON escapes it; SQLite's own files too."""
    forms = {text.encode(), text.casefold().encode(), json.dumps(text)[1:-1].encode()}
    return [path.name for path in files(dcx) if any(form in path.read_bytes() for form in forms)]


def a_call_with_ada(dcx: Dcx) -> str:
    """Her call with a note and a promise, a draft, rescued lines, an index, leftovers of a crash."""
    dcx("handle", "-c", "Ada Brook", stdin=f"//{SECRETS[0]}\n+ {SECRETS[1]} fri noon\n", code=4)
    dcx("handle", "-c", "Ben Cole", stdin="//his own words\n//ADA  BROOK called him\n/end resolved\n")
    call = next(
        one["id"]
        for one in dcx("call", "list", "--json").json["data"]
        if one["customer"]["name"] == "Ada Brook"
    )
    world = dcx.world(Stream(), Stream(), Stream())
    Draft(world.folders, call).save(SECRETS[2] + ", and ", world.journal.new_id())
    rescue(world.folders, f"//{SECRETS[3]}", dcx.clock, call)
    rescue(world.folders, f"+ {SECRETS[1]} fri noon", dcx.clock)
    rescue(world.folders, "somebody else's", dcx.clock)
    (dcx.home / "drafts" / f".{call}.json.123.new").write_text(SECRETS[4])
    (dcx.home / ".journal.jsonl.123.new").write_text(SECRETS[4])
    journal = dcx.home / "journal.jsonl"
    torn = next(line for line in journal.read_bytes().split(b"\n") if SECRETS[0].encode() in line)
    with journal.open("ab") as file:
        file.write(torn[: torn.find(b"sobbed") + 3] + b"\n" + b"\0" * 40 + torn[:-20] + b"\n")
    dcx("customer", "list")
    return str(call)


def test_nothing_of_theirs_is_left(dcx: Dcx) -> None:
    """Not in the journal, damaged lines, drafts, rescue files, unfinished files, nor in the index."""
    a_call_with_ada(dcx)
    for text in SECRETS:
        assert holders(dcx, text), text
    shown = dcx("customer", "forget", "ada brook").out
    assert "called him" in shown
    assert "Erased" in dcx("customer", "forget", "Ada Brook", "--yes").out
    for text in (*SECRETS, "zebra crossing so"):
        assert holders(dcx, text) == [], text
    assert "somebody else's" in "".join(path.read_text() for path in (dcx.home / "rescue").iterdir())
    [call] = dcx("call", "list", "--json").json["data"]
    assert [note["text"] for note in call["notes"]] == ["his own words", "ADA  BROOK called him"]
    dcx("call", "list")
    assert holders(dcx, SECRETS[0]) == []


def test_an_open_call_is_not_forgotten_under_its_rep(dcx: Dcx) -> None:
    """What they type next would be left behind."""
    call = a_call_with_ada(dcx)
    with CallLock(dcx.world(Stream(), Stream(), Stream()).folders, call).acquire(0):
        assert "going on now" in dcx("customer", "forget", "Ada Brook", "--yes", code=3).err
    assert holders(dcx, SECRETS[0])


def test_an_unknown_mention_is_an_error(dcx: Dcx) -> None:
    """Nothing is erased by a slip of the finger."""
    a_call_with_ada(dcx)
    assert (
        "No mention has the id"
        in dcx("customer", "forget", "Ada Brook", "--also", "xyz", "--yes", code=3).err
    )
    assert holders(dcx, SECRETS[0])


def test_what_others_wrote_with_an_accent_is_a_mention(dcx: Dcx) -> None:
    """Names are found in either form of an accent, in capitals, and with two blanks."""
    dcx("handle", "-c", "Ren\u00e9e Brook", stdin="/end resolved\n")
    dcx("handle", "-c", "Ben", stdin="//RENE\u0301E  BROOK's brother\n/end resolved\n")
    shown = dcx("customer", "forget", "rene\u0301e brook").out
    assert "brother" in shown


def test_what_was_forgotten_elsewhere_is_forgotten_here(dcx: Dcx) -> None:
    """An import of another machine's journal brings its erasings along, and they are finished."""
    a_call_with_ada(dcx)
    other = Dcx(dcx.home.parent / "other", dcx.clock)
    first = dcx.home.parent / "first.jsonl"
    dcx("journal", "export", str(first))
    other("journal", "import", str(first))
    other("customer", "forget", "Ada Brook", "--yes")
    second = dcx.home.parent / "second.jsonl"
    other("journal", "export", str(second))
    dcx("journal", "import", str(second))
    assert "Ada Brook" not in dcx("customer", "list").out
    assert [name for name in holders(dcx, SECRETS[0]) if name.startswith("journal")] == []


def test_a_purge_leaves_no_orphans(dcx: Dcx) -> None:
    """What happened later to a promise of a purged call goes with it, were it typed outside the call."""
    dcx("handle", "-c", "Ada", stdin="+ send the form fri noon\n/end agreed\n")
    [promise] = dcx("followups", "--json").json["data"]
    dcx("followups", "withdraw", promise["id"], "she found the okapi form")
    dcx.clock.moment = datetime(2027, 3, 1, tzinfo=UTC)
    assert "Would erase" in dcx("journal", "purge", "--before", "2027-01-01").out
    assert holders(dcx, "okapi form")
    dcx("journal", "purge", "--before", "2027-01-01", "--yes")
    assert holders(dcx, "okapi form") == []
    assert dcx("followups", "--all", "--json").json["data"] == []
    assert dcx("journal", "verify").code == 0


def test_an_import_redacts_what_no_dcx_would_have_written(dcx: Dcx) -> None:
    """A card number in another program's record isn't written; what dcx wrote stays byte for byte."""
    dcx("handle", "-c", "Ada", stdin="//plain words\n/end resolved\n")
    line = (dcx.home / "journal.jsonl").read_bytes().splitlines()[0]
    fields = json.loads(line)
    del fields["crc"]
    fields |= {"id": "bcdfghjkmnpq", "prev": None, "kind": "sung_to", "song": "pays 4111 1111 1111 1111"}
    import zlib

    body = json.dumps(fields, separators=(",", ":"))[:-1].encode()
    other = Dcx(dcx.home.parent / "other", dcx.clock)
    path = dcx.home.parent / "crafted.jsonl"
    path.write_bytes(body + b',"crc":"%08x"}\n' % zlib.crc32(body) + line + b"\n")
    other("journal", "import", str(path))
    [fetched] = (other.home / "fetched").iterdir()
    content = fetched.read_bytes()
    assert b"4111 1111" not in content
    assert b"[card 1111]" in content
    assert line in content.splitlines()


@pytest.mark.skipif(os.name == "nt", reason="no pipes with names")
def test_an_import_reads_from_a_pipe(dcx: Dcx) -> None:
    """`dcx journal import <(zcat journal.gz)` works, and what isn't there is said."""
    dcx("handle", "-c", "Ada", stdin="/end resolved\n")
    out, into = os.pipe()
    os.write(into, (dcx.home / "journal.jsonl").read_bytes()[:60_000])
    os.close(into)
    other = Dcx(dcx.home.parent / "other", dcx.clock)
    assert " new" in other("journal", "import", f"/dev/fd/{out}", code=None).out
    os.close(out)
    assert "can't be read" in other("journal", "import", str(dcx.home / "nowhere"), code=3).err
