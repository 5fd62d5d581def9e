"""A customer's story told through many calls, then read back; the proactive half."""

from typing import Any

import pytest

from tests.conftest import Dcx

HOSTILE = '[/] "; rm \x1b[31m\u202e<b>=1+1'
FIRST = "/issue billing charged twice\n/heat 4\n+ refund the double charge fri noon\n/concede £25 fee\ne\n2\n4\n1\n1\nask first\n"
SECOND = "/issue charged twice again\n/heat 3\na\n2\n/heat 1\n+ call her back mon 9am\n/end agreed\n"


def two_calls(dcx: Dcx, name: str = "Ada Brook") -> None:
    """A hard call, and a second one three weeks later, with the promise of the first one late."""
    dcx("handle", "-c", name, stdin=FIRST)
    dcx.clock.forward(days=21)
    dcx("handle", "-c", name, stdin=SECOND)


def shown(dcx: Dcx, name: str = "Ada Brook") -> Any:
    """The story as JSON."""
    return dcx("customer", "show", name, "--json").json["data"]


def test_the_story_is_read_back(dcx: Dcx) -> None:
    """Calls with outcome and heat, the same issue as one, promises, concessions, what is due next."""
    two_calls(dcx)
    story = shown(dcx)
    assert [one["heat"]["first"] for one in story["calls"]] == [3, 4]
    assert [one["hard"] for one in story["calls"]] == [True, True]
    assert [(one["text"], len(one["calls"])) for one in story["issues"]] == [("charged twice again", 2)]
    assert story["issues"][0]["breakdowns"] == ["shortfall"]
    assert story["promises"]["open"] == 2
    assert len(story["late"]) == 1
    assert story["next_due"]["text"] == "refund the double charge"
    assert story["concessions"] == {"count": 1, "sum": "£25"}
    assert story["kind"]["word"] == "occasional"
    assert story["watch"]["waiting"]
    assert story["check_in"]["days"] == 7
    page = dcx("customer", "show", "ada  BROOK").out
    assert len(page.splitlines()) <= 24
    for words in ("own it first", "refund the double charge", "2 times since 24 Nov 2026", "3 > 1", "£25"):
        assert words in page


def test_a_long_story_fits_the_screen(dcx: Dcx) -> None:
    """However much is known: what is owed first, then less of everything; a pipe has all of it."""
    for number in range(6):
        dcx(
            "handle",
            "-c",
            "Ada Brook",
            stdin=f"/issue thing{number} broke\n/heat 4\n/concede £5 x\n+ mend it {number} fri noon\n/end agreed\n",
        )
        dcx.clock.forward(days=9)
    [first, *_] = dcx("followups", "--json").json["data"]
    dcx("followups", "miss", first["id"], "nobody was free")
    for kind in (
        "cares about",
        "feedback",
        "feedback",
        "thanks",
        "great",
        "works",
        "next_time",
        "feeling",
        "toll",
    ):
        dcx("customer", "note", "Ada Brook", "--kind", kind, "words", "of", kind)
    dcx("customer", "note", "Ada Brook", "--kind", "introduced", "--colleague", "Priya")
    dcx("customer", "break-up", "Ada Brook", "--recommend", "improve", "she stays")
    whole = dcx("customer", "show", "Ada Brook").out.splitlines()
    assert len(whole) > 24
    assert sum("thing" in row for row in whole) >= 9
    dcx.env |= {"LINES": "24", "COLUMNS": "80"}
    shown = dcx("customer", "show", "Ada Brook", tty=True).out.splitlines()
    assert len(shown) <= 23
    assert max(map(len, shown)) <= 80
    for words in (
        "own it first",
        "broken",
        "Conceded",
        "CALLS  6",
        "ISSUES",
        "Next time",
        "Knows",
        "Watch",
        "Recommended",
    ):
        assert any(words in row for row in shown), words


def test_what_is_owed_comes_before_the_first_word(dcx: Dcx) -> None:
    """A promise without a time, or the one that is due next, where nothing is late; before all else."""

    def first(name: str) -> str:
        return dcx("handle", "-c", name, code=4).out.splitlines()[1]

    dcx("handle", "-c", "Ada", stdin="+ a written answer\n\n/end agreed\n")
    assert first("Ada") == "Promised without a time: a written answer, 24 Nov."
    dcx("handle", "-c", "Ben", stdin="+ ring him back tomorrow 9am\n+ send it in two weeks\n/end agreed\n")
    assert first("Ben") == "Still ours: ring him back, by Wed 25 Nov 09:00, 2 in all."
    dcx("handle", "-c", "Cy", stdin="+ send it in two weeks\n/end agreed\n")
    assert first("Cy") == "Still ours: send it, by Tue 8 Dec 17:00."


def test_the_story_of_another_moment(dcx: Dcx) -> None:
    """`--at`: calls, notes and promises as they stood then; what came later isn't there yet."""
    two_calls(dcx)
    dcx("customer", "note", "Ada Brook", "quiet mornings")
    for one in dcx("followups", "--json").json["data"]:
        dcx("followups", "keep", one["id"])
    then = dcx("customer", "show", "Ada Brook", "--at", "2026-11-25T12:00", "--json").json["data"]
    assert (len(then["calls"]), then["promises"]["open"], then["promises"]["kept"]) == (1, 1, 0)
    assert then["late"] == []
    assert then["notes"] == []
    assert shown(dcx)["promises"]["open"] == 0


def test_a_merged_customer_is_one_story(dcx: Dcx) -> None:
    """Calls, promises and notes of both, under all their names, without one event rewritten."""
    dcx("handle", "-c", "A. Brook", stdin=FIRST)
    dcx("customer", "note", "A. Brook", "quiet mornings")
    dcx("handle", "-c", "Ada Brook", stdin=SECOND)
    before = (dcx.home / "journal.jsonl").read_bytes()
    dcx("customer", "merge", "A. Brook", "Ada Brook")
    assert (dcx.home / "journal.jsonl").read_bytes().startswith(before)
    for name in ("Ada Brook", "a. brook"):
        story = shown(dcx, name)
        assert len(story["calls"]) == 2
        assert story["promises"]["open"] == 2
        assert story["notes"][0]["text"] == "quiet mornings"
    assert len(dcx("customer", "list", "--json").json["data"]) == 1


def test_three_lines_before_the_first_word(dcx: Dcx) -> None:
    """The promise that is late, the same issue again with its count, what they care about and the plan."""
    two_calls(dcx)
    dcx("customer", "note", "Ada Brook", "quiet mornings")
    dcx("customer", "note", "Ada Brook", "--kind", "next-time", "name the refund first")
    out = dcx("handle", "-c", "ada brook", "--about", "double charge, twice", code=4).out
    opening = out.split("Empty line")[0].splitlines()
    assert opening[1:] == [
        "Own it first: refund the double charge, 17 d late.",
        "Third call about charged twice again since 24 Nov.",
        "Next time: name the refund first; Cares about quiet mornings",
    ]
    assert "Step 1 of" in out
    assert "OWN IT FIRST" in out


def test_a_new_customer_has_no_story(dcx: Dcx) -> None:
    """Nothing is said of somebody whom nobody knows."""
    out = dcx("handle", "-c", "Nobody Yet", code=4).out
    assert out.splitlines()[1].startswith("Empty line")


def test_chronic_is_a_fact_of_the_call(dcx: Dcx) -> None:
    """From the third call with an issue in ninety days on, by numbers that can be configured."""
    two_calls(dcx)
    assert shown(dcx)["kind"]["word"] == "occasional"
    dcx("handle", "-c", "Ada Brook", stdin="/issue charged twice\n/end agreed later\n")
    assert shown(dcx)["kind"] == {
        "word": "chronic",
        "count": 3,
        "least": 3,
        "days": 90,
        "was_chronic": True,
    }
    dcx.config("chronic_calls = 5\n")
    assert (
        "occasional: 3 calls with an issue in 90 days (chronic from 5)"
        in dcx("customer", "show", "Ada Brook").out
    )


def test_notes_of_every_kind(dcx: Dcx) -> None:
    """Each is kept with its kind, listed with its id, and can be taken back."""
    for kind in ("cares about", "feedback", "thanks", "great", "works", "next_time", "feeling", "toll"):
        dcx("customer", "note", "Ada Brook", "--kind", kind, "words", "of", kind)
    made = dcx(
        "customer", "note", "Ada Brook", "--kind", "introduced", "--colleague", "Priya", "--json"
    ).json["data"]
    assert made["note"]["colleague"] == "Priya"
    listed = dcx("customer", "note", "Ada Brook", "--json").json["data"]
    assert len(listed) == 9
    assert "words of toll" in dcx("customer", "note", "Ada Brook").out
    dcx("customer", "note", "Ada Brook", "--undo", listed[0]["id"])
    assert len(shown(dcx)["notes"]) == 8
    assert shown(dcx)["backup"] == "Priya"


@pytest.mark.parametrize(
    "words",
    [
        ("--kind", "gossip", "x"),
        ("--kind", "thanks"),
        ("--kind", "introduced", "x"),
        ("--kind", "feeling", "--value", "7", "x"),
        ("--kind", "feedback", "--breakdown", "whim", "x"),
        ("--answer", "zzz", "x"),
        ("--changed", "x"),
        ("x" * 3000,),
    ],
)
def test_what_is_no_note(words: tuple[str, ...], dcx: Dcx) -> None:
    """Said with what is allowed; nothing is saved."""
    dcx("customer", "note", "Ada Brook", *words, code=2)
    assert not (dcx.home / "journal.jsonl").exists()


def test_feedback_and_its_answer(dcx: Dcx) -> None:
    """Changed or not, because; telling the customer is a promise, shown in the story."""
    made = dcx(
        "customer",
        "note",
        "Ada Brook",
        "--kind",
        "feedback",
        "--breakdown",
        "shortfall",
        "two buttons",
        "--json",
    )
    note = made.json["data"]["note"]
    told = dcx(
        "customer",
        "note",
        "Ada Brook",
        "--answer",
        note["id"][:5],
        "--changed",
        "one button now",
        "--tell",
        "fri noon",
        "--json",
    ).json["data"]
    [promise] = dcx("followups", "--json").json["data"]
    assert (promise["id"], promise["kind"]) == (told["promise"], "feedback")
    assert promise["text"] == "tell them what their feedback changed: one button now"
    assert promise["due"] == "2026-11-27T12:00:00Z"
    assert "changed: one button now" in dcx("customer", "show", "Ada Brook").out
    undated = dcx("customer", "note", "Ada Brook", "--kind", "feedback", "too loud", "--json").json["data"][
        "note"
    ]["id"]
    said = dcx(
        "customer",
        "note",
        "Ada Brook",
        "--answer",
        undated,
        "--not-changed",
        "it is the law",
        "--tell",
        "soon",
    ).out
    assert "no date" in said
    assert "dcx followups move" in said


def test_feedback_is_shown_when_a_like_issue_is_noted(dcx: Dcx) -> None:
    """Whoever gave it; until the problem is agreed on."""
    dcx("customer", "note", "Ben Cole", "--kind", "feedback", "two buttons on the charge page")
    out = dcx("handle", "-c", "Ada", "--about", "the buttons of the charge page", code=4).out
    assert "Know: Feedback before: two buttons on the charge page; no answer yet" in out
    assert "Know: Feedback" not in dcx("handle", "-c", "Ada", "--about", "a late parcel", code=4).out


def test_what_others_got_stands_beside_the_offer(dcx: Dcx) -> None:
    """With how many there were, by the breakdown of issues like this."""
    for number in range(3):
        lines = f"/issue late parcel from the north\n/5\n1\n/8\nthe fee back\n/end agreed later {number}\n"
        dcx("handle", "-c", f"Customer {number}", stdin=lines)
    out = dcx(
        "handle", "-c", "Ada", "--about", "my late parcel from Bath", stdin="/use respond\n1\n", code=4
    ).out
    assert "Know: Others like this, 3" in out


def test_the_firm_path_knows_the_earlier_agreement(dcx: Dcx) -> None:
    """With its day and whether their yes is on the record."""
    lines = "/issue late parcel\n/use respond\n1\n1 the fee back\n1\nfri noon\ne\n2\n4\n0\n1\n"
    dcx("handle", "-c", "Rex", stdin=lines, code=4)
    dcx.clock.forward(days=7)
    out = dcx("handle", "-c", "Rex", stdin="/firm\n", code=4).out
    assert "On 24 Nov agreed: the fee back, with their yes." in out


def test_check_ins(dcx: Dcx) -> None:
    """Proposed after the second hard call, planned with something personal, their interval grows and shrinks."""
    dcx("handle", "-c", "Ada Brook", stdin=FIRST)
    assert "nothing is proposed: 1 hard call" in dcx("customer", "check-in", "Ada Brook").out
    dcx.clock.forward(days=1)
    dcx("handle", "-c", "Ada Brook", stdin=SECOND)
    dcx("customer", "note", "Ada Brook", "quiet mornings")
    assert "they care about quiet mornings" in dcx("customer", "check-in", "Ada Brook").out
    dcx("customer", "check-in", "Ada Brook", "fri", "noon")
    planned = [one for one in dcx("followups", "--json").json["data"] if one["kind"] == "check_in"]
    assert planned[0]["text"] == (
        "check-in: ask how it has been with charged twice again; they care about quiet mornings"
    )
    assert shown(dcx)["check_in"] is None
    dcx.clock.forward(days=2)
    done = dcx(
        "customer",
        "check-in",
        "Ada Brook",
        "--went",
        "good",
        "--feeling",
        "1",
        "--raised",
        "the app logs out",
        "--json",
    )
    data = done.json["data"]
    assert data["check_in"]["promise"] == planned[0]["id"]
    assert data["next"] is None or data["next"]["days"] == 14
    urgent = next(one for one in dcx("followups", "--json").json["data"] if one["id"] == data["promise"])
    assert urgent["text"] == "the app logs out"
    assert urgent["due"] == "2026-11-27T17:00:00Z"
    story = shown(dcx)
    assert story["watch"]["asked"] is True
    assert story["promises"]["kept"] == 1
    assert story["check_in"]["days"] == 14
    dcx("customer", "check-in", "Ada Brook", "mon", "noon")
    assert "One contact at a time" in dcx("customer", "check-in", "Ada Brook", "tue", "noon", code=3).err
    dcx("customer", "check-in", "Ada Brook", "--went", "badly", code=2)
    dcx("customer", "check-in", "Ada Brook", "soon", code=3)


def test_who_to_speak_to(dcx: Dcx) -> None:
    """Great customers with when they were thanked last, silence, hard calls without a backup, open feedback."""
    dcx("handle", "-c", "Grace", stdin="/issue a question\n/heat 0\n/end resolved answered\n")
    dcx("handle", "-c", "Grace", stdin="/issue another question\n/end resolved answered\n")
    dcx.clock.forward(days=61)
    dcx("handle", "-c", "Ada Brook", stdin=FIRST)
    dcx("customer", "note", "Ben Cole", "--kind", "great", "always fair")
    dcx("customer", "note", "Ben Cole", "--kind", "thanks", "for a year without a fuss")
    dcx("customer", "note", "Ben Cole", "--kind", "feedback", "slow page")
    found = dcx("customer", "check-in", "--json").json["data"]
    assert [(one["customer"]["name"], one["why"]) for one in found["thanks"]] == [
        ("Grace", "2 calls, none of them hard"),
        ("Ben Cole", "always fair"),
    ]
    assert found["thanks"][0]["last"] is None
    assert found["thanks"][1]["last"]
    assert [one["customer"]["name"] for one in found["quiet"]] == ["Grace"]
    assert [one["name"] for one in found["without_backup"]] == ["Ada Brook"]
    assert [one["customer"]["name"] for one in found["watched"]] == ["Ada Brook"]
    assert [one["text"] for one in found["feedback"]] == ["slow page"]
    dcx.config('backup = "Priya"\n')
    assert dcx("customer", "check-in", "--json").json["data"]["without_backup"] == []
    assert "GREAT CUSTOMERS TO THANK" in dcx("customer", "check-in").out


def test_an_inside_look_for_several(dcx: Dcx) -> None:
    """A promise for each of them, with the colleague who helps."""
    dcx(
        "customer",
        "inside-look",
        "the new invoices",
        "fri",
        "noon",
        "-c",
        "Ada",
        "-c",
        "Ben",
        "--colleague",
        "Priya",
    )
    made = dcx("followups", "--json").json["data"]
    assert [(one["kind"], one["customer"]["name"], one["backup"]) for one in made] == [
        ("inside_look", "Ada", "Priya"),
        ("inside_look", "Ben", "Priya"),
    ]
    dcx("customer", "inside-look", "fri", "noon", "-c", "Ada", code=2)
    dcx("customer", "inside-look", "the plans", code=2)


def test_nothing_calls_a_person_difficult(dcx: Dcx) -> None:
    """Not the story, not the lists, not the JSON."""
    two_calls(dcx)
    words = (
        ("customer", "show", "Ada Brook"),
        ("customer", "show", "Ada Brook", "--json"),
        ("customer", "check-in"),
    )
    for one in words:
        assert "difficult" not in dcx(*one).out.casefold()


def test_hostile_words_everywhere(dcx: Dcx) -> None:
    """Names, notes, issues: shown harmless, kept as they are in JSON."""
    dcx(
        "handle",
        "-c",
        HOSTILE,
        stdin=f"/issue {HOSTILE}\n/heat 4\n+ {HOSTILE} fri noon\n/concede 5 {HOSTILE}\n/end agreed\n",
    )
    dcx("customer", "note", HOSTILE, HOSTILE)
    dcx("customer", "note", HOSTILE, "--kind", "introduced", "--colleague", HOSTILE)
    for words in (
        ("customer", "show", HOSTILE),
        ("customer", "note", HOSTILE),
        ("customer", "check-in"),
        ("customer", "check-in", HOSTILE),
    ):
        out = dcx(*words).out
        assert "\x1b" not in out
        assert "\u202e" not in out
    assert shown(dcx, HOSTILE)["notes"][0]["text"] == HOSTILE


def test_who_is_forgotten_leaves_no_note(dcx: Dcx) -> None:
    """Notes, feedback with its answer, check-ins and recommendations go with the customer."""
    two_calls(dcx)
    note = dcx("customer", "note", "Ada Brook", "--kind", "feedback", "afraid of heights", "--json").json[
        "data"
    ]["note"]
    dcx("customer", "note", "Ada Brook", "--answer", note["id"], "--changed", "a lower shelf")
    dcx("customer", "check-in", "Ada Brook", "--went", "bad", "--text", "still cross", "--raised", "the lamp")
    dcx("customer", "forget", "Ada Brook", "--yes")
    left = "".join(path.read_text(errors="replace") for path in dcx.home.rglob("*") if path.is_file())
    for words in (
        "afraid of heights",
        "a lower shelf",
        "still cross",
        "the lamp",
        "Ada Brook",
        "double charge",
    ):
        assert words not in left
