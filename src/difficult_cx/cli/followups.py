"""`dcx followups`: what was promised, and what becomes of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from difficult_cx.cli.followups_list import alone, moment_of
from difficult_cx.cli.groups import new_group
from difficult_cx.cli.options import At, Customer, Json, read_name
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.errors import UsageError

if TYPE_CHECKING:
    from difficult_cx.app.ledger import Ledger
    from difficult_cx.app.promises import Changed
    from difficult_cx.domain.promise import Promise

Id = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="The promise: any beginning of its id that fits one.",
    ),
]
Words = Annotated[list[str], typer.Argument(metavar="WORDS...", help="Plain words; quotes aren't needed.")]
Reason = Annotated[list[str], typer.Argument(metavar="REASON...", help="Why, in a few words.")]
When = Annotated[list[str], typer.Argument(metavar="WHEN...", help="tomorrow 9am, fri noon, in 2 hours, …")]
Owner = Annotated[list[str], typer.Argument(metavar="NAME...", help="Who does it from now on.")]


app = new_group("What was promised: late, due today, this week, undated, later.", alone)


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

    world, now = current(), moment_of(at)
    ledger = open_ledger(world.journal)
    found = ledger.find_promise(promise)
    sight = seen.Sight(ledger, now, world.times, world.width)
    return Result(lambda: as_data(found, ledger, now, world.zone), lambda: seen.shown(found, sight), as_json)


@app.command("keep")
def keep(promise: Id, *, as_json: Json = False) -> Result:
    """It is done: kept, or kept late when it is past due; the last one of a call offers what comes after."""
    from difficult_cx.app import promises
    from difficult_cx.terminal import followups as seen

    world = current()
    changed = promises.keep(world, promise)
    what = "KEPT LATE" if changed.promise.state == "kept_late" else "KEPT"

    def text() -> str:
        from difficult_cx.app.afterwards import offer

        offered = offer(world, changed.ledger, changed.promise)
        return "\n".join((seen.done(changed, what, _sight(changed)), *seen.offered(offered, _sight(changed))))

    return _result(changed, text, as_json=as_json)


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
    notes = _of_owner([changed.promise], changed.ledger)
    return _done(changed, f"HANDED to {clean(changed.promise.owner or '')}", notes, as_json=as_json)


@app.command("withdraw")
def withdraw(promise: Id, reason: Reason, *, as_json: Json = False) -> Result:
    """It is no longer wanted, and why."""
    from difficult_cx.app import promises

    return _done(promises.withdraw(current(), promise, " ".join(reason)), "WITHDRAWN", as_json=as_json)


@app.command("step")
def step(promise: Id, words: Words, *, as_json: Json = False) -> Result:
    """One more step of a promise: words, then when."""
    from difficult_cx.app.steps import add_step

    changed = add_step(current(), promise, " ".join(words))
    return _done(changed, f"STEP {len(changed.promise.stages)} of", as_json=as_json)


@app.command("done")
def done(
    promise: Id,
    number: Annotated[
        int | None, typer.Argument(metavar="[NUMBER]", help="Which step; without it the next one.")
    ] = None,
    *,
    as_json: Json = False,
) -> Result:
    """A step is done, and what to tell the customer."""
    from difficult_cx.app.steps import step_done
    from difficult_cx.terminal import followups as seen

    changed = step_done(current(), promise, number)
    return _result(changed, lambda: seen.step_done(changed, _sight(changed)), as_json=as_json)


@app.command("risk")
def risk(promise: Id, reason: Reason, *, as_json: Json = False) -> Result:
    """It may not be kept in time, and why: they hear it before it is due."""
    from difficult_cx.app.risks import at_risk
    from difficult_cx.terminal import followups as seen

    changed = at_risk(current(), promise, " ".join(reason))
    return _result(changed, lambda: seen.risky(changed, _sight(changed)), as_json=as_json)


@app.command("told")
def told(promise: Id, when: When, *, as_json: Json = False) -> Result:
    """They were told before it was due, and this is the new time."""
    from difficult_cx.app import risks

    return _done(risks.told(current(), promise, " ".join(when)), "TOLD, MOVED", as_json=as_json)


@app.command("read-back")
def read_back(promise: Id, *, as_json: Json = False) -> Result:
    """Its time was read back to the customer, and they said yes."""
    from difficult_cx.app import risks

    return _done(risks.read_back(current(), promise), "READ BACK", as_json=as_json)


@app.command("after")
def after(
    promise: Id,
    when: Annotated[
        list[str] | None, typer.Argument(metavar="[WHEN]...", help="Another day than the one offered.")
    ] = None,
    *,
    as_json: Json = False,
) -> Result:
    """Ask some days later how it has been since; for a promise that was kept."""
    from difficult_cx.app import afterwards
    from difficult_cx.app.ledger import open_ledger

    world = current()
    changed = afterwards.plan(world, open_ledger(world.journal), promise, " ".join(when or ()))
    return _done(changed, "PLANNED", as_json=as_json)


@app.command("undo")
def undo(promise: Id, *, as_json: Json = False) -> Result:
    """Take back the last thing that was done to a promise."""
    from difficult_cx.app import promises

    changed = promises.undo(current(), promise)
    what = changed.undone.removeprefix("promise_").replace("_", " ")
    return _done(changed, f"UNDONE ({what}), now {changed.promise.state.replace('_', ' ')}:", as_json=as_json)


def _handed(ledger: "Ledger", moved: list["Promise"], *, as_json: bool) -> Result:
    from difficult_cx.app.followup_data import as_data

    world = current()
    now = world.clock.now()

    def text() -> str:
        from difficult_cx.terminal.followups import Sight, handed

        return handed(moved, Sight(ledger, now, world.times, world.width))

    notes = _of_owner(moved, ledger)
    return Result(
        lambda: [as_data(one, ledger, now, world.zone) for one in moved], text, as_json, notes=notes
    )


def _of_owner(moved: list["Promise"], ledger: "Ledger") -> tuple[str, ...]:
    """What is said of the new owner, for stderr."""
    from difficult_cx.app.promises import said_of_owner
    from difficult_cx.terminal.clean import clean

    said = said_of_owner(current(), moved, ledger)
    return (clean(said),) if said else ()


def _done(changed: "Changed", what: str, notes: tuple[str, ...] = (), *, as_json: bool) -> Result:
    from difficult_cx.terminal import followups as seen

    return _result(changed, lambda: seen.done(changed, what, _sight(changed)), notes, as_json=as_json)


def _result(
    changed: "Changed", text: Callable[[], str], notes: tuple[str, ...] = (), *, as_json: bool
) -> Result:
    def data() -> dict[str, object]:
        from difficult_cx.app.followup_data import as_data

        world = current()
        return as_data(changed.promise, changed.ledger, world.clock.now(), world.zone)

    return Result(data, text, as_json, notes=notes)


def _sight(changed: "Changed") -> Any:
    from difficult_cx.terminal.followups import Sight

    world = current()
    return Sight(changed.ledger, world.clock.now(), world.times, world.width)
