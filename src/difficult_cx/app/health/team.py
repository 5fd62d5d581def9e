"""Where this machine's team meets, as far as it can be told without asking anybody."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from difficult_cx.app.health.line import Health
from difficult_cx.app.team_place import known_place
from difficult_cx.app.world import World
from difficult_cx.errors import DcxError
from difficult_cx.journal.journal import fetched_files


def team(world: World) -> Iterator[Health]:
    """A line where there is a team; the hub itself is asked by `dcx team status`."""
    try:
        place = known_place(world)
    except DcxError as error:
        yield Health("team", "note", error.message, error.hint)
        return
    if place is None or not place.shown:
        return
    count = len(fetched_files(world.folders))
    what = f"{place.shown}, {count} journal{'' if count == 1 else 's'} of colleagues here"
    if place.hub and find_spec("psycopg") is None:
        yield Health("team", "note", f"{what}; psycopg isn't installed", 'pip install "difficult-cx[team]"')
    elif place.folder and not Path(place.folder).is_dir():
        yield Health("team", "note", f"{what}; the folder isn't there now", "is it connected?")
    else:
        yield Health("team", "ok", what)
