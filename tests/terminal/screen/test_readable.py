"""What must be read is readable: every card of every playbook at every size, drawn by the running screen.

The real Application draws through the real terminal output onto a pyte screen: 25 long notes in the log, and on the
card everything that may stand there: what the record knows, the firm's limit, warnings, the brief, alternatives.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pyte
import pytest
from prompt_toolkit.application.current import set_app
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from difficult_cx.domain.call.desk import Desk, Standing
from difficult_cx.domain.call.firm import AGREED_BEFORE
from difficult_cx.domain.call.show import view
from difficult_cx.domain.call.state import (
    CallState,
    Concession,
    Heat,
    Hold,
    Issue,
    Logged,
    Note,
    Signal,
    Warned,
)
from difficult_cx.domain.call.view import View
from difficult_cx.domain.playbook import Playbook
from difficult_cx.domain.policy import ABUSE, Policy
from difficult_cx.domain.promise import Promise
from difficult_cx.playbook.library import Library, shipped_folder
from difficult_cx.terminal.screen.application import Screen
from difficult_cx.terminal.screen.session import Session
from tests.terminal.rehearsed import RehearsedCall

START = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
SIZES = [(80, 24), (120, 40), (50, 15), (40, 12)]
LIBRARY = Library(shipped_folder())
IDS = [one.id for one in LIBRARY.overview() if one.kind != "situation"]
LONG = "a long sentence of theirs about the printer that came twice and never worked, "
KNOWN = ("Others with this breakdown asked for a refund, 7 of 9 got it, in two days.", LONG)


def everything(playbook: Playbook, card: str, *, held_back: bool) -> Standing:
    """This card, with as much on it, around it and in the log as a call can have."""
    notes = tuple(Logged(f"n{number}", START, "", LONG * 2) for number in range(25))
    issue = Issue(
        "issue",
        f"the printer that came twice, {LONG}",
        {"wants": LONG, "asked_for": LONG, "agreed": "yes"},
        {1: f"swap it for one that works, {LONG}", 2: "refund the fee", 3: LONG},
    )
    found = playbook.card(card)
    assert found is not None
    passed = () if held_back else (*found.needs, "acknowledged", "cooled")
    state = CallState(
        "call",
        START,
        playbook.id,
        playbook.hash,
        card,
        START,
        "customer",
        log=notes,
        shown={card: 3},
        back=playbook.cards[0].id,
        issues=(issue,),
        current="issue",
        notes=(Note("sub", START, "subtext", LONG, ""), Note("words", START, "words", LONG, "")),
        heat=(Heat(START, 4, "any"),) if held_back else (),
        holds=(Hold(START),),
        warnings=tuple(Warned(kind, START, LONG, kind) for kind in ABUSE),
        concessions=(Concession(START, "25", LONG),),
        signals=(Signal(START, "tantrum", LONG), Signal(START, "manager", LONG)),
        nudges=3,
        backups=("Kim of the second line",),
        promises={"p1": Promise("p1", LONG, START), "p2": Promise("p2", "call back", START, due=START)},
        gates=frozenset((card, fact) for fact in passed),
    )
    desk = Desk(
        ZoneInfo("UTC"),
        "UTC",
        lambda: "bcdfghjkmnpq",
        "Sam",
        company="Brook Printing of Leeds",
        customer="Dana Ruiz of Brook & Co",
        policy=Policy(authority=5000, approver="Kim", may_end_call=True, safety=(LONG,) * 12),
        story=KNOWN,
        beside=lambda _state, _card: KNOWN,
        facts={AGREED_BEFORE: KNOWN},
        known=frozenset({"may_end_call", "promise_late"}),
    )
    return Standing(state, playbook, desk, START)


@dataclass
class OneMoment(RehearsedCall):
    """A call of which one moment is shown."""

    moment: View | None = None

    def view(self) -> View:
        """That moment."""
        assert self.moment is not None
        return self.moment


def cards() -> list[tuple[str, str]]:
    """Every card of every shipped playbook that is walked, its situations included; a card once."""
    seen: dict[str, str] = {}
    for name in IDS:
        playbook = LIBRARY.load(name).playbook
        for card in (*playbook.cards, *(one.card for one in playbook.situations)):
            seen.setdefault(card.id, name)
    return [(name, card) for card, name in seen.items()]


class Drawn:
    """The running screen's own Application and renderer, at one size, on a terminal's grid."""

    def __init__(self, columns: int, rows: int) -> None:
        self.call = OneMoment()
        self.sent = io.StringIO()
        self.grid = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.grid)
        self.size = Size(rows=rows, columns=columns)
        output = Vt100_Output(self.sent, lambda: self.size, term="xterm")
        with create_pipe_input() as source:
            self.screen = Screen(Session(self.call), {}, source, output)
        self.session = self.screen.session

    def resize(self, columns: int, rows: int) -> None:
        """The terminal has another size: the screen draws itself anew, as it does when it is told so."""
        self.size = Size(rows=rows, columns=columns)
        self.grid.resize(rows, columns)
        self.screen.app.renderer.erase(leave_alternate_screen=False)

    def show(self, moment: View) -> list[str]:
        """The rows of the terminal, once this is drawn."""
        self.call.moment = moment
        app = self.screen.app
        with set_app(app):  # as the application itself draws, one frame after the other
            app.render_counter += 1
            app.before_render.fire()
            app.renderer.render(app, app.layout)
        self.stream.feed(self.sent.getvalue())
        self.sent.seek(0)
        self.sent.truncate()
        return list(self.grid.display)


def moments(*, held_back: bool) -> Iterator[tuple[str, View]]:
    """Each card as it stands: free, or with its gate before it."""
    for name, card in cards():
        standing = everything(LIBRARY.load(name).playbook, card, held_back=held_back)
        yield card, view(standing)


def text_of(rows: list[str]) -> str:
    """The grid's words in their order."""
    return " ".join(" ".join(rows).split())


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_say_and_never_are_readable_at_every_size(columns: int, rows: int) -> None:
    """Every word of SAY, and the beginning of each NEVER; the input line stands, nothing runs over the edge."""
    drawn = Drawn(columns, rows)
    shown = 0
    for card, moment in moments(held_back=False):
        assert not moment.prompt, card
        grid = drawn.show(moment)
        text = text_of(grid)
        assert (f'"{moment.say}"' if moment.say else "(nothing. Listen.)") in text, card
        for never in moment.never:
            assert never[:12] in text, (card, never)
        assert any(row.startswith(drawn.screen._frame.label.rstrip()) for row in grid), card
        assert moment.place in grid[0], card
        shown += 1
    assert shown > 100


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_a_gate_is_readable_at_every_size(columns: int, rows: int) -> None:
    """Where a card is held back, what is missing, whole, and its two ways on."""
    drawn = Drawn(columns, rows)
    gates = [(card, moment) for card, moment in moments(held_back=True) if moment.prompt]
    assert gates
    for card, moment in gates:
        text = text_of(drawn.show(moment))
        assert moment.prompt[0] in text, card
        assert "settled now" in text, card


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_alternatives_and_what_is_known_have_their_rows(columns: int, rows: int) -> None:
    """An alternative takes one row, cut; what is known of the card has the rows that are left."""
    drawn = Drawn(columns, rows)
    found = 0
    for card, moment in moments(held_back=False):
        if not moment.lines or moment.prompt:
            continue
        found += 1
        text = text_of(drawn.show(moment))
        for number, label in moment.lines[: 3 if rows > 20 else 1]:
            assert f"{number} {label[:8]}".strip() in text, (card, number)
    assert found > 20


def test_a_resize_in_mid_call_leaves_nothing_over() -> None:
    """Down to 40x12 and back: SAY is readable there, and here it stands as if nothing had been."""
    drawn = Drawn(80, 24)
    for card, moment in list(moments(held_back=False))[::8]:
        before = drawn.show(moment)
        drawn.resize(40, 12)
        assert (f'"{moment.say}"' if moment.say else "(nothing. Listen.)") in text_of(drawn.show(moment)), (
            card
        )
        drawn.resize(80, 24)
        assert drawn.show(moment) == before, card
