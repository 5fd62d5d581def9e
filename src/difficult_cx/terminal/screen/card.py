"""The card: what to do, to say and never to say, its numbered lines; each block knows how to shrink."""

from collections.abc import Sequence

from difficult_cx.domain.call.view import View
from difficult_cx.records import dataclass
from difficult_cx.terminal.screen.row import Row, seen
from difficult_cx.terminal.table import wrap
from difficult_cx.terminal.width import CUT, cut, pad, width

ROOMY = 60
MOST_NEVER = 2
MOST_COLUMNS = 6
SILENCE = "(nothing. Listen.)"


@dataclass(frozen=True, slots=True)
class Measure:
    """How a card's rows are set: where the text begins, and how wide it may be."""

    columns: int

    @property
    def indent(self) -> int:
        """Before a label."""
        return 2 if self.columns >= ROOMY else 0

    @property
    def gutter(self) -> int:
        """Columns before the text, the label in them."""
        return 9 if self.columns >= ROOMY else 6

    @property
    def text(self) -> int:
        """Columns of the text; the last column of the screen stays free."""
        return max(8, self.columns - self.gutter - 1)

    def labelled(self, label: str, lines: Sequence[str], style: str) -> list[Row]:
        """The lines with the label before the first."""
        rows: list[Row] = []
        for place, line in enumerate(lines):
            head = pad(" " * self.indent + (label if place == 0 else ""), self.gutter)
            rows.append(((f"class:{style}.label" if place == 0 else "", head), (f"class:{style}", line)))
        return rows


@dataclass(frozen=True, slots=True)
class Card:
    """The blocks of a card before the screen's height is known; `rows(…)` sets each for a height."""

    view: View
    measure: Measure
    terse: bool = False

    def do(self) -> list[Row]:
        """DO; experts don't get it."""
        if not self.view.do or self.terse:
            return []
        return self.measure.labelled("DO", wrap(seen(self.view.do), self.measure.text), "do")

    def asked(self) -> list[Row]:
        """What stands instead of do, say and never: a gate, a question of the wrap-up."""
        lines = [line for text in self.view.prompt for line in wrap(seen(text), self.measure.text)]
        return self.measure.labelled("", lines, "asked")

    def say(self, most: int) -> list[Row]:
        """SAY, in at most so many rows; every card has it."""
        silent = self.view.silent or not self.view.say
        text = SILENCE if silent else f'"{seen(self.view.say)}"'
        return self.measure.labelled("SAY", at_most(wrap(text, self.measure.text), most), "say")

    def never(self, most: int = MOST_NEVER) -> list[Row]:
        """NEVER, in two rows at most."""
        if not self.view.never:
            return []
        lines: list[str] = []
        for text in self.view.never:
            quoted = f'"{seen(text)}"'
            joined = f"{lines[-1]}   {quoted}" if lines else ""
            if lines and width(joined) <= self.measure.text:
                lines[-1] = joined
            else:
                lines += wrap(quoted, self.measure.text)
        return self.measure.labelled("NEVER", at_most(lines, most), "never")

    def know(self, most: int) -> list[Row]:
        """What the record and the firm know for this card; where rows are few, the first sentence in full."""
        lines = [line for text in self.view.know for line in wrap(seen(text), self.measure.text)]
        return self.measure.labelled("KNOW", at_most(lines, most), "know") if lines and most else []

    def lines(self, most: int) -> list[Row]:
        """The numbered lines: a row each, or in columns where they are many or the rows are few."""
        shown = [(number, seen(text)) for number, text in self.view.lines]
        count = len(shown)
        if not count or most < 1:
            return []
        across = 2 if count > 3 and self._fits(shown, 2) else 1
        while across < MOST_COLUMNS and -(-count // across) > most:
            across += 1
        if across == 1:
            room = self.measure.text
            return [
                row
                for number, text in shown[:most]
                for row in self.measure.labelled(number, [cut(text, room)], "line")
            ]
        return self._in_columns(shown, across)[:most]

    def _fits(self, shown: Sequence[tuple[str, str]], across: int) -> bool:
        room = self.measure.text // across - 3
        return self.measure.columns >= ROOMY and all(width(text) <= room - 2 for _, text in shown)

    def _in_columns(self, shown: Sequence[tuple[str, str]], across: int) -> list[Row]:
        down = -(-len(shown) // across)
        room = self.measure.text // across - 1
        cells = [f"{number} {text}" for number, text in shown]
        widest = max(width(cell) for cell in cells)
        size = min(room, widest + 2) if widest + 2 <= room else room
        lines = []
        for place in range(down):
            line = [pad(cell, size) for cell in cells[place::down]]
            lines.append(" ".join(line).rstrip())
        return self.measure.labelled("", lines, "line")

    def cut_texts(self, say: int) -> list[str]:
        """The texts that this screen can't show in full, for `?`; `say` is how many rows SAY has."""
        room = self.measure.text
        found = []
        if len(self.say(MOST_ROWS)) > say:
            found.append(f'Say: "{seen(self.view.say)}"')
        if len(self.never(MOST_ROWS)) > MOST_NEVER:
            found.append("Never: " + "   ".join(f'"{seen(text)}"' for text in self.view.never))
        found += [f"Know: {seen(text)}" for text in self.view.know]
        found += [f"{number} {seen(text)}" for number, text in self.view.lines if width(seen(text)) > room]
        return found


MOST_ROWS = 1000


def at_most(lines: list[str], most: int) -> list[str]:
    """So many lines; where some had to go the last one ends in `..`."""
    if len(lines) <= most:
        return lines
    kept = lines[: max(1, most)]
    kept[-1] = f"{kept[-1][: -len(CUT)].rstrip()}{CUT}" if len(kept[-1]) > len(CUT) else CUT
    return kept
