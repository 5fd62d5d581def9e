"""The first row: where we are at the left; what applies, and the clock, at the right."""

from datetime import datetime

from difficult_cx.domain.call.view import View
from difficult_cx.terminal.screen.row import Row, both_ends, columns_of, seen
from difficult_cx.terminal.width import width

GAP = "   "
LEAST_TITLE = 6


def header(view: View, now: datetime, clock: str, columns: int) -> Row:
    """`STEP 3 of 9  NAME THE FEELING (calm)   1 promise   00:07`, in so many columns.

    Where it is narrow the tone goes first, then what applies, then the end of the title; never the clock.
    """
    situation = view.place.startswith("! ")
    style = "class:situation" if situation else "class:place"
    place: Row = (("", " "), (style, seen(view.place)))
    title = f"  {seen(view.title).upper()}" if view.title else ""
    tone = f" ({seen(view.tone)})" if view.tone else ""
    right = _right(view, now, clock, situation=situation)
    least = columns_of(place) + min(width(title), LEAST_TITLE)
    while len(right) > 1 and least + 1 + width(GAP.join(right)) > columns:
        right.pop(0)
    joined = GAP.join(right)
    ends: Row = (("class:marks", joined),) if joined else ()
    room = columns - width(joined) - 1
    if columns_of(place) + width(title) + width(tone) > room:
        tone = ""
    return both_ends((*place, (style, title), ("class:tone", tone)), ends, columns)


def _right(view: View, now: datetime, clock: str, *, situation: bool) -> list[str]:
    """Least important first, for that is the order in which they go."""
    parts = [seen(view.onward)] if situation and view.onward else []
    parts = [*(seen(mark) for mark in view.marks), *parts]
    for name, since in (("quiet", view.quiet_since), ("hold", view.hold_since)):
        if since is not None and view.ended is None:
            parts.append(name if clock == "off" else f"{name} {elapsed(since, now)}")
    if clock == "off":
        return parts
    until = view.ended or now
    if clock == "minutes":
        return [*parts, f"{int(max(0.0, (until - view.started).total_seconds())) // 60} min"]
    return [*parts, elapsed(view.started, until)]


def elapsed(since: datetime, until: datetime) -> str:
    """`02:10`, from an hour on `1:02:10`; a clock that was set back shows 00:00, never less."""
    seconds = int(max(0.0, (until - since).total_seconds()))
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes:02}:{seconds:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
