"""D4: call in backup."""

from tests.conftest import Dcx
from tests.rules.replay import AGREED, Replay, handled


def test_D4_1_help_is_one_key_away_with_a_brief_to_read_out() -> None:
    """D4.1: From any card; the brief is built from the notes; who came is named, and the call goes on."""
    call = Replay()
    call.play(*AGREED, "the money back", "s")
    assert call.card == "situation.supervisor"
    assert call.view.say == "I'll bring my supervisor in and stay on with you."
    shown = " ".join([*call.view.aside, *call.view.know, *call.view.more, *call.view.prompt])
    assert "billed twice in October" in shown
    assert "the money back" in shown
    call.play("1", "Kim")
    assert call.record["backups"] == ["Kim"]
    assert call.card == "ask-what-they-want.ask"


def test_D4_2_one_stays_on_the_line_and_learns(dcx: Dcx) -> None:
    """D4.2: The header names the backup; the wrap-up asks what they did and what was learned, and keeps both."""
    call = Replay()
    call.play("", "s", "1", "Kim")
    assert "with Kim" in " ".join(call.view.marks)
    assert call.call.state.phase == "card"
    found = handled(
        dcx, "", "s", "1", "Kim", "e", "4", "2", "gave her a credit", "say the amount first", "", ""
    )
    assert found["fields"]["backup"] == "gave her a credit"
    assert found["fields"]["learned"] == "say the amount first"
