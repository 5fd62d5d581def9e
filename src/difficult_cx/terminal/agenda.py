"""Who is to be spoken to, as it is seen: each list with a heading, empty ones left out."""

from collections.abc import Iterator
from itertools import islice

from difficult_cx.app.agenda import Agenda, Thanks
from difficult_cx.domain.story.story import Story
from difficult_cx.domain.times import Times
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.table import columns

MOST = 8


def page(found: Agenda, times: Times, width: int) -> str:
    """The lists of the proactive half; how to begin when all are empty."""
    lines = ["WHO TO SPEAK TO"]
    for title, count, rows in _lists(found, times):
        if count:
            lines += ["", title, *columns(list(islice(rows, MOST)), width)]
            if count > MOST:
                lines.append(f"  and {count - MOST} more")
    if len(lines) == 1:
        lines.append("Nobody in particular today. dcx customer show NAME tells a customer's story.")
    return "\n".join(lines)


def _lists(found: Agenda, times: Times) -> Iterator[tuple[str, int, Iterator[tuple[str, ...]]]]:
    """Each list's title, its length, and its rows, worded one by one as far as they are shown."""
    planned = ((_who(one), _next(one, times)) for one in found.planned)
    yield "CHECK-INS PLANNED", len(found.planned), planned
    proposed = (
        (_who(one), f"{times.day(one.plan.at, year=True)}, {one.plan.why}")
        for one in found.proposed
        if one.plan
    )
    yield "CHECK-INS PROPOSED", len(found.proposed), proposed
    watched = ((_who(one), _watch(one, times)) for one in found.watched)
    yield "WATCHED AFTER A HARD CALL", len(found.watched), watched
    thanks = ((_who(one.story), clean(one.why), _thanked(one, times)) for one in found.thanks)
    yield "GREAT CUSTOMERS TO THANK, and when that was done last", len(found.thanks), thanks
    quiet = (
        (_who(one), f"last {times.day(one.last_spoken, year=True)}") for one in found.quiet if one.last_spoken
    )
    yield f"NOT SPOKEN TO FOR {found.quiet_days} DAYS", len(found.quiet), quiet
    alone = ((_who(one), f"{len(one.hard)} hard; no colleague introduced, no backup") for one in found.alone)
    yield "HARD CALLS, AND NOBODY BUT YOU", len(found.alone), alone
    waiting = (
        (_who(one), note.id[:4], times.day(note.at, year=True), clean(note.text))
        for one, note in found.feedback
    )
    yield "FEEDBACK WITHOUT AN ANSWER", len(found.feedback), waiting


def _thanked(one: Thanks, times: Times) -> str:
    return f"thanked {times.day(one.last, year=True)}" if one.last else "never thanked"


def _who(story: Story) -> str:
    return f"  {clean(story.customer.name)}"


def _next(story: Story, times: Times) -> str:
    dues = [one for one in story.promises if one.kind == "check_in" and one.state == "open"]
    first = min(dues, key=lambda one: (one.due is None, one.due or story.now))
    when = times.day(first.due, year=True) if first.due is not None else "no date"
    return f"{when}  {clean(first.text)}"


def _watch(story: Story, times: Times) -> str:
    watch = story.watch
    assert watch is not None, "only watched relationships are listed"
    count = len(watch.waiting)
    waiting = f"{count} promise{'s' * (count > 1)} not kept yet" if count else ""
    asked = "" if watch.asked else "ask how they feel"
    ends = f"until {times.month_day(watch.until)}" if watch.until > story.now else ""
    return "; ".join(filter(None, (waiting, asked, ends)))
