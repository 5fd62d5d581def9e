"""The rep's own care as it is seen, and the timer of a breather."""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, TextIO

from difficult_cx.domain.clock import Clock
from difficult_cx.domain.times import Times, month_day, short_day
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.spark import sparkline
from difficult_cx.terminal.table import columns, wrap

if TYPE_CHECKING:
    from difficult_cx.app.care import Care, Load

PRIVATE = "Yours alone: in no export, report, brief or search."
NO_LIST = "  nothing yet: dcx care helps a walk round the block"


def page(care: "Care", times: Times, width: int) -> str:
    """Today's load, the breather on offer, what helps, what the employer offers."""
    one = care.today
    lines = [f"CARE  {short_day(one.begins)}   {PRIVATE}", "", "TODAY"]
    heat = f", heat {one.heat:.1f} of 4 on average" if one.heat is not None else ""
    lines.append(f"  {_count(one.calls, 'call')}, {one.minutes} min{heat}")
    lines.append(f"  {_count(one.hard, 'hard one')}, {one.hard_minutes} min")
    if one.breathers:
        lines.append(f"  {_count(one.breathers, 'breather')}, {one.breather_minutes} min")
    if care.offer is not None:
        ended = times.clock(care.offer.ended)
        lines += [
            "",
            f"A hard call ended at {ended}. {care.offer.minutes} minutes for yourself, if you like:",
            f"  dcx care breather {care.offer.minutes}",
        ]
    lines += ["", "WHAT HELPS ME", *(_listed(care.helps, width) or [NO_LIST])]
    if care.employer:
        lines += ["", "WHAT THE FIRM OFFERS", *_listed(care.employer, width)]
    return "\n".join(lines)


def _listed(texts: Sequence[str], width: int) -> list[str]:
    rows = []
    for number, text in enumerate(texts, 1):
        first, *rest = wrap(clean(text), max(20, width - 5))
        rows += [f"  {number} {first}", *(f"    {row}" for row in rest)]
    return rows


def helps_page(texts: Sequence[str], width: int) -> str:
    """My list."""
    return "\n".join(["WHAT HELPS ME", *(_listed(texts, width) or [NO_LIST])])


def trend_page(found: Sequence["Load"], width: int, *, ascii_only: bool) -> str:
    """A row a week, and the same as two lines of signs."""
    head = ("  week of", "calls", "hard", "hard min", "heat", "breathers", "how I was")
    rows = [
        (
            f"  {month_day(one.begins, year=True)}",
            str(one.calls),
            str(one.hard),
            str(one.hard_minutes),
            "-" if one.heat is None else f"{one.heat:.1f}",
            str(one.breathers),
            "-" if one.mark is None else f"{one.mark:.1f} of 4",
        )
        for one in found
    ]
    hard = sparkline([one.hard for one in found], ascii_only=ascii_only)
    heat = sparkline([one.heat for one in found], ascii_only=ascii_only, top=4)
    return "\n".join(
        [
            f"CARE  the last {len(found)} weeks   {PRIVATE}",
            "",
            *columns([head, *rows], width),
            "",
            f"  hard calls  [{hard}]",
            f"  heat        [{heat}]",
        ]
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def wait(
    minutes: int,
    clock: Clock,
    times: Times,
    stdout: TextIO,
    *,
    redraw: bool,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Count down so many minutes; Ctrl-C ends it. How many seconds it was."""
    begun = clock.now()
    until = begun + timedelta(minutes=minutes)
    stdout.write(f"A breather until {times.clock(until)}. Stand up, drink something. Ctrl-C ends it.\n")
    stdout.flush()
    try:
        while (left := (until - clock.now()).total_seconds()) > 0:
            if redraw:
                stdout.write(f"\r  {int(left) // 60:02}:{int(left) % 60:02} ")
                stdout.flush()
            sleep(min(1.0, left))
    except KeyboardInterrupt:
        pass
    if redraw:
        stdout.write("\r         \r")
    return max(0, round((min(clock.now(), until) - begun).total_seconds()))
