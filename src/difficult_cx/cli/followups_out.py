"""The list of promises for others: a calendar, a spreadsheet, Markdown, the desktop."""

from pathlib import Path
from typing import Any

from difficult_cx.cli.followups_list import Listed, data_of
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.domain.times import Times
from difficult_cx.errors import DcxError, UsageError

COLUMNS = (
    "id", "customer", "kind", "text", "due", "aim", "zone", "words", "channel", "owner", "backup", "state",
    "overdue", "late_s", "made_at", "read_back", "attempts", "call",
)  # fmt: skip


def rows(found: Listed) -> list[dict[str, Any]]:
    """The list as JSON values."""
    return [data_of(found, one) for one in found.promises()]


def csv(found: Listed) -> str:
    """The list as CSV: the customer by name, the attempts by number."""
    from difficult_cx.export.cells import table

    return table(COLUMNS, [_flat(row) for row in rows(found)]).rstrip("\n")


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    customer = row["customer"]
    return {**row, "customer": customer["name"] if customer else "", "attempts": len(row["attempts"])}


def markdown(found: Listed) -> str:
    """The list as Markdown, a heading for each group that has something."""
    from difficult_cx.export.markdown import listed
    from difficult_cx.terminal.followups import TITLES, Sight, row

    world = current()
    sight = Sight(found.ledger, found.now, Times(world.zone), world.width)
    groups = []
    for name in found.shown:
        ones = [(one, row(one, name, sight)) for one in getattr(found.groups, name)]
        lines = [
            (
                one.state != "open",
                f"{seen.when.strip()}, {seen.far}",
                seen.whose,
                f"{seen.what} ({seen.short})",
            )
            for one, seen in ones
        ]
        if lines:
            groups.append((TITLES[name].capitalize(), lines))
    return listed("Follow-ups", groups).rstrip("\n")


def calendar(found: Listed, path: Path) -> Result:
    """Write the calendar in one go; promises without a time are left out, and it says how many."""
    from difficult_cx.app.copies import note_copy
    from difficult_cx.export import calendar as made
    from difficult_cx.storage.private import put_outside, reason
    from difficult_cx.terminal.clean import clean

    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise UsageError(f"{path} is no plain file.", "name a file for the calendar: promises.ics")
    dated = [one for one in found.promises() if one.due is not None or any(s.due for s in one.stages)]
    customers = [found.ledger.customer_of(one) for one in dated]
    events = [
        made.Dated(one, customer.name if customer else "")
        for one, customer in zip(dated, customers, strict=True)
    ]
    world = current()
    unnoted = note_copy(world, path.absolute())
    try:
        put_outside(path.absolute(), made.calendar(events, world.clock.now()), world.folders.data)
    except OSError as error:
        raise DcxError(f"{path} can't be written: {reason(error)}.", "name a file elsewhere") from error
    left = len(found.promises()) - len(dated)
    undated = f" {left} without a date {'is' if left == 1 else 'are'} not in it." if left else ""
    many = "1 promise" if len(dated) == 1 else f"{len(dated)} promises"
    notes = (clean(unnoted),) if unnoted else ()
    return Result(text=f"{many} in {clean(path.name)}.{undated}", notes=notes)


def notified(found: Listed, *, is_try: bool) -> Result:
    """Let the desktop say it; where there is none, say it here, so that cron mails it.

    What was said today isn't said again; a try, with `--at`, says it and remembers nothing.
    """
    from difficult_cx.app import notifying

    world = current()
    presses = notifying.pressing(found.promises(), found.now)
    file = world.folders.cache / "notified.json"
    day = found.now.astimezone(world.zone).date().isoformat()
    if not presses or not (is_try or notifying.is_news(file, presses, day)):
        return Result()
    text = notifying.said(presses)
    shown = notifying.show(text, world.platform, world.env)
    if not is_try:
        notifying.remember(file, presses, day)
    return Result() if shown else Result(text=text)
