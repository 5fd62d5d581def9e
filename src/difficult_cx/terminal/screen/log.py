"""The log: what was entered, one row each, the newest at the bottom."""

from collections.abc import Sequence
from datetime import datetime

from difficult_cx.domain.call.view import LogRow
from difficult_cx.terminal.screen.header import elapsed
from difficult_cx.terminal.screen.row import EMPTY, Row, seen
from difficult_cx.terminal.width import cut

SIGNS = {"+": "promise", "!": "situation", "=": "choice", "-": "skipped", "*": "marked"}


def log_rows(log: Sequence[LogRow], started: datetime, columns: int, height: int, back: int) -> list[Row]:
    """Exactly so many rows; `back`: how many entries the rep has scrolled back from the newest."""
    if height < 1:
        return []
    end = max(min(height, len(log)), len(log) - back)
    shown = log[max(0, end - height) : end]
    times = [elapsed(started, row.at) for row in shown]
    size = max((len(time) for time in times), default=5)
    rows = [_row(row, time.rjust(size), columns) for row, time in zip(shown, times, strict=True)]
    return rows + [EMPTY] * (height - len(rows))


def furthest(log: Sequence[LogRow], height: int) -> int:
    """How far back one can scroll."""
    return max(0, len(log) - max(1, height))


def _row(row: LogRow, time: str, columns: int) -> Row:
    sign = seen(row.sign) or " "
    style = f"class:sign.{SIGNS[row.sign]}" if row.sign in SIGNS else "class:sign"
    indent = 2 if columns >= 60 else 0
    room = columns - indent - len(time) - 4
    return (
        ("class:time", f"{' ' * indent}{time} "),
        (style, f"{sign} "),
        ("class:entry", cut(seen(row.text), max(4, room))),
    )
