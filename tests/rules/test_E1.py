"""E1: assume good intent."""

from tests.conftest import Dcx
from tests.rules.replay import Replay, handled, the_card


def test_E1_1_good_intent_is_checked_before_the_first_word() -> None:
    """E1.1: One line, not a paragraph, on the first card; done by Enter."""
    card = the_card("difficult-call", "assume-good-intent.check-yourself")
    assert "They mean well" in card.do
    assert len(card.do.split()) <= 12
    call = Replay()
    assert call.card == card.id
    call.play("")
    assert call.steps[card.id] == "done"


def test_E1_2_two_signals_open_the_firm_path_each_with_its_evidence(dcx: Dcx) -> None:
    """E1.2: Never a label; one proves nothing; a manager counts only over a trifle."""
    call = Replay()
    call.play("", "/signal 2 wants a manager over a late e-mail")
    assert not call.view.aside
    assert "One proves nothing" in " ".join(call.call.feedback.rows)
    call.play("/signal 3 asks what he gets for it")
    shown = " ".join([*call.view.aside, *call.view.prompt, *call.view.know])
    assert "wants a manager over a late e-mail" in shown
    assert "Given so far" in shown
    found = handled(dcx, "", "/signal 2 a trifle", "/signal 3 gifts", "", "/end call_back")
    assert [one["signal"] for one in found["signals"]] == ["manager", "concessions"]


def test_E1_3_a_rough_tone_is_no_signal() -> None:
    """E1.3: Heat and yelling never count."""
    call = Replay()
    call.play("/heat 4", "y", "1", "y", "1", "y", "1")
    assert call.record["signals"] == []
    assert "troll_signals" not in str(call.record)
    assert call.says("/signal yelling he shouts").startswith("/signal yelling: none of")
