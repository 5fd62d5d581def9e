"""`dcx followups`: what was promised, and what becomes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from difficult_cx.cli import completing
from difficult_cx.cli.groups import new_group
from difficult_cx.cli.options import At, Customer, Json, read_name
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.errors import UsageError

if TYPE_CHECKING:
    from difficult_cx.app.ledger import Ledger
    from difficult_cx.app.promises import Changed
    from difficult_cx.domain.promise import Promise

GROUPS = ("overdue", "today", "week", "undated", "later")
Id = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="The promise: any beginning of its id that fits one.",
        autocompletion=completing.promise_ids,
    ),
]
Words = Annotated[list[str], typer.Argument(metavar="WORDS...", help="Plain words; quotes aren't needed.")]
Reason = Annotated[list[str], typer.Argument(metavar="REASON...", help="Why, in a few words.")]
When = Annotated[list[str], typer.Argument(metavar="WHEN...", help="tomorrow 9am, fri noon, in 2 hours, …")]
Owner = Annotated[list[str], typer.Argument(metavar="NAME...", help="Who does it from now on.")]


@dataclass(frozen=True, slots=True)
class Filters:
    """Whose and which promises a list is about; empty: every one."""

    customer: str | None = None
    owner: str | None = None
    channel: str | None = None
    text: str | None = None


def _alone(
    ctx: typer.Context,
    *,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    today: Annotated[bool, typer.Option("--today", help="Only what is due today and not late.")] = False,
    week: Annotated[bool, typer.Option("--week", help="Only today and the next seven days.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Settled ones too.")] = False,
    customer: Customer = None,
    owner: Annotated[str | None, typer.Option("--owner", metavar="NAME", help="Whose it is to do.")] = None,
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
    as_json: Json = False,
) -> Result | None:
    if owner and away:
        raise UsageError("`--owner` and `--away` both name who does it.", "one of them is enough")
    filters = Filters(customer, owner or away, channel, text)
    flags = {"overdue": overdue, "today": today, "week": week}
    if ctx.invoked_subcommand is not None:
        if any(
            (
                *flags.values(),
                everything,
                check,
                as_json,
                at,
                *(getattr(filters, f) for f in Filters.__slots__),
            )
        ):
            raise UsageError(
                f"The options come after {ctx.invoked_subcommand!r}.",
                f"`dcx followups {ctx.invoked_subcommand} --help` shows how it is called",
            )
        return None
    shown = [name for name in GROUPS if flags.get(name) or (week and name == "today")] or list(GROUPS)
    if everything:
        shown = [*(shown if any(flags.values()) else GROUPS), "settled"]
    return _list(shown, filters, at, check=check, as_json=as_json, away=away or "")


app = new_group("What was promised: late, due today, this week, undated, later.", _alone)


def _list(
    shown: list[str], filters: Filters, at: str | None, *, check: bool, as_json: bool, away: str = ""
) -> Result:
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.domain.followups import group

    world = current()
    now, zone = _moment(at), world.zone
    ledger = open_ledger(world.journal)
    wanted, note = _wanted(ledger, filters, settled="settled" in shown)
    groups = group(wanted, now, zone)
    if check:
        count = len(groups.overdue)
        said = f"{count} overdue" if count else ""
        return Result({"overdue": count}, said, as_json, exit_code=1 if count else 0)

    def data() -> list[Any]:
        from difficult_cx.app.followup_data import as_data

        return [as_data(one, ledger, now, zone) for name in shown for one in getattr(groups, name)]

    def text() -> str:
        from difficult_cx.terminal.followups import Sight, listed

        return listed(groups, shown, Sight(ledger, now, zone, world.width), away)

    return Result(data, text, as_json, notes=(note,) if note else ())


def _wanted(ledger: "Ledger", filters: Filters, *, settled: bool) -> tuple[list["Promise"], str]:
    """The promises that fit every filter, and what is to be said about a customer nobody knows."""
    note = ""
    wanted = ledger.open_promises()
    if settled:
        wanted += ledger.settled_promises()
    name = read_name(current(), filters.customer)
    if name is not None:
        found = ledger.customers.find(name)
        whose = [(one, ledger.customer_of(one)) for one in wanted]
        wanted = [one for one, customer in whose if found and customer and customer.id == found.id]
        if found is None:
            from difficult_cx.terminal.clean import clean

            close = "; ".join(one.name for one in ledger.customers.close(name))
            note = clean(f"No customer has that name. {f'Close: {close}.' if close else ''}".rstrip())
    if filters.owner is not None:
        from difficult_cx.app.promises import owned_by

        wanted = [one for one in wanted if owned_by(one, filters.owner)]
    if filters.channel is not None:
        wanted = [one for one in wanted if one.channel == _channel(filters.channel)]
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


def _moment(at: str | None) -> datetime:
    from difficult_cx.cli.moment import read_moment

    world = current()
    return read_moment(at, world.zone) if at else world.clock.now()


@app.command("add")
def add(
    words: Words,
    *,
    customer: Customer = None,
    kind: Annotated[
        str,
        typer.Option(
            "--kind", metavar="KIND", help="promise, check_in, feedback, inside_look or after_resolution."
        ),
    ] = "promise",
    as_json: Json = False,
) -> Result:
    """Write a promise down: words, then @owner ^backup #channel if any, then when."""
    from difficult_cx.app import promises
    from difficult_cx.terminal import followups as seen

    world = current()
    changed = promises.add(world, " ".join(words), read_name(world, customer), kind)
    return _result(changed, lambda: seen.added(changed, _sight(changed)), as_json=as_json)


@app.command("show")
def show(promise: Id, *, at: At = None, as_json: Json = False) -> Result:
    """Show one promise in full: its time, its earlier times, attempts and stages."""
    from difficult_cx.app.followup_data import as_data
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.terminal import followups as seen

    world, now = current(), _moment(at)
    ledger = open_ledger(world.journal)
    found = ledger.find_promise(promise)
    sight = seen.Sight(ledger, now, world.zone, world.width)
    return Result(lambda: as_data(found, ledger, now, world.zone), lambda: seen.shown(found, sight), as_json)


@app.command("keep")
def keep(promise: Id, *, as_json: Json = False) -> Result:
    """It is done: kept, or kept late when it is past due."""
    from difficult_cx.app import promises

    changed = promises.keep(current(), promise)
    return _done(changed, "KEPT LATE" if changed.promise.state == "kept_late" else "KEPT", as_json=as_json)


@app.command("miss")
def miss(promise: Id, reason: Reason, *, as_json: Json = False) -> Result:
    """It is broken, and why."""
    from difficult_cx.app import promises

    return _done(promises.miss(current(), promise, " ".join(reason)), "BROKEN", as_json=as_json)


@app.command("attempt")
def attempt(
    promise: Id,
    reason: Annotated[str, typer.Argument(help="no_answer, voicemail, wrong_number, other_time or reached.")],
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...")] = None,
    *,
    as_json: Json = False,
) -> Result:
    """Somebody tried; the promise stays open."""
    from difficult_cx.app import promises

    changed = promises.attempt(current(), promise, reason, " ".join(words or ()))
    return _done(changed, f"TRIED ({changed.promise.attempts[-1].reason.replace('_', ' ')})", as_json=as_json)


@app.command("move")
def move(promise: Id, when: When, *, as_json: Json = False) -> Result:
    """Another time was agreed: the same promise, its old time on the record."""
    from difficult_cx.app import promises

    return _done(promises.move(current(), promise, " ".join(when)), "MOVED", as_json=as_json)


@app.command("hand-over")
def hand_over(
    promise: Annotated[
        str, typer.Argument(metavar="ID", help="The promise, or @NAME: all open ones of somebody away.")
    ],
    owner: Owner,
    *,
    backup: Annotated[str | None, typer.Option("--backup", metavar="NAME", help="Who helps out.")] = None,
    as_json: Json = False,
) -> Result:
    """Another owner sees to it; with @NAME to all that is open of theirs."""
    from difficult_cx.app import promises
    from difficult_cx.terminal.clean import clean

    if promise.startswith("@"):
        if backup:
            raise UsageError(
                "`--backup` is for one promise; handing over all keeps the backups.", "leave it out"
            )
        return _handed(*promises.hand_over_all(current(), promise, " ".join(owner)), as_json=as_json)
    changed = promises.hand_over(current(), promise, " ".join(owner), backup)
    return _done(changed, f"HANDED to {clean(changed.promise.owner or '')}", as_json=as_json)


@app.command("withdraw")
def withdraw(promise: Id, reason: Reason, *, as_json: Json = False) -> Result:
    """It is no longer wanted, and why."""
    from difficult_cx.app import promises

    return _done(promises.withdraw(current(), promise, " ".join(reason)), "WITHDRAWN", as_json=as_json)


@app.command("undo")
def undo(promise: Id, *, as_json: Json = False) -> Result:
    """Take back the last thing that was done to a promise."""
    from difficult_cx.app import promises

    changed = promises.undo(current(), promise)
    what = changed.undone.removeprefix("promise_")
    return _done(changed, f"UNDONE ({what}), now {changed.promise.state.replace('_', ' ')}:", as_json=as_json)


def _handed(ledger: "Ledger", moved: list["Promise"], *, as_json: bool) -> Result:
    from difficult_cx.app.followup_data import as_data

    world = current()
    now = world.clock.now()

    def text() -> str:
        from difficult_cx.terminal.followups import Sight, handed

        return handed(moved, Sight(ledger, now, world.zone, world.width))

    return Result(lambda: [as_data(one, ledger, now, world.zone) for one in moved], text, as_json)


def _done(changed: "Changed", what: str, *, as_json: bool) -> Result:
    from difficult_cx.terminal import followups as seen

    return _result(changed, lambda: seen.done(changed, what, _sight(changed)), as_json=as_json)


def _result(changed: "Changed", text: Callable[[], str], *, as_json: bool) -> Result:
    def data() -> dict[str, object]:
        from difficult_cx.app.followup_data import as_data

        world = current()
        return as_data(changed.promise, changed.ledger, world.clock.now(), world.zone)

    return Result(data, text, as_json)


def _sight(changed: "Changed") -> Any:
    from difficult_cx.terminal.followups import Sight

    world = current()
    return Sight(changed.ledger, world.clock.now(), world.zone, world.width)
