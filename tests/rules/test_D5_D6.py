"""D5: break up; D6: take care."""

from tests.conftest import Dcx
from tests.rules.replay import AGREED, handled


def two_hard_calls(dcx: Dcx) -> None:
    """What a recommendation needs at the least."""
    for _ in range(2):
        handled(
            dcx,
            "",
            "a",
            "3",
            "1",
            *AGREED[1:],
            "a year free",
            "/heat 4",
            "/concede 20 a credit",
            "/end lost all",
        )
        dcx.clock.forward(days=2)


def test_D5_1_what_it_takes_is_added_up(dcx: Dcx) -> None:
    """Contacts, hours, concessions, warnings, and the toll where a rep chose to mark it."""
    two_hard_calls(dcx)
    dcx("customer", "note", "Brook Ltd", "slept", "badly", "--kind", "toll", "--value", "3")
    out = dcx("customer", "break-up", "Brook Ltd").out
    assert "Contacts: 2" in out
    assert "Concessions: 2" in out
    assert "Warnings: 2" in out
    assert "Toll marked by a rep: none" not in out


def test_D5_2_a_rep_recommends_and_others_decide(dcx: Dcx) -> None:
    """The decision and who took it are recorded; nothing ends by itself."""
    two_hard_calls(dcx)
    dcx(
        "customer",
        "break-up",
        "Brook Ltd",
        "it goes on",
        "--recommend",
        "improve",
        "--untried",
        "no time yet",
    )
    decided = dcx(
        "customer", "break-up", "Brook Ltd", "one more month", "--decide", "improve", "--by", "Kim"
    ).out
    assert "Kim" in decided
    assert "improve" in decided.lower()
    assert "Nothing ends by itself" in decided


def test_D5_3_where_they_are_better_served_has_its_place(dcx: Dcx) -> None:
    """In the decision, and in the words of the parting."""
    two_hard_calls(dcx)
    dcx("customer", "break-up", "Brook Ltd", "no way", "--recommend", "terminate", "--untried", "they refuse")
    out = dcx(
        "customer", "break-up", "Brook Ltd", "by year's end",
        "--decide", "terminate", "--by", "Kim", "--elsewhere", "Hill & Sons",
    ).out  # fmt: skip
    assert "Hill \\& Sons can serve you better than we can" in out


def test_D6_1_a_breather_is_offered_after_a_hard_call_and_stays_private(dcx: Dcx) -> None:
    """The rep's own list beside what the employer offers; none of it is in an export."""
    dcx.config('care_offers = ["yoga on Tuesdays"]\n')
    dcx("care", "helps", "a", "walk", "round", "the", "block")
    handled(dcx, *AGREED, "a year free", "/heat 4", "/end lost all")
    out = dcx("care").out
    assert "a walk round the block" in out
    assert "yoga on Tuesdays" in out
    dcx("journal", "export", str(dcx.home.parent / "copy.jsonl"), code=None)
    assert all(
        b"round the block" not in path.read_bytes()
        for path in dcx.home.rglob("*.jsonl")
        if path.name != "care.jsonl"
    )
