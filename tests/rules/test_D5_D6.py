"""D5: break up; D6: take care."""

from io import StringIO
from zoneinfo import ZoneInfo

from difficult_cx.domain.times import Times
from difficult_cx.terminal.care import wait
from tests.conftest import ZONE, Dcx
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
    """D5.1: Contacts, hours, concessions, warnings, and the toll where a rep chose to mark it."""
    two_hard_calls(dcx)
    dcx("customer", "note", "Brook Ltd", "slept", "badly", "--kind", "toll", "--value", "3")
    out = dcx("customer", "break-up", "Brook Ltd").out
    assert "Contacts: 2" in out
    assert "Concessions: 2" in out
    assert "Warnings: 2" in out
    assert "Toll marked by a rep: none" not in out


def test_D5_2_a_rep_recommends_and_others_decide(dcx: Dcx) -> None:
    """D5.2: The decision and who took it are recorded; nothing ends by itself."""
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
    """D5.3: In the decision, and in the words of the parting."""
    two_hard_calls(dcx)
    dcx("customer", "break-up", "Brook Ltd", "no way", "--recommend", "terminate", "--untried", "they refuse")
    out = dcx(
        "customer", "break-up", "Brook Ltd", "by year's end",
        "--decide", "terminate", "--by", "Kim", "--elsewhere", "Hill & Sons",
    ).out  # fmt: skip
    assert "Hill \\& Sons can serve you better than we can" in out


def test_D6_1_a_breather_is_offered_after_a_hard_call_and_stays_private(dcx: Dcx) -> None:
    """D6.1: At the end of the call and in one's own day, beside one's own list and the employer's; in no export."""
    dcx.config('care_offers = ["yoga on Tuesdays"]\n')
    dcx("care", "helps", "a", "walk", "round", "the", "block")
    lines = "\n".join((*AGREED, "a year free", "/heat 4", "/end lost all", ""))
    ended = dcx("handle", "-c", "Brook Ltd", stdin=lines).out
    assert "5 minutes for yourself, if you like: dcx care breather 5" in ended
    out = dcx("care").out
    for shown in ("1 hard one", "5 minutes for yourself", "a walk round the block", "yoga on Tuesdays"):
        assert shown in out
    dcx("care", "mark", "3", "shaken by", "that one")
    exported = dcx.home.parent / "copy.jsonl"
    dcx("journal", "export", str(exported), code=None)
    dcx("customer", "export", "Brook Ltd", "-o", str(dcx.home.parent / "theirs.json"), code=None)
    texts = [path.read_bytes() for path in dcx.home.parent.rglob("*.json*") if path.name != "care.jsonl"]
    texts.append(dcx("report").out.encode())
    assert all(b"round the block" not in text and b"shaken by" not in text for text in texts)


def test_D6_1_the_breather_has_a_timer_and_is_counted(dcx: Dcx) -> None:
    """D6.1: Ten minutes after abuse, never sixty seconds; it runs in a terminal, and what was taken is in the day."""
    dcx("handle", "-c", "Brook Ltd", stdin="\na\n3\n1\n/end lost all\n")
    assert dcx("care", "--json").json["data"]["offer"]["minutes"] == 10
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        dcx.clock.forward(seconds=seconds)

    out = StringIO()
    assert wait(10, dcx.clock, Times(ZoneInfo(ZONE)), out, redraw=False, sleep=sleep) == 600
    assert sum(waited) == 600
    assert out.getvalue().startswith("A breather until 10:")
    dcx("care", "breather", "10", "--taken")
    today = dcx("care", "--json").json["data"]
    assert (today["offer"], today["today"]["breathers"], today["today"]["breather_minutes"]) == (None, 1, 10)
