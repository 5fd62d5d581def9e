"""`dcx report`: numbers from the record, always with how many they are of."""

from typing import Annotated, Any

import typer

from difficult_cx.cli.groups import new_group
from difficult_cx.cli.options import At, Json
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current

app = new_group("Numbers from the record, with how many they are of.")
Since = Annotated[str | None, typer.Option("--since", metavar="TIME", help="From this day on: 2026-11-01.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV for a spreadsheet.")]


@app.command("promises")
def promises(*, since: Since = None, at: At = None, as_csv: Csv = False, as_json: Json = False) -> Result:
    """How promises went: kept on time, late, broken, undated; by month, owner and channel."""
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.cli.followups_list import moment_of
    from difficult_cx.cli.moment import read_moment
    from difficult_cx.domain.promise_numbers import count

    world = current()
    now = moment_of(at)
    begins = read_moment(since, world.zone, "--since") if since else None
    ledger = open_ledger(world.journal)
    every = [*ledger.open_promises(), *ledger.settled_promises()]
    numbers = count(every, now, world.zone, begins)
    groups = {"month": numbers.month, "owner": numbers.owner, "channel": numbers.channel}

    def data() -> dict[str, Any]:
        rows = {
            name: [{"name": key, **one.as_data()} for key, one in group.items()]
            for name, group in groups.items()
        }
        return {"all": numbers.all.as_data(), **rows}

    def text() -> str:
        if as_csv:
            from difficult_cx.export.cells import table

            flat = [{"by": "all", "name": "", **numbers.all.as_data()}]
            flat += [{"by": by, **row} for by, rows in data().items() if by != "all" for row in rows]
            return table(list(flat[0]), flat).rstrip("\n")
        from difficult_cx.terminal.promise_numbers import report

        return report(numbers, since or "", world.width)

    return Result(data, text, as_json)
