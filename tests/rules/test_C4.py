"""C4: respond."""

from tests.conftest import Dcx
from tests.rules.replay import AGREED, HEARD, Replay, flagged, handled, the_card

SENT = (*AGREED, "the money back", "1", "refund the second bill fri noon", "", "1")


def test_C4_1_what_can_be_done_is_offered_as_a_choice() -> None:
    """C4.1: Can-do is the first sentence, the no comes after it; policy, and a bare can't, get a hint."""
    for name, card in (("with-ease", "respond.offer"), ("difficult-call", "become-a-partner.offer")):
        assert the_card(name, card).say[0].text == "Here is what I can do. Which suits you best?"
    assert flagged("> It's against our policy.", *AGREED)
    assert flagged("> I can't refund that.", *AGREED)
    assert not flagged("> I can't refund it, and what I can do is send a new one today.", *AGREED)
    call = Replay()
    call.play(
        *AGREED, "a year free", "2", "no surprise", "", "0", "1 refund it", "2 send a new one", "2", "now"
    )
    assert (call.issue["chosen"], call.issue["done_now"]) == ("send a new one", "send a new one")


def test_C4_2_a_promise_is_told_later_than_it_is_aimed_at_and_has_an_owner(dcx: Dcx) -> None:
    """C4.2: Under-promise, over-deliver: due and an earlier aim; words of certainty get a hint."""
    dcx.config("aim = 120\n")
    handled(dcx, *SENT, "/end agreed")
    [promise] = dcx("followups", "--json").json["data"]
    assert promise["due"] == "2026-11-27T12:00:00Z"
    assert promise["aim"] == "2026-11-27T10:00:00Z"
    assert flagged("> It will definitely arrive on Friday.", *AGREED)
    assert flagged("+ refund it as soon as possible", *AGREED)


def test_C4_3_something_is_done_at_once() -> None:
    """C4.3: A card asks for it before the call ends, and what was done stands in the issue."""
    call = Replay()
    call.play(*AGREED, "the money back", "1")
    assert call.card == "implement-a-solution.earliest"
    assert call.view.say == "I'm doing that now, while you're with me."
    call.play("refund the second bill", "now")
    assert call.issue["done_now"] == "refund the second bill"
    picked = Replay()
    picked.play(*AGREED, "a year free", "2", "no surprise", "", "0", "1 refund it", "1", "fri noon")
    assert picked.card == "implement-a-solution.earliest"  # promised, and still asked for one thing now


def test_C4_4_the_tone_is_serious_about_the_issue_and_upbeat_with_the_options() -> None:
    """C4.4: The header says so as the call goes on."""
    call = Replay()
    tones = {}
    for line in (*HEARD, "billed twice", "", "1", "the money back", "", "0"):
        tones[call.card] = call.view.tone
        call.play(line)
    tones[call.card] = call.view.tone
    assert tones["address-the-issue.specifics"] == tones["reflect.read-back"] == "serious"
    assert tones["become-a-partner.offer"] == "upbeat"


def test_C4_5_the_response_waits_for_a_cooler_head() -> None:
    """C4.5: Acknowledged, agreed, heat at two or less where it was read; a reason passes it and is recorded."""
    hot = Replay("with-ease")
    hot.play("", "", "4", "billed twice", "", "the money back", "", "no surprise", "", "1")
    assert hot.card == "respond.offer"
    assert hot.view.title.startswith("Before: ")
    hot.play("they asked twice for a number")
    assert hot.events("gate_passed")[0]["reason"] == "they asked twice for a number"
    cool = Replay("with-ease")
    cool.play("", "", "1", "billed twice", "", "the money back", "", "no surprise", "", "1")
    assert not cool.call.standing.gate


def test_C4_6_a_promise_is_followed_to_its_end_and_a_broken_one_is_owned_first(dcx: Dcx) -> None:
    """C4.6: Due and late first, an outcome for each, the next call begins with the broken one, the rate is reported."""
    handled(dcx, *SENT, "/end agreed")
    dcx.clock.forward(days=4)
    rows = dcx("followups").out.splitlines()
    assert rows[2] == "OVERDUE"
    ran = dcx("handle", "-c", "Brook Ltd", stdin="", code=4)
    assert "OWN IT FIRST" in ran.out
    assert "refund the second bill" in ran.out
    [promise] = dcx("followups", "--json").json["data"]
    dcx("followups", "keep", promise["id"])
    numbers = dcx("report", "promises", "--json").json["data"]
    assert (numbers["all"]["made"], numbers["all"]["late"]) == (1, 1)
    assert dcx("followups", "show", promise["id"], "--json").json["data"]["state"] == "kept_late"
