"""`dcx` alone: what is late, due today and parked; how to begin, when there is nothing."""

from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current


def command(at: str | None, *, as_json: bool) -> Result:
    """Say what is late, due today and parked."""
    from difficult_cx.app.calls import call_events
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.app.morning import morning_groups
    from difficult_cx.app.parked import parked as parked_calls
    from difficult_cx.app.whose import whose
    from difficult_cx.cli.moment import read_moment
    from difficult_cx.domain.call import evolve
    from difficult_cx.journal.calls import is_open

    world = current()
    zone = world.zone
    now = read_moment(at, zone) if at is not None else world.clock.now()
    ledger = open_ledger(world.journal)
    mine = whose(world, ledger)
    groups = morning_groups(ledger, now, zone, mine)
    waiting = parked_calls(ledger, lambda one: is_open(world.folders, one), mine)
    found = call_events(ledger, waiting) if waiting else {}
    states = (evolve.fold(found[call]) for call in reversed(waiting) if call in found)
    parked = [one for one in states if one is not None]

    def data() -> dict[str, object]:
        from difficult_cx.app.followup_data import as_data

        return {
            "overdue": [as_data(one, ledger, now, zone) for one in groups.overdue],
            "today": [as_data(one, ledger, now, zone) for one in groups.today],
            "without_a_date": len(groups.undated),
            "later": len(groups.week) + len(groups.later),
            "parked": [one.id for one in parked],
        }

    def text() -> str:
        from difficult_cx.terminal.followups import Sight
        from difficult_cx.terminal.morning import morning

        return morning(groups, parked, Sight(ledger, now, world.times, world.width, world.height))

    return Result(data, text, as_json)
