"""Say a time again: the line that is read back, and the words a rep says."""

from datetime import UTC, datetime

from difficult_cx.domain.due.answer import Due


def day_and_time(at: datetime) -> str:
    """`Fri 4 Dec 17:00`."""
    return f"{at:%a} {at.day} {at:%b %H:%M}"


def distance(at: datetime, now: datetime) -> str:
    """`today, in 7 h`, `tomorrow, in 25 h`, `in 10 days`: hours up to two days, then days on the calendar."""
    local = now.astimezone(at.tzinfo)
    days = (at.date() - local.date()).days
    seconds = (at.astimezone(UTC) - now.astimezone(UTC)).total_seconds()
    minutes = round(seconds / 60)
    if minutes < 60:
        span = f"in {max(minutes, 1)} min"
    elif seconds < 48 * 3600:
        span = f"in {round(seconds / 3600)} h"
    else:
        span = f"in {days} days"
    near = {0: "today, ", 1: "tomorrow, "}.get(days, "")
    return f"{near}{span}"


def read_back(due: Due, now: datetime) -> str:
    """`Fri 4 Dec 17:00, in 10 days (next week; close of business)`; in both zones where they differ."""
    home = due.at.astimezone(now.tzinfo)
    parts = day_and_time(home)
    if home.year != now.year:
        parts = f"{home:%a} {home.day} {home:%b %Y %H:%M}"
    if home.utcoffset() != due.at.utcoffset():
        parts += f" ({day_and_time(due.at)} {due.zone})"
    said = [one for one in due.assumed if one]
    brackets = f" ({'; '.join(said)})" if said else ""
    return f"{parts}, {distance(home, now)}{brackets}"


def clock_words(at: datetime) -> str:
    """`3 pm`, `3:30 pm`, `noon`, `midnight`."""
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    if (at.hour, at.minute) == (0, 0):
        return "midnight"
    half = "am" if at.hour < 12 else "pm"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {half}"


def spoken(due: Due, now: datetime) -> str:
    """How a rep says it: `by 5 pm today, Sunday`, `by noon on Friday 27 November`."""
    home = due.at.astimezone(now.tzinfo)
    days = (home.date() - now.date()).days
    if days == 0:
        return f"by {clock_words(home)} today, {home:%A}"
    if days == 1:
        return f"by {clock_words(home)} tomorrow, {home:%A}"
    year = f" {home.year}" if home.year != now.year else ""
    return f"by {clock_words(home)} on {home:%A} {home.day} {home:%B}{year}"
