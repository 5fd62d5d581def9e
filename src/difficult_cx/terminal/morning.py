"""`dcx` alone, as it is seen: late, today, parked; or how to begin."""

from collections.abc import Sequence

from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.followups import Groups, day_and_time
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.followups import NOBODY, TITLES, Sight, drawn, headline, row
from difficult_cx.terminal.table import columns

BEGIN = """\
  dcx handle                  take a call
  dcx handle -c "Ada Brook"   the same, for this customer
  dcx followups               what was promised
  dcx --help                  every command"""


def morning(groups: Groups, parked: Sequence[CallState], sight: Sight) -> str:
    """What is late, due today and parked, worst first; how to begin when there is nothing of it."""
    lines = [headline(groups, sight, "DCX")]
    rows = {name: [row(one, name, sight) for one in getattr(groups, name)] for name in ("overdue", "today")}
    every = [one for ones in rows.values() for one in ones]
    for name, ones in rows.items():
        if ones:
            lines += ["", TITLES[name], *drawn(ones, every, sight.columns)]
    if parked:
        lines += ["", "PARKED CALLS", *_parked(parked, sight)]
    if not every and not parked:
        return "\n".join([*lines, "", "Nothing is late, due today or parked.", "", BEGIN])
    if every:
        short = every[0].short
        lines += ["", f"dcx followups lists all     dcx handle --for {short} calls about {short}"]
    return "\n".join(lines)


def _parked(parked: Sequence[CallState], sight: Sight) -> list[str]:
    """One row a parked call: id, when it began, whose, and how to go on."""
    rows = []
    for call in parked:
        customer = sight.ledger.customers.get(call.customer)
        short = sight.ledger.short[call.id]
        began = day_and_time(call.started, sight.zone)
        rows.append(
            (f"   {short}", began, clean(customer.name) if customer else NOBODY, f"dcx resume {short}")
        )
    return columns(rows, sight.columns - 1)
