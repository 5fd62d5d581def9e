"""Who is to be spoken to, as it is seen: each list with a heading, empty ones left out."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from difficult_cx.app.agenda import Agenda
from difficult_cx.domain.story.story import Story
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.table import columns

MOST = 8


def page(found: Agenda, zone: ZoneInfo, width: int) -> str:
    """The lists of the proactive half; how to begin when all are empty."""
    lines = ["WHO TO SPEAK TO"]
    for title, rows in _lists(found, zone):
        if rows:
            lines += ["", title, *columns(rows[:MOST], width)]
            if len(rows) > MOST:
                lines.append(f"  and {len(rows) - MOST} more")
    if len(lines) == 1:
        lines.append("Nobody in particular today. dcx customer show NAME tells a customer's story.")
    return "\n".join(lines)


def _lists(found: Agenda, zone: ZoneInfo) -> Iterator[tuple[str, Sequence[tuple[str, ...]]]]:
    planned = [(_who(one), _next(one, zone)) for one in found.planned]
    yield "CHECK-INS PLANNED", planned
    yield (
        "CHECK-INS PROPOSED",
        [(_who(one), f"{day(one.plan.at, zone)}, {one.plan.why}") for one in found.proposed if one.plan],
    )
    yield "WATCHED AFTER A HARD CALL", [(_who(one), _watch(one, zone)) for one in found.watched]
    yield (
        "GREAT CUSTOMERS TO THANK, and when that was done last",
        [
            (
                _who(one.story),
                clean(one.why),
                f"thanked {day(one.last, zone)}" if one.last else "never thanked",
            )
            for one in found.thanks
        ],
    )
    yield (
        f"NOT SPOKEN TO FOR {found.quiet_days} DAYS",
        [(_who(one), f"last {day(one.last_spoken, zone)}") for one in found.quiet if one.last_spoken],
    )
    yield (
        "HARD CALLS, AND NOBODY BUT YOU",
        [(_who(one), f"{len(one.hard)} hard; no colleague introduced, no backup") for one in found.alone],
    )
    yield (
        "FEEDBACK WITHOUT AN ANSWER",
        [(_who(one), note.id[:4], day(note.at, zone), clean(note.text)) for one, note in found.feedback],
    )


def _who(story: Story) -> str:
    return f"  {clean(story.customer.name)}"


def _next(story: Story, zone: ZoneInfo) -> str:
    dues = [one for one in story.promises if one.kind == "check_in" and one.state == "open"]
    first = min(dues, key=lambda one: (one.due is None, one.due or story.now))
    when = day(first.due, zone) if first.due is not None else "no date"
    return f"{when}  {clean(first.text)}"


def _watch(story: Story, zone: ZoneInfo) -> str:
    watch = story.watch
    assert watch is not None, "only watched relationships are listed"
    count = len(watch.waiting)
    waiting = f", {count} promise{'s' * (count > 1)} not kept yet" if count else ""
    asked = "" if watch.asked else "; ask once how they feel now"
    return f"until {day(watch.until, zone)}{waiting}{asked}"


def day(at: datetime, zone: ZoneInfo) -> str:
    """`Fri 4 Dec 2026`."""
    local = at.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b %Y}"
