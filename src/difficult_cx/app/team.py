"""Being in a team: joining, how one stands, leaving."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from difficult_cx.app.team_place import (
    Place,
    forget_place,
    known_place,
    open_hub,
    place_of,
    remember,
    the_place,
)
from difficult_cx.app.world import World
from difficult_cx.domain.team import NEVER_SENT, Standing
from difficult_cx.errors import AwayError, DcxError
from difficult_cx.journal.fetching import lines_after, records_in
from difficult_cx.journal.journal import fetched_files
from difficult_cx.storage.private import not_saved

# From here on a clock is said to be wrong; nothing depends on it but how times read.
CLOCK_OFF = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Found:
    """How one stands with the place, how many records it lacks (None: not known), the clock's error."""

    place: Place
    standing: Standing
    unsent: int | None
    clock_off: timedelta | None


def join(world: World, typed: str) -> tuple[Place, Standing, Place | None]:
    """Remember where the team meets, once it has been asked how one stands; last, where it met until now."""
    place, before = place_of(typed), _before(world)
    hub = open_hub(world, place)
    try:
        standing = hub.standing()
    finally:
        hub.close()
    remember(world, place, standing.members)
    return place, standing, before if before != place else None


def _before(world: World) -> Place | None:
    """Where it met until now; nobody can say where that is damaged."""
    with suppress(DcxError):
        return known_place(world)
    return None


def status(world: World) -> Found:
    """Where the team meets, who is in it, what is still to be sent, and whether the clocks agree."""
    place = the_place(world)
    hub = open_hub(world, place)
    try:
        standing = hub.standing()
        last = hub.last_sent(world.journal.device)
        remember(world, place, standing.members)
    finally:
        hub.close()
    behind = lines_after(world.folders.journal, last)
    unsent = None if behind is None else _count(behind)
    return Found(place, standing, unsent, _clock_off(world.clock.now(), standing.clock))


def _count(lines: Iterable[bytes]) -> int:
    found = (one for one in records_in(lines) if not isinstance(one, str))
    return sum(1 for one in found if one.event.kind not in NEVER_SENT)


def _clock_off(now: datetime, there: datetime | None) -> timedelta | None:
    """How far this machine's clock is ahead of the hub's; None where they agree."""
    if there is None or abs(now - there) < CLOCK_OFF:
        return None
    return now - there


def leave(world: World, *, remove: bool) -> tuple[Place, bool]:
    """Share no more; `remove`: what was fetched of others goes from here. Whether the hub could be told."""
    place = the_place(world)
    told = _told(world, place)
    forget_place(world)
    if remove:
        for path in fetched_files(world.folders):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise not_saved(path, error) from error
        world.journal.drop_index()
    return place, told


def _told(world: World, place: Place) -> bool:
    """Say to the hub that this machine leaves; False where it can't be reached, for ever perhaps."""
    try:
        hub = open_hub(world, place)
    except AwayError:
        return False
    try:
        hub.leave([world.journal.device])
    finally:
        hub.close()
    return True
