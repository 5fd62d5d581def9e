"""Moments as they are typed for a machine's sake: `--at` and `--now`."""

from datetime import datetime
from zoneinfo import ZoneInfo

from difficult_cx.app.world import World
from difficult_cx.errors import UsageError

# with room on both sides of the calendar
YEARS = range(1900, 9000)


def read_moment(text: str, zone: ZoneInfo, option: str = "--at") -> datetime:
    """The moment of an ISO 8601 text; without an offset it is local in `zone`."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        moment = None
    if moment is None or moment.year not in YEARS:
        raise UsageError(
            f"{option} takes a time like 2026-11-24T10:15 or 2026-11-24T10:15+01:00.", "a date and a time"
        )
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def started_at(world: World, now: str | None) -> World:
    """The same world, with a clock that starts at `--now` (CONTRIBUTING; for tests and pictures)."""
    if now is None:
        return world
    from dataclasses import replace

    from difficult_cx.app.clock import StartedClock

    return replace(world, clock=StartedClock(read_moment(now, world.zone, "--now")))
