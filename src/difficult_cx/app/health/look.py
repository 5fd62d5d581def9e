"""Everything that doctor looks at, in the order people ask for it."""

from difficult_cx.app.health.folders import folders
from difficult_cx.app.health.line import Health
from difficult_cx.app.health.record import index, journal, left_over, newest, read
from difficult_cx.app.health.settings import configuration, playbooks
from difficult_cx.app.health.surroundings import clock, terminal, versions, zone
from difficult_cx.app.health.team import team
from difficult_cx.app.world import World


def look(world: World, version: str) -> list[Health]:
    """All of it; nothing is changed, nothing is sent."""
    reading = read(world)
    return [
        *versions(world, version),
        *folders(world),
        *journal(world, reading),
        *index(world),
        *left_over(world),
        *team(world),
        *configuration(world),
        *playbooks(world),
        *terminal(world),
        *clock(world, newest(reading)),
        *zone(world),
    ]
