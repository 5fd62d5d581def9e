"""A clock that jumps, another zone and summer time reorder, lose and shift nothing."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import NOW, Dcx

# Forward and back by minutes, hours, days, years.
JUMPS = (60, -3600, 86_400, -90_000, 5, -1, 40_000_000, -400_000_000, 7_200, 0)


def test_a_clock_that_jumps_keeps_the_order_and_every_entry(dcx: Dcx) -> None:
    """Each line in a life of its own, the clock put somewhere else before each; no time is below none."""
    dcx("handle", "-c", "Ada Brook", stdin="//note 0\n", code=4)
    shown = ""
    for number, seconds in enumerate(JUMPS, 1):
        dcx.clock.forward(seconds=seconds)
        hold = "/hold they wait\n" if number % 3 == 0 else ""
        shown += dcx("handle", "--resume", stdin=f"//note {number}\n{hold}p\n?\n", code=4).out
        dcx.clock.forward(seconds=-120)
        shown += dcx("handle", "--resume", stdin="/hold\n" if hold else "p\n", code=4).out
    call = dcx("call", "list", "--all", "--json").json["data"][0]["id"]
    shown += dcx("handle", "--resume", stdin="/end resolved it works\n").out
    notes = dcx("call", "show", call, "--json").json["data"]["notes"]
    assert [one["text"] for one in notes] == [f"note {number}" for number in range(len(JUMPS) + 1)]
    for words in (("call", "show", call), ("call", "show", call, "--as", "review"), ("call", "show", call, "--as", "brief"),
                  ("customer", "show", "Ada Brook"), ("call", "list", "--all"), ("report",), ("doctor",)):  # fmt: skip
        shown += dcx(*words, code=None).out
    assert not re.search(r"(?<![\w:])-\d+(?::\d\d| ?(?:s|min|h|d)\b)", shown)
    assert dcx("journal", "verify").code == 0


def test_what_is_due_stays_the_same_moment_in_every_zone(dcx: Dcx) -> None:
    """Promised in one zone, listed in others, on both sides of a change to and from summer time."""
    dcx.env["TZ"] = "America/New_York"
    made = dcx("followups", "add", "call back tomorrow 3pm", "-c", "Ada", "--json").json["data"]
    for zone in ("Asia/Tokyo", "Europe/London", "Pacific/Apia", "UTC", "Australia/Lord_Howe"):
        dcx.env["TZ"] = zone
        (one,) = dcx("followups", "--json").json["data"]
        assert datetime.fromisoformat(one["due"]) == datetime.fromisoformat(made["due"])
        assert one["zone"] == "America/New_York"
        assert one["words"] == made["words"]


@pytest.mark.parametrize(
    ("begins", "says", "due"),
    [
        # clocks go back on 1 Nov 2026 at 06:00 UTC: 01:30 comes twice, the first is meant
        (datetime(2026, 10, 31, 15, tzinfo=UTC), "tomorrow 1:30am", datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        # and forward on 14 Mar 2027: 02:30 doesn't come, it moves on by the gap
        (datetime(2027, 3, 13, 15, tzinfo=UTC), "tomorrow 2:30am", datetime(2027, 3, 14, 7, 30, tzinfo=UTC)),
        # hours are added to the moment, whatever the wall clock does
        (datetime(2026, 11, 1, 4, tzinfo=UTC), "in 4 hours", datetime(2026, 11, 1, 8, tzinfo=UTC)),
    ],
)
def test_summer_time_shifts_nothing(dcx: Dcx, begins: datetime, says: str, due: datetime) -> None:
    """What was understood is kept as the moment it was, and overdue from that moment on."""
    dcx.env["TZ"] = "America/New_York"
    dcx.clock.moment = begins
    dcx("followups", "add", f"call back {says}", "-c", "Ada")
    (one,) = dcx("followups", "--json").json["data"]
    assert datetime.fromisoformat(one["due"]) == due
    dcx.clock.moment = due - timedelta(minutes=1)
    assert dcx("followups", "--check").code == 0
    dcx.clock.moment = due + timedelta(minutes=1)
    assert dcx("followups", "--check", code=1).code == 1


def test_two_machines_whose_clocks_disagree_fold_alike(dcx: Dcx) -> None:
    """What one machine writes after it has read the other's comes after it, though its clock is a year behind."""
    promise = dcx("followups", "add", "call back tomorrow 3pm", "-c", "Ada", "--json").json["data"]["id"]
    other = Dcx(dcx.home.parent / "other")
    other.clock.moment = NOW - timedelta(days=365)
    other("journal", "import", str(dcx.home / "journal.jsonl"))
    other("followups", "keep", promise)
    dcx("journal", "import", str(other.home / "journal.jsonl"))
    for one in (dcx, other):
        assert [row["state"] for row in one("followups", "--all", "--json").json["data"]] == ["kept"]
