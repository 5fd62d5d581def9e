"""`dcx followups` alone: the list, by group, filtered, for people, programs and other files."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from difficult_cx.cli.options import At, Customer, Json, Owner, Team, read_name
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.errors import UsageError
from difficult_cx.records import dataclass

if TYPE_CHECKING:
    from difficult_cx.app.ledger import Ledger
    from difficult_cx.domain.followups import Groups
    from difficult_cx.domain.promise import Promise

GROUPS = ("overdue", "today", "week", "undated", "later")


@dataclass(frozen=True, slots=True)
class Filters:
    """Whose and which promises a list is about; empty: every one."""

    customer: str | None = None
    owner: str | None = None
    channel: str | None = None
    text: str | None = None
    team: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A list before it is seen: its groups, which are shown, and what it was made with."""

    ledger: "Ledger"
    groups: "Groups"
    shown: tuple[str, ...]
    now: datetime
    note: str = ""
    away: str = ""
    team: bool = False

    def promises(self) -> "list[Promise]":
        """The promises that are shown, in their order."""
        return [one for name in self.shown for one in getattr(self.groups, name)]


def alone(
    ctx: typer.Context,
    *,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    today: Annotated[bool, typer.Option("--today", help="Only what is due today and not late.")] = False,
    week: Annotated[bool, typer.Option("--week", help="Only today and the next seven days.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Settled ones too.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Every row, however many; else what fits on the screen.")
    ] = False,
    customer: Customer = None,
    owner: Owner = None,
    team: Team = False,
    away: Annotated[
        str | None, typer.Option("--away", metavar="NAME", help="What NAME, who is away, leaves open.")
    ] = None,
    channel: Annotated[
        str | None, typer.Option("--channel", metavar="NAME", help="Through this channel.")
    ] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="WORDS", help="With these words.")] = None,
    at: At = None,
    check: Annotated[
        bool, typer.Option("--check", help="Say only how many are overdue; exit 1 when there are any.")
    ] = False,
    notify: Annotated[
        bool, typer.Option("--notify", help="Let the desktop say how many are late or due soon: for cron.")
    ] = False,
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="FILE", help="Write a calendar; a second import updates.")
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV for a spreadsheet.")] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Print a Markdown list.")] = False,
    as_json: Json = False,
) -> Result | None:
    """The list, or nothing when a command of the group was called."""
    _only_one_person(owner, away, team=team)
    filters = Filters(customer, owner or away, channel, text, team)
    flags = {"overdue": overdue, "today": today, "week": week}
    views = {"check": check, "notify": notify, "ics": ics, "csv": as_csv, "markdown": as_markdown}
    if ctx.invoked_subcommand is not None:
        given = (*flags.values(), *views.values(), everything, full, as_json, at)
        if any((*given, *(getattr(filters, name) for name in Filters.__slots__))):
            raise UsageError(
                f"The options come after {ctx.invoked_subcommand!r}.",
                f"`dcx followups {ctx.invoked_subcommand} --help` shows how it is called",
            )
        return None
    wanted = [name for name, value in views.items() if value]
    _only_one_view(wanted, as_json=as_json)
    shown = [name for name in GROUPS if flags.get(name) or (week and name == "today")] or list(GROUPS)
    if everything:
        shown = [*(shown if any(flags.values()) else GROUPS), "settled"]
    if check:
        return _checked(filters, at, as_json=as_json)
    found = _found(tuple(shown), filters, at, away or "")
    if notify:
        from difficult_cx.cli.followups_out import notified

        return notified(found, is_try=at is not None)
    return _view(found, wanted[0] if wanted else "", ics, full=full or everything, as_json=as_json)


def _only_one_person(owner: str | None, away: str | None, *, team: bool) -> None:
    if owner and away:
        raise UsageError("`--owner` and `--away` both name who does it.", "one of them is enough")
    if team and (owner or away):
        raise UsageError("`--team` is everybody, `--owner` and `--away` name one.", "one of them is enough")


def _only_one_view(wanted: list[str], *, as_json: bool) -> None:
    """Of the ways to give the list; `--check` has a JSON of its own."""
    if len(wanted) + (as_json and wanted not in ([], ["check"])) > 1:
        raise UsageError(
            "Only one of these at once: --json, --csv, --ics, --markdown, --notify, --check.",
            "leave all but one out",
        )


def _checked(filters: Filters, at: str | None, *, as_json: bool) -> Result:
    """How many are overdue; mistakes in the configuration are no reason to fail, for a prompt asks it."""
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.journal.journal import Journal

    world = current()
    now = moment_of(at)
    ledger = open_ledger(Journal(world.folders, world.clock, "", ""))
    wanted, _ = _wanted(ledger, filters, settled=False, due_before=now)
    count = sum(one.overdue(now) for one in wanted)
    said = f"{count} overdue" if count else ""
    return Result({"overdue": count}, said, as_json, exit_code=1 if count else 0)


def _found(shown: tuple[str, ...], filters: Filters, at: str | None, away: str) -> Listed:
    """The promises that are wanted, in their groups."""
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.domain.followups import group

    world = current()
    now = moment_of(at)
    ledger = open_ledger(world.journal)
    late = now if shown == ("overdue",) else None  # the others needn't even be read
    wanted, note = _wanted(ledger, filters, settled="settled" in shown, due_before=late)
    found = Listed(ledger, group(wanted, now, world.zone), shown, now, note, away, filters.team)
    ledger.look_up(found.promises())
    return found


def _view(found: Listed, view: str, ics: Path | None, *, full: bool, as_json: bool) -> Result:
    """The list as it was asked for."""
    from difficult_cx.cli import followups_out as out

    if view == "ics" and ics is not None:
        return out.calendar(found, ics)
    if view in ("csv", "markdown"):
        written = out.csv if view == "csv" else out.markdown
        return Result(text=lambda: written(found), notes=_notes(found), for_others=True)

    def text() -> str:
        from difficult_cx.terminal.followups import Sight, listed

        world = current()
        lines = 0 if full else world.height
        sight = Sight(found.ledger, found.now, world.times, world.width, lines, found.team)
        return listed(found.groups, found.shown, sight, found.away)

    return Result(lambda: out.rows(found), text, as_json, notes=_notes(found))


def _notes(found: Listed) -> tuple[str, ...]:
    return (found.note,) if found.note else ()


def _wanted(
    ledger: "Ledger", filters: Filters, *, settled: bool, due_before: datetime | None = None
) -> tuple[list["Promise"], str]:
    """The promises that fit every filter, and what is to be said about a customer nobody knows."""
    from difficult_cx.app.whose import whose

    note = ""
    wanted = ledger.open_promises(due_before)
    if settled:
        wanted += ledger.settled_promises()
    name = read_name(current(), filters.customer)
    if name is not None:
        found = ledger.customers.find(name)
        ledger.look_up(wanted)
        known = [(one, ledger.customer_of(one)) for one in wanted]
        wanted = [one for one, customer in known if found and customer and customer.id == found.id]
        if found is None:
            from difficult_cx.terminal.clean import clean

            close = "; ".join(one.name for one in ledger.customers.close(name))
            note = clean(f"No customer has that name. {f'Close: {close}.' if close else ''}".rstrip())
    asked = whose(current(), ledger, filters.owner, team=filters.team)
    channel = _channel(filters.channel) if filters.channel is not None else None
    wanted, everybody = asked.promises(wanted), wanted
    if not wanted and everybody and not filters.owner and not note:
        note = f"Nothing of it is yours; {len(everybody)} of the team's: dcx followups --team"
    if not wanted and filters.owner and not note:
        from difficult_cx.app.people import people
        from difficult_cx.terminal.clean import clean

        note = clean(people(current(), ledger).unknown(filters.owner))
    if channel is not None:
        wanted = [one for one in wanted if one.channel == channel]
    if filters.text is not None:
        words = filters.text.casefold().split()
        wanted = [one for one in wanted if all(word in one.text.casefold() for word in words)]
    return wanted, note


def _channel(typed: str) -> str:
    from difficult_cx.domain.kinds import CHANNELS

    name = typed.strip().casefold().removeprefix("#")
    if name not in CHANNELS:
        raise UsageError(f"{typed!r} is no channel.", f"allowed: {', '.join(CHANNELS)}")
    return name


def moment_of(at: str | None) -> datetime:
    """The moment of `--at`, else now."""
    from difficult_cx.cli.moment import read_moment

    world = current()
    return read_moment(at, world.zone) if at is not None else world.clock.now()


def data_of(found: Listed, promise: "Promise") -> dict[str, Any]:
    """A follow-up as JSON values."""
    from difficult_cx.app.followup_data import as_data

    return as_data(promise, found.ledger, found.now, current().zone)
