"""`dcx report`: numbers from the record, always with how many they are of."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from difficult_cx.cli.groups import new_group
from difficult_cx.cli.options import At, Json, Owner, Team
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from difficult_cx.domain.report.sections import Report

Since = Annotated[str | None, typer.Option("--since", metavar="TIME", help="From this day on: 2026-11-01.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV for a spreadsheet.")]
Html = Annotated[
    str | None,
    typer.Option("--html", metavar="FILE", help="Write one page of HTML; an older one is replaced."),
]
LEARNED = ("learned",)
BREAKDOWNS = ("breakdowns", "feedback")


def _alone(
    ctx: typer.Context,
    *,
    since: Since = None,
    at: At = None,
    as_csv: Csv = False,
    html: Html = None,
    owner: Owner = None,
    team: Team = False,
    as_json: Json = False,
) -> Result | None:
    if ctx.invoked_subcommand is not None:
        if since or at or as_csv or html or owner or team or as_json:
            raise UsageError(
                f"The options come after {ctx.invoked_subcommand!r}.",
                f"dcx report {ctx.invoked_subcommand} --help",
            )
        return None
    from difficult_cx.domain.report.making import SECTIONS

    return _report(SECTIONS, since, at, html, owner, team=team, as_csv=as_csv, as_json=as_json)


app = new_group("Numbers for the firm, with how many they are of; never a ranking of people.", _alone)


def _report(
    keys: "Iterable[str]",
    since: str | None,
    at: str | None,
    html: str | None,
    owner: str | None,
    *,
    team: bool,
    as_csv: bool,
    as_json: bool,
) -> Result:
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.app.reporting import report
    from difficult_cx.app.whose import whose
    from difficult_cx.cli.moment import read_moment

    if sum((as_csv, as_json, html is not None)) > 1:
        raise UsageError(
            "`--json`, `--csv` and `--html` are three ways to write one report.", "leave all but one out"
        )
    world = current()
    now = read_moment(at, world.zone) if at is not None else world.clock.now()
    begins = read_moment(since, world.zone, "--since") if since is not None else None
    ledger = open_ledger(world.journal)
    found = report(world, ledger, keys, begins, now, whose(world, ledger, owner, team=team))
    if html is not None:
        return _page(found, Path(html))

    def text() -> str:
        if as_csv:
            from difficult_cx.domain.report.sections import FLAT
            from difficult_cx.export.cells import table

            return table(FLAT, found.flat()).rstrip("\n")
        from difficult_cx.terminal.reports import page
        from difficult_cx.terminal.spark import can_draw

        return page(found, world.width, ascii_only=not can_draw(getattr(world.stdout, "encoding", None)))

    return Result(found.as_data, text, as_json, for_others=as_csv)


def _page(found: "Report", path: Path) -> Result:
    """Write the page, whole or not at all."""
    from difficult_cx.app.copies import note_copy
    from difficult_cx.export.page import page
    from difficult_cx.storage.private import not_saved, put_outside
    from difficult_cx.terminal.clean import clean

    world = current()
    place = path.absolute()
    if place.is_symlink() or place.is_dir():
        raise UsageError(f"{place} is a link or a folder.", "the name of a file, like report.html")
    unnoted = note_copy(world, place)
    try:
        put_outside(place, page(found, world.settings.company).encode("utf-8"), world.folders.data)
    except OSError as error:
        raise not_saved(place, error) from error
    return Result(text=f"Written: {clean(str(place))}", notes=(clean(unnoted),) if unnoted else ())


@app.command("breakdowns")
def breakdowns(
    *,
    since: Since = None,
    at: At = None,
    as_csv: Csv = False,
    html: Html = None,
    owner: Owner = None,
    team: Team = False,
    as_json: Json = False,
) -> Result:
    """Where it went wrong, by code and over time, and what was changed about each."""
    return _report(BREAKDOWNS, since, at, html, owner, team=team, as_csv=as_csv, as_json=as_json)


@app.command("learned")
def learned(
    *,
    since: Since = None,
    at: At = None,
    as_csv: Csv = False,
    html: Html = None,
    owner: Owner = None,
    team: Team = False,
    as_json: Json = False,
) -> Result:
    """What was learned on calls and from backup, beside where it went wrong."""
    return _report(LEARNED, since, at, html, owner, team=team, as_csv=as_csv, as_json=as_json)


@app.command("change")
def change(
    code: Annotated[
        str, typer.Argument(help="expectation, misunderstanding, over_promise, shortfall, supplier or other.")
    ],
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="What was changed.")],
) -> Result:
    """Write down what was changed about a breakdown, so that it happens less."""
    from difficult_cx.app.reporting import change as kept

    wanted = kept(current(), code, " ".join(words))
    return Result(text=f"Noted: something was changed about {wanted.replace('_', '-')}.")


@app.command("promises")
def promises(
    *,
    since: Since = None,
    at: At = None,
    as_csv: Csv = False,
    owner: Owner = None,
    team: Team = False,
    as_json: Json = False,
) -> Result:
    """How promises went: kept on time, late, broken, undated; by month, owner and channel."""
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.app.whose import whose
    from difficult_cx.cli.followups_list import moment_of
    from difficult_cx.cli.moment import read_moment
    from difficult_cx.domain.promise_numbers import count

    world = current()
    now = moment_of(at)
    begins = read_moment(since, world.zone, "--since") if since is not None else None
    ledger = open_ledger(world.journal)
    asked = whose(world, ledger, owner, team=team)
    every = asked.promises([*ledger.open_promises(), *ledger.settled_promises()])
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

    return Result(data, text, as_json, for_others=as_csv)
