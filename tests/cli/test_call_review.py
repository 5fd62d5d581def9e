"""A call looked at afterwards: the handover brief, the scorecard, one comment."""

from tests.conftest import Dcx

LONG = " ".join(f"word{number}" for number in range(60))
WHOLE = """it broke twice

all of it

the printer

a refund

a quiet week

yes
> I'm sorry the printer jammed twice.
1 refund the fee
2 swap it
1
fri noon
e
1
4
1
1
ask first
"""


def the_call(dcx: Dcx, lines: str, code: int = 0) -> str:
    """Play this for Ada; the call's id."""
    dcx("handle", "with-ease", "-c", "Ada Brook", stdin=lines, code=None if code is None else code)
    found: str = dcx("call", "list", "--json").json["data"][0]["id"]
    return found


def test_the_brief_has_75_words_at_most(dcx: Dcx) -> None:
    """Who, what happened, wants, tried, promised, heat and authority, however much was typed."""
    lines = f"/issue {LONG}\n{LONG}\n/heat 3\nc\n\n+ {LONG} fri noon\n+ {LONG} mon 9am\n/concede 25 {LONG}\n/end agreed\n"
    call = the_call(dcx, lines)
    out = dcx("call", "show", call, "--as", "brief").out
    assert len(out.split()) <= 75
    for words in (
        "Ada Brook",
        "heat 3 of 4",
        "Wrong: word0",
        "Tried: circles",
        "Promised: word0",
        "uthority",
    ):
        assert words in out
    short = the_call(dcx, "/issue late parcel\n/heat 2\n/end agreed later\n")
    assert "Wrong: late parcel." in dcx("call", "show", short, "--as", "brief").out
    assert dcx("call", "show", short, "--as", "brief", "--json").json["data"]["in_order"] == []


def test_a_parked_call_has_everything_in_order(dcx: Dcx) -> None:
    """What a colleague who goes on needs: the brief, then all that was entered, in its order."""
    call = the_call(dcx, "first thing\nsecond thing\n+ call back fri noon\n", 4)
    out = dcx("call", "show", call, "--as", "brief").out
    assert out.index("first thing", out.index("IN ORDER")) < out.index("second thing", out.index("IN ORDER"))
    assert "+ call back" in out
    again = dcx("resume", call, stdin="", code=4).out
    assert "second thing" not in again.split("Empty line")[0]
    dcx.env["USER"] = "priya"
    taken = dcx("resume", call, stdin="", code=4).out.split("Empty line")[0]
    assert "Ada Brook, phone" in taken
    assert taken.index("first thing") < taken.rindex("second thing") < taken.rindex("call back")


def test_the_brief_is_short_whatever_was_typed(dcx: Dcx) -> None:
    """Many concessions that wait for a yes, a word of many pages, a script without blanks."""
    dcx.config("authority = 10\n")
    asked = "".join(f"/concede {number}0 {LONG}\n\n" for number in range(2, 9))
    call = the_call(
        dcx, f"/issue {'x' * 30_000}\n{'王' * 9_000}\n~ {LONG}\n/heat 3\n{asked}/end agreed later\n"
    )
    out = dcx("call", "show", call, "--as", "brief").out
    assert len(out.split()) <= 75
    assert max(map(len, out.splitlines())) <= 125
    assert "Needs a yes for 20" in out
    assert "more" in out


def test_the_brief_of_a_parked_call_says_how_long_it_was(dcx: Dcx) -> None:
    """Not how long ago it began; and how late a promise of it is by now."""
    call = the_call(dcx, "it broke\n+ call back today noon\n", 4)
    dcx.clock.forward(hours=26)
    out = dcx("call", "show", call, "--as", "brief").out
    assert "Ada Brook, phone, 0 min, parked Tue 10:15." in out
    assert "Promised: call back, 24 h late." in out or "Promised: call back, 1 d late." in out
    assert "10:15   it broke" in out


def test_a_written_summary_is_read_from_the_record(dcx: Dcx) -> None:
    """The channel, or a promise to write and what became of it; else the rep is asked."""

    def written(call: str) -> tuple[str | None, str]:
        rows = dcx("call", "show", call, "--as", "review", "--json").json["data"]["scores"]
        found = next(one for one in rows if one["key"] == "written")
        return found["score"], found["proof"]

    silent = the_call(dcx, "/issue late\n/end agreed later\n")
    assert written(silent)[0] is None
    call = the_call(dcx, "/issue late\n+ e-mail what we agreed tomorrow noon\n/end agreed\n")
    assert written(call) == ("na", "promised, not due yet: e-mail what we agreed")
    dcx.clock.forward(days=2)
    assert written(call)[0] == "0"
    [promise] = dcx("followups", "--json").json["data"]
    dcx("followups", "keep", promise["id"])
    assert written(call) == ("2", "kept: e-mail what we agreed")
    dcx("handle", "-c", "Ada Brook", "--channel", "email", stdin="/issue late\n/end agreed later\n")
    assert written(dcx("call", "list", "--json").json["data"][0]["id"])[0] == "2"


def test_the_record_fills_the_scorecard_with_its_proof(dcx: Dcx) -> None:
    """What it knows has a score and a proof; what it can't know is asked; nothing is summed."""
    call = the_call(dcx, WHOLE)
    found = dcx("call", "show", call, "--as", "review", "--json").json["data"]
    scores = {one["key"]: one["score"] for one in found["scores"]}
    proofs = {one["key"]: one["proof"] for one in found["scores"]}
    assert list(scores) == [
        "listened",
        "acknowledged",
        "mirrored",
        "apology",
        "asked",
        "options",
        "can_do",
        "dated",
        "written",
        "kept",
        "limit",
    ]
    assert scores["listened"] == "2"
    assert scores["acknowledged"] == "2"
    assert scores["mirrored"] == scores["apology"] == scores["asked"] == scores["options"] == "2"
    assert (scores["dated"], scores["kept"], scores["limit"]) == ("2", "na", "na")
    assert scores["can_do"] is None
    assert all(proofs.values())
    assert set(found["asked"]) == {key for key, score in scores.items() if score is None}
    page = dcx("call", "show", call, "--as", "review").out
    assert "First the rep: dcx call review" in page
    for word in ("total", "average", " sum ", "rank", "%"):
        assert word not in page.casefold()


def test_the_rep_scores_first_then_one_comment(dcx: Dcx) -> None:
    """The coach waits for the rep; a second comment is refused."""
    call = the_call(dcx, "/issue late\n+ call back\n\n/end agreed later\n")
    assert "The rep scores first" in dcx("call", "review", call, "--comment", "slow down", code=3).err
    asked = dcx("call", "show", call, "--as", "review", "--json").json["data"]["asked"]
    dcx("call", "review", call, *(f"{key}=1" for key in asked))
    out = dcx("call", "review", call, "--comment", "the read-back would have saved the second half").out
    assert "ONE COMMENT" in out
    assert "would have saved" in out
    assert "one is all" in dcx("call", "review", call, "--comment", "and another thing", code=3).err
    dcx("call", "review", call, "charm=2", code=2)
    dcx("call", "review", call, "mirrored=9", code=2)
    dcx("call", "review", call, "mirrored", code=2)


def test_what_alone_spoils_a_call(dcx: Dcx) -> None:
    """An undated last promise, a limit without its warnings, private data in notes, a missed promise untold."""
    dcx.config("may_end_call = true\n")
    lines = "card 4111 1111 1111 1111\n+ call back tomorrow 9am\n+ send it\n\n/end ended_by_policy enough\n"
    call = the_call(dcx, lines)
    dcx.clock.forward(days=2)
    said = " / ".join(dcx("call", "show", call, "--as", "review", "--json").json["data"]["spoilers"])
    for words in (
        "a limit was set without the warnings",
        "the last promise has no time: send it",
        "private data was typed into 1 note",
        "the customer was not told: call back",
    ):
        assert words in said


def test_hostile_words_are_harmless_here(dcx: Dcx) -> None:
    """In the brief and in the proofs."""
    bad = '[/] "; rm \x1b[2J\u202e'
    call = the_call(dcx, f"/issue {bad}\n> sorry {bad}\n+ {bad} fri noon\n/end agreed\n")
    for kind in ("brief", "review"):
        out = dcx("call", "show", call, "--as", kind).out
        assert "\x1b" not in out
        assert "\u202e" not in out
