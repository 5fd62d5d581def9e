"""Patterns of the grammar: `next <weekday>`, `the? <ord> of? <month>`; where they match a row of tokens."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from difficult_cx.domain.due.lexer import Token


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: words that may stand there, or a kind that is captured; optional with `?`."""

    words: frozenset[str]
    kind: str
    optional: bool


@cache
def compiled(pattern: str) -> tuple[Element, ...]:
    """The elements of a pattern."""
    elements = []
    for part in pattern.split():
        bare = part.removesuffix("?")
        if bare.startswith("<"):
            elements.append(Element(frozenset(), bare[1:-1], part.endswith("?")))
        else:
            elements.append(Element(frozenset(bare.split("|")), "", part.endswith("?")))
    return tuple(elements)


def matches(pattern: str, row: list[Token], at: int) -> Iterator[tuple[int, list[Any]]]:
    """Every way this pattern matches from token `at`: where it ends, and what it captured."""
    yield from _match(compiled(pattern), 0, row, at, [])


def _match(
    elements: tuple[Element, ...], place: int, row: list[Token], at: int, captured: list[Any]
) -> Iterator[tuple[int, list[Any]]]:
    if place == len(elements):
        yield at, captured
        return
    element = elements[place]
    if at < len(row):
        token = row[at]
        if element.kind:
            if element.kind in token.is_a:
                yield from _match(elements, place + 1, row, at + 1, [*captured, token.is_a[element.kind]])
        elif element.words & token.is_a.get("words", frozenset({token.is_a.get("word", "")})):
            yield from _match(elements, place + 1, row, at + 1, captured)
    if element.optional:
        yield from _match(elements, place + 1, row, at, captured)
