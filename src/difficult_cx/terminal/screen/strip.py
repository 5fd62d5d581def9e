"""The strip of situations that Tab opens, in the rows of the feedback."""

from collections.abc import Sequence

from difficult_cx.terminal.screen.row import seen
from difficult_cx.terminal.width import width

ASKS = "WHAT CHANGED?"
HOW = "Press a letter. Your note stays. Esc = nothing changed."
KEYS = "Press a letter, Esc = nothing changed"
WIDE = 100


def strip(situations: Sequence[tuple[str, str]], columns: int, height: int) -> list[str]:
    """Letter and name of each; names are cut to four letters, then to fewer, until all letters are seen."""
    room = columns - 2
    named = [(key, seen(title)) for key, title in situations]
    if not named:
        return [f"{ASKS} This playbook has no situations. Esc."][:height]
    whole = "   ".join((ASKS, *(f"{key} {title}" for key, title in named)))
    if width(whole) <= room:
        return [whole, HOW][:height]
    for letters in (*((40,) if columns >= WIDE else ()), 4, 3, 2, 1, 0):
        cells = [f"{key} {title[:letters].strip()}".strip() for key, title in named]
        for gap in (2, 1):
            rows = _filled(cells, room, gap)
            if len(rows) <= height:
                return rows
    return rows[:height]


def _filled(cells: Sequence[str], room: int, gap: int) -> list[str]:
    rows = [cells[0]]
    for cell in cells[1:]:
        joined = f"{rows[-1]}{' ' * gap}{cell}"
        if width(joined) <= room:
            rows[-1] = joined
        else:
            rows.append(cell)
    return rows
