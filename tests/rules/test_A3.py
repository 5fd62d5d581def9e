"""A3: be reflective, not reactive."""

from tests.rules.replay import HEARD, Replay, flagged, the_card


def test_A3_1_calm_down_is_never_said() -> None:
    """A3.1: It stands on the card as never to say, and one's own words that say it get a hint."""
    assert "Calm down" in [one.text for one in the_card("difficult-call", "let-them-vent.listen").never]
    assert "Calm down" in [one.text for one in the_card("art-and-science", "reflect.concern").never]
    assert flagged("> Please calm down.", "", "")
    assert not flagged("he says calm down to me every time", "", "")


def test_A3_2_their_concern_is_named_with_the_issue_in_it() -> None:
    """A3.2: The document's own sentence, its blank filled from what was noted, and met on the record."""
    call = Replay("art-and-science")
    call.play("", "", "", "the server was down for a day", "")
    assert call.card == "reflect.concern"
    assert call.view.say == (
        "I can see the server was down for a day is a concern you have. Can you tell me more about that?"
    )
    call.play("")
    assert call.steps["reflect.concern"] == "done"


def test_A3_3_their_words_are_read_back_and_the_answer_is_recorded() -> None:
    """A3.3: Built from the notes; a yes agrees on the issue, a no goes back to probing."""
    call = Replay()
    call.play(*HEARD, "billed twice", "")
    assert call.view.say == "It came twice; it cost a day off. Do I have that right?"
    call.play("2")
    assert call.issue["agreed"] is False
    assert call.card == "address-the-issue.specifics"
    call.play("no, three times", "")
    assert "no, three times. Do I have that right?" in call.view.say
    call.play("1")
    assert call.issue["agreed"] is True


def test_A3_4_probing_is_gentle_and_each_round_is_counted() -> None:
    """A3.4: The question is filled in; after three rounds another way is offered."""
    call = Replay("art-and-science")
    call.play("", "", "", "the service call", "", "", "2")
    assert call.card == "reflect.probe"
    assert call.view.say == "What specific part of the service call upset you?"
    call.play("1", "2", "1", "2")
    assert call.call.state.shown["reflect.probe"] == 3
    default = Replay()
    default.play(*HEARD, "the service call", "", "2", "", "2", "")
    assert default.card == "reflect.read-back"
    default.play("2")
    assert default.view.lines[-1][1] == "They only go in circles"
