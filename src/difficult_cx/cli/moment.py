"""Moments as they are typed for a machine's sake: `--at` and `--now`."""

from datetime import datetime
from zoneinfo import ZoneInfo

from difficult_cx.app.world import World
from difficult_cx.errors import UsageError


def read_moment(text: str, zone: ZoneInfo, option: str = "--at") -> datetime:
    """The moment of an ISO 8601 text; without an offset it is local in `zone`."""
    try:
        moment = datetime.fromisoformat(text.strip())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        moment.astimezone(zone)  # a year beyond the calendar shows here, not later
    except (ValueError, OverflowError):
        raise UsageError(
            f"{option} takes a time like 2026-11-24T10:15 or 2026-11-24T10:15+01:00.", "a date and a time"
        ) from None
    return moment


def started_at(world: World, now: str | None) -> World:
    """The same world, with a clock that starts at `--now` (CONTRIBUTING; for tests and pictures)."""
    if now is None:
        return world
    from dataclasses import replace

    from difficult_cx.app.clock import StartedClock

    return replace(world, clock=StartedClock(read_moment(now, world.zone, "--now")))
