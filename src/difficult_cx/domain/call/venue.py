"""Another channel that they agreed to: a promise for the new place, whose time is asked (D3.1)."""

from difficult_cx.domain.call import handing
from difficult_cx.domain.call.desk import Decision, Standing, say
from difficult_cx.domain.event import Entry
from difficult_cx.domain.kinds import CHANNELS

SETS = "venue"
STAYS = "no"
_TEXT = {
    "phone": "go on by phone",
    "email": "go on in writing",
    "private": "go on in private",
    "visit": "visit them about it",
}


def by_way(standing: Standing, entry: Entry, value: str) -> Decision:
    """The line of a card that names the channel they said yes to: `entry` is the way as it would be taken."""
    if value == STAYS:
        return Decision((entry,), say("It stays here, by their wish.", card=True))
    text = _TEXT.get(value, f"go on by {value}")
    return handing.by_way(standing, entry, text, value if value in CHANNELS else None)
