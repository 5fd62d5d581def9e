"""B4: great customers as the antidote."""

from tests.conftest import Dcx
from tests.rules.replay import AGREED, handled


def test_B4_1_occasional_and_chronic_are_told_apart_by_a_stated_rule(dcx: Dcx) -> None:
    """B4.1: With its numbers, and never as a word about the person; the card for it is one key away."""
    handled(dcx, *AGREED, "a credit", "/end call_back")
    assert (
        "occasional: 1 call with an issue in 90 days (chronic from 3)"
        in dcx("customer", "show", "Brook Ltd").out
    )
    for _ in range(2):
        dcx.clock.forward(days=5)
        handled(dcx, *AGREED, "a credit", "/end call_back")
    assert "chronic: 3 calls with an issue in 90 days" in dcx("customer", "show", "Brook Ltd").out
    found = handled(dcx, "", "h", "1", "/end call_back")
    assert [one["key"] for one in found["situations"]] == ["h"]


def test_B4_2_great_customers_are_thanked_and_what_works_for_them_is_kept(dcx: Dcx) -> None:
    """B4.2: A list of whom to thank; the thank-you asks what makes it work, and the answer is on the record."""
    dcx("customer", "note", "Brook Ltd", "a", "joy", "--kind", "great")
    assert "Brook Ltd" in dcx("customer", "check-in").out
    found = handled(
        dcx, "", "they order on Mondays, all at once", "", "the autumn fair", "1", name="appreciation"
    )
    assert found["fields"]["what_works"] == "they order on Mondays, all at once"
    dcx("customer", "note", "Brook Ltd", "orders", "on", "Mondays", "--kind", "works")
    dcx("customer", "note", "Brook Ltd", "thanked", "them", "--kind", "thanks")
    assert "orders on Mondays" in dcx("customer", "show", "Brook Ltd").out


def test_B4_3_customers_not_spoken_to_in_a_while_are_named(dcx: Dcx) -> None:
    """B4.3: After a configured time without a word."""
    dcx.config("quiet_days = 30\n")
    handled(dcx, *AGREED, "a credit", "/end resolved it is credited")
    assert "NOT SPOKEN TO" not in dcx("customer", "check-in").out.upper()
    dcx.clock.forward(days=40)
    out = dcx("customer", "check-in").out
    assert "Brook Ltd" in out.partition("NOT SPOKEN TO")[2]
    handled(dcx, *AGREED, "a credit", "/end resolved it is credited")
    assert "NOT SPOKEN TO" not in dcx("customer", "check-in").out.upper()


def test_B4_4_what_is_known_of_them_stands_on_the_first_screen(dcx: Dcx) -> None:
    """B4.4: What they care about and what is open, before the first word."""
    dcx("customer", "note", "Brook Ltd", "the", "autumn", "fair", "--kind", "cares_about")
    dcx("followups", "add", "send the label yesterday 5pm", "-c", "Brook Ltd", code=None)
    ran = dcx("handle", "-c", "Brook Ltd", stdin="", code=4)
    before = ran.out.partition("Step 1")[0]
    assert "Cares about the autumn fair" in before
