"""`dcx report promises` counted again: plain loops over the lines of the journal, without a word of our own code."""

import csv
import io
import json
import random
from collections import Counter, defaultdict
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.conftest import ZONE, Dcx

WHENS = ("today 3pm", "tomorrow noon", "in 3 days", "in 3 weeks", "31 dec 11:59pm", "1 jan 00:30", "")
SIGNS = ("", "@Priya", "@priya", "#email", "#chat @Lee")
NAMES = ("on_time", "late", "broken", "withdrawn", "overdue", "waiting", "undated")


def lived(dcx: Dcx, seed: int) -> None:
    """Promises over weeks, and what became of them."""
    chance = random.Random(seed)
    alive: list[str] = []
    for number in range(25):
        words = f"promise {number} {chance.choice(SIGNS)} {chance.choice(WHENS)}"
        alive.append(dcx("followups", "add", *words.split(), "--json").json["data"]["id"])
        dcx.clock.forward(hours=chance.choice((1, 5, 26, 70)))
        for _ in range(2):
            one = chance.choice(alive)
            deed = chance.choice(("keep", "keep", "miss", "withdraw", "move", "attempt", "undo"))
            more = {
                "miss": ("why",),
                "withdraw": ("why",),
                "move": (chance.choice(WHENS[:4]),),
                "attempt": ("voicemail",),
            }
            dcx("followups", deed, one, *more.get(deed, ()), code=None)


def told(dcx: Dcx) -> list[dict[str, Any]]:
    """The promises as the journal's lines have them: due, owner, channel, how they ended, moved too late."""
    lines = [json.loads(line) for line in (dcx.home / "journal.jsonl").read_text().splitlines()]
    gone = {line["target"] for line in lines if line["kind"] == "promise_undone"}
    found = {
        line["id"]: {**line, "end": "", "too_late": False, "had": False}
        for line in lines
        if line["kind"] == "promise_made"
    }
    for line in lines:
        one = found.get(line.get("promise", ""))
        if one is None or line["id"] in gone:
            continue
        if line["kind"] == "promise_moved":
            one["had"] = one["had"] or bool(one["due"])
            one["too_late"] = one["too_late"] or (bool(one["due"]) and not line["in_time"])
            one["due"] = line["due"]
        if line["kind"] in ("promise_kept", "promise_missed", "promise_withdrawn"):
            one["end"] = "late" if line.get("late") else line["kind"].removeprefix("promise_")
    return list(found.values())


def outcome(one: dict[str, Any], now: datetime) -> str:
    """Which count it belongs to."""
    ends = {"missed": "broken", "withdrawn": "withdrawn", "late": "late"}
    if one["end"] in ends:
        return ends[one["end"]]
    if one["end"] == "kept" and one["too_late"]:
        return "late"
    if not one["due"]:
        return "undated"
    if one["end"] == "kept":
        return "on_time"
    return "overdue" if datetime.fromisoformat(one["due"]) < now else "waiting"


def test_every_number_is_what_the_lines_say(dcx: Dcx) -> None:
    """In all, by month in the zone dcx runs in, by owner, by channel; the rate says how many it is of."""
    for seed in (3, 4):
        lived(dcx, seed)
    now = dcx.clock.moment
    wanted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in told(dcx):
        at = datetime.fromisoformat(one["due"] or one["at"]).astimezone(ZoneInfo(ZONE))
        owner = (one.get("owner") or one["rep"]).casefold()
        for by, name in (
            ("all", ""),
            ("month", f"{at:%Y-%m}"),
            ("owner", owner),
            ("channel", one.get("channel") or "(none)"),
        ):
            wanted[by, name][outcome(one, now)] += 1
    rows = list(csv.DictReader(io.StringIO(dcx("report", "promises", "--csv").out)))
    owners = [row["name"].casefold() for row in rows if row["by"] == "owner"]
    assert sorted(owners) == ["lee", "priya", "sam"]  # @Priya and @priya are one
    for row in rows:
        row["name"] = row["name"].casefold()
    assert {(row["by"], row["name"]) for row in rows} == set(wanted)
    assert {row["by"] for row in rows} == {"all", "month", "owner", "channel"}
    assert rows[0]["made"] == "50"
    for row in rows:
        counted = wanted[row["by"], row["name"]]
        assert {name: int(row[name]) for name in NAMES} == {name: counted[name] for name in NAMES}, row
        known = counted["on_time"] + counted["late"] + counted["broken"]
        assert int(row["due"]) == known
        assert row["rate"] == ("" if not known else str(counted["on_time"] / known))
    assert {name for name in NAMES if wanted["all", ""][name]} == set(NAMES)
    since = dcx("report", "promises", "--since", "2027-01-01", "--json").json["data"]["all"]["made"]
    edge = datetime(2027, 1, 1, tzinfo=UTC)
    assert since == sum(datetime.fromisoformat(one["due"] or one["at"]) >= edge for one in told(dcx))
