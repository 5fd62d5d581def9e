"""Three lines at most before the first word: what matters for the first sentence (B4.4, C4.6, D0)."""

from collections.abc import Sequence

from difficult_cx.domain.followups import distance, is_far
from difficult_cx.domain.story.likeness import SameIssue, like_this
from difficult_cx.domain.story.story import Story
from difficult_cx.domain.times import Times

LONGEST = 66
MOST_AGREED = 2
COUNTS = ("", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth")


def opening_lines(story: Story, about: str, times: Times) -> tuple[str, ...]:
    """The lines, most important first: a promise of ours, the same issue again, what is known of them."""
    rows = (_promised(story, times), _again(story.issues, about, times), _known(story))
    return tuple(cut(row) for row in rows if row)


def _promised(story: Story, times: Times) -> str:
    """A promise that is late, or that was broken since the last call: it is owned first; else what is due."""
    late, now = story.late, story.now
    if late:
        worst = late[0]
        assert worst.due is not None, "what is overdue has a date"
        more = f", {len(late)} in all" if len(late) > 1 else ""
        return f"Own it first: {_short(worst.text)}, {distance(worst.due, now, late=True)}{more}."
    last = story.calls[0].started if story.calls else None
    since = [one for one in story.broken if last is None or (one.settled_at or one.made_at) > last]
    if since:
        more = f", {len(since)} in all" if len(since) > 1 else ""
        return f"Own it first: {_short(since[0].text)}, broken{more}."
    return _owed(story, times)


def _owed(story: Story, times: Times) -> str:
    """What they will ask about: a promise without a time, else the one that is due next."""
    undated = [one for one in story.promises if one.state == "open" and one.due is None]
    if undated:
        return f"Promised without a time: {_short(undated[0].text)}, {times.month_day(undated[0].made_at)}."
    dated = [one for one in story.promises if one.state == "open" and one.due is not None]
    if not dated:
        return ""
    first = min(dated, key=lambda one: (one.kind != "promise", one.due, one.order))
    assert first.due is not None, "what is dated has a date"
    more = f", {len(dated)} in all" if len(dated) > 1 else ""
    when = times.moment(first.due, year=is_far(first.due, story.now))
    return f"Still ours: {_short(first.text, 22 if more else 30)}, by {when}{more}."


def _again(issues: Sequence[SameIssue], about: str, times: Times) -> str:
    """The same issue again, with its count: this call's when it says what it is about, else the usual one."""
    if about:
        known = like_this(issues, about)
        if known is None:
            return ""
        which = ordinal(len(known.calls) + 1)
        return f"{which} call about {_short(known.text)} since {times.month_day(known.first)}."
    usual = issues[0] if issues and len(issues[0].calls) > 1 else None
    if usual is not None:
        return f"{len(usual.calls)} calls about {_short(usual.text)} since {times.month_day(usual.first)}."
    return f"Last time: {_short(issues[0].text)}, {times.month_day(issues[0].last)}." if issues else ""


def _known(story: Story) -> str:
    """The plan for this call, what they care about, and the question that is still to be asked."""
    person, watch = story.person, story.watch
    plan, cares = person.newest("next_time"), person.newest("cares_about")
    parts = []
    if plan is not None:
        parts.append(f"Next time: {_short(plan.text, 30 if cares else 50)}")
    if cares is not None:
        parts.append(f"Cares about {_short(cares.text, 26 if plan else 50)}")
    if watch is not None and not watch.asked and len(parts) < 2:
        days = (story.now - watch.since).days
        ago = "today" if days < 1 else f"{days} d ago"
        parts.append(f"Hard call {ago}: ask how they feel now")
    return "; ".join(parts)


def agreements(story: Story, times: Times) -> tuple[str, ...]:
    """What was agreed with them in earlier calls, newest first, and whether their yes is on the record."""
    found = []
    for call in story.calls:
        for issue in call.issues:
            plan = issue.fields.get("chosen") or issue.fields.get("done_now")
            if plan:
                said = issue.fields.get("agreed") or call.wrap.get("agreed") or ""
                yes = "with their yes" if said == "yes" else "no yes on the record"
                found.append(f"On {times.month_day(call.started)} agreed: {_short(plan)}, {yes}.")
    return tuple(found[:MOST_AGREED])


def ordinal(number: int) -> str:
    """`Third`, `12th`."""
    if number < len(COUNTS):
        return COUNTS[number]
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _short(text: str, most: int = 34) -> str:
    one_line = " ".join(text.split()).rstrip(".,;:!?")
    return one_line if len(one_line) <= most else one_line[: most - 2].rstrip() + ".."


def cut(text: str) -> str:
    """The line as it fits into the log of 80 columns."""
    return text if len(text) <= LONGEST else text[: LONGEST - 2].rstrip() + ".."
