"""D2: say 'I'."""

import pytest

from difficult_cx.domain.call.hints import OWN_FEELINGS
from tests.rules.replay import AGREED, HEARD, Replay, flagged, hint


@pytest.mark.parametrize("before", [(), ("",), HEARD, AGREED])
def test_D2_1_at_a_raised_voice_one_speaks_of_oneself(before: tuple[str, ...]) -> None:
    """D2.1: One key from every card, first one's own experience; "you are" gets a hint, not after "I feel"."""
    call = Replay()
    call.play(*before, "y")
    assert call.view.say == "It's hard for me to follow and to help at this volume."
    assert any(
        "I have trouble focusing and responding when I hear that tone." in one for one in call.view.more
    )
    assert "You're inappropriate" in call.view.never
    assert flagged("> You are far too loud for me.", *before, "y")
    assert not flagged("> I feel as if you are scolding me.", *before, "y")
    call.play("1")
    assert [one["key"] for one in call.record["situations"]] == ["y"]
    assert call.record["situations"][0]["back_at"] is not None


def test_D2_2_at_all_other_times_it_is_about_them() -> None:
    """D2.2: The rep's own feelings get a hint outside that card; a plain "I will" doesn't."""
    for feelings in ("> I'm getting upset as well.", "> You make me nervous.", "> I feel attacked."):
        assert hint(feelings, *HEARD), feelings
    for plain in ("> I will call you tomorrow at nine.", "> I'm writing this down."):
        assert hint(plain, *HEARD) != OWN_FEELINGS, plain
    assert not flagged("> It's hard for me to follow at this volume.", *HEARD, "y")
