"""E2: address the issue."""

from tests.conftest import Dcx
from tests.rules.replay import AGREED, HEARD, Replay, handled


def test_E2_1_generalities_get_one_probing_question() -> None:
    """E2.1: What can't be acted on is marked and asked about; what has a name isn't."""
    call = Replay()
    assert "What was the first thing that went wrong?" in call.says(*HEARD, "everything is terrible")
    assert call.events("answered")[0]["too_general"] is True
    specific = Replay()
    specific.play(*HEARD, "invoice 4711 came twice")
    assert "too_general" not in specific.events("answered")[0]
    vague = Replay()
    vague.play("", "v")
    assert vague.view.say == "Can you tell me what happened, from the start?"


def test_E2_2_they_are_thanked_once_right_after_the_first_issue() -> None:
    """E2.2: The sentence comes with the first issue, not with the second, and is on the record."""
    call = Replay()
    assert "Thank you for bringing this up." in call.says(*HEARD, "billed twice")
    assert "Thank you" not in call.says("/issue the app logs me out")
    assert call.record["thanked"] is not None


def test_E2_3_every_issue_gets_its_plan_one_by_one(dcx: Dcx) -> None:
    """E2.3: The next one is taken; a call can't be wrapped up silently with one left open."""
    call = Replay()
    call.play(*AGREED, "the money back", "/issue the app logs me out", "1", "refund it", "now", "", "1")
    assert call.card == "address-the-issue.next-one"
    assert call.issue["said_yes"] == "yes"
    assert "the app logs me out" in call.view.say
    call.play("1")
    assert call.card == "reflect.read-back"
    assert call.view.say == "The app logs me out. Do I have that right?"
    call.play("//since the last update")
    assert call.view.say == "The app logs me out; since the last update. Do I have that right?"
    call.play("1", "stay logged in", "1", "mend it", "now", "")
    assert call.view.say == "So we agree: mend it; as we said. Is that a yes?"
    script = (*AGREED, "/issue the app logs me out", "/end resolved", "/end resolved no time for it today")
    found = handled(dcx, *script)
    assert [one["state"] for one in found["issues"]] == ["left_open", "left_open"]
    assert found["reason"] == "no time for it today"


def test_E2_4_a_promise_at_risk_is_told_before_it_is_due(dcx: Dcx) -> None:
    """E2.4: That they were told, and the new time, are on the record; moved late it counts as broken time."""
    handled(dcx, *AGREED, "a credit", "1", "refund it fri noon", "", "1", "/end agreed")
    [promise] = dcx("followups", "--json").json["data"]
    asked = dcx("followups", "risk", promise["id"], "the", "bank", "is", "slow").out
    assert "Tell them before Fri 27 Nov 12:00" in asked
    dcx("followups", "told", promise["id"], "mon", "10am")
    assert "they were told before" in dcx("followups", "show", promise["id"]).out
    dcx.clock.forward(days=10)
    dcx("followups", "move", promise["id"], "tomorrow 10am")
    moved = dcx("followups", "show", promise["id"], "--json").json["data"]
    assert [one["in_time"] for one in moved["earlier"]] == [True, False]
