"""The sections about what happens on calls: each one question, each with its rule beside its numbers."""

from collections.abc import Sequence

from difficult_cx.domain.kinds import BREAKDOWNS
from difficult_cx.domain.report.gathering import repeats
from difficult_cx.domain.report.intervals import mean, middle_of, share
from difficult_cx.domain.report.material import RECURRING, Change, Material, code_word
from difficult_cx.domain.report.sections import (
    Bars,
    Cell,
    Section,
    Series,
    Table,
    counted,
    measured,
    months,
    rounded,
    said_number,
    said_share,
)
from difficult_cx.domain.story.hard import RULE

ENDS = ("low", "high")


def overview(material: Material) -> Section:
    """How many calls, how many of them hard, how they ended."""
    gathered = material.gathered
    names = months(list(gathered.by_month))
    rows = tuple((name, gathered.by_month[name]) for name in names)
    ends = tuple((code.replace("_", " "), count) for code, count in gathered.dispositions.most_common())
    return Section(
        "overview",
        "Overview",
        (
            f"{counted(gathered.calls, 'call')}, {gathered.closed} of them closed.",
            f"Hard calls: {said_share(share(gathered.hard, gathered.calls))}. A call was hard when {RULE}.",
        ),
        (
            Table("Calls by month", ("month", "calls"), rows, series=Series("month", "calls")),
            Table("How calls ended", ("outcome", "calls"), ends, bars=Bars("outcome", "calls")),
        ),
    )


def breakdowns(material: Material) -> Section:
    """Where it went wrong, by code and over time, and what was changed about each (B1.2, B1.5)."""
    gathered = material.gathered
    total = sum(gathered.breakdowns.values())
    sums = {code: sum(n for (one, _), n in gathered.breakdowns.items() if one == code) for code in BREAKDOWNS}
    ordered = sorted((code for code in BREAKDOWNS if sums[code]), key=lambda code: -sums[code])
    rows = []
    for code in ordered:
        value, low, high, _ = measured(share(sums[code], total))
        rows.append((code_word(code), sums[code], value, low, high, _changed(material, code, sums[code])))
    columns = ("breakdown", "issues", "share", "low", "high", "what was changed")
    names = months([month for _, month in gathered.breakdowns])
    timed: list[tuple[Cell, ...]] = []
    for name in names:
        counts = [gathered.breakdowns[code, name] for code in ordered]
        timed.append((name, *counts, sum(counts)))
    says = [f"{counted(total, 'issue')} with a breakdown, {gathered.without_breakdown} without one."]
    recur = [code for code in ordered if sums[code] >= RECURRING and not _changes(material, code)]
    if recur:
        says.append(f"They recur, and nothing was changed about them: {', '.join(map(code_word, recur))}.")
    return Section(
        "breakdowns",
        "Where it went wrong",
        tuple(says),
        (
            Table(
                "Issues by breakdown",
                columns,
                tuple(rows),
                bars=Bars("breakdown", "share", "low", "high", "share"),
                shares=("share", *ENDS),
            ),
            Table(
                "Breakdowns by month",
                ("month", *map(code_word, ordered), "all"),
                tuple(timed),
                series=Series("month", "all"),
            ),
        ),
    )


def _changes(material: Material, code: str) -> list[Change]:
    return [one for one in material.changes if one.breakdown == code]


def _changed(material: Material, code: str, count: int) -> str:
    made = _changes(material, code)
    if made:
        last = made[-1]
        return f"{last.text} ({material.day(last.at)})"
    return "nothing" if count >= RECURRING else "-"


def contacts(material: Material) -> Section:
    """Issues that came up again."""
    again, total, sizes = repeats(material.gathered.briefs)
    counts = [(f"{size} or more" if size == 4 else str(size), _of_size(sizes, size)) for size in (1, 2, 3, 4)]
    return Section(
        "repeat_contacts",
        "Repeat contacts",
        (
            f"Calls about an issue that had come up before: {said_share(share(again, total))}.",
            "Two issues of a customer are the same when they share more than half of their telling words.",
        ),
        (
            Table(
                "Issues by how many calls they took",
                ("calls", "issues"),
                tuple(counts),
                bars=Bars("calls", "issues"),
            ),
        ),
    )


def _of_size(sizes: Sequence[int], size: int) -> int:
    return sum(1 for one in sizes if (one >= size if size == 4 else one == size))


def acknowledging(material: Material) -> Section:
    """How long until they were acknowledged first, and whether they were read back."""
    gathered = material.gathered
    every = [one for ones in gathered.acknowledged.values() for one in ones]
    rows = []
    for name in months(list(gathered.acknowledged)):
        value, low, high, n = measured(middle_of(gathered.acknowledged.get(name, [])), 0)
        rows.append((name, value, low, high, n))
    ordered = sorted(every)
    slow = ordered[min(len(ordered) - 1, int(len(ordered) * 0.9))] if ordered else None
    nine = f" Nine of ten within {slow:.0f} s." if slow is not None else ""
    done = share(gathered.read_back, gathered.with_issue)
    return Section(
        "acknowledgement",
        "Acknowledged and read back",
        (
            f"Seconds to the first acknowledgement, median: {said_number(middle_of(every), 0)}.{nine}",
            f"Never acknowledged: {said_share(share(gathered.unacknowledged, gathered.with_issue))}.",
            f"Read back, with their yes: {said_share(done)}; without it: {gathered.read_back_no}.",
        ),
        (
            Table(
                "Median seconds to the first acknowledgement, by month",
                ("month", "seconds", "low", "high", "n"),
                tuple(rows),
                series=Series("month", "seconds"),
            ),
        ),
    )


def turning(material: Material) -> Section:
    """The situations that turned calls."""
    gathered = material.gathered
    rows = []
    for key, count in gathered.situations.most_common():
        value, low, high, _ = measured(share(gathered.turned[key], gathered.calls))
        rows.append((material.titles.get(f"situation.{key}", key), count, value, low, high))
    return Section(
        "situations",
        "Situations",
        (f"Situations called: {sum(gathered.situations.values())} in {counted(gathered.calls, 'call')}.",),
        (
            Table(
                "Situations, and their share of calls",
                ("situation", "times", "share", "low", "high"),
                tuple(rows),
                bars=Bars("situation", "share", "low", "high", "share"),
                shares=("share", *ENDS),
            ),
        ),
    )


def _tried(material: Material, name: str) -> tuple[Cell, ...]:
    """How often this one was done, and what went with it."""
    gathered = material.gathered
    done, without = gathered.techniques[name, "done"], gathered.techniques[name, "no_effect"]
    falls = [float(one.before - one.after) for one in gathered.heat if name in one.techniques]
    effect, fall = share(done, done + without), mean(falls)
    value, low, high, n = measured(effect)
    unneeded = gathered.techniques[name, "not_needed"]
    title = material.titles.get(name, name)
    return (title, n, value, low, high, without, unneeded, rounded(fall.value, 2), fall.n)


def trying(material: Material) -> Section:
    """Techniques tried, with and without effect."""
    names = sorted({name for name, _ in material.gathered.techniques})
    rows = [_tried(material, name) for name in names]
    rows.sort(key=lambda row: (-int(row[1] or 0), str(row[0])))
    columns = ("technique", "tried", "effect", "low", "high", "none", "unneeded", "heat fell", "n")
    return Section(
        "techniques",
        "Techniques tried",
        (
            "Effect: its card was done and not marked as without effect; none: it was; unneeded: skipped so.",
            "Heat fell: the first reading less the last, where it was done; what goes with it, not why.",
        ),
        (
            Table(
                "Techniques with and without effect",
                columns,
                tuple(rows),
                bars=Bars("technique", "effect", "low", "high", "share", 1.0),
                shares=("effect", *ENDS),
            ),
        ),
    )
