"""What a team gains: mine by default, a colleague's or everybody's when asked for, handed over, gone on with."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difficult_cx.app.whose import Whose
from difficult_cx.domain.promise import Promise
from tests.conftest import NOW, Dcx
from tests.team.conftest import Rep


def team(rep: Rep, folder: Path, *names: str) -> list[Dcx]:
    """Reps who share a folder."""
    folder.mkdir(exist_ok=True)
    found = [rep(name) for name in names]
    for one in found:
        one("team", "join", str(folder))
    return found


def share(*reps: Dcx) -> None:
    """Everybody sends, then everybody fetches."""
    for one in (*reps, *reps):
        one("team", "sync")


def texts(dcx: Dcx, *args: str) -> set[str]:
    """The words of the promises in a list."""
    return {one["text"] for one in dcx("followups", *args, "--json").json["data"]}


def test_lists_show_mine_a_colleagues_or_everybodys(rep: Rep, tmp_path: Path) -> None:
    """Follow-ups, calls, customers, search and reports; alone everything is one's own."""
    sam, bo = team(rep, tmp_path / "team", "sam", "bo")
    sam("followups", "add", "refund fri noon", "-c", "Ada")
    assert texts(sam) == {"refund"}
    bo("followups", "add", "flowers fri noon", "-c", "Zed")
    bo("handle", "-c", "Zed", "--about", "the pump", stdin="the pump broke\n", code=4)
    share(sam, bo)
    assert texts(sam) == {"refund"}
    assert texts(sam, "--owner", "bo") == {"flowers"}
    assert texts(sam, "--team") == {"refund", "flowers"}
    assert "bo: flowers" in sam("followups", "--team").out
    assert "sam: refund" not in sam("followups").out
    assert sam("call", "list", "--json").json["data"] == []
    assert len(sam("call", "list", "--owner", "bo", "--json").json["data"]) == 1
    assert [one["rep"] for one in sam("call", "list", "--team", "--json").json["data"]] == ["bo"]
    assert "parked  bo  Zed" in sam("call", "list", "--team").out
    customers = {
        flags: [one["name"] for one in sam("customer", "list", *flags, "--json").json["data"]]
        for flags in ((), ("--team",), ("--owner", "bo"))
    }
    assert customers == {(): ["Ada"], ("--team",): ["Ada", "Zed"], ("--owner", "bo"): ["Zed"]}
    none = sam("search", "pump")
    assert "--team" in none.err
    assert (
        len(sam("search", "pump", "--team", "--json").json["data"])
        == len(sam("search", "pump", "--owner", "bo", "--json").json["data"])
        > 0
    )
    made = [
        sam("report", "promises", *flags, "--json").json["data"]["all"]["made"]
        for flags in ((), ("--team",), ("--owner", "bo"))
    ]
    assert made == [1, 2, 1]
    assert (
        sam("report", "--json").out
        != sam("report", "--team", "--json").out
        == bo("report", "--team", "--json").out
    )


def test_what_is_handed_over_is_on_the_colleagues_morning(rep: Rep, tmp_path: Path) -> None:
    """And not on one's own any more; the prompt counts the same ones."""
    sam, bo = team(rep, tmp_path / "team", "sam", "bo")
    made = sam("followups", "add", "refund in 1 hour", "-c", "Ada", "--json").json["data"]["id"]
    bo("followups", "add", "flowers next week")
    share(sam, bo)
    sam("followups", "hand-over", made, "Bo")
    share(sam, bo)
    sam.clock.forward(hours=2)
    assert [one["text"] for one in bo("--json").json["data"]["overdue"]] == ["refund"]
    assert sam("--json").json["data"]["overdue"] == []
    assert (bo("followups", "--check", code=None).code, sam("followups", "--check", code=None).code) == (1, 0)
    assert sam("followups", "--check", "--team", code=1).out == "1 overdue\n"


def test_what_somebody_who_is_away_leaves_open_goes_to_a_colleague(rep: Rep, tmp_path: Path) -> None:
    """Somebody else hands it all over, in one go."""
    sam, bo, kim = team(rep, tmp_path / "team", "sam", "bo", "kim")
    sam("followups", "add", "refund fri noon")
    kim("followups", "add", "flowers fri noon")
    share(sam, bo, kim)
    assert texts(bo, "--away", "sam") == {"refund"}
    bo("followups", "hand-over", "@sam", "kim")
    share(sam, bo, kim)
    assert texts(kim) == {"refund", "flowers"}
    assert texts(sam) == texts(bo) == set()


def test_a_parked_call_is_gone_on_with_by_a_colleague_with_the_brief(rep: Rep, tmp_path: Path) -> None:
    """It isn't theirs until they take it; then it stands on both lists, with everybody's notes in order."""
    sam, bo = team(rep, tmp_path / "team", "sam", "bo")
    sam("handle", "-c", "Ada", "--about", "the pump", stdin="it broke twice\n", code=4)
    share(sam, bo)
    assert bo("--json").json["data"]["parked"] == []
    bo("handle", "--resume", code=3)
    [call] = bo("call", "list", "--team", "--json").json["data"]
    went_on = bo("resume", call["id"][:6], "--plain", stdin="she is calmer now\n", code=4)
    assert "it broke twice" in went_on.out
    share(sam, bo)
    for one in (sam, bo):
        [found] = one("call", "list", "--json").json["data"]
        assert [note["text"] for note in found["notes"]][-2:] == ["it broke twice", "she is calmer now"]
        assert one("--json").json["data"]["parked"] == [call["id"]]
    assert sam("call", "show", call["id"], "--json").out == bo("call", "show", call["id"], "--json").out


def test_two_who_close_one_call_at_once_end_in_one_outcome(rep: Rep, tmp_path: Path) -> None:
    """The first in the order of the record, on both machines alike."""
    sam, bo = team(rep, tmp_path / "team", "sam", "bo")
    sam("handle", "-c", "Ada", stdin="it broke\n", code=4)
    share(sam, bo)
    [call] = sam("call", "list", "--json").json["data"]
    sam("call", "close", call["id"], "resolved")
    bo("call", "close", call["id"], "lost")
    share(sam, bo)
    ends = [one("call", "show", call["id"], "--json").json["data"]["disposition"] for one in (sam, bo)]
    assert ends[0] == ends[1]


def test_two_who_settle_one_promise_see_the_same_outcome(rep: Rep, tmp_path: Path) -> None:
    """One stated outcome, the other one shown as also said."""
    sam, bo = team(rep, tmp_path / "team", "sam", "bo")
    made = sam("followups", "add", "refund fri noon", "--json").json["data"]["id"]
    share(sam, bo)
    sam("followups", "keep", made)
    bo("followups", "miss", made, "nobody", "did", "it")
    share(sam, bo)
    shown = [one("followups", "show", made, "--json").json["data"] for one in (sam, bo)]
    assert shown[0] == shown[1]
    assert {shown[0]["settled_by"], shown[0]["also_said"][0]["rep"]} == {"sam", "bo"}
    assert "the first to settle it counts" in sam("followups", "show", made).out


NAMES = st.sampled_from(["sam", "bo", "kim", "Bo Miller", "courier", "", "SAM"])


@given(owner=NAMES, maker=st.sampled_from(["sam", "bo", "kim"]))
def test_every_promise_is_on_somebodys_list(owner: str, maker: str) -> None:
    """Whoever owns it, and whether their name is known or not."""
    reps = ("sam", "bo", "kim")
    promise = Promise("p", "x", NOW, owner=owner or None, rep=maker)
    seen = []
    for me in reps:
        one = Whose(None, me)  # type: ignore[arg-type]
        one.__dict__["reps"] = {f"fetched/{other}.jsonl": other for other in reps if other != me}
        seen.append(one.is_mine(promise))
    assert any(seen)
    if owner.casefold() in reps:
        assert seen == [owner.casefold() == name for name in reps]


@pytest.mark.parametrize("flags", [("--owner", "bo", "--team"), ("--away", "bo", "--team")])
def test_everybody_and_one_can_not_both_be_asked_for(dcx: Dcx, flags: tuple[str, ...]) -> None:
    """It is said, not guessed."""
    dcx("followups", *flags, code=2)
