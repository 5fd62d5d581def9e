"""B2: become a partner."""

from tests.conftest import Dcx
from tests.rules.replay import AGREED, HEARD, Replay, flagged, handled

OFFERED = (*AGREED, "a year for free", "2", "no surprise again", "", "0")


def test_B2_1_they_are_invited_and_whose_idea_it_was_is_recorded() -> None:
    """B2.1: An invitation before any offer; the agreement says whose idea it was: theirs, or found together."""
    call = Replay("three-easy-steps")
    call.play("", "the price", "", "1", "6")
    assert call.card == "become-a-partner.invite"
    assert call.view.say == "Let's solve this together. What would work for you?"
    call.play("a monthly plan")
    assert call.issue["asked_for"] == "a monthly plan"
    for line, whose in (("3", "theirs"), ("4", "joint"), ("1", None)):
        default = Replay()
        default.play(*AGREED, "a monthly plan", "1", "set it up", "now", "", line)
        assert default.issue["whose_idea"] == whose


def test_B2_2_the_limit_is_said_with_its_words_and_recorded(dcx: Dcx) -> None:
    """B2.2: Authority comes from the configuration, on the card of the offer; that it was said is on the record."""
    call = Replay()
    call.play(*OFFERED, "1 a month free", "4")
    assert call.card == "become-a-partner.limits"
    assert call.view.say == "Up to here I can go; within that I'll do all I can."
    call.play("1")
    assert call.record["fields"]["limit_said"] == "yes"
    dcx.config('authority = 50\napprover = "Kim"\n')
    found = handled(dcx, *OFFERED, "1 a month free", "/limit", "/end call_back")
    assert "50" in found["limits_said"][0]["words"]


def test_B2_4_nudges_are_counted_and_the_third_offers_the_ending() -> None:
    """B2.4: With its words, an open door on the record; and only then."""
    call = Replay()
    call.play("", "")
    assert "Nudge 1 of 3" in call.says("1")
    call.play("")
    assert "Nudge 2 of 3" in call.says("1")
    call.play("")
    last = call.says("1")
    assert "I've done what I can today. I'm here when you want to solve it." in last
    call.play("2")
    assert call.record["nudges"] == 3
    assert call.record["ended_how"] == "good_faith"


def test_B2_6_anger_blame_and_accusation_are_flagged_on_every_card() -> None:
    """B2.6: Whatever card stands, the hint is there."""
    for before in ((), ("",), ("", ""), HEARD, AGREED, ("y",), ("c",)):
        for words in ("> Shut up.", "> You should have told us.", "> You're lying."):
            assert flagged(words, *before), (before, words)


def test_B2_7_time_to_cool_and_never_settling_are_recorded_apart() -> None:
    """B2.7: Before the ending a call back with a time is offered; what it was stands in a field."""
    cooling = Replay()
    cooling.play("", "", "1", "", "1", "", "1")
    cooling.play("1", "tomorrow 10am")
    [promise] = cooling.call.state.promises.values()
    assert promise.due is not None
    assert promise.text == "call back"
    for line, settles, disposition in (("1", "needs time", "call_back"), ("3", "never", "lost")):
        call = Replay()
        call.play(*OFFERED, "1 a month free", "4", "2")
        assert call.card == "become-a-partner.good-faith"
        call.play(line)
        assert call.record["fields"]["settles"] == settles
        assert call.call.state.disposition == disposition


def test_B2_8_the_firm_path_shows_the_earlier_agreement_and_further_demands_are_logged() -> None:
    """B2.8: What was agreed, their yes, what was given, and the signals, each with its evidence."""
    call = Replay()
    call.play(*AGREED, "the money back", "1", "refund it", "now")
    call.play("/signal reopening wants a year free after all", "/signal concessions asks what else there is")
    shown = " ".join([*call.view.aside, *call.view.prompt, *call.view.know, *call.view.more])
    assert "billed twice in October" in shown
    assert "their yes is on the record" in shown
    assert [one["evidence"] for one in call.record["signals"]] == [
        "wants a year free after all",
        "asks what else there is",
    ]
