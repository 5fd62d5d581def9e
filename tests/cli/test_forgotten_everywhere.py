"""A customer under many names, in every kind of record: found whole, and after forgetting found nowhere."""

import base64
import json
import unicodedata
from collections.abc import Iterator
from typing import Any

from tests.conftest import Dcx

WORD = "Zyzzogéton"
CANARIES = [f"{WORD}{letter}" for letter in "abcdefghijklmnopqrstuvw"]


def forms(text: str) -> Iterator[bytes]:
    """The text as a file may hold it: either form of an accent, folded, escaped, wide, or in base64."""
    for one in {unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKD")}:
        for said in (one, one.casefold(), one.upper(), one.encode("ascii", "ignore").decode()):
            yield said.encode()
            yield json.dumps(said)[1:-1].encode()
            yield said.encode("utf-16-le")
            yield said.encode("unicode_escape")
            for shift in range(3):  # whatever stands before it
                coded = base64.b64encode(b"\0" * shift + said.encode())
                yield coded[4 if shift else 0 : -4]
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if one.isascii())
    yield bare.casefold().encode()


def holders(dcx: Dcx, text: str) -> set[str]:
    """The files below the data, configuration and cache folders that hold it in any form."""
    wanted = set(forms(text))
    found = ((path.name, path.read_bytes()) for path in dcx.home.rglob("*") if path.is_file())
    return {name for name, content in found if any(one in content for one in wanted)}


def everything(dcx: Dcx) -> str:
    """A life on the record of somebody with four names; the last call's id. Each text has a canary in it."""
    said = iter(CANARIES)
    dcx("handle", "-c", f"{next(said)} Brook", stdin=f"/issue {next(said)}\n//{next(said)}\n~ {next(said)}\n/heat 4\n"
        f"> {next(said)}\n/concede £5 {next(said)}\n+ send {next(said)} fri noon\n/end agreed {next(said)}\n")  # fmt: skip
    dcx(
        "handle",
        "-c",
        f"{next(said)} Bell",
        stdin=f"/heat 4\n/backup {next(said)}\na\n2\n/end lost {next(said)}\n",
    )
    dcx("customer", "merge", f"{CANARIES[0]} Brook", f"{CANARIES[8]} Bell")
    dcx("customer", "rename", f"{CANARIES[8]} Bell", f"{next(said)} Cole")
    dcx("handle", "-c", "C", stdin=f"//{next(said)}\n/end resolved\n")
    dcx("customer", "merge", f"{CANARIES[11]} Cole", "C")
    dcx("customer", "note", "C", next(said))
    dcx("customer", "note", "C", "--kind", "introduced", "--colleague", next(said), next(said))
    fed = dcx("customer", "note", "C", "--kind", "feedback", next(said), "--json").json["data"]["note"]["id"]
    dcx("customer", "note", "C", "--answer", fed, "--changed", "--tell", "fri noon", next(said))
    dcx("customer", "check-in", "C", "--went", "bad", "--text", next(said), "--raised", next(said))
    dcx("customer", "inside-look", next(said), "fri", "noon", "-c", "C")
    dcx("customer", "break-up", "C", "--recommend", "improve", next(said))
    call = dcx("call", "list", "--json").json["data"][-1]["id"]
    dcx("call", "review", call, "apology=na", "can_do=2", "written=1", "listened=2", code=None)
    dcx("call", "review", call, "--comment", next(said), code=None)
    dcx("care", "mark", "4", f"{CANARIES[11]} Cole again")
    for command in ("search zyzzog", "report", "customer check-in", "customer list", "followups"):
        dcx(*command.split())
    return str(call)


def test_an_export_has_all_of_it(dcx: Dcx) -> None:
    """Every text of every name, in one file, under whichever name they are asked for."""
    everything(dcx)
    for name in ("C", f"{CANARIES[0]} brook", f"{CANARIES[8]} BELL", f"{CANARIES[11]} Cole"):
        whole: Any = json.loads(dcx("customer", "export", name, "-").out)
        said = json.dumps(whole, ensure_ascii=False)
        assert [one for one in CANARIES if one not in said] == [], name
        assert len(whole["story"]["calls"]) == 3
    assert len(dcx("customer", "list", "--json").json["data"]) == 1


def test_nothing_is_left_in_any_form(dcx: Dcx) -> None:
    """Journal, index with its full text and its folded calls, care file: not one word in any encoding."""
    everything(dcx)
    dcx("handle", "-c", "Ben", stdin="//stays where it is\n/end resolved\n")
    assert [one for one in CANARIES if not holders(dcx, one)] == []
    dcx("customer", "forget", f"{CANARIES[8]} bell", "--yes")
    for command in ("search zyzzog", "report", "customer check-in", "customer list", "journal verify"):
        assert WORD not in dcx(*command.split()).out
    assert [one for one in CANARIES if holders(dcx, one)] == []
    assert holders(dcx, WORD) == set()
    assert holders(dcx, "stays where it is")


def test_a_forgotten_one_of_three_takes_all_names_along(dcx: Dcx) -> None:
    """Merged ones are one person: forgetting any of them forgets the person, and nobody else."""
    for name in ("Ann", "Anne", "Anna"):
        dcx("handle", "-c", name, stdin=f"//the {name.casefold()} call\n/end resolved\n")
    dcx("customer", "merge", "Ann", "Anne")
    dcx("handle", "-c", "Ann", stdin="//after the first merge\n/end resolved\n")
    dcx("customer", "merge", "Anne", "Anna")
    assert len(dcx("customer", "show", "ANN", "--json").json["data"]["calls"]) == 4
    dcx("customer", "forget", "Ann", "--yes")
    assert dcx("customer", "list", "--json").json["data"] == []
    assert dcx("call", "list", "--all", "--json").json["data"] == []
    dcx("customer", "show", "Anna", code=3)


def test_a_new_name_finds_them_and_so_does_the_old(dcx: Dcx) -> None:
    """History isn't rewritten: lists show the new one, both find it; a name of somebody else is refused."""
    dcx("handle", "-c", "Ada Brok", stdin="/end resolved\n")
    dcx("handle", "-c", "Bo", stdin="/end resolved\n")
    before = (dcx.home / "journal.jsonl").read_bytes()
    data = dcx("customer", "rename", "ada brok", "Ada  Brook", "--json").json["data"]
    assert (data["name"], data["others"]) == ("Ada Brook", ["Ada Brok"])
    assert (dcx.home / "journal.jsonl").read_bytes().startswith(before)
    for name in ("Ada Brook", "ADA BROK"):
        assert dcx("customer", "show", name, "--json").json["data"]["name"] == "Ada Brook"
    assert "is another customer" in dcx("customer", "rename", "Ada Brook", "bo", code=3).err
    assert "their name already" in dcx("customer", "rename", "Ada Brok", "Ada Brook", code=3).err
    dcx("customer", "rename", "Ada Brook", "Ada Brok")
    assert dcx("customer", "show", "Ada Brook", "--json").json["data"]["others"] == ["Ada Brook"]
    dcx("customer", "rename", "Ada Brook", " ", code=2)


def names(dcx: Dcx) -> set[str]:
    """Who is on the list."""
    return {one["name"] for one in dcx("customer", "list", "--json").json["data"]}


def test_a_merge_can_be_taken_back(dcx: Dcx) -> None:
    """Outside a call by `split`, link by link; calls, names and promises are whose they were."""
    for name in ("Ann", "Anne", "Anna"):
        dcx("handle", "-c", name, stdin=f"+ call {name} fri noon\n/end agreed\n")
    dcx("customer", "merge", "Ann", "Anne")
    dcx("customer", "merge", "Anne", "Anna")
    assert names(dcx) == {"Anna"}
    dcx("customer", "split", "anne")
    assert names(dcx) == {"Anna", "Anne"}
    assert len(dcx("customer", "show", "Ann", "--json").json["data"]["calls"]) == 2
    dcx("customer", "split", "Ann")
    assert names(dcx) == {"Ann", "Anne", "Anna"}
    for name in names(dcx):
        story = dcx("customer", "show", name, "--json").json["data"]
        assert (len(story["calls"]), story["promises"]["open"], story["others"]) == (1, 1, [])
    assert "merged into nobody" in dcx("customer", "split", "Ann", code=3).err
    assert "No customer" in dcx("customer", "split", "Zed", code=3).err
    dcx("customer", "merge", "Ann", "Anna")
    assert names(dcx) == {"Anne", "Anna"}


def test_the_same_one_after_all_not(dcx: Dcx) -> None:
    """`/same 1` and then `u`: the call is whose it was, and the two are two again; also after a resume."""
    dcx("handle", "-c", "Ada Brook", stdin="/end resolved\n")
    dcx("handle", "-c", "Ada Brok", stdin="//a note\n/same 1\n", code=4)
    assert names(dcx) == {"Ada Brook"}
    out = dcx("handle", "--resume", stdin="u\n/end resolved\n").out
    assert "Taken back" in out
    assert names(dcx) == {"Ada Brook", "Ada Brok"}
    calls = dcx("call", "list", "--all", "--json").json["data"]
    assert {one["customer"]["name"] for one in calls} == {"Ada Brook", "Ada Brok"}
    assert [note["text"] for one in calls for note in one["notes"]] == ["a note"]
