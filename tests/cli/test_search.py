"""`dcx search`: everything people wrote down, found by its words."""

import random
from datetime import timedelta

import pytest

from tests.conftest import Dcx

CALL = """the parcel never came
~ afraid to look stupid
+ refund the parcel fri noon
e
2
1
4
1
ask first
"""


def hits(dcx: Dcx, *args: str) -> list[str]:
    """The texts that are found."""
    return [one["text"] for one in dcx("search", *args, "--json").json["data"]]


def test_notes_promises_and_names_are_found(dcx: Dcx) -> None:
    """Whose they are, of which call, newest first."""
    dcx("handle", "with-ease", "-c", "Ada Brook", stdin=CALL, code=None)
    assert "the parcel never came" in hits(dcx, "never", "par")
    assert hits(dcx, "stupid") == ["afraid to look stupid"]
    [promise] = [one for one in dcx("search", "refund", "--json").json["data"] if one["promise"]]
    assert promise["customer"]["name"] == "Ada Brook"
    assert promise["call"]
    assert hits(dcx, "ada")[-1] == "Ada Brook"
    shown = dcx("search", "parcel").out
    assert "*parcel*" in shown
    assert "Ada Brook" in shown


def test_what_was_taken_back_is_not_found(dcx: Dcx) -> None:
    """`u` leaves it out, `/redo` brings it back, `/fix` leaves the old words out."""
    dcx("handle", "with-ease", stdin="zebra one\nu\nlion\n/fix tiger\n", code=4)
    assert hits(dcx, "zebra") == []
    assert hits(dcx, "lion") == []
    assert hits(dcx, "tiger") == ["tiger"]


def test_what_is_written_later_is_found_too(dcx: Dcx) -> None:
    """The second search takes in what came since, and a journal written anew all of it."""
    dcx("followups", "add", "call", "about", "the", "walrus", "-c", "Ada")
    assert len(hits(dcx, "walrus")) == 1
    dcx("followups", "add", "walrus", "again", "-c", "Ben")
    assert hits(dcx, "walrus") == ["walrus again", "call about the walrus"]
    dcx("customer", "forget", "Ada", "--yes")
    assert hits(dcx, "walrus") == ["walrus again"]


def test_by_customer_and_time(dcx: Dcx) -> None:
    """Only theirs, under any of their names; only from a day on, or before it."""
    dcx("followups", "add", "walrus", "one", "-c", "Ada")
    dcx.clock.forward(days=3)
    dcx("followups", "add", "walrus", "two", "-c", "Ben")
    dcx("handle", "with-ease", "-c", "Cy", stdin="walrus three\n", code=4)
    assert hits(dcx, "walrus", "-c", "ada") == ["walrus one"]
    assert hits(dcx, "walrus", "-c", "Cy") == ["walrus three"]
    dcx("customer", "merge", "Cy", "Ada")
    assert hits(dcx, "walrus", "-c", "Ada") == ["walrus three", "walrus one"]
    day = (dcx.clock.moment - timedelta(days=1)).date().isoformat()
    assert hits(dcx, "walrus", "--since", day) == ["walrus three", "walrus two"]
    assert hits(dcx, "walrus", "--until", day) == ["walrus one"]
    assert (
        "No customer has that name. Close: Ada"
        in dcx("search", "walrus", "-c", "Adaa").out + dcx("search", "walrus", "-c", "Ad a").out
    )


def test_twenty_and_all(dcx: Dcx) -> None:
    """The newest twenty, and a word that there is more."""
    dcx("handle", "with-ease", stdin="".join(f"walrus {n}\n" for n in range(30)), code=4)
    assert dcx("search", "walrus").out.count("*walrus*") == 20
    assert "There is more" in dcx("search", "walrus").out
    assert dcx("search", "walrus", "--all").out.count("*walrus*") == 30
    assert hits(dcx, "walrus")[0] == "walrus 29"


def test_nothing_and_nonsense(dcx: Dcx) -> None:
    """Nothing found is no error; no word is one."""
    assert dcx("search", "walrus").out == "Nothing found for walrus.\n"
    assert "no word" in dcx("search", "...", code=2).err


@pytest.mark.parametrize(
    "hostile", ['" OR 1', "*", "NEAR(", "a\x00b", "'; DROP TABLE", "\x1b[31mred", "\ud800x", "(" * 50]
)
def test_hostile_words_find_or_find_nothing(dcx: Dcx, hostile: str) -> None:
    """As a query and as a note: no error, and nothing that drives the terminal."""
    dcx("handle", "with-ease", stdin=f"walrus {hostile} end\n", code=4)
    found = dcx("search", hostile, code=None)
    assert found.code in (0, 2)
    shown = dcx("search", "walrus").out + found.out + found.err
    assert "\x1b" not in shown


def test_a_long_row_shows_the_words(dcx: Dcx) -> None:
    """Cut around the first word that was looked for, in the columns there are."""
    filler = " ".join(random.Random(1).choices(["so", "and", "then", "it", "was"], k=60))
    dcx("handle", "with-ease", stdin=f"{filler} walrus {filler}\n", code=4)
    for columns in ("40", "80", "120"):
        dcx.env["COLUMNS"] = columns
        [row] = dcx("search", "walrus").out.splitlines()
        assert "*walrus*" in row
        assert len(row) <= max(66, int(columns))
