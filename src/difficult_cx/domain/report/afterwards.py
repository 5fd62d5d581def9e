"""The sections about what comes after calls: closeness, promises, what was given, said and learned."""

from difficult_cx.domain.report.gathering import Learned
from difficult_cx.domain.report.intervals import mean, share
from difficult_cx.domain.report.material import MOST_LINES, Material, code_word
from difficult_cx.domain.report.recovery import recovery
from difficult_cx.domain.report.sections import (
    Bars,
    Section,
    Series,
    Table,
    counted,
    measured,
    rounded,
    said_number,
    said_share,
)
from difficult_cx.domain.story.money import said

ENDS = ("mean", "low", "high")


def heating(material: Material) -> Section:
    """The anger before and after, and whether customers come back closer (A0)."""
    gathered, found = material.gathered, recovery(material.gathered.briefs, material.now)
    before, after = [float(one.before) for one in gathered.heat], [float(one.after) for one in gathered.heat]
    fell = [one - other for one, other in zip(before, after, strict=True)]
    rows = [
        ("before", *measured(mean(before), 2)),
        ("after", *measured(mean(after), 2)),
        ("fell by", *measured(mean(fell), 2)),
    ]
    later = [
        ("hard, ended calm", *measured(found.after_recovered, 2)),
        ("hard, ended otherwise", *measured(found.after_others, 2)),
        ("first calls of all", *measured(found.first_calls, 2)),
    ]
    now, was, regular = material.chronic
    gap, twice = said_number(found.gap, 2), counted(len(gathered.heat), "call")
    return Section(
        "heat",
        "Heat before and after, and who comes back",
        (
            f"The rep's reading, 0 to 4: twice in {twice}, once in {gathered.heat_once}.",
            f"Customers who had a hard call: {found.customers}. Called again: {said_share(found.came_back)}.",
            f"Hard calls that ended at 1 or less: {said_share(found.recovered)}.",
            f"First heat of later calls, recovered less all first calls: {gap}.",
            "Below zero would be the recovery paradox; an interval that holds zero shows nothing.",
            f"Chronic by the stated rule: {now} now, {was} ever; {regular} became regular customers.",
        ),
        (
            Table(
                "Heat, 0 to 4",
                ("heat", *ENDS, "n"),
                tuple(rows),
                bars=Bars("heat", *ENDS, "heat", 4.0),
            ),
            Table(
                "First heat of later calls",
                ("customers", *ENDS, "n"),
                tuple(later),
                bars=Bars("customers", *ENDS, "heat", 4.0),
            ),
        ),
    )


def promising(material: Material) -> Section:
    """What was promised, by outcome (C4.6)."""
    every = material.promises.all
    outcomes = ("on_time", "late", "broken", "overdue", "waiting", "undated", "withdrawn")
    rows = tuple((name.replace("_", " "), getattr(every, name)) for name in outcomes)
    timed = tuple(
        (name, counts.due, rounded(counts.rate), counts.broken)
        for name, counts in material.promises.month.items()
    )
    return Section(
        "promises",
        "Promises",
        (f"Kept on time: {said_share(share(every.on_time, every.due))} of those whose outcome is known.",),
        (
            Table("Promises by outcome", ("outcome", "promises"), rows, bars=Bars("outcome", "promises")),
            Table(
                "Kept on time, by month",
                ("month", "known", "kept on time", "broken"),
                timed,
                series=Series("month", "kept on time", "share", 1.0),
                shares=("kept on time",),
            ),
        ),
    )


def conceding(material: Material) -> Section:
    """What was given beyond entitlement, against the limits."""
    gathered = material.gathered
    limit, given = gathered.policy.authority, said(gathered.conceded) or "nothing"
    rule = (
        "No limit is configured."
        if limit is None
        else f"Above the limit of {limit / 100:g}: {gathered.over}."
    )
    return Section(
        "concessions",
        "Concessions",
        (
            f"{counted(len(gathered.conceded), 'concession')}, in all {given}.",
            f"{rule} Approved by somebody with the authority: {gathered.approved}.",
        ),
    )


def listening(material: Material) -> Section:
    """Feedback that waits for an answer, and what was changed by the rest (A6.4, E5.2)."""
    waiting = [one for one in material.feedback if one.changed is None]
    changed = sum(1 for one in material.feedback if one.changed)
    told = len(material.feedback) - len(waiting) - changed
    rows = tuple(
        (material.day(one.at), code_word(one.breakdown) or "-", one.text) for one in waiting[:MOST_LINES]
    )
    return Section(
        "feedback",
        "Open feedback",
        (f"{len(waiting)} without an answer; {changed} changed something, {told} did not.",),
        (Table("Feedback without an answer", ("since", "breakdown", "feedback"), rows),),
    )


def learning(material: Material) -> Section:
    """What was learned, beside where it went wrong (B0.2, D4.2); the same line twice is one."""
    lines: dict[tuple[str, str], list[Learned]] = {}
    for one in sorted(material.gathered.learned, key=lambda one: one.at, reverse=True):
        lines.setdefault((one.kind, " ".join(one.text.casefold().split())), []).append(one)
    rows = [
        (
            material.day(same[0].at),
            len(same),
            kind,
            ", ".join(dict.fromkeys(code_word(code) for one in same for code in one.breakdowns)) or "-",
            same[0].text,
        )
        for (kind, _), same in lines.items()
    ]
    works = tuple((material.day(one.at), one.text) for one in material.works[:MOST_LINES])
    return Section(
        "learned",
        "Learned",
        (f"{counted(len(material.gathered.learned), 'line')} of it, {len(lines)} of them different.",),
        (
            Table(
                "Learned on calls, and from backup",
                ("last", "times", "kind", "breakdowns", "learned"),
                tuple(rows[:MOST_LINES]),
            ),
            Table("What makes it work, by customers who were asked", ("when", "what works"), works),
        ),
    )
