"""The grammar at work: patterns compiled once, and a chart of what was understood where in a phrase.

A pattern is a row of elements: words (`next|following`), optional ones (`the?`), and kinds in angle brackets,
captured in order: what a token is (`<num>`, `<month>`) or what another group of rules makes (`<day>`,
`<length>`). A rule is `(pattern, make)`; `make(here, *captured)` gives the piece, or None where it doesn't
hold.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from difficult_cx.domain.due.pieces import Here
from difficult_cx.domain.due.spelling import Token
from difficult_cx.records import dataclass

Rule = tuple[str, Callable[..., Any]]
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: words that may stand there, or a kind that is captured; optional with `?`."""

    words: frozenset[str]
    kind: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule whose pattern is taken apart; `begins`: the words and kinds its first token can be."""

    elements: tuple[Element, ...]
    make: Callable[..., Any]
    begins: frozenset[str]


def elements_of(pattern: str) -> tuple[Element, ...]:
    """The elements of a pattern."""
    elements = []
    for part in pattern.split():
        bare = part.removesuffix("?")
        if bare.startswith("<"):
            elements.append(Element(NOTHING, bare[1:-1], part.endswith("?")))
        else:
            elements.append(Element(frozenset(bare.split("|")), "", part.endswith("?")))
    return tuple(elements)


class Grammar:
    """Groups of rules by name: `Grammar({"day": [("tomorrow", make), ...], ...})`."""

    def __init__(self, groups: Mapping[str, Sequence[Rule]]) -> None:
        taken = {
            name: [(elements_of(pattern), make) for pattern, make in rules] for name, rules in groups.items()
        }
        begins = self._begins({name: [elements for elements, _ in rules] for name, rules in taken.items()})
        self.groups = {
            name: [Compiled(elements, make, _first_keys(elements, begins)) for elements, make in rules]
            for name, rules in taken.items()
        }

        self.words = frozenset(
            word
            for rules in taken.values()
            for elements, _ in rules
            for one in elements
            for word in one.words
        )

    @staticmethod
    def _begins(groups: dict[str, list[tuple[Element, ...]]]) -> dict[str, frozenset[str]]:
        """What the first token of each group can be; a group may begin with another."""
        begins: dict[str, frozenset[str]] = dict.fromkeys(groups, NOTHING)
        while True:
            wider = {
                name: NOTHING.union(*(_first_keys(elements, begins) for elements in rules))
                for name, rules in groups.items()
            }
            if wider == begins:
                return begins
            begins = wider


def _first_keys(elements: tuple[Element, ...], begins: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The words, and `<kind>`s, with which a match can begin."""
    keys: set[str] = set()
    for element in elements:
        if element.kind in begins:
            keys |= begins[element.kind]
        elif element.kind:
            keys.add(f"<{element.kind}>")
        else:
            keys |= element.words
        if not element.optional:
            break
    return frozenset(keys)


@dataclass(slots=True)
class Chart:
    """What each group of rules makes at each token of one phrase, worked out once."""

    grammar: Grammar
    here: Here
    row: list[Token]
    _made: dict[tuple[str, int], list[tuple[int, Any]]] = field(default_factory=dict)

    def at(self, group: str, start: int) -> list[tuple[int, Any]]:
        """Every `(end, piece)` that this group makes from token `start`."""
        key = (group, start)
        if key not in self._made:
            self._made[key] = []  # a rule that begins with its own group finds nothing new there
            self._made[key] = list(self._make(group, start))
        return self._made[key]

    def _make(self, group: str, start: int) -> Iterator[tuple[int, Any]]:
        if start >= len(self.row):
            return
        can_be = self.row[start].keys
        for rule in self.grammar.groups[group]:
            if rule.begins.isdisjoint(can_be):
                continue
            for end, captured in self._match(rule.elements, 0, start, []):
                made = rule.make(self.here, *captured)
                if made is not None:
                    yield end, made

    def _match(
        self, elements: tuple[Element, ...], place: int, at: int, captured: list[Any]
    ) -> Iterator[tuple[int, list[Any]]]:
        if place == len(elements):
            yield at, captured
            return
        element = elements[place]
        if at < len(self.row):
            token = self.row[at]
            if element.kind in self.grammar.groups:
                for end, piece in self.at(element.kind, at):
                    yield from self._match(elements, place + 1, end, [*captured, piece])
            elif element.kind:
                if element.kind in token.is_a:
                    yield from self._match(elements, place + 1, at + 1, [*captured, token.is_a[element.kind]])
            elif not element.words.isdisjoint(token.words):
                yield from self._match(elements, place + 1, at + 1, captured)
        if element.optional:
            yield from self._match(elements, place + 1, at, captured)
