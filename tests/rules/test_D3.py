"""D3: change the venue."""

import pytest

from tests.conftest import Dcx
from tests.rules.replay import HEARD, Replay, handled, the_card


@pytest.mark.parametrize(
    ("line", "venue"), [("1", "phone"), ("2", "email"), ("3", "private"), ("4", "visit")]
)
def test_D3_1_in_circles_the_channel_changes(line: str, venue: str) -> None:
    """D3.1: Mail to a call, a call to mail, public to private, a visit: what was agreed to, and a promise for it."""
    call = Replay("six-sane-ways")
    call.play("3")
    assert call.card == "change-the-venue.another-way"
    said = " ".join([call.view.say, *call.view.more])
    assert "take it up by e-mail" in said
    assert "send you this in writing, and call you after that" in said
    assert "off line" in said
    call.play(line, "tomorrow 3pm")
    assert call.record["channel"] == "phone"
    assert call.record["fields"]["venue"] == venue
    assert len(call.record["promises"]) == 1


def test_D3_1_it_is_one_key_away_and_suggested_after_three_rounds(dcx: Dcx) -> None:
    """D3.1: By its letter from any card, by a numbered line the third time round; what is public goes off line."""
    call = Replay()
    call.play(*HEARD, "billed twice", "", "2", "", "2", "", "2")
    assert call.view.lines[-1] == ("1", "They only go in circles")
    call.play("1")
    assert call.card == "situation.circles"
    assert "You've told us this before. I have:" in call.view.say
    found = handled(dcx, "", "c", "3", "fri noon", "/end call_back")
    [promise] = dcx("followups", "--json").json["data"]
    assert (found["fields"]["venue"], promise["channel"]) == ("email", "email")
    privately = the_card("difficult-call", "situation.review")
    assert [way.sets.get("venue") for way in privately.ways] == [None, "private", None]
