"""A5: ask what they would like you to do."""

from tests.rules.replay import AGREED, Replay


def test_A5_1_what_they_would_like_is_asked_and_recorded() -> None:
    """A5.1: In the document's words, and as its own field of the issue."""
    call = Replay()
    call.play(*AGREED)
    assert call.view.say == "What would you like me to do?"
    call.play("the money back")
    assert call.issue["asked_for"] == "the money back"


def test_A5_2_a_yes_leads_straight_to_doing_it() -> None:
    """A5.2: No offer in between: done now, or promised."""
    call = Replay()
    call.play(*AGREED, "the money back", "1")
    assert call.card == "implement-a-solution.earliest"
    call.play("refund the second bill", "now")
    assert (call.issue["can_do"], call.issue["done_now"]) == ("yes", "refund the second bill")
    assert call.steps["become-a-partner.offer"] == "not_reached"


def test_A5_3_what_can_not_be_done_is_answered_with_one_to_three_alternatives() -> None:
    """A5.3: The document's phrase, room for three, a fourth refused with the reason, the pick recorded."""
    call = Replay()
    call.play(*AGREED, "a year for free", "2", "no surprise again", "", "0", "2")
    assert call.card == "become-a-partner.offer"
    call.play("they can wait no longer")
    quote = "Unfortunately, I can't do that. However, what I can do is…"
    assert any(quote in one for one in call.view.more)
    call.play("1 refund it", "2 a monthly limit", "3 a call before each bill")
    refused = call.play("4 a free month")
    assert refused.error
    assert "too much to choose from" in " ".join(refused.rows)
    call.play("2", "fri noon")
    assert call.issue["alternatives"] == ["refund it", "a monthly limit", "a call before each bill"]
    assert call.issue["chosen"] == "a monthly limit"


def test_A5_4_the_question_gets_time_no_alternatives_before_an_answer() -> None:
    """A5.4: The card of alternatives is held back until they answered, or "no answer" stands there as the reason."""
    call = Replay()
    call.play(*AGREED, "")
    assert call.card == "become-a-partner.offer"
    assert call.view.title == "Before: Solve it together"
    assert "They have not said what they would like" in " ".join(call.view.prompt)
    call.play("no answer")
    [passed] = call.events("gate_passed")
    assert passed["reason"] == "no answer"
    assert "asked_for" in passed["missing"]
    asked = Replay()
    asked.play(*AGREED, "a credit", "")
    assert asked.view.title == "Solve it together"
