"""What the firm learns from the record: A0, B1.5, E0.1."""

from typing import Any

from tests.conftest import Dcx
from tests.rules.replay import AGREED, handled

SOLVED = (*AGREED, "the money back", "1", "refund it", "now", "", "1", "e")


def solved(dcx: Dcx, before: str, after: str, customer: str = "Brook Ltd") -> dict[str, Any]:
    """A call with the heat read before and after, its breakdown ours, nothing promised."""
    lines = (*AGREED[:4], "/heat " + before, *AGREED[4:], *SOLVED[len(AGREED) :])
    return handled(dcx, *lines, "1", "4", after, "ask for the invoice first", "", customer=customer)


def said(dcx: Dcx, part: str) -> str:
    """What this part of the report says, its tables included."""
    return str(dcx("report", "--json").json["data"][part])


def test_A0_mood_before_and_after_and_who_comes_back_are_reported_with_sample_sizes(dcx: Dcx) -> None:
    """A0: The recovery is measured, never claimed: with n, and "too few" where it is."""
    solved(dcx, "4", "1")
    dcx.clock.forward(days=10)
    solved(dcx, "3", "0")
    heat = dcx("report", "--json").json["data"]["heat"]
    fell = heat["tables"][0]["rows"][-1]
    assert (fell["heat"], fell["mean"], fell["n"]) == ("fell by", 3.0, 2)
    assert "Customers who had a hard call: 1. Called again" in " ".join(heat["says"])
    assert "(n = 1, too few for an interval)" in " ".join(heat["says"])


def test_B1_5_what_recurs_is_listed_with_what_was_changed_about_it(dcx: Dcx) -> None:
    """B1.5: Or that nothing was, by code and with how often."""
    for name in ("One", "Two", "Three"):
        solved(dcx, "3", "1", name)
    before = dcx("report", "breakdowns").out
    assert "They recur, and nothing was changed about them: shortfall." in before
    dcx("report", "change", "shortfall", "a second pair of eyes on every bill")
    dcx.env["COLUMNS"] = "140"
    after = dcx("report", "breakdowns").out
    assert "a second pair of eyes on every bill" in after
    assert "nothing was changed" not in after


def test_E0_1_chronic_customers_who_became_regular_ones_are_shown(dcx: Dcx) -> None:
    """E0.1: With how many they are of."""
    for _ in range(3):
        solved(dcx, "4", "1")
        dcx.clock.forward(days=4)
    dcx.clock.forward(days=200)
    handled(dcx, "", "", "/end resolved just to say hello")
    assert "Chronic by the stated rule: 0 now, 1 ever; 1 became regular customers." in said(dcx, "heat")
