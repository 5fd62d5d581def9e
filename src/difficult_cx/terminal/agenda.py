"""Who is to be spoken to, as it is seen: each list with a heading, empty ones left out."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from difficult_cx.app.agenda import Agenda, Thanks
from difficult_cx.domain.story.story import Story
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.table import columns

MOST = 8


def page(found: Agenda, zone: ZoneInfo, width: int) -> str:
    """The lists of the proactive half; how to begin when all are empty."""
    lines = ["WHO TO SPEAK TO"]
    for title, count, rows in _lists(found, zone):
        if count:
            lines += ["", title, *columns(list(islice(rows, MOST)), width)]
            if count > MOST:
                lines.append(f"  and {count - MOST} more")
    if len(lines) == 1:
        lines.append("Nobody in particular today. dcx customer show NAME tells a customer's story.")
    return "\n".join(lines)


def _lists(found: Agenda, zone: ZoneInfo) -> Iterator[tuple[str, int, Iterator[tuple[str, ...]]]]:
    """Each list's title, its length, and its rows, worded one by one as far as they are shown."""
    planned = ((_who(one), _next(one, zone)) for one in found.planned)
    yield "CHECK-INS PLANNED", len(found.planned), planned
    proposed = (
        (_who(one), f"{day(one.plan.at, zone)}, {one.plan.why}") for one in found.proposed if one.plan
    )
    yield "CHECK-INS PROPOSED", len(found.proposed), proposed
    watched = ((_who(one), _watch(one, zone)) for one in found.watched)
    yield "WATCHED AFTER A HARD CALL", len(found.watched), watched
    thanks = ((_who(one.story), clean(one.why), _thanked(one, zone)) for one in found.thanks)
    yield "GREAT CUSTOMERS TO THANK, and when that was done last", len(found.thanks), thanks
    quiet = ((_who(one), f"last {day(one.last_spoken, zone)}") for one in found.quiet if one.last_spoken)
    yield f"NOT SPOKEN TO FOR {found.quiet_days} DAYS", len(found.quiet), quiet
    alone = ((_who(one), f"{len(one.hard)} hard; no colleague introduced, no backup") for one in found.alone)
    yield "HARD CALLS, AND NOBODY BUT YOU", len(found.alone), alone
    waiting = ((_who(one), note.id[:4], day(note.at, zone), clean(note.text)) for one, note in found.feedback)
    yield "FEEDBACK WITHOUT AN ANSWER", len(found.feedback), waiting


def _thanked(one: Thanks, zone: ZoneInfo) -> str:
    return f"thanked {day(one.last, zone)}" if one.last else "never thanked"


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
    waiting = f"{count} promise{'s' * (count > 1)} not kept yet" if count else ""
    asked = "" if watch.asked else "ask how they feel"
    until = watch.until.astimezone(zone)
    ends = f"until {until.day} {until:%b}" if watch.until > story.now else ""
    return "; ".join(filter(None, (waiting, asked, ends)))


def day(at: datetime, zone: ZoneInfo) -> str:
    """`Fri 4 Dec 2026`."""
    local = at.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b %Y}"
