"""`dcx handle` and `dcx resume`: a call, from the first word to the promise kept."""

from typing import TYPE_CHECKING, Annotated

import typer

from difficult_cx.cli.options import Customer, Lang, library_in, read_name
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from difficult_cx.app.handling import Surroundings
    from difficult_cx.app.running import RunningCall
    from difficult_cx.app.world import World

Plain = Annotated[bool, typer.Option("--plain", help="Plain lines: for pipes, screen readers, old consoles.")]
Terse = Annotated[bool, typer.Option("--terse", help="Only what to say and never to say, for experts.")]
Now = Annotated[str | None, typer.Option("--now", hidden=True, metavar="TIME")]


def handle(
    playbook: Annotated[str, typer.Argument(help="The playbook; without one the configured default.")] = "",
    *,
    customer: Customer = None,
    about: Annotated[str, typer.Option("--about", metavar="TEXT", help="What it is about.")] = "",
    channel: Annotated[str, typer.Option("--channel", help="phone, email, chat, sms, …")] = "phone",
    promise: Annotated[str, typer.Option("--for", metavar="PROMISE", help="To keep this promise.")] = "",
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the call parked last.")] = False,
    lang: Lang = "",
    plain: Plain = False,
    terse: Terse = False,
    now: Now = None,
) -> Result:
    """Walk through a call: what to do, what to say, and what was promised."""
    from difficult_cx.app import handling
    from difficult_cx.app.parked import parked
    from difficult_cx.app.whose import whose
    from difficult_cx.cli.moment import started_at

    world = started_at(current(), now)
    surroundings = _surroundings(world, lang)
    if resume:
        if playbook or customer or about or promise:
            raise UsageError(
                "`--resume` goes on with a call as it was parked; it takes no playbook and no customer.",
                "`dcx resume ID` goes on with another one",
            )
        return _walk(world, _last_parked(world, surroundings), _going_on(world), plain=plain)
    name = read_name(world, customer) or ""
    waiting = len(parked(surroundings.ledger, _is_open(world), whose(world, surroundings.ledger)))
    request = handling.Request(playbook, name, about, channel, promise, terse)

    def begin(call_id: str) -> "RunningCall":
        call = handling.begin(world, surroundings, request, call_id)
        if waiting:
            is_are = "call is" if waiting == 1 else "calls are"
            row = f"{waiting} {is_are} parked: dcx handle --resume goes on."
            call.opening = (*call.opening[:1], row, *call.opening[1:])
        return call

    return _walk(world, world.journal.new_id(), begin, plain=plain)


def resume(
    call_id: Annotated[str, typer.Argument(metavar="ID", help="The beginning of the call's id.")],
    *,
    plain: Plain = False,
    now: Now = None,
) -> Result:
    """Go on with a parked call: the same card, the same notes."""
    from difficult_cx.cli.moment import started_at

    world = started_at(current(), now)
    found = _surroundings(world).ledger.find_call(call_id)
    return _walk(world, found, _going_on(world), plain=plain)


def _surroundings(world: "World", lang: str = "") -> "Surroundings":
    from difficult_cx.app.handling import Surroundings
    from difficult_cx.app.ledger import open_ledger

    return Surroundings(world, open_ledger(world.journal), library_in(world, lang))


def _going_on(world: "World") -> "Callable[[str], RunningCall]":
    """Goes on with a call that is held already: read again, for another dcx may have written meanwhile."""
    from difficult_cx.app import handling

    return lambda call_id: handling.go_on(world, _surroundings(world), call_id)


def _is_open(world: "World") -> "Callable[[str], bool]":
    from difficult_cx.journal.calls import is_open

    return lambda call_id: is_open(world.folders, call_id)


def _last_parked(world: "World", surroundings: "Surroundings") -> str:
    from difficult_cx.app.parked import parked_last
    from difficult_cx.app.whose import whose

    last = parked_last(surroundings.ledger, _is_open(world), whose(world, surroundings.ledger))
    if last is None:
        raise NotFoundError("No call is parked.", "`dcx handle` begins a new one")
    return last


def _walk(world: "World", call_id: str, make: "Callable[[str], RunningCall]", *, plain: bool) -> Result:
    """Hold the call, show its face, and say at the end in one line what is overdue."""
    from difficult_cx.app.face import why_plain
    from difficult_cx.journal.calls import CallLock

    typed = world.stdin_tty  # a terminal that is gone later isn't one any more
    with CallLock(world.folders, call_id).acquire(wait=3.0):
        call = make(call_id)
        if why_plain(world, world.settings, asked=plain):
            from difficult_cx.terminal.plain import run

            code = run(call, world.stdin, world.stdout, world.stderr, interactive=typed)
        else:
            from difficult_cx.terminal.screen.face import run as run_screen

            code = run_screen(call, world.stdin, world.stdout, world.stderr, world.env)
        if typed:
            _if_gone(world)
    if world.settings.sync_after_call:
        from difficult_cx.app.team_background import sync_soon

        sync_soon(world)
    return Result(text=lambda: _afterwards(world, call), exit_code=code)


def _if_gone(world: "World") -> None:
    """After a hang-up nobody reads any more: the exit code still tells that the call is parked."""
    from difficult_cx.cli.streams import silence

    try:
        world.stdout.flush()
    except OSError:
        silence(world.stdout)


def _afterwards(world: "World", call: "RunningCall") -> str:
    """What is said when the call is left: what is overdue, and a breather after a hard one."""
    from difficult_cx.app.care import after_call

    return "\n".join(filter(None, (_overdue(world), after_call(call.events))))


def _overdue(world: "World") -> str:
    """One line on what is late; empty when nothing is."""
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.app.morning import overdue_line
    from difficult_cx.app.whose import whose

    ledger = open_ledger(world.journal)
    return overdue_line(ledger, world.clock.now(), whose(world, ledger))
