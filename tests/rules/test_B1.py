"""B1: own the experience."""

from tests.conftest import Dcx
from tests.rules.replay import HEARD, Replay, flagged, handled, the_card


def test_B1_1_owning_may_name_our_failure_and_blame_is_flagged() -> None:
    """B1.1: Blame on the customer, a colleague or a supplier gets a hint; our own failure none."""
    for blame in (
        "> You should have read the terms.",
        "> That was my colleague's mistake.",
        "> It's the courier's fault.",
        "> It's not our fault.",
    ):
        assert flagged(blame, *HEARD), blame
    assert not flagged("> We billed you twice. That was our mistake.", *HEARD)
    call = Replay()
    call.play(*HEARD)
    assert "It's mine now" in the_card("difficult-call", "acknowledge").say[0].text
    assert call.steps["acknowledge"] == "done"


def test_B1_2_where_it_broke_is_found_from_a_closed_list(dcx: Dcx) -> None:
    """B1.2: Six codes as numbered lines on a card, and in the wrap-up where it isn't known yet; kept by code."""
    call = Replay("three-easy-steps")
    call.play("", "the price", "", "1")
    assert call.card == "own-the-experience.where-it-broke"
    assert len(call.view.lines) == 6
    call.play("5")
    assert call.issue["breakdown"] == "supplier"
    found = handled(dcx, *HEARD, "billed twice", "", "1", "e", "2", "", "4", "0", "", "")
    assert found["issues"][0]["breakdown"] == "shortfall"


def test_B1_3_no_solution_before_they_agree_on_the_problem() -> None:
    """B1.3: Each card of a solution is held back; going on all the same takes a reason, which is recorded."""
    for typed, card in (
        (("", ""), "become-a-partner.offer"),
        (("they ask for it", "1"), "implement-a-solution.earliest"),
    ):
        call = Replay()
        call.play(*HEARD, "billed twice", "", "", *typed)
        assert call.card == card
        assert call.view.title.startswith("Before: ")
        assert "not yet agreed on what the problem is" in " ".join(call.view.prompt)
        call.play("she must catch her train")
        assert not call.call.standing.gate
        assert call.events("gate_passed")[0]["reason"] == "she must catch her train"


def test_B1_4_concern_responsibility_and_help_stand_in_one_breath() -> None:
    """B1.4: One card, one sentence of at most fifteen words and their own; it is recorded as said."""
    call = Replay()
    call.play("", "two days off work", "")
    said = call.view.say
    assert said == "Two days off work. I see why it matters. It's mine now; let's solve it."
    call.play("")
    assert [one["said"] for one in call.record["acknowledged"]] == [said]


def test_B1_6_clarified_first_then_restated() -> None:
    """B1.6: The read-back comes right after the question, with what it brought."""
    call = Replay()
    call.play(*HEARD)
    assert call.card == "address-the-issue.specifics"
    call.play("billed twice in October", "//both on the 3rd", "")
    assert call.card == "reflect.read-back"
    assert "both on the 3rd. Do I have that right?" in call.view.say
    method = Replay("three-easy-steps")
    method.play("", "the price", "")
    assert method.view.say == "So the problem is the price. Is that it?"
    method.play("1")
    assert method.issue["agreed"] is True
