"""D0: a plan before the call; D1: get more involved."""

from tests.conftest import Dcx
from tests.rules.replay import AGREED, handled


def test_D0_the_plan_for_the_next_call_stands_before_the_first_word(dcx: Dcx) -> None:
    """D0: A note of kind next time, on the first screen."""
    dcx("customer", "note", "Brook Ltd", "begin", "with", "the", "refund", "--kind", "next_time")
    ran = dcx("handle", "-c", "Brook Ltd", stdin="", code=4)
    assert "Next time: begin with the refund" in ran.out.partition("Step 1")[0]


def test_D1_1_check_ins_are_planned_personal_and_rarer_as_it_gets_better(dcx: Dcx) -> None:
    """D1.1: Something personal is in the promise; the interval grows after a good one and shrinks after a bad one."""
    dcx("customer", "note", "Brook Ltd", "the", "autumn", "fair", "--kind", "cares_about")
    for _ in range(2):
        handled(dcx, *AGREED, "a credit", "/heat 4", "/end call_back")
        dcx.clock.forward(days=1)
    assert "Brook Ltd" in dcx("customer", "check-in").out
    days = []
    for went in ("good", "good", "bad"):
        noted = dcx("customer", "check-in", "Brook Ltd", "--went", went, "--text", "asked", "--json").json
        days.append(noted["data"]["next"]["days"])
    assert days[0] < days[1] > days[2]
    dcx("customer", "check-in", "Brook Ltd", "next monday 10am")
    [promise] = [one for one in dcx("followups", "--json").json["data"] if one["kind"] == "check_in"]
    assert "autumn fair" in promise["text"]
    found = handled(dcx, "", "the printer again", "2", "look at it today 5pm", "", "", name="check-in")
    assert found["fields"]["mentioned"] == "the printer again"


def test_D1_2_what_they_mention_is_dealt_with_at_once(dcx: Dcx) -> None:
    """D1.2: An issue raised at a check-in is an urgent promise; in the call its card comes next."""
    dcx("customer", "note", "Brook Ltd", "the fair", "--kind", "cares_about")
    dcx("customer", "check-in", "Brook Ltd", "--went", "bad", "--raised", "the label is missing")
    [promise] = [one for one in dcx("followups", "--json").json["data"] if "label" in one["text"]]
    assert promise["due"][:10] <= "2026-11-25"
    ran = dcx("handle", "check-in", "-c", "Brook Ltd", stdin="\nthe printer again\n2\n", code=4)
    assert "IT COMES FIRST" in ran.out
