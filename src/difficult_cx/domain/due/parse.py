"""From tokens to pieces: a phrase is understood when rules cover every one of its words."""

from dataclasses import field

from difficult_cx.domain.due.grammar import Chart
from difficult_cx.domain.due.pieces import Here, Piece
from difficult_cx.domain.due.rules import TOP, grammar
from difficult_cx.domain.due.spelling import Token
from difficult_cx.records import dataclass

MOST_COVERS = 40
MOST_PIECES = 8


@dataclass(frozen=True, slots=True)
class Cover:
    """One way to understand every word: its pieces without leads, and how many rules it took with them.

    `first`: how many tokens the first rule took.
    """

    pieces: tuple[Piece, ...]
    rules: int
    first: int


def covers(here: Here, row: list[Token]) -> list[Cover]:
    """The ways to understand every word, those of fewer pieces first, then those of fewer rules."""
    ways = Ways(Chart(grammar(), here, row))
    done: list[Cover] = []

    def go(at: int, pieces: tuple[Piece, ...], rules: int, first: int) -> None:
        if len(done) >= MOST_COVERS or len(pieces) > MOST_PIECES:
            return
        if at == len(row):
            done.append(Cover(tuple(one for one in pieces if one.kind != "lead"), rules, first))
            return
        for end, made in ways.begun(at):
            if ways.leads_on(end):
                go(end, (*pieces, *made), rules + 1, first or end)

    go(0, (), 0, 0)
    return sorted((one for one in done if one.pieces), key=lambda one: (len(one.pieces), one.rules))


@dataclass(slots=True)
class Ways:
    """What can begin at each token, and from which tokens the end can be reached at all."""

    chart: Chart
    _begun: dict[int, list[tuple[int, tuple[Piece, ...]]]] = field(default_factory=dict)
    _leads_on: dict[int, bool] = field(default_factory=dict)

    def begun(self, at: int) -> list[tuple[int, tuple[Piece, ...]]]:
        """What can begin at this token, the longest first; a number alone comes last."""
        if at not in self._begun:
            found = [
                (end, rank, made if isinstance(made, tuple) else (made,))
                for rank, group in enumerate(TOP)
                for end, made in self.chart.at(group, at)
            ]
            token = self.chart.row[at]
            if "num" in token.is_a:
                found.append((at + 1, len(TOP), (Piece("number", token.is_a["num"]),)))
            found.sort(key=lambda one: (-one[0], one[1]))
            self._begun[at] = [(end, made) for end, _, made in found]
        return self._begun[at]

    def leads_on(self, at: int) -> bool:
        """Whether the rest from this token can be understood."""
        if at not in self._leads_on:
            ends = {end for end, _ in self.begun(at)} if at < len(self.chart.row) else set()
            self._leads_on[at] = at == len(self.chart.row) or any(self.leads_on(end) for end in ends)
        return self._leads_on[at]
