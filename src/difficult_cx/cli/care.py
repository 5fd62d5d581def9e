"""`dcx care`: the rep's own day; nothing here is on the record, and nothing else reads it."""

from typing import Annotated

import typer

from difficult_cx.cli.groups import new_group
from difficult_cx.cli.options import At, Json
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current
from difficult_cx.errors import UsageError

MOST_WEEKS = 104


def _alone(ctx: typer.Context, *, at: At = None, as_json: Json = False) -> Result | None:
    if ctx.invoked_subcommand is not None:
        if at or as_json:
            raise UsageError("The options come after the word.", f"dcx care {ctx.invoked_subcommand} --help")
        return None
    from dataclasses import asdict

    from difficult_cx.app import care
    from difficult_cx.cli.moment import read_moment
    from difficult_cx.domain.moment import write_utc
    from difficult_cx.terminal import care as seen

    world = current()
    now = read_moment(at, world.zone) if at is not None else world.clock.now()
    found = care.today(world, now)
    offer = found.offer
    data = {
        "today": {**asdict(found.today), "begins": found.today.begins.isoformat()},
        "offer": {"minutes": offer.minutes, "ended": write_utc(offer.ended)} if offer else None,
        "helps": list(found.helps),
        "employer": list(found.employer),
    }
    return Result(data, lambda: seen.page(found, world.times, world.width), as_json)


app = new_group("Your own day: load, a breather, what helps. In no export, report or search.", _alone)


@app.command("breather")
def breather(
    minutes: Annotated[int | None, typer.Argument(metavar="[MINUTES]", help="1 to 60, or 10.")] = None,
    *,
    taken: Annotated[bool, typer.Option("--taken", help="It was taken already: only note it.")] = False,
) -> Result:
    """Take a breather with a timer; Ctrl-C ends it."""
    from difficult_cx.app import care
    from difficult_cx.app.face import why_steady
    from difficult_cx.terminal import care as seen

    world = current()
    wanted = care.checked_minutes(10 if minutes is None else minutes)
    seconds = wanted * 60
    if not taken and world.stdin_tty and world.stdout_tty:
        steady = bool(why_steady(world.env, world.settings))
        seconds = seen.wait(wanted, world.clock, world.times, world.stdout, redraw=not steady)
    elif not taken:
        raise UsageError("The timer needs a terminal.", f"dcx care breather {wanted} --taken notes one")
    care.breather_taken(world, wanted, seconds)
    return Result(text=f"{seconds // 60} min {seconds % 60} s for yourself, noted. Welcome back.")


@app.command("helps")
def helps(
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help="What helps you.")] = None,
    *,
    remove: Annotated[int | None, typer.Option("--remove", metavar="NUMBER", help="Take it off.")] = None,
    as_json: Json = False,
) -> Result:
    """Show the list of what helps you, add to it, or take something off."""
    from difficult_cx.app import care
    from difficult_cx.terminal import care as seen

    world = current()
    text = " ".join(words or ()).strip()
    if remove is not None and text:
        raise UsageError("`--remove` takes a number and no words.", "dcx care helps --remove 2")
    if remove is not None:
        found = care.remove_help(world, remove)
    elif text:
        found = care.add_help(world, text)
    else:
        found = care.helps(care.care_file(world).entries())
    return Result(list(found), lambda: seen.helps_page(found, world.width), as_json)


@app.command("mark")
def mark(
    value: Annotated[int, typer.Argument(metavar="0-4", help="0 well to 4 worn out.")],
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...")] = None,
) -> Result:
    """Note how you are, for your own eyes."""
    from difficult_cx.app import care

    care.mark(current(), value, " ".join(words or ()))
    return Result(text=f"Noted: {value} of 4.")


@app.command("trends")
def trends(
    *,
    weeks: Annotated[int, typer.Option("--weeks", metavar="NUMBER", help="How many weeks back.")] = 8,
    at: At = None,
    as_json: Json = False,
) -> Result:
    """Show the last weeks: calls, hard ones, heat, breathers, how you were."""
    from dataclasses import asdict

    from difficult_cx.app import care
    from difficult_cx.cli.moment import read_moment
    from difficult_cx.terminal import care as seen
    from difficult_cx.terminal.spark import can_draw

    world = current()
    if not 1 <= weeks <= MOST_WEEKS:
        raise UsageError(f"{weeks} weeks can't be shown.", f"1 to {MOST_WEEKS}")
    now = read_moment(at, world.zone) if at is not None else world.clock.now()
    found = care.weeks(world, weeks, now)
    data = [{**asdict(one), "begins": one.begins.isoformat()} for one in found]
    plain = not can_draw(getattr(world.stdout, "encoding", None))
    return Result(data, lambda: seen.trend_page(found, world.width, ascii_only=plain), as_json)
