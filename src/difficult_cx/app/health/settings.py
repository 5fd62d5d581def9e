"""The configuration and the playbooks: what was found in them."""

from collections.abc import Iterator

from difficult_cx.app.health.line import Health
from difficult_cx.app.settings_check import check
from difficult_cx.app.world import World
from difficult_cx.errors import DcxError


def configuration(world: World) -> Iterator[Health]:
    """The first mistake of the file and how many more, or that there is none."""
    findings = check(world)
    found = world.configuration
    if findings:
        more = f" and {len(findings) - 1} more" if len(findings) > 1 else ""
        yield Health("configuration", "bad", f"{findings[0]}{more}", "`dcx config check` names them all")
    else:
        state = str(found.path) if found.there else "none; every setting has its default"
        yield Health("configuration", "ok", state)


def playbooks(world: World) -> Iterator[Health]:
    """How many there are, and which have mistakes."""
    try:
        found = world.library.overview()
        world.library.load(world.configuration.settings.playbook)
    except DcxError as error:
        yield Health("playbooks", "bad", error.message, error.hint)
        return
    broken = [one.id for one in found if one.broken]
    own = sum(one.own for one in found)
    what = f"{len(found)} playbooks, {own} of them your own"
    if broken:
        yield Health("playbooks", "note", f"{what}; mistakes in {', '.join(broken)}", "`dcx playbook lint`")
    else:
        yield Health("playbooks", "ok", what)
