"""`dcx` alone, as it is seen: late, today, parked; or how to begin."""

from collections.abc import Sequence

from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.followups import Groups
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.followups import AROUND, NOBODY, Sight, grouped, headline, row
from difficult_cx.terminal.table import columns

MOST_PARKED = 3
BEGIN = """\
  dcx handle                  take a call
  dcx handle -c "Ada Brook"   the same, for this customer
  dcx followups               what was promised
  dcx --help                  every command"""


def morning(groups: Groups, parked: Sequence[CallState], sight: Sight) -> str:
    """What is late, due today and parked, worst first; how to begin when there is nothing of it."""
    lines = headline(groups, sight, "DCX")
    rows = {name: [row(one, name, sight) for one in getattr(groups, name)] for name in ("overdue", "today")}
    every = [one for ones in rows.values() for one in ones]
    waiting = ["", "PARKED CALLS", *_parked(parked, sight)] if parked else []
    lines += [*grouped(rows, sight, AROUND + len(lines) - 1 + len(waiting)), *waiting]
    if not every and not parked:
        return "\n".join([*lines, "", "Nothing is late, due today or parked.", "", BEGIN])
    if every:
        short = every[0].short
        ways = ("dcx followups lists all", f"dcx handle --for {short} calls about {short}")
        together = "     ".join(ways)
        lines += ["", *((together,) if len(together) < sight.columns else ways)]
    return "\n".join(lines)


def _parked(parked: Sequence[CallState], sight: Sight) -> list[str]:
    """One row a parked call: id, when it began, whose, and how to go on; the newest ones on a screen."""
    rows = []
    for call in parked[:MOST_PARKED] if sight.lines else parked:
        customer = sight.ledger.customers.get(call.customer)
        short = sight.ledger.short[call.id]
        began = sight.times.moment(call.started)
        rows.append(
            (f"   {short}", began, clean(customer.name) if customer else NOBODY, f"dcx resume {short}")
        )
    left = [f"   and {len(parked) - len(rows)} more: dcx call list"] if len(rows) < len(parked) else []
    return [*columns(rows, sight.columns - 1), *left]
