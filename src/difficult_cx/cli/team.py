"""`dcx team`: one record for several people, through a shared folder or a PostgreSQL hub."""

from typing import Annotated

import typer

from difficult_cx.cli.groups import new_group
from difficult_cx.cli.options import Json
from difficult_cx.cli.output import Result
from difficult_cx.cli.world import current

app = new_group("One record for a team: through a shared folder, or a PostgreSQL hub.")

Where = Annotated[
    str,
    typer.Argument(metavar="PLACE", help="A folder, or a hub's URL without a password."),
]


Url = Annotated[str, typer.Argument(metavar="URL", help="postgresql://LOGIN@SERVER/DATABASE, no password.")]
TeamName = Annotated[str, typer.Option("--team", metavar="NAME", help="Which team; a hub can have several.")]


@app.command("init")
def init(url: Url, *, team: TeamName = "team") -> Result:
    """Make a hub's schema, or bring it up to date; for its owner."""
    from difficult_cx.team.address import read_address
    from difficult_cx.team.owning import init as made
    from difficult_cx.terminal.team import begun

    address = read_address(url)
    versions, quiet = made(address, current().env, team)
    return Result(text=begun(address.shown, address.url, team, versions, quiet=quiet))


@app.command("add")
def add(
    url: Url,
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="A login of the server.")],
    *,
    lead: Annotated[bool, typer.Option("--lead", help="As the team's lead: reads all it has.")] = False,
    team: TeamName = "team",
) -> Result:
    """Put a login of the server into a team; for the hub's owner."""
    from difficult_cx.team.address import read_address
    from difficult_cx.team.owning import add as added
    from difficult_cx.terminal.clean import clean

    added(read_address(url), current().env, login, team, lead=lead)
    return Result(text=f"ADDED {clean(login)} to {team} as {'lead' if lead else 'rep'}")


@app.command("remove")
def remove(
    url: Url, login: Annotated[str, typer.Argument(metavar="LOGIN", help="A login of the server.")]
) -> Result:
    """Shut a login out of its team; what it sent stays. For the hub's owner."""
    from difficult_cx.team.address import read_address
    from difficult_cx.team.owning import remove as removed
    from difficult_cx.terminal.clean import clean

    removed(read_address(url), current().env, login)
    return Result(text=f"REMOVED {clean(login)}; what they sent stays with the team")


@app.command("join")
def join(place: Where, *, as_json: Json = False) -> Result:
    """Share one's record with a team, and read theirs along."""
    from difficult_cx.app.team import join as joined
    from difficult_cx.terminal.team import joined as said

    found, standing, before = joined(current(), place)
    data = {"place": found.shown, "team": standing.team or None, "role": standing.role or None}
    return Result(data, lambda: said(found, standing, before), as_json)


@app.command("sync")
def sync(
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Compare every record, not only the newest; slower.")
    ] = False,
    quiet: Annotated[
        bool,
        typer.Option("--quiet", help="For cron: say nothing unless something is wrong."),
    ] = False,
    as_json: Json = False,
) -> Result:
    """Fetch what colleagues wrote, and send what they lack."""
    from difficult_cx.app.team_sync import sync as share
    from difficult_cx.errors import AwayError, BusyError
    from difficult_cx.terminal.team import synced

    try:
        done = share(current(), every=every, wait=0.0 if quiet else 10.0)
    except BusyError:
        if quiet:  # another one is at it, and takes along what this one would
            return Result()
        raise
    except AwayError as error:
        if quiet and not as_json:  # offline for a month is normal: nobody wants a mail every ten minutes
            return Result(exit_code=error.exit_code)
        raise
    data = {"fetched": done.fetched, "sent": done.sent, "erased": done.erased, "refused": done.refused}
    notes = tuple(synced(done).splitlines()) if quiet and done.refused else ()
    return Result(data, "" if quiet else lambda: synced(done), as_json, int(bool(done.refused)), notes)


@app.command("status")
def status(*, as_json: Json = False) -> Result:
    """Say where the team meets, who is in it, what is to be sent."""
    from difficult_cx.app.team import status as found
    from difficult_cx.app.team_data import as_data
    from difficult_cx.terminal.team import standing

    world = current()
    now = found(world)
    return Result(lambda: as_data(now), lambda: standing(now, world.times, world.width), as_json)


@app.command("leave")
def leave(
    *,
    remove: Annotated[
        bool, typer.Option("--remove-fetched", help="Remove colleagues' records from this machine too.")
    ] = False,
    as_json: Json = False,
) -> Result:
    """Share no more; one's own record stays here, what was sent there."""
    from difficult_cx.app.team import leave as left
    from difficult_cx.terminal.team import left as said

    gone, told = left(current(), remove=remove)
    return Result(
        {"place": gone.shown, "removed": remove}, lambda: said(gone, remove=remove, told=told), as_json
    )
