"""Every number of the report, counted again by plain loops over the journal's lines."""

import json
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean, median
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import NOW, Dcx
from tests.domain.report.year import make

CALLS = 300
HARD = 3


def moment(text: str) -> datetime:
    """A time of the journal."""
    return datetime.fromisoformat(text)


def month(at: datetime) -> str:
    """The month in London."""
    return f"{at.astimezone(ZoneInfo('Europe/London')):%Y-%m}"


class Counting:
    """The journal's lines, those taken back left out, by call; nothing of dcx is used."""

    def __init__(self, path: Path, since: datetime) -> None:
        lines = [json.loads(line) for line in path.read_text(encoding="ascii").splitlines()]
        lines = [one for one in lines if moment(one["at"]) <= NOW]
        gone = {one["target"] for one in lines if one["kind"] == "taken_back"}
        self.lines = [one for one in lines if one["id"] not in gone]
        self.into = {one["customer"]: one["into"] for one in lines if one["kind"] == "customer_merged"}
        self.calls: dict[str, list[Any]] = {}
        for one in self.lines:
            if one["kind"] == "call_started" and moment(one["at"]) >= since:
                self.calls[one["id"]] = [one]
            elif one.get("call") in self.calls:
                self.calls[one["call"]].append(one)

    def of(self, kind: str) -> list[tuple[str, Any]]:
        """Every event of this kind, with its call."""
        return [(call, one) for call, own in self.calls.items() for one in own if one["kind"] == kind]

    def heat(self, call: str) -> list[int]:
        """The readings of one call."""
        return [one["value"] for one in self.calls[call] if one["kind"] == "heat_read"]

    def hard(self, call: str) -> bool:
        """By the stated rule."""
        own = self.calls[call]
        abused = any(one["kind"] == "situation_called" and one["key"] == "a" for one in own)
        warned = any(one["kind"] == "warned" for one in own)
        ended = any(one.get("disposition") == "ended_by_policy" for one in own)
        return max(self.heat(call), default=0) >= HARD or abused or warned or ended

    def customer(self, call: str) -> str:
        """Whose call it is, merged ones as one."""
        one: str = self.calls[call][0].get("customer") or ""
        while one in self.into:
            one = self.into[one]
        return one


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Dcx:
    """A year with what a real one has: an entry taken back, two customers merged, a call still parked."""
    dcx = Dcx(tmp_path_factory.mktemp("year"))
    make(dcx.home, CALLS, 7)
    lines = "/heat 4\nu\n/issue a brand new tractor\n/heat 1\ny\n\ny\n\n"
    dcx("handle", "with-ease", "-c", "Ada", stdin=lines, code=4)
    names = [one["name"] for one in dcx("customer", "list", "--json").json["data"] if one["calls"] > 1]
    for gone, into in ((names[1], names[2]), (names[2], names[3])):
        dcx("customer", "merge", gone, into)
    return dcx


SINCE = (NOW - timedelta(days=365), datetime(2026, 6, 1, tzinfo=ZoneInfo("Europe/London")))


@pytest.fixture(scope="module", params=["a year", "since June"])
def both(request: pytest.FixtureRequest, year: Dcx) -> tuple[Any, Counting]:
    """The report as JSON, and the count."""
    june = request.param != "a year"
    words = ("--since", "2026-06-01") if june else ()
    data = year("report", *words, "--json").json["data"]
    return data, Counting(year.home / "journal.jsonl", SINCE[june].astimezone(UTC))


def rows(section: Any, caption: str) -> list[dict[str, Any]]:
    """The rows of one table."""
    found: list[dict[str, Any]] = next(one["rows"] for one in section["tables"] if one["caption"] == caption)
    return found


def test_calls_and_how_they_ended(both: tuple[Any, Counting]) -> None:
    """By month, closed or not, hard or not, by outcome."""
    data, count = both
    closed = [one for _, one in count.of("call_closed")]
    hard = sum(map(count.hard, count.calls))
    says = data["overview"]["says"]
    assert says[0] == f"{len(count.calls)} calls, {len(closed)} of them closed."
    assert f"Hard calls: {hard / len(count.calls):.0%} (n = {len(count.calls)}" in says[1]
    by_month = Counter(month(moment(own[0]["at"])) for own in count.calls.values())
    found = {one["month"]: one["calls"] for one in rows(data["overview"], "Calls by month")}
    assert {name: n for name, n in found.items() if n} == dict(by_month)
    ends = {one["outcome"]: one["calls"] for one in rows(data["overview"], "How calls ended")}
    assert ends == dict(Counter(one["disposition"].replace("_", " ") for one in closed))


def test_breakdowns_by_code_and_month(both: tuple[Any, Counting]) -> None:
    """And the issues that have none."""
    data, count = both
    asked = [(call, one) for call, one in count.of("wrap_answered") if one["asked"] == "breakdown"]
    by_code = Counter(one["value"].replace("_", "-") for _, one in asked)
    found = rows(data["breakdowns"], "Issues by breakdown")
    assert {one["breakdown"]: one["issues"] for one in found} == dict(by_code)
    assert sum(one["share"] for one in found) == pytest.approx(1, abs=0.01)
    assert all(one["share"] == pytest.approx(one["issues"] / len(asked), abs=0.001) for one in found)
    none = len(count.of("issue_raised")) - len(asked)
    assert data["breakdowns"]["says"][0] == f"{len(asked)} issues with a breakdown, {none} without one."
    timed = Counter((month(moment(count.calls[call][0]["at"])), one["value"]) for call, one in asked)
    for row in rows(data["breakdowns"], "Breakdowns by month"):
        counts = {code: row.get(code.replace("_", "-"), 0) for (at, code) in timed if at == row["month"]}
        assert counts == {code: n for (at, code), n in timed.items() if at == row["month"]}
        assert row["all"] == sum(counts.values())


def test_repeat_contacts(both: tuple[Any, Counting]) -> None:
    """The things of this year share no word, so the same words are the same issue."""
    data, count = both
    seen: dict[tuple[str, str], int] = Counter()
    again = total = 0
    for call, own in sorted(count.calls.items(), key=lambda one: (one[1][0]["at"], one[0])):
        texts = {one["text"] for one in own if one["kind"] == "issue_raised"}
        if texts and count.customer(call):
            total += 1
            again += any(seen[count.customer(call), text] for text in texts)
            for text in texts:
                seen[count.customer(call), text] += 1
    assert f"before: {again / total:.0%} (n = {total}" in data["repeat_contacts"]["says"][0]
    sizes = Counter(min(n, 4) for n in seen.values())
    found = rows(data["repeat_contacts"], "Issues by how many calls they took")
    assert [one["issues"] for one in found] == [sizes[size] for size in (1, 2, 3, 4)]


def test_acknowledging_and_reading_back(both: tuple[Any, Counting]) -> None:
    """The median of the seconds until the card was done; the share with a yes."""
    data, count = both
    waited, never, yes, only_no, with_issue = [], 0, 0, 0, 0
    for own in count.calls.values():
        if not any(one["kind"] == "issue_raised" for one in own):
            continue
        with_issue += 1
        done = [one for one in own if one["kind"] == "ticked" and one["card"] == "acknowledge.feeling"]
        never += not done
        waited += [(moment(done[0]["at"]) - moment(own[0]["at"])).total_seconds()] if done else []
        answers = [one["sets"]["issue_agreed"] for one in own if one.get("sets", {}).get("issue_agreed")]
        yes += "yes" in answers
        only_no += bool(answers) and "yes" not in answers
    says = data["acknowledgement"]["says"]
    assert f"median: {median(waited):.0f} (n = {len(waited)}" in says[0]
    assert f"Never acknowledged: {never / with_issue:.0%} (n = {with_issue}" in says[1]
    assert f"with their yes: {yes / with_issue:.0%} (n = {with_issue}" in says[2]
    assert says[2].endswith(f"without it: {only_no}.")


def test_situations_and_techniques(both: tuple[Any, Counting]) -> None:
    """How often a situation was called, in how many calls; each technique's cards, and how far heat fell."""
    data, count = both
    times = Counter(one["key"] for _, one in count.of("situation_called"))
    calls = Counter(key for key, _ in {(one["key"], call) for call, one in count.of("situation_called")})
    names = {"yelling": "y", "abusive": "a"}
    for row in rows(data["situations"], "Situations, and their share of calls"):
        key = names[row["situation"]]
        assert row["times"] == times[key]
        assert row["share"] == pytest.approx(calls[key] / len(count.calls), abs=0.001)
    done, failed, unneeded = Counter[str](), Counter[str](), Counter[str]()
    fell: dict[str, list[int]] = defaultdict(list)
    for call, own in count.calls.items():
        outcomes: dict[str, set[str]] = defaultdict(set)
        for one in own:
            name = one.get("card", "").partition(".")[0]
            if one["kind"] in ("ticked", "way_taken") and "." in one.get("card", ""):
                outcomes[name].add("done")
            elif one["kind"] == "skipped":
                outcomes[name].add(one["reason"])
        heat = count.heat(call)
        for name, found in outcomes.items():
            how = "no_effect" if "no_effect" in found else "done" if "done" in found else next(iter(found))
            done[name] += how == "done"
            failed[name] += how == "no_effect"
            unneeded[name] += how == "not_needed"
            if how == "done" and len(heat) > 1:
                fell[name].append(heat[0] - heat[-1])
    for row in rows(data["techniques"], "Techniques with and without effect"):
        name = row["technique"]
        assert (row["none"], row["unneeded"]) == (failed[name], unneeded[name])
        assert row["tried"] == done[name] + failed[name]
        assert row["effect"] == pytest.approx(done[name] / row["tried"], abs=0.001)
        if fell[name]:
            assert row["heat fell"] == pytest.approx(fmean(fell[name]), abs=0.01)
            assert row["n"] == len(fell[name])


def test_heat_and_who_came_back(both: tuple[Any, Counting]) -> None:
    """Before and after, and what became of customers after their first hard call."""
    data, count = both
    pairs = [(heat[0], heat[-1]) for heat in map(count.heat, count.calls) if len(heat) > 1]
    once = sum(1 for call in count.calls if len(count.heat(call)) == 1)
    found = {one["heat"]: one for one in rows(data["heat"], "Heat, 0 to 4")}
    assert found["before"]["n"] == len(pairs)
    assert found["before"]["mean"] == pytest.approx(fmean(one for one, _ in pairs), abs=0.006)
    assert found["after"]["mean"] == pytest.approx(fmean(one for _, one in pairs), abs=0.006)
    assert found["fell by"]["mean"] == pytest.approx(fmean(one - two for one, two in pairs), abs=0.006)
    says = data["heat"]["says"]
    assert says[0] == f"The rep's reading, 0 to 4: twice in {len(pairs)} calls, once in {once}."
    whose: dict[str, list[str]] = defaultdict(list)
    for call in sorted(count.calls, key=lambda one: (count.calls[one][0]["at"], one)):
        if count.customer(call):
            whose[count.customer(call)].append(call)
    hard = [(own, next((n for n, one in enumerate(own) if count.hard(one)), None)) for own in whose.values()]
    firsts = [(own, place) for own, place in hard if place is not None]
    old = [
        (own, place) for own, place in firsts
        if moment(count.calls[own[place]][0]["at"]) <= NOW - timedelta(days=30)
    ]  # fmt: skip
    back = sum(1 for own, place in old if place + 1 < len(own))
    assert f"had a hard call: {len(firsts)}. Called again: {back / len(old):.0%} (n = {len(old)}" in says[1]
    ends = [count.heat(own[place])[-1] for own, place in firsts if len(count.heat(own[place])) > 1]
    calm = sum(1 for one in ends if one <= 1)
    assert f"1 or less: {calm / len(ends):.0%} (n = {len(ends)}" in says[2]
    later: dict[bool, list[int]] = {True: [], False: []}
    for own, place in firsts:
        if len(count.heat(own[place])) > 1:
            then = (count.heat(one) for one in own[place + 1 :])
            later[count.heat(own[place])[-1] <= 1] += [heat[0] for heat in then if heat]
    table = {one["customers"]: one for one in rows(data["heat"], "First heat of later calls")}
    begun = [count.heat(own[0])[0] for own in whose.values() if count.heat(own[0])]
    for name, values in (
        ("hard, ended calm", later[True]), ("hard, ended otherwise", later[False]), ("first calls of all", begun)
    ):  # fmt: skip
        assert table[name]["n"] == len(values)
        if values:
            assert table[name]["mean"] == pytest.approx(fmean(values), abs=0.006)
    chronic = 0
    for own in whose.values():
        with_issue = [one for one in own if any(e["kind"] == "issue_raised" for e in count.calls[one])]
        near = [one for one in with_issue if moment(count.calls[one][0]["at"]) >= NOW - timedelta(days=90)]
        chronic += len(near) >= 3
    assert f"Chronic by the stated rule: {chronic} now" in says[5]


def test_promises_concessions_feedback_and_what_was_learned(both: tuple[Any, Counting]) -> None:
    """By outcome; the sum; what waits for an answer; each line with its count."""
    data, count = both
    since = min(moment(own[0]["at"]) for own in count.calls.values())
    start = SINCE[1].astimezone(UTC) if data["since"] == "1 Jun 2026" else min(since, SINCE[0])
    outcomes = Counter[str]()
    settled = {
        one["promise"]: one for one in count.lines if one["kind"] in ("promise_kept", "promise_missed")
    }
    for one in count.lines:
        if one["kind"] != "promise_made" or moment(one["due"]) < start:
            continue
        how = settled.get(one["id"])
        if how is None:
            outcomes["overdue" if moment(one["due"]) < NOW else "waiting"] += 1
        elif how["kind"] == "promise_missed":
            outcomes["broken"] += 1
        else:
            outcomes["late" if how["late"] else "on time"] += 1
    found = {one["outcome"]: one["promises"] for one in rows(data["promises"], "Promises by outcome")}
    assert {name: n for name, n in found.items() if n} == dict(outcomes)
    known = outcomes["on time"] + outcomes["late"] + outcomes["broken"]
    assert f"Kept on time: {outcomes['on time'] / known:.0%} (n = {known}" in data["promises"]["says"][0]
    given = [one["amount"] for _, one in count.of("conceded")]
    total = sum(int(one.removeprefix("£")) for one in given)
    assert data["concessions"]["says"][0] == f"{len(given)} concessions, in all £{total}."
    answered = {one["target"] for one in count.lines if one["kind"] == "feedback_answered"}
    fed = [one for one in count.lines if one.get("note") == "feedback"]
    assert data["feedback"]["says"][0].startswith(f"{sum(one['id'] not in answered for one in fed)} without")
    lines = Counter(
        " ".join(one["value"].split()).casefold() for _, one in count.of("wrap_answered") if one["asked"] == "learned"
    )  # fmt: skip
    kept = rows(data["learned"], "Learned on calls, and from backup")
    assert sorted(one["times"] for one in kept) == sorted(lines.values())
