"""Copies of the record that lie outside it: each is noted, so that who is forgotten can be told of them."""

from pathlib import Path

from difficult_cx.app.world import World
from difficult_cx.domain.event import Entry
from difficult_cx.errors import DcxError


def note_copy(world: World, path: Path) -> str:
    """Note that this file will hold what customers said; a file that is written again is noted once.

    Called before it is written: a note of a file that isn't there does no harm, a file that nobody knows of
    does.
    Where it can't be noted the copy is made all the same, and the sentence that is returned says so.
    """
    name = str(path)
    try:
        made = world.journal.index().events_of_kinds(("exported",))
        if not any(one.text("file") == name for one in made):
            world.journal.append(Entry("exported", {"file": name}))
    except DcxError as error:
        return f"That this copy exists couldn't be noted: {error.message}"
    return ""
