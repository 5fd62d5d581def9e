"""Who is meant by a name: members of the hub are names too, known offline, long before they wrote anything."""

import pytest

from difficult_cx.app.people import People
from difficult_cx.errors import NotFoundError
from tests.conftest import Dcx
from tests.team.conftest import Rep
from tests.team.test_lists import texts


def offline(dcx: Dcx) -> None:
    """From here on no hub answers."""
    place = dcx.home / "team.json"
    place.write_text(place.read_text().replace("127.0.0.1:", "127.0.0.1:1"))


def listed(dcx: Dcx, *args: str) -> list[str]:
    """The promises in a list, as they are worded."""
    return [one["text"] for one in dcx("followups", *args, "--json").json["data"]]


def test_a_member_who_never_wrote_is_a_name_offline_too(joined: Rep) -> None:
    """Kim has joined nothing yet: handing over to her is said to wait for her, and is on both lists until she is there."""
    sam, kim = joined("sam"), joined("kim")
    for text in ("refund", "flowers"):
        sam("followups", "add", f"{text} fri noon")
    place = (sam.home / "team.json").read_text()
    offline(sam)
    first, second = (one["id"] for one in sam("followups", "--json").json["data"])
    done = sam("followups", "hand-over", first, "@KIM")
    assert "HANDED to KIM" in done.out
    assert done.err == "KIM has sent nothing yet: until then it stays on your list too.\n"
    assert len(texts(sam, "--owner", "Kim")) == 1
    assert len(texts(sam)) == 2
    typo = sam("followups", "hand-over", second, "Kimm")
    assert "Nobody here goes by Kimm. Known: bo, kim. It stays on your list too." in typo.err
    assert texts(sam) == {"refund", "flowers"}
    assert sam("followups", "--owner", "Zed").err == "Nobody here goes by Zed. Known: bo, kim.\n"
    (sam.home / "team.json").write_text(place)
    sam("team", "sync")
    kim("team", "sync")
    assert len(texts(kim)) == 1
    kim("followups", "add", "call back fri noon")
    kim("team", "sync")
    sam("team", "sync")
    assert len(texts(sam)) == 1
    assert sam("followups", "hand-over", second, "kim").err == ""


def test_a_first_name_and_a_login_are_whoever_they_belong_to(joined: Rep) -> None:
    """Bo goes by Bo Diaz: whatever is typed, the promise is hers by that name, on her list and in every filter."""
    sam, bo = joined("sam"), joined("bo")
    bo.config('rep = "Bo Diaz"')
    bo("followups", "add", "call back fri noon")
    bo("handle", "-c", "Ada", stdin="//it broke\n", code=4)
    sam("team", "sync")
    bo("team", "sync")
    sam("team", "sync")
    offline(sam)
    for typed in ("bo", "Bo", "@bo", "Bo Diaz"):
        made = sam("followups", "add", f"part {len(typed)} of {typed[-1]} fri noon", "--json").json["data"][
            "id"
        ]
        assert "HANDED to Bo Diaz" in sam("followups", "hand-over", made, typed).out
        assert len(sam("call", "list", "--owner", typed, "--json").json["data"]) == 1
        assert [one["name"] for one in sam("customer", "list", "--owner", typed, "--json").json["data"]] == [
            "Ada"
        ]
    sam("followups", "add", "typed short @bo fri noon")
    assert len(listed(sam, "--owner", "Bo")) == len(listed(sam, "--away", "bo diaz")) == 6
    assert texts(sam) == set()
    sam("followups", "hand-over", "@bo", "sam")
    assert len(listed(sam)) == 6


def test_a_first_name_that_fits_several_is_asked_again() -> None:
    """Nothing is handed to anybody then."""
    known = People("Sam Reed", ("Kim Ode", "Kim Ray"), (("kit", "Kit Low"), ("zoe", "")))
    assert [known.find(one) for one in ("kim ode", "@Kit", "KIT", "sam", "Zoe", "nobody")] == [
        "kim ode", "Kit Low", "Kit Low", "Sam Reed", "Zoe", "nobody",
    ]  # fmt: skip
    with pytest.raises(NotFoundError, match="Kim may be several people"):
        known.find("Kim")
    assert known.names == ["Kim Ode", "Kim Ray", "Kit Low", "zoe"]
    assert known.unknown("Kimm") == "Nobody here goes by Kimm. Known: Kim Ode, Kim Ray, Kit Low, zoe."
    assert known.unknown("Zoe Ann") == known.unknown("kit") == People("sam").unknown("x") == ""


def test_a_damaged_place_costs_no_list(dcx: Dcx) -> None:
    """Whatever stands in team.json: the names in it are a help, no more."""
    dcx("followups", "add", "refund fri noon")
    for content in ("", "[]", "{", '{"members": 7}', '{"members": [["x"]]}', '{"members": [["sam", null]]}'):
        (dcx.home / "team.json").write_text(content)
        assert texts(dcx, "--owner", "sam") == {"refund"}
        dcx("followups", "hand-over", dcx("followups", "--json").json["data"][0]["id"], "sam")
