"""What only many calls show: others in the same place (B2.3), follow-up (A6), looking beyond the moment (E0)."""

from tests.conftest import Dcx
from tests.rules.replay import AGREED, Replay, flagged, handled, newest


def test_B2_3_what_others_asked_for_and_got_stands_beside_the_offer(dcx: Dcx) -> None:
    """B2.3: With how many they are."""
    for name in ("One", "Two", "Three"):
        script = (
            *AGREED,
            "the money back",
            "1",
            "refund the second bill",
            "now",
            "",
            "1",
            "e",
            "1",
            "4",
            "0",
            "",
            "",
        )
        handled(dcx, *script, customer=name)
    asked = (*AGREED, "a year for free", "2", "no surprise again", "", "0")
    ran = dcx("handle", "-c", "Brook Ltd", stdin="".join(f"{line}\n" for line in asked), code=4)
    beside = ran.out.partition("SOLVE IT TOGETHER")[2]
    assert "Others" in beside
    assert "3" in beside


def test_A6_3_nothing_is_sold_in_the_follow_up(dcx: Dcx) -> None:
    """A6.3: Its cards carry no offer, a pitch typed there gets a hint, and the draft of its mail has none."""
    call = Replay("after-the-fix")
    assert call.view.say == "Thank you for your patience. How has it been since?"
    assert "While I have you" in call.view.never
    assert flagged("> While I have you, we also sell toner.", name="after-the-fix")
    assert flagged("> Can I interest you in our special offer?", name="after-the-fix")
    found = handled(dcx, "it works", "1", "", "", "1", name="after-the-fix")
    draft = dcx("call", "show", found["id"], "--as", "mail").out.casefold()
    assert not any(word in draft for word in ("special offer", "upgrade", "discount", "also sell"))


def test_A6_4_feedback_is_kept_with_its_breakdown_and_shown_with_a_like_issue(dcx: Dcx) -> None:
    """A6.4: At the moment when a like issue is noted, whoever gave it."""
    dcx(
        "customer", "note", "Other Ltd", "the parcel label fell off in the rain",
        "--kind", "feedback", "--breakdown", "supplier",
    )  # fmt: skip
    script = (*AGREED[:5], "the parcel label fell off")
    ran = dcx("handle", "-c", "Brook Ltd", stdin="".join(f"{line}\n" for line in (*script, "", "?")), code=4)
    assert "fell off in the rain" in ran.out
    call = Replay("after-the-fix", first="follow-up.learn-from-it")
    call.play("send a stronger label")
    assert call.record["fields"]["feedback"] == "send a stronger label"


def test_E0_2_a_call_is_not_resolved_by_getting_rid_of_it(dcx: Dcx) -> None:
    """E0.2: `resolved` needs the issue agreed on and a plan or something done, else a reason; nobody is labelled."""
    dcx(
        "handle",
        "-c",
        "Brook Ltd",
        stdin="".join(f"{one}\n" for one in (*AGREED[:6], "/end resolved")),
        code=4,
    )
    assert newest(dcx)["disposition"] is None
    found = handled(
        dcx, *AGREED, "the money back", "1", "refund it", "now", "/end resolved", customer="Other"
    )
    assert found["disposition"] == "resolved"
    assert "difficult" not in str({key: value for key, value in found.items() if key != "playbook"})
