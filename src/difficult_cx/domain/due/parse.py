"""From tokens to pieces: a phrase is understood when rules cover every one of its words."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from difficult_cx.domain.due import making, rules
from difficult_cx.domain.due.lexer import Token
from difficult_cx.domain.due.matching import matches
from difficult_cx.domain.due.pieces import Here, Piece

MOST_COVERS = 40


def _from(here: Here, row: list[Token], at: int) -> list[tuple[int, Piece]]:
    """What can begin at this token, the longest first."""
    found: list[tuple[int, int, Piece]] = []
    table = (rules.DAYS, rules.CLOCKS, rules.OTHERS, rules.LEADS)
    for rank, group in enumerate(table):
        for pattern, make in group:
            for end, captured in matches(pattern, row, at):
                piece = make(here, *captured)
                if piece is not None:
                    found.append((end, rank, piece))
    found += [(end, 0, piece) for end, piece in _spans(here, row, at)]
    found.sort(key=lambda one: (-one[0], one[1]))
    return [(end, piece) for end, _, piece in found]


def _spans(here: Here, row: list[Token], at: int) -> Iterator[tuple[int, Piece]]:
    """`in 2 hours`, `2 hours from now`: a span with what may stand before and behind it."""
    start = at
    while start < len(row) and row[start].is_a.get("word") in rules.SPAN_LEADS:
        start += 1
    for pattern, make in rules.SPANS:
        for end, captured in matches(pattern, row, start):
            piece = make(here, *captured)
            if piece is None:
                continue
            yield end, piece
            yield from _longer(here, row, end, captured)
            for tail in rules.SPAN_TAILS:
                for further, _ in matches(tail, row, end):
                    yield further, piece


def _longer(here: Here, row: list[Token], end: int, captured: list[Any]) -> Iterator[tuple[int, Piece]]:
    """`1 day and 5 hours`: added up; `2 weeks from the 15th`: counted from that day."""
    counted = list(captured)
    at = end
    while True:
        further = next(matches("and? <count> <unit>", row, at), None)
        if further is None or len(counted) % 2:
            break
        at, more = further
        counted += more
        total = making.duration(here, *counted)
        if total is not None:
            yield at, total
    if len(captured) == 2 and end < len(row) and "from" in row[end].is_a.get("words", ()):
        for pattern, make in rules.DAYS:
            for last, inner in matches(pattern, row, end + 1):
                day = make(here, *inner)
                if day is not None and isinstance(day.value, date) and day.kind in ("date", "weekday"):
                    count, unit = captured
                    after = making.span(here, count, unit, day.value)
                    if after is not None:
                        yield last, after


def covers(here: Here, row: list[Token]) -> list[list[Piece]]:
    """The ways to understand every word, those of fewer pieces first."""
    done: list[list[Piece]] = []
    begun: dict[int, list[tuple[int, Piece]]] = {}

    def go(at: int, pieces: list[Piece]) -> None:
        if len(done) >= MOST_COVERS or len(pieces) > 8:
            return
        if at == len(row):
            done.append(pieces)
            return
        if at not in begun:
            begun[at] = _from(here, row, at)
        for end, piece in begun[at]:
            go(end, [*pieces, piece])
        number = row[at].is_a.get("num")
        if number is not None and row[at].text not in ("a", "an"):
            go(at + 1, [*pieces, Piece("number", number)])

    go(0, [])
    real = [[one for one in pieces if one.kind != "lead"] for pieces in done]
    return sorted((one for one in real if one), key=len)
