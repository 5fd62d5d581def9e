"""Small drawings as inline SVG: bars with their intervals, a line over months; no script, no style.

Colours come from the page's classes; every drawing has a title and a description, and its numbers stand in a
table beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from difficult_cx.export.harmless import one_line

WIDTH, LABEL, VALUE, ROW, PAD = 640, 190, 70, 26, 8
LINE_HEIGHT = 150
CUT = 26
UNITS = {"share": 100.0, "heat": 1.0, "": 1.0}


@dataclass(frozen=True, slots=True)
class Point:
    """A row of a drawing: its label, its value, and the two ends of its interval where there is one."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None


def bars(name: str, title: str, points: Sequence[Point], unit: str, top: float | None) -> str:
    """A bar a row, with its number, and its interval as a thin line."""
    values = [one for point in points for one in (point.value, point.high) if one is not None]
    most = top or max(values, default=0.0) or 1.0
    room = WIDTH - LABEL - VALUE
    height = PAD * 2 + ROW * len(points)
    rows = []
    for place, point in enumerate(points):
        y = PAD + place * ROW
        middle = y + ROW / 2
        rows.append(_text(LABEL - 8, middle + 4, _short(point.label), "end"))
        if point.value is None:
            rows.append(_text(LABEL, middle + 4, "no number", "start", "quiet"))
            continue
        length = max(1.0, min(1.0, point.value / most) * room) if point.value > 0 else 0.0
        rows.append(f'<rect class="bar" x="{LABEL}" y="{y + 5}" width="{length:.1f}" height="{ROW - 10}"/>')
        end = LABEL + length
        if point.low is not None and point.high is not None:
            left, right = (LABEL + max(0.0, min(1.0, one / most)) * room for one in (point.low, point.high))
            rows.append(f'<path class="range" d="M{left:.1f} {middle}H{right:.1f}"/>')
            rows += [f'<path class="range" d="M{at:.1f} {middle - 4}V{middle + 4}"/>' for at in (left, right)]
            end = max(end, right)
        rows.append(_text(end + 6, middle + 4, number(point.value, unit), "start"))
    return _svg(name, title, _described(points, unit), height, rows)


def line(name: str, title: str, points: Sequence[Point], unit: str, top: float | None) -> str:
    """A value a month, joined; a month without one leaves a gap."""
    values = [point.value for point in points if point.value is not None]
    most = top or max(values, default=0.0) or 1.0
    left, right, base = 48.0, WIDTH - 34.0, LINE_HEIGHT - 28.0
    step = (right - left) / max(1, len(points) - 1)
    places = [
        (left + step * place, base - (point.value / most) * (base - 16) if point.value is not None else None)
        for place, point in enumerate(points)
    ]
    rows = [
        f'<path class="axis" d="M{left} {base}H{right}"/>',
        _text(left - 6, 20, number(most, unit), "end", "quiet"),
        _text(left - 6, base + 4, "0", "end", "quiet"),
    ]
    joined, pen = "", "M"
    for x, y in places:
        joined += f"{pen}{x:.1f} {y:.1f}" if y is not None else ""
        pen = "L" if y is not None else "M"
    if joined:
        rows.append(f'<path class="line" d="{joined}"/>')
    rows += [f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in places if y is not None]
    every = max(1, -(-len(points) // 8))
    for place, point in enumerate(points):
        if place % every == 0:
            rows.append(_text(places[place][0], LINE_HEIGHT - 8, _short(point.label), "middle", "quiet"))
    return _svg(name, title, _described(points, unit), LINE_HEIGHT, rows)


def number(value: float, unit: str) -> str:
    """The number as it stands beside its bar."""
    if unit == "share":
        return f"{value:.0%}"
    return f"{value:.1f}" if unit == "heat" else f"{value:g}"


def _described(points: Sequence[Point], unit: str) -> str:
    told = [f"{one.label} {number(one.value, unit)}" for one in points if one.value is not None]
    return "; ".join(told[:12]) or "no numbers yet"


def _svg(name: str, title: str, description: str, height: int, rows: Sequence[str]) -> str:
    return (
        f'<svg role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {WIDTH} {height}" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{name}-t">{_safe(title)}</title>'
        f'<desc id="{name}-d">{_safe(description)}</desc>{"".join(rows)}</svg>'
    )


def _text(x: float, y: float, text: str, anchor: str, style: str = "") -> str:
    named = f' class="{style}"' if style else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{named}>{_safe(text)}</text>'


def _short(text: str) -> str:
    plain = one_line(text)
    return plain if len(plain) <= CUT else plain[: CUT - 1] + "…"


def _safe(text: str) -> str:
    return escape(one_line(text), quote=True)
