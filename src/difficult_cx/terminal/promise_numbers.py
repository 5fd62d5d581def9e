"""`dcx report promises` for people: a table for all, by month, by owner, by channel."""

from collections.abc import Mapping

from difficult_cx.domain.promise_numbers import Counts, Numbers
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.width import cut, pad, width

HEAD = ("", "made", "on time", "late", "broken", "overdue", "open", "undated", "kept on time")
NAME = 24


def report(numbers: Numbers, since: str, columns: int) -> str:
    """The tables; a rate always says how many it is of."""
    title = f"PROMISES{f' since {since}' if since else ''}"
    if not numbers.all.made:
        return f"{title}\n\nNo promise yet."
    groups = (
        ("", {"all": numbers.all}),
        ("MONTH", numbers.month),
        ("OWNER", numbers.owner),
        ("CHANNEL", numbers.channel),
    )
    size = min(NAME, max(width(clean(one)) for name, group in groups for one in (name, *group)))
    rows = [title]
    for name, group in groups:
        rows += ["", *_table(name, group, size, columns)]
    gone = f" {numbers.all.withdrawn} withdrawn." if numbers.all.withdrawn else ""
    rows += ["", f"Late: kept after its time, or moved after it. The rate leaves out what is open.{gone}"]
    return "\n".join(rows)


def _table(name: str, group: Mapping[str, Counts], size: int, columns: int) -> list[str]:
    rows = [pad(name, size) + "".join(f"{head:>{len(head) + 2}}" for head in HEAD[1:])]
    for key, counts in group.items():
        cells = (
            counts.made, counts.on_time, counts.late, counts.broken, counts.overdue, counts.waiting,
            counts.undated, rate(counts),
        )  # fmt: skip
        row = "".join(f"{cell!s:>{len(head) + 2}}" for head, cell in zip(HEAD[1:], cells, strict=True))
        rows.append(pad(cut(clean(key), size), size) + row)
    return [cut(row, columns - 1) for row in rows]


def rate(counts: Counts) -> str:
    """`83 % of 12`; `-` where nothing is known yet."""
    return f"{counts.rate:.0%}".replace("%", f" % of {counts.due}") if counts.rate is not None else "-"
