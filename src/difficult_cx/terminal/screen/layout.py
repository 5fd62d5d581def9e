"""The whole screen as rows: a pure function of what stands, what was said, and the size.

Positions never move: the header on top, the card below it, the log, the feedback, the input line second
from the bottom, the keys. Where the rows are few, blank rows give way first, then the key line, the rules,
the log, KNOW, DO, the numbered lines; SAY and NEVER never do.
"""

import re
from collections.abc import Iterable
from dataclasses import field, replace
from datetime import datetime

from difficult_cx.domain.call.view import View
from difficult_cx.records import dataclass
from difficult_cx.terminal.screen.card import MOST_NEVER, MOST_ROWS, Card, Measure
from difficult_cx.terminal.screen.header import header
from difficult_cx.terminal.screen.log import log_rows
from difficult_cx.terminal.screen.row import EMPTY, Row, cut_row, seen, text_of
from difficult_cx.terminal.screen.strip import KEYS, strip
from difficult_cx.terminal.table import wrap
from difficult_cx.terminal.width import cut, width

LOW = 15
LOG_ENOUGH = 3
MORE_ENOUGH = 6
MOST_WORDS, FEW_KEYS, LEAST_KEYS = 70, 4, 2
GIVING_WAY = (
    "blanks",
    "keys",
    "rules",
    "log",
    "know",
    "do",
    "lines",
    "say",
    "never",
    "asked",
    "feedback",
)
MOST_KNOW = 2
REMIND_EVERY, REMIND_FOR = 120, 30
TO_SAY = 'Say: "'
_WORD = re.compile(r"[^\W_]\S*")
MORE_KEYS = "PgDn PgUp   any other key: back to the call"


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that a screen shows besides its size.

    `said`: the feedback rows; `wrong`: they say that nothing was saved; `arrived`: they only name the card
    that stands. `hint` is about the half-typed line. `more`: a longer answer, over the log; `back`: how far
    the log is scrolled back, `down` how far `more` is. `strip`: the situations stand in the feedback rows.
    """

    view: View
    now: datetime
    clock: str = "seconds"
    terse: bool = False
    said: tuple[str, ...] = ()
    wrong: bool = False
    arrived: bool = False
    hint: str = ""
    more: tuple[str, ...] = ()
    back: int = 0
    down: int = 0
    strip: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows above the input line, its label, the rows below it; `log` is how many rows the log has."""

    above: tuple[Row, ...]
    label: str
    below: tuple[Row, ...]
    log: int = 0

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, the input line with its label only."""
        return (*self.above, (("class:label", self.label),), *self.below)


@dataclass
class Heights:
    """How many rows each part gets; `fit` takes away, in the order that the specification names."""

    do: int
    say: int
    never: int
    asked: int
    lines: int
    blanks: int
    know: int = 0
    feedback: int = 2
    keys: int = 1
    rules: int = 2
    log: int = LOG_ENOUGH
    least: dict[str, int] = field(default_factory=lambda: {"lines": 1, "say": 1, "never": 1, "asked": 1})

    def fit(self, height: int) -> "Heights":
        """Give way until all fits; what is left over is the log's."""
        for part in GIVING_WAY:
            over = self.total - height
            if over <= 0:
                break
            had = getattr(self, part)
            kept = min(had, self.least.get(part, 0))
            setattr(self, part, max(kept, had - over))
        self.log += max(0, height - self.total)
        return self

    @property
    def total(self) -> int:
        """With the header and the input line."""
        parts = (self.do, self.say, self.never, self.asked, self.lines, self.blanks, self.know)
        return 2 + sum(parts) + self.feedback + self.keys + self.rules + self.log


def layout(shown: Shown, columns: int, rows: int) -> Frame:
    """The screen of so many columns and rows."""
    columns, rows = max(8, columns), max(3, rows)
    card = Card(shown.view, Measure(columns), shown.terse)
    heights = _heights(card, rows)
    top = [header(shown.view, shown.now, shown.clock, columns)]
    body = _card_rows(card, heights)
    shown = _within_budget(shown, [*top, *body], card.know(heights.know))
    middle = [*body, *_between(shown, heights, columns)]
    if _covers(shown, heights):
        middle = _covered(shown, card, heights, columns, len(middle))
    feedback = _feedback_rows(shown, heights.feedback, columns)
    above = [*top, *middle, *feedback][: rows - 1 - heights.keys]
    below = (_keys(shown, columns),) if heights.keys else ()
    return Frame(tuple(above), _label(shown.view, columns), below, heights.log)


def _within_budget(shown: Shown, standing: list[Row], known: list[Row]) -> Shown:
    """The same with fewer words around the card, where they would be too many for somebody who listens.

    Keys in the middle go first, then the row that only says again which card stands, then more keys. What is
    answered to a line isn't counted, nor what the record knows of the card, the brief and the log: they
    stand only where there is something to know.
    """
    if shown.strip or shown.more:
        return shown
    fixed = words_in([*map(text_of, standing), shown.view.onward, shown.view.label])
    room = MOST_WORDS - fixed + words_in(map(text_of, known))
    said = shown.said if shown.arrived and not shown.wrong else ()
    keys = _fewer_keys(shown.view.keys, room - words_in(said), FEW_KEYS)
    if said and words_in([*keys, *said]) > room:
        keys, shown = _fewer_keys(shown.view.keys, room, LEAST_KEYS), replace(shown, said=())
    return replace(shown, view=replace(shown.view, keys=keys))


def _fewer_keys(keys: tuple[str, ...], room: int, least: int) -> tuple[str, ...]:
    """Those in the middle go until they are so few words; the first and the last stay."""
    while len(keys) > least and words_in(keys) > room:
        keys = (*keys[:-2], keys[-1])
    return keys


def words_in(texts: Iterable[str]) -> int:
    """How many words a reader has there; a sign alone is none."""
    return sum(len(_WORD.findall(text)) for text in texts)


def _heights(card: Card, rows: int) -> Heights:
    view = card.view
    feedback = 2 if rows >= LOW else 1
    lines = len(card.lines(MOST_ROWS))
    if view.prompt:
        blocks = 1 + bool(lines)
        asked = len(card.asked())
        return Heights(0, 0, 0, asked, lines, blocks + 1, 0, feedback).fit(rows)
    if view.closed:
        return Heights(0, 0, 0, 0, lines, 1, 0, feedback).fit(rows)
    do, say, never = len(card.do()), len(card.say(MOST_ROWS)), len(card.never(MOST_NEVER))
    know = len(card.know(MOST_KNOW if rows >= LOW else 1))
    blocks = bool(do) + 1 + bool(lines) + bool(never) + bool(know)
    return Heights(do, say, never, 0, lines, blocks + 1, know, feedback).fit(rows)


def _card_rows(card: Card, heights: Heights) -> list[Row]:
    """The card's blocks with as many blank rows between them as there are: the inner ones go last."""
    blocks = [
        card.asked()[: heights.asked],
        card.do()[: heights.do],
        card.say(heights.say) if heights.say else [],
        card.lines(heights.lines),
        card.never(heights.never) if heights.never else [],
        card.know(heights.know),
    ]
    blocks = [block for block in blocks if block]
    blanks = heights.blanks
    between = min(blanks, max(0, len(blocks) - 1))
    first = min(1, blanks - between)
    found: list[Row] = [EMPTY] * first
    for place, block in enumerate(blocks):
        found += block
        if place < between:
            found.append(EMPTY)
    return found + [EMPTY] * (blanks - between - first)


def _between(shown: Shown, heights: Heights, columns: int) -> list[Row]:
    """The log between its rules; the upper rule says what comes next."""
    view = shown.view
    onward = "" if view.place.startswith("! ") else view.onward
    aside = [_aside(text, columns) for text in view.aside[: heights.log]] if not shown.back else []
    log = [*aside, *log_rows(view.log, view.started, columns, heights.log - len(aside), shown.back)]
    if shown.more and not _covers(shown, heights):
        log = _more_rows(list(shown.more), columns, heights.log, shown.down)
    upper = [_rule(onward, columns)] if heights.rules else []
    lower = [_rule("", columns)] if heights.rules > 1 else []
    return [*upper, *log, *lower]


def _aside(text: str, columns: int) -> Row:
    return (("class:aside", cut(f"  {seen(text)}", columns)),)


def _covers(shown: Shown, heights: Heights) -> bool:
    """Whether a longer answer, or the log scrolled back, needs the card's rows too."""
    return (bool(shown.more) and heights.log < MORE_ENOUGH) or (shown.back > 0 and heights.log < LOG_ENOUGH)


def _covered(shown: Shown, card: Card, heights: Heights, columns: int, height: int) -> list[Row]:
    if shown.more:
        return _more_rows(
            [*card.cut_texts(heights.say), *shown.view.aside, *shown.more], columns, height, shown.down
        )
    return log_rows(shown.view.log, shown.view.started, columns, height, shown.back)


def _more_rows(texts: list[str], columns: int, height: int, down: int) -> list[Row]:
    lines = [line for text in texts for line in wrap(seen(text), columns - 3)]
    first = max(0, min(down, len(lines) - height))
    rows: list[Row] = [(("class:more", f"  {line}"),) for line in lines[first : first + height]]
    return rows + [EMPTY] * (height - len(rows))


def _rule(text: str, columns: int) -> Row:
    if not text:
        return (("class:rule", "-" * columns),)
    shown = cut(seen(text), columns - 8)
    left = columns - width(shown) - 5
    return (("class:rule", "-" * left + " "), ("class:onward", shown), ("class:rule", " ---"))


def _feedback_rows(shown: Shown, height: int, columns: int) -> list[Row]:
    style = "class:wrong" if shown.wrong else "class:said"
    if shown.strip:
        rows: list[Row] = [
            (("class:strip", f" {text}"),) for text in strip(shown.view.situations, columns, height)
        ]
    else:
        said = [seen(text) for text in shown.said]
        if height > 1 and said and said[-1].startswith(TO_SAY) and width(said[-1]) > columns - 2:
            said = wrap(said[-1], columns - 2)  # what is to be said is read out: it stands there in full
        if len(said) > height:
            said = [*said[: height - 1], "   ".join(said[height - 1 :])]
        rows = [((style, f"  {text}"),) for text in said]
        if hint := shown.hint or _reminder(shown):
            rows = [*rows[: height - 1], (("class:hint", f"  {seen(hint)}"),)]
            rows = [*[EMPTY] * (height - len(rows)), *rows]
    rows = [cut_row(row, columns) for row in rows[:height]]
    return rows + [EMPTY] * (height - len(rows))


def _reminder(shown: Shown) -> str:
    """That they are on hold, for half a minute every two; whatever is being typed goes on."""
    since = shown.view.hold_since
    if since is None or not shown.view.reminder:
        return ""
    return shown.view.reminder if (shown.now - since).total_seconds() % REMIND_EVERY < REMIND_FOR else ""


def _label(view: View, columns: int) -> str:
    text = cut(seen(view.label), max(4, columns // 2))
    return f"{text} > " if text else "> "


def _keys(shown: Shown, columns: int) -> Row:
    """What the keys do; where it is narrow those in the middle go, the first and the last stay."""
    if shown.strip:
        return (("class:keys", cut(f"  {KEYS}", columns)),)
    if shown.more:
        return (("class:keys", cut(f"  {MORE_KEYS}", columns)),)
    keys = [seen(key) for key in shown.view.keys]
    while len(keys) > 2 and width("   ".join(keys)) > columns - 3:
        keys.pop(-2)
    return (("class:keys", cut("  " + "   ".join(keys), columns)),)


def without_clock(shown: Shown) -> Shown:
    """The same, as it stands whatever the time: to see whether anything but a clock has changed."""
    return replace(shown, now=shown.view.started, clock="off")
