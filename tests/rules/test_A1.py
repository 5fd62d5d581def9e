"""A1: remain cool."""

from tests.rules.replay import Replay, flagged, the_card


def test_A1_1_the_first_card_is_one_breath_and_fury_is_flagged() -> None:
    """A1.1: Nothing but Enter is needed, it begins with a breath, and what answers fury with fury gets a hint."""
    first = the_card("difficult-call", "assume-good-intent.check-yourself")
    assert first.ask is None
    assert not first.needs
    assert first.do.startswith("Breathe out")
    assert len(f"{first.title} {first.do}".split()) <= 15
    call = Replay()
    call.play("")
    assert call.steps[first.id] == "done"
    for fury in ("> Shut up.", "> Same to you!", "> How dare you talk to me like that?", "> Who cares."):
        assert flagged(fury), fury
    assert not flagged("> I hear you, and I want to get this right.")


def test_A1_2_serious_and_firm_has_a_card_of_its_own_with_its_tone() -> None:
    """A1.2: The card is firm, its words stand firm, and meeting it is on the record; bullying has its way out."""
    call = Replay("art-and-science")
    call.play("")
    assert call.card == "stay-cool.firm"
    assert call.view.tone == "firm"
    assert call.view.say == "I take this seriously, and I'm going to stay with it."
    call.play("")
    assert call.steps["stay-cool.firm"] == "done"
