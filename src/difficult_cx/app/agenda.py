"""Who is to be spoken to: check-ins, watches, thanks, long silence, feedback without an answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from difficult_cx.app.ledger import Ledger
from difficult_cx.app.story import everyone
from difficult_cx.app.world import World
from difficult_cx.domain.moment import maybe_utc, write_utc
from difficult_cx.domain.story.person import CustomerNote
from difficult_cx.domain.story.story import Story

LOOK_BACK = timedelta(days=730)
GREAT_CALLS = 2


@dataclass(frozen=True, slots=True)
class Thanks:
    """A customer to appreciate: why, and when they were thanked last; None: never."""

    story: Story
    why: str
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything of the proactive half, each list in the order in which it is worth doing."""

    now: datetime
    planned: tuple[Story, ...] = ()
    proposed: tuple[Story, ...] = ()
    watched: tuple[Story, ...] = ()
    thanks: tuple[Thanks, ...] = ()
    quiet: tuple[Story, ...] = ()
    alone: tuple[Story, ...] = ()
    feedback: tuple[tuple[Story, CustomerNote], ...] = ()
    quiet_days: int = 0


def agenda(world: World, ledger: Ledger, now: datetime) -> Agenda:
    """The lists as of `now`, over every customer."""
    stories = everyone(world, ledger, now, now - LOOK_BACK)
    return _agenda(stories, now, world.settings.quiet_days)


def _agenda(stories: Iterable[Story], now: datetime, quiet_days: int) -> Agenda:
    found = list(stories)
    planned = [one for one in found if _planned(one) is not None]
    proposed = sorted((one for one in found if one.plan is not None), key=lambda one: _plan_at(one, now))
    watched = [one for one in found if one.watch is not None]
    thanks = [one for one in map(_thanks, found) if one is not None]
    silent = timedelta(days=quiet_days)
    quiet = [one for one in found if one.last_spoken is not None and now - one.last_spoken > silent]
    alone = [one for one in found if one.hard and not one.backup]
    waiting = [
        (one, note) for one in found for note in one.person.of_kind("feedback") if note.changed is None
    ]
    return Agenda(
        now,
        tuple(sorted(planned, key=lambda one: _planned(one) or now)),
        tuple(proposed),
        tuple(sorted(watched, key=lambda one: one.watch.until if one.watch else now)),
        tuple(sorted(thanks, key=lambda one: (one.last is not None, one.last or now))),
        tuple(sorted(quiet, key=lambda one: one.last_spoken or now)),
        tuple(alone),
        tuple(sorted(waiting, key=lambda row: row[1].at)),
        quiet_days,
    )


def _planned(story: Story) -> datetime | None:
    dues = [one.due for one in story.promises if one.kind == "check_in" and one.state == "open" and one.due]
    return min(dues, default=None)


def _plan_at(story: Story, now: datetime) -> datetime:
    return story.plan.at if story.plan is not None else now


def _thanks(story: Story) -> Thanks | None:
    """Great by a note, or by the record: calls of which none was hard, nothing broken, the last one solved.

    A customer who was chronic and no longer is counts too (E0.1).
    """
    thanked = story.person.newest("thanks")
    last = thanked.at if thanked is not None else None
    great = story.person.newest("great")
    if great is not None:
        return Thanks(story, great.text, last)
    calm = len(story.calls) >= GREAT_CALLS and not story.hard and not story.broken
    if calm and story.calls[0].disposition in ("resolved", "agreed"):
        return Thanks(story, f"{len(story.calls)} calls, none of them hard", last)
    if story.kind.was_chronic and not story.kind.chronic:
        return Thanks(story, "it was chronic once, and no longer is", last)
    return None


def agenda_data(found: Agenda) -> dict[str, Any]:
    """The lists as JSON values."""

    def who(story: Story) -> dict[str, str]:
        return {"id": story.customer.id, "name": story.customer.name}

    return {
        "planned": [{"customer": who(one), "at": maybe_utc(_planned(one))} for one in found.planned],
        "proposed": [
            {"customer": who(one), "at": write_utc(one.plan.at), "days": one.plan.days, "why": one.plan.why}
            for one in found.proposed
            if one.plan is not None
        ],
        "watched": [
            {
                "customer": who(one),
                "until": write_utc(one.watch.until),
                "waiting": [promise.id for promise in one.watch.waiting],
                "asked": one.watch.asked,
            }
            for one in found.watched
            if one.watch is not None
        ],
        "thanks": [
            {"customer": who(one.story), "why": one.why, "last": maybe_utc(one.last)} for one in found.thanks
        ],
        "quiet": [{"customer": who(one), "last": maybe_utc(one.last_spoken)} for one in found.quiet],
        "without_backup": [who(one) for one in found.alone],
        "feedback": [
            {"customer": who(one), "id": note.id, "at": write_utc(note.at), "text": note.text}
            for one, note in found.feedback
        ],
    }
