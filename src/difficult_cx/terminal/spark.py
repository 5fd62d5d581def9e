"""Small charts in a row of text: bars and sparklines, in plain ASCII where the terminal knows no better."""

from collections.abc import Sequence

TICKS = "▁▂▃▄▅▆▇█"
ASCII_TICKS = "_.-:=+*#"
BLOCKS = " ▏▎▍▌▋▊▉█"


def sparkline(values: Sequence[float | None], *, ascii_only: bool = False, top: float | None = None) -> str:
    """One sign a value, from low to high; a blank where there is none. `top`: what the highest sign means."""
    ticks = ASCII_TICKS if ascii_only else TICKS
    known = [one for one in values if one is not None]
    most = top if top is not None else max(known, default=0)
    if most <= 0:
        return "".join(" " if one is None else ticks[0] for one in values)
    last = len(ticks) - 1
    return "".join(
        " " if one is None else ticks[min(last, max(0, round(one / most * last)))] for one in values
    )


def bar(value: float, most: float, width: int, *, ascii_only: bool = False) -> str:
    """A bar of at most so many columns; anything above nothing is seen."""
    if most <= 0 or value <= 0:
        return ""
    if ascii_only:
        return "#" * max(1, round(value / most * width))
    eighths = max(1, round(value / most * width * 8))
    return BLOCKS[8] * (eighths // 8) + (BLOCKS[eighths % 8] if eighths % 8 else "")


def can_draw(encoding: str | None) -> bool:
    """Whether this stream's encoding has the block signs."""
    try:
        (TICKS + BLOCKS).encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
