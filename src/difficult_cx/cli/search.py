"""`dcx search`: everything people wrote down, found by its words."""

from typing import Annotated, Any

import typer

from difficult_cx.cli.options import Customer, Json, Owner, Team, read_name
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.errors import UsageError

RECENT = 20
ELSEWHERE = "Looked for in what is yours; --team looks in everybody's."


def command(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help="All of them; the last may be a beginning.")
    ],
    *,
    customer: Customer = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day on.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Before this day.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All that is found, not the newest 20.")] = False,
    owner: Owner = None,
    team: Team = False,
    as_json: Json = False,
) -> Result:
    """Find notes, answers, promises, names and reasons in which these words stand, newest first."""
    from difficult_cx.app.finding import find
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.app.whose import whose
    from difficult_cx.cli.moment import read_moment
    from difficult_cx.domain.wording import query_form

    world = current()
    typed = " ".join(words)
    if not query_form(typed):
        raise UsageError("There is no word in that.", "dcx search refund invoice")
    begin = read_moment(since, world.zone, "--since") if since is not None else None
    end = read_moment(until, world.zone, "--until") if until is not None else None
    most = None if everything or as_json else RECENT
    ledger = open_ledger(world.journal)
    files = whose(world, ledger, owner, team=team).files()
    found = find(ledger, typed, read_name(world, customer), begin, end, most, files)
    notes = () if files is None or found.hits or found.unknown else (ELSEWHERE,)

    def data() -> list[dict[str, Any]]:
        from difficult_cx.app.finding import as_data

        return [as_data(one) for one in found.hits]

    def text() -> str:
        from difficult_cx.app.face import why_steady
        from difficult_cx.terminal.found import Look, listed

        plain = world.env.get("NO_COLOR") or why_steady(world.env, world.settings)
        bold = world.stdout_tty and not plain
        return listed(found, typed, Look(world.times, world.clock.now(), world.width, bold=bold))

    return Result(data, text, as_json, notes=notes)
