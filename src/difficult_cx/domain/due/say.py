"""Say a time again: the line that is read back, and the words a rep says."""

from datetime import UTC, datetime, timedelta

from difficult_cx.domain.due.answer import Due
from difficult_cx.domain.times import Times, long_day, weekday


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


def read_back(due: Due, now: datetime, times: Times | None = None) -> str:
    """`Fri 4 Dec 17:00, in 10 days (next week; close of business)`; in both zones where they differ.

    `times` says it in another zone than `now`'s, or by the 12 hour clock.
    """
    here = times or Times(now.tzinfo or UTC)
    home, now = due.at.astimezone(here.zone), now.astimezone(here.zone)
    parts = here.moment(home, year=home.year != now.year)
    if home.utcoffset() != due.at.utcoffset():
        there = Times(due.at.tzinfo or UTC, here.twelve)
        parts += f" ({there.moment(due.at)} {due.zone})"
    said = [one for one in due.assumed if one]
    brackets = f" ({'; '.join(said)})" if said else ""
    return f"{parts}, {distance(home, now)}{brackets}"


def clock_spoken(at: datetime) -> str:
    """`3 pm`, `3:30 pm`, `noon`, `midnight`."""
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    if _is_midnight(at):
        return "midnight"
    half = "am" if at.hour < 12 else "pm"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {half}"


def _is_midnight(at: datetime) -> bool:
    return (at.hour, at.minute) == (0, 0)


def day_spoken(at: datetime, now: datetime) -> str:
    """`noon on Friday 27 November`, also for what is read on another day.

    Midnight is said with the day that it ends: `by midnight on Friday` is waited for on Friday night.
    """
    if _is_midnight(at):
        ended = at.date() - timedelta(days=1)
        return f"midnight at the end of {long_day(ended, year=ended.year != now.year)}"
    return f"{clock_spoken(at)} on {long_day(at, year=at.year != now.year)}"


def spoken(due: Due, now: datetime) -> str:
    """How a rep says it: `by 5 pm today, Sunday`, `by noon on Friday 27 November`."""
    home = due.at.astimezone(now.tzinfo)
    days = (home.date() - now.date()).days
    if _is_midnight(home) and days == 1:
        return "by midnight tonight"
    if days in (0, 1) and not _is_midnight(home):
        return f"by {clock_spoken(home)} {('today', 'tomorrow')[days]}, {weekday(home)}"
    return f"by {day_spoken(home, now)}"
