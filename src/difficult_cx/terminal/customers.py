"""Customers as they are seen."""

from collections.abc import Sequence, Sized
from typing import TYPE_CHECKING

from difficult_cx.app.customers import Standing
from difficult_cx.domain.times import Times
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.table import columns

if TYPE_CHECKING:
    from difficult_cx.app.forgetting import Found


def listed(found: Sequence[Standing], most: int) -> str:
    """One row a customer: name, calls, open promises, other names; empty when there is none."""
    rows = []
    for one in found:
        calls = f"{one.calls} call{'' if one.calls == 1 else 's'}"
        promises = f"{one.open_promises} open promise{'' if one.open_promises == 1 else 's'}"
        also = f"also {', '.join(one.customer.others)}" if one.customer.others else ""
        rows.append((clean(one.customer.name), calls, promises if one.open_promises else "-", clean(also)))
    return "\n".join(columns(rows, most))


TEAM = "In your team: dcx team sync takes it from where you meet, and from colleagues at their next sync."


def forgotten(found: "Found", erased: int | None, times: Times, *, team: bool = False) -> str:
    """What would be erased, or was; then the mentions elsewhere, and what is beyond our reach.

    `team`: colleagues have it too.
    """
    name = clean(found.customer.name) if found.customer is not None else ""
    what = ", ".join(
        (_count(found.calls, "call"), _count(found.promises, "promise"), _count(found.ids, "record"))
    )
    if erased is None:
        rows = [f"Would erase {name}: {what}.", "Again with --yes erases them for good. Nothing has changed."]
    else:
        rows = [f"Erased {name}: {erased} records, read back and found nowhere in the journal."]
    if found.mentions:
        rows += ["", "Mentioned elsewhere (erase one with --also ID --yes):"]
        for event in found.mentions:
            words = clean(event.text("text") or event.text("reason") or event.kind)
            rows.append(f"  {event.id}  {times.month_day(event.at, year=True):>11}  {words[:60]}")
    if found.cared:
        went = "went too" if erased is not None else "would go too"
        rows.append(f"In your own care file: {found.cared} line{'s' * (found.cared != 1)}, which {went}.")
    rows += [f"In a rescue file, to be looked at by hand: {clean(one)}" for one in found.rescued]
    rows += [f"In a copy that was exported: {clean(one)}" for one in found.exports]
    if team:
        rows.append(TEAM)
    return "\n".join([*rows, "Beyond reach: backups, printouts, mails and other systems."])


def _count(found: Sized, one: str) -> str:
    return f"{len(found)} {one}{'s' * (len(found) != 1)}"
