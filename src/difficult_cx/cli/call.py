"""`dcx call`: the calls on the record."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from difficult_cx.cli import call_mail, call_review
from difficult_cx.cli.groups import new_group
from difficult_cx.cli.options import Json, Owner, Team
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from difficult_cx.app.ledger import Ledger
    from difficult_cx.app.world import World
    from difficult_cx.domain.call.state import CallState
    from difficult_cx.domain.event import Event

app = new_group("The calls on the record.")
app.command("review")(call_review.command)
RECENT = 20


@app.command("list")
def list_calls(
    *,
    everything: Annotated[bool, typer.Option("--all", help="All of them, not the newest 20.")] = False,
    owner: Owner = None,
    team: Team = False,
    as_json: Json = False,
) -> Result:
    """List calls, newest first, with what is still open in each."""
    from difficult_cx.app.calls import list_calls as find
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.app.whose import whose
    from difficult_cx.domain.call.wrapup import open_items
    from difficult_cx.journal.index.whose import calls_in

    world = current()
    ledger = open_ledger(world.journal)
    files = whose(world, ledger, owner, team=team).files()
    shown = find(ledger, _is_open(world), None if everything or as_json else RECENT, files)

    def data() -> list[dict[str, Any]]:
        from difficult_cx.domain.call.record import as_json as whole

        return [
            {
                **whole(one.state, None, ledger.name_of),
                "standing": one.standing,
                "rep": one.rep,
                "open": list(open_items(one.state)),
            }
            for one in shown
        ]

    def text() -> str:
        from difficult_cx.terminal.calls import call_rows

        if not shown:
            elsewhere = "" if files is None else " of yours; --team lists everybody's"
            return f"No call is on the record{elsewhere}. `dcx handle` begins one."
        several = team or owner is not None
        rows = call_rows(shown, ledger.short, ledger.customers, world.times, world.width, reps=several)
        whole = ledger.index.calls_count() if files is None else len(calls_in(ledger.index, files))
        more = whole - len(shown)
        return "\n".join([*rows, *([f"{more} more: dcx call list --all"] if more else [])])

    return Result(data=data, text=text, as_json=as_json)


@app.command("show")
def show(
    call_id: Annotated[str, typer.Argument(metavar="ID", help="The beginning of the call's id.")],
    *,
    as_: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="KIND",
            help="note: to paste elsewhere; mail, mailto: the agreement as a draft; "
            "brief: to hand over; review: for a coach.",
        ),
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="ADDRESS", help="Whom the draft is for.")] = "",
    raw: Annotated[bool, typer.Option("--raw", help="Every event, those taken back included.")] = False,
    as_json: Json = False,
) -> Result:
    """Show a call: its issues, notes, promises and how the steps went."""
    from difficult_cx.app.calls import call_events
    from difficult_cx.app.ledger import open_ledger

    world = current()
    ledger = open_ledger(world.journal)
    found = ledger.find_call(call_id)
    events = call_events(ledger, [found])[found]
    if raw:
        from difficult_cx.terminal.calls import raw_data, raw_rows

        return Result(
            data=lambda: raw_data(events),
            text=lambda: "\n".join(raw_rows(events, world.times)),
            as_json=as_json,
        )
    if as_ in call_mail.KINDS:
        return call_mail.written(world, ledger, _state(events), as_, to, as_json=as_json)
    if as_ == "brief":
        return call_review.brief(world, ledger, found, as_json=as_json)
    if as_ == "review":
        return call_review.review(world, ledger, found, as_json=as_json)
    if as_ not in (None, "note"):
        raise UsageError(f"A call can't be shown as {as_!r}.", "--as note, mail, mailto, brief or review")
    return _whole(world, ledger, found, pasted=as_ == "note", as_json=as_json)


def _state(events: "list[Event]") -> "CallState":
    from difficult_cx.domain.call import evolve

    state = evolve.fold(events)
    assert state is not None, "the ledger knows only calls that began"
    return state


def _whole(world: "World", ledger: "Ledger", call_id: str, *, pasted: bool, as_json: bool) -> Result:
    from dataclasses import replace

    from difficult_cx.app.calls import call_events
    from difficult_cx.playbook.kept import from_json

    state = _state(call_events(ledger, [call_id])[call_id])
    body = world.journal.kept_playbook(state.hash)
    playbook = replace(from_json(body), hash=state.hash) if body is not None else None

    def data() -> dict[str, Any]:
        from difficult_cx.domain.call.record import as_json as whole

        return whole(state, playbook, ledger.name_of)

    def text() -> str:
        customer = ledger.customers.get(state.customer)
        name = customer.name if customer is not None else "(no name)"
        if pasted:
            from difficult_cx.terminal.pasted import note

            return "\n".join(note(state, name, world.times))
        from difficult_cx.terminal.calls import call_page

        return "\n".join(call_page(state, playbook, name, ledger.short, world.times, world.width))

    return Result(data=data, text=text, as_json=as_json)


@app.command("close")
def close(
    call_id: Annotated[str, typer.Argument(metavar="ID", help="The beginning of the call's id.")],
    disposition: Annotated[str, typer.Argument(metavar="OUTCOME", help="resolved, agreed, call_back, …")],
    reason: Annotated[list[str] | None, typer.Argument(metavar="[REASON]")] = None,
    *,
    as_json: Json = False,
) -> Result:
    """Close a parked call without the screen."""
    from difficult_cx.app.calls import close_call
    from difficult_cx.app.ledger import open_ledger
    from difficult_cx.journal.calls import CallLock

    world = current()
    found = open_ledger(world.journal).find_call(call_id)
    with CallLock(world.folders, found).acquire(wait=3.0):
        ledger = open_ledger(world.journal)
        state = close_call(
            ledger, world.journal, world.clock, found, disposition, " ".join(reason or []).strip()
        )
    short = ledger.short[found]
    text = f"Call {short} closed: {(state.disposition or '').replace('_', ' ')}."
    return Result(data={"id": found, "disposition": state.disposition}, text=text, as_json=as_json)


def _is_open(world: "World") -> "Callable[[str], bool]":
    from difficult_cx.journal.calls import is_open

    return lambda call_id: is_open(world.folders, call_id)
