"""`dcx practice`: rehearse with a scripted customer; no journal is opened, nothing is written."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from difficult_cx.cli.options import Json
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.errors import UsageError

if TYPE_CHECKING:
    from difficult_cx.app.practising import PracticeCall
    from difficult_cx.app.world import World
    from difficult_cx.domain.practice.scenario import Scenario

MOST_SEED = 9999


def command(
    scenario: Annotated[str, typer.Argument(help="Which customer; without one they are listed.")] = "",
    *,
    seed: Annotated[
        int | None, typer.Option("--seed", metavar="NUMBER", help="The same number plays the same customer.")
    ] = None,
    playbook: Annotated[
        str, typer.Option("--playbook", metavar="ID", help="Another playbook than the scenario's.")
    ] = "",
    plain: Annotated[bool, typer.Option("--plain", help="Plain lines, one fact each.")] = False,
    now: Annotated[str | None, typer.Option("--now", hidden=True, metavar="TIME")] = None,
    as_json: Json = False,
) -> Result:
    """Rehearse a call with a scripted customer, who answers what you do; nothing is written."""
    from difficult_cx.cli.moment import started_at
    from difficult_cx.playbook.scenario import load_scenario

    world = started_at(current(), now)
    folders = (*world.library.own, world.library.shipped)
    if not scenario:
        return _listed(world, as_json=as_json)
    found = load_scenario(folders, scenario)
    if as_json:
        raise UsageError("A rehearsal is a conversation; only the list has `--json`.", "dcx practice --json")
    number = seed if seed is not None else int(world.clock.now().timestamp()) % (MOST_SEED + 1)
    return _walk(world, found, number, playbook, plain=plain)


def _listed(world: "World", *, as_json: bool) -> Result:
    from difficult_cx.playbook.scenario import read_scenario, scenario_files

    files = scenario_files((*world.library.own, world.library.shipped))
    read = {name: read_scenario(path) for name, path in files.items()}

    def data() -> list[dict[str, Any]]:
        return [
            {
                "id": name,
                "title": one.title,
                "who": one.who,
                "situation": one.situation or None,
                "playbook": one.playbook,
                "path": one.path,
                "broken": bool(findings),
            }
            for name, (one, findings) in read.items()
        ]

    def text() -> str:
        from difficult_cx.terminal.practice import listed

        return listed([(one, bool(findings)) for one, findings in read.values()], world.width)

    return Result(data, text, as_json)


def _walk(world: "World", scenario: "Scenario", seed: int, playbook: str, *, plain: bool) -> Result:
    from difficult_cx.app.face import why_plain
    from difficult_cx.app.practising import practise

    call = practise(world, scenario, seed, playbook)
    if why_plain(world, world.settings, asked=plain):
        from difficult_cx.terminal.plain import run

        run(call, world.stdin, world.stdout, world.stderr, interactive=world.stdin_tty)
    else:
        from difficult_cx.terminal.screen.face import run as run_screen

        run_screen(call, world.stdin, world.stdout, world.stderr, world.env)
    return Result(text=lambda: _after(call, seed))


def _after(call: "PracticeCall", seed: int) -> str:
    from difficult_cx.terminal.practice import debriefed

    return debriefed(call.debrief, call.scenario, seed)
