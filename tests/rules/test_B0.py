"""B0: every customer taken seriously, by a method."""

from tests.conftest import Dcx
from tests.rules.replay import AGREED, handled, newest


def test_B0_1_nothing_unfinished_leaves_the_morning_view(dcx: Dcx) -> None:
    """B0.1: A parked call and an undated promise stay there with their age until they are settled."""
    dcx("handle", "-c", "Brook Ltd", stdin="\nit broke\n+ look into it\n", code=4)
    dcx.clock.forward(days=3)
    morning = dcx("--json").json["data"]
    assert len(morning["parked"]) == 1
    assert morning["without_a_date"] == 1
    text = dcx().out
    assert "PARKED CALLS" in text
    assert "Tue 24 Nov 10:15" in text
    dcx("call", "close", newest(dcx)["id"], "resolved", "it works again")
    [promise] = dcx("followups", "--json").json["data"]
    dcx("followups", "keep", promise["id"])
    after = dcx("--json").json["data"]
    assert (after["parked"], after["without_a_date"]) == ([], 0)


def test_B0_2_what_was_learned_is_asked_and_collected(dcx: Dcx) -> None:
    """B0.2: The wrap-up takes one line of it, beside where it went wrong; a report has both."""
    found = handled(
        dcx,
        *(*AGREED, "the money back", "1", "refund it", "now", "", "1", "e"),
        *("1", "4", "1", "ask for the second invoice first", ""),
    )
    assert found["fields"]["learned"] == "ask for the second invoice first"
    assert found["issues"][0]["breakdown"] == "shortfall"
    report = dcx("report", "learned").out
    assert "ask for the second invoice" in report
    assert "shortfall" in report


def test_B0_3_that_a_customer_is_no_fit_is_the_last_finding(dcx: Dcx) -> None:
    """B0.3: The recommendation says which of check-ins, venue and backup were tried, and wants a reason for the rest."""
    for _ in range(2):
        handled(dcx, *AGREED, "a year free", "/heat 4", "/end lost they want it free", "")
        dcx.clock.forward(days=2)
    out = dcx("customer", "break-up", "Brook Ltd").out
    for tried in ("check-ins: **not on the record**", "another venue: **not on", "backup: **not on"):
        assert tried in out
    refused = dcx("customer", "break-up", "Brook Ltd", "it goes on", "--recommend", "terminate", code=None)
    assert refused.code != 0
    made = dcx(
        "customer", "break-up", "Brook Ltd", "it goes on",
        "--recommend", "terminate", "--untried", "they refuse every call back",
    )  # fmt: skip
    assert "they refuse every call back" in made.out


def test_B0_4_abuse_is_met_with_worded_counted_warnings_by_policy(dcx: Dcx) -> None:
    """B0.4: Each warning is kept with its words and kind; the policy says how many, and whether a rep may end it."""
    dcx.config("warnings = 1\nmay_end_call = true\n")
    found = handled(dcx, "", "a", "3", "a", "5", "", "", "", "", "", "")
    assert [one["kind"] for one in found["warnings"]] == ["insult"]
    assert found["warnings"][0]["words"]
    assert found["disposition"] == "ended_by_policy"
    dcx.config("may_end_call = false\n")
    other = handled(dcx, "", "a", "3", "a", "5", "", customer="Other")
    assert other["disposition"] is None
