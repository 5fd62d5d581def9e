"""A call's agreement in writing: what fills the blanks of the mail's template, and whose template it is."""

from collections.abc import Iterable
from datetime import datetime

from difficult_cx.app.world import World
from difficult_cx.domain.call.state import CallState
from difficult_cx.domain.due.say import day_spoken
from difficult_cx.domain.promise import Promise
from difficult_cx.domain.times import long_day
from difficult_cx.export.harmless import one_line
from difficult_cx.export.mail import TEMPLATE, Draft, bullets, draft
from difficult_cx.storage.private import read_whole

THANKS = {
    "phone": "talking this through with me",
    "email": "writing to us",
    "chat": "writing to us",
    "sms": "writing to us",
    "social": "writing to us",
    "visit": "meeting with me",
    "post": "writing to us",
}


def agreement(
    world: World, state: CallState, promises: Iterable[Promise], customer: str, now: datetime, to: str = ""
) -> Draft:
    """The draft for this call; `promises` are the call's as they stand now.

    What was withdrawn or broken is left out: the mail says what holds. Owed things are said with their day.
    """
    live = [one for one in promises if one.state in ("open", "kept", "kept_late")]
    promised = [one for one in live if one.state == "open"]
    done = [one.text for one in live if one.state != "open"]
    known = {text.casefold() for text in [*done, *(one.text for one in promised)]}
    agreed = [issue.fields.get("chosen", "") for issue in state.issues]
    local = state.started.astimezone(world.zone)
    values = {
        "customer": one_line(customer),
        "date": long_day(local),
        "talked": THANKS.get(state.channel, ""),
        "agreed": bullets("We agreed:", [text for text in agreed if text and text.casefold() not in known]),
        "done": bullets("Already done:", done),
        "promises": bullets("What you can count on:", [_promised(world, one, now) for one in promised]),
        "rep": one_line(world.rep),
        "company": one_line(world.settings.company),
    }
    return draft(template(world), values, to)


def template(world: World) -> str:
    """The user's own template, `agreement.txt` beside the configuration, else the one that came with dcx."""
    own = read_whole(world.folders.agreement)
    return (own if own is not None else TEMPLATE.read_bytes()).decode("utf-8", "replace")


def _promised(world: World, promise: Promise, now: datetime) -> str:
    """`Refund both fees, by noon on Friday 27 November (by e-mail)`."""
    by = f", by {day_spoken(promise.due.astimezone(world.zone), now)}" if promise.due is not None else ""
    owner = f" ({promise.owner} does it)" if promise.owner and promise.owner != world.rep else ""
    return f"{promise.text[:1].upper()}{promise.text[1:]}{by}{owner}"
