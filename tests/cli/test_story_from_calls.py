"""What calls tell of a customer beside the issue stands in their story; one contact at a time is planned."""

from typing import Any

from tests.conftest import Dcx

HARD = "/issue the label printer jams\n/heat 4\n/end agreed later\n"


def story(dcx: Dcx) -> Any:
    """Ada's story as JSON."""
    return dcx("customer", "show", "Ada", "--json").json["data"]


def test_what_was_said_on_cards_is_known_of_them(dcx: Dcx) -> None:
    """Feedback, how they feel now, who was introduced: noted on a card, found in the story, taken back there."""
    dcx("handle", "-c", "Ada", stdin=HARD)
    dcx.config('backup = "Kim Osei"\n')
    lines = "it works since\n1\nstill a bit sore\n\nsay the day before you come\n\n"
    out = dcx("handle", "after-the-fix", "-c", "Ada", stdin=f"{lines}Kim Osei\n\n1\ne\n0\n2\n", code=None).out
    assert "My colleague Kim Osei can help us. I stay your contact." in out
    assert "Could be next: Kim Osei." in out
    found = {one["kind"]: one for one in story(dcx)["notes"]}
    assert found["feeling"]["text"] == "still a bit sore"
    assert found["feedback"]["text"] == "say the day before you come"
    assert found["introduced"]["colleague"] == "Kim Osei"
    page = dcx("customer", "show", "Ada").out
    assert "Knows          Kim Osei" in page
    assert "ask how they feel" not in page
    dcx("customer", "note", "Ada", "--undo", found["feeling"]["id"])
    assert "feeling" not in {one["kind"] for one in story(dcx)["notes"]}
    dcx(
        "customer",
        "feedback",
        "Ada",
        found["feedback"]["id"],
        "--changed",
        "we text the day before",
        "fri noon",
        code=None,
    )


def test_a_colleague_is_proposed_once(dcx: Dcx) -> None:
    """Only after a hard call, and not to somebody who knows one: introduced, or called in on a call."""
    dcx.config('backup = "Kim Osei"\n')
    lines = "it works since\n1\nfine\n\nnothing\n\n"
    assert "can help us" not in dcx("handle", "after-the-fix", "-c", "Ada", stdin=lines, code=4).out
    dcx("handle", "-c", "Ada", stdin=f"/backup Priya\n{HARD}")
    assert "Knows          Priya" in dcx("customer", "show", "Ada").out
    assert "can help us" not in dcx("handle", "after-the-fix", "-c", "Ada", stdin=lines, code=4).out


def test_a_check_in_that_was_a_call_counts(dcx: Dcx) -> None:
    """It went well when nothing urgent came up; the interval grows after it, and shrinks after a bad one."""
    for _ in range(2):
        dcx("handle", "-c", "Ada", stdin=HARD)
    assert story(dcx)["check_in"]["days"] == 7
    dcx.clock.forward(days=7)
    dcx("handle", "check-in", "-c", "Ada", stdin="\n\n1\n/end resolved\n")
    assert [one["went"] for one in story(dcx)["check_ins"]] == ["good"]
    assert story(dcx)["check_in"]["days"] == 14
    dcx.clock.forward(days=14)
    dcx("handle", "check-in", "-c", "Ada", stdin="\nthe tray sticks\n2\n/end call_back it is urgent\n")
    assert [one["went"] for one in story(dcx)["check_ins"]] == ["good", "bad"]
    assert story(dcx)["check_in"]["days"] == 7


def test_the_wrap_up_asks_for_no_second_contact(dcx: Dcx) -> None:
    """Where a check-in is planned with them already, the last question isn't asked."""
    asked = "e\n1\n1\nask first\n"
    assert "Ask them how it has been?" in dcx("handle", "-c", "Ada", stdin=asked, code=4).out
    dcx("customer", "check-in", "Ada", "next monday 10am")
    assert "Ask them how it has been?" not in dcx("handle", "-c", "Ada", stdin=asked).out


def test_the_date_of_the_check_in_keeps_its_distance(dcx: Dcx) -> None:
    """`1` names a working day three days from anything promised, after as many days as the last ones went."""
    lines = "+ call her about the tray next tuesday noon\ne\n1\n1\n1\nask first\n"
    out = dcx("handle", "-c", "Ada", stdin=lines, code=4).out
    assert "Choices: 1 Fri 4 Dec" in out
    dcx("customer", "check-in", "Ada", "--went", "good")
    out = dcx("handle", "-c", "Ada", stdin="e\n1\n1\nask first\n", code=4).out
    assert "Choices: 1 Tue 8 Dec" in out
