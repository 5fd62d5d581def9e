"""B3: implement a solution."""

from tests.conftest import Dcx
from tests.rules.replay import AGREED, Replay, handled

PROMISED = (*AGREED, "the money back", "1", "refund the second bill fri noon", "")


def test_B3_1_the_sooner_the_better(dcx: Dcx) -> None:
    """B3.1: The card asks for now or the earliest honest time; promises are listed by when they are due."""
    call = Replay()
    call.play(*AGREED, "the money back", "1")
    assert call.view.do == "Do one thing now. The rest gets an honest time."
    handled(dcx, *PROMISED, "+ write to her tomorrow 10am", "+ call on monday 9am", "/end agreed")
    dues = [one["due"] for one in dcx("followups", "--json").json["data"]]
    assert dues == sorted(dues)
    assert len(dues) == 3


def test_B3_2_the_agreement_is_restated_and_their_yes_recorded(dcx: Dcx) -> None:
    """B3.2: In clear words with its time; the spoken yes is on the record; the written form is drafted."""
    call = Replay()
    call.play(*PROMISED)
    assert call.card == "implement-a-solution.agreement"
    assert call.view.say == "So we agree: refund the second bill; noon on Friday 27 November. Is that a yes?"
    call.play("1")
    assert call.issue["said_yes"] == "yes"
    found = handled(dcx, *PROMISED, "1", "/end agreed")
    draft = dcx("call", "show", found["id"], "--as", "mail").out
    assert "efund the second bill" in draft
    assert "27 November" in draft


def test_B3_3_they_are_thanked_and_written_to(dcx: Dcx) -> None:
    """B3.3: A card thanks them for reaching out; the draft that any mail program opens does so too."""
    call = Replay("three-easy-steps")
    call.play("", "the price", "", "1", "6", "a plan", "", "1 a plan", "1", "now", "", "1")
    assert call.card == "implement-a-solution.thank"
    assert call.view.say == "Thank you for taking the time to tell me."
    call.play("")
    assert call.steps["implement-a-solution.thank"] == "done"
    found = handled(dcx, *PROMISED, "1", "/end agreed")
    draft = dcx("call", "show", found["id"], "--as", "mail").out
    assert draft.lower().count("thank") >= 1
    assert "Subject:" in draft
