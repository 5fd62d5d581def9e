"""C1: pause."""

from tests.rules.replay import Replay, flagged, the_card


def test_C1_1_the_card_says_nothing_but_listen() -> None:
    """C1.1: No sentence to say, no question, their words noted while it stands."""
    call = Replay("with-ease")
    assert call.card == "pause.listen"
    assert call.view.silent
    assert call.view.say == ""
    call.play("two missed deliveries", "nobody called back", "")
    assert [one["step"] for one in call.record["notes"]] == ["pause.listen"] * 2
    assert call.steps["pause.listen"] == "done"


def test_C1_2_calm_down_is_never_said_above_all_after_long_trying() -> None:
    """C1.2: On the card that stands then, and flagged in every wording."""
    assert [one.text for one in the_card("with-ease", "pause.listen").never] == ["Calm down"]
    for words in ("> Calm down.", "> Could you just calm down, please?", "> You need to calm yourself."):
        assert flagged(words, name="with-ease"), words


def test_C1_3_an_offer_while_they_vent_gets_a_hint() -> None:
    """C1.3: They want to be heard first: a promise and an offer are saved, and hinted at."""
    for line in ("+ call back fri noon", "> I can refund that for you."):
        assert flagged(line, name="with-ease"), line
        assert flagged(line, ""), line
    assert not flagged("> I'm writing this down.", name="with-ease")
