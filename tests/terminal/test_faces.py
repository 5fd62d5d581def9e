"""Both faces leave the same journal from the same script, and no playbook hides what to say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyte
import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from difficult_cx.app.handling import Request, Surroundings, begin
from difficult_cx.app.ledger import open_ledger
from difficult_cx.app.running import RunningCall
from difficult_cx.app.world import World
from difficult_cx.domain.call.desk import Desk, Standing
from difficult_cx.domain.call.show import view
from difficult_cx.domain.call.state import CallState, Logged
from difficult_cx.playbook.library import Library, shipped_folder
from difficult_cx.terminal import plain
from difficult_cx.terminal.screen.application import Screen
from difficult_cx.terminal.screen.layout import Shown, layout
from difficult_cx.terminal.screen.row import columns_of, text_of
from difficult_cx.terminal.screen.session import Session
from tests.conftest import Dcx, Stream

START = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
SCRIPT = """it broke twice

~ afraid for her job

the printer
y
wants it today

a refund

a quiet week

yes
1 swap it
2 refund the fee
4 more
2
fri noon
did it while she listened

+ send the label
and the box was wet
soon
tomorrow 3pm
u
/redo
/yel
* here
> I see why
k
2
b
/heat 2
c


+2 mon 10am
p
?
e
1
4
1
1
look at the label first
""".splitlines()


class Ticking:
    """A clock that moves on by a second for every line."""

    def __init__(self) -> None:
        self.moment = START

    def now(self) -> datetime:
        """This moment."""
        return self.moment


def started(home: Path, clock: Ticking) -> tuple[World, RunningCall]:
    """A call by document C in this home."""
    world = replace_clock(Dcx(home).world(Stream(), Stream(), Stream()), clock)
    surroundings = Surroundings(world, open_ledger(world.journal), world.library)
    return world, begin(world, surroundings, Request("with-ease", "Brook Ltd"), world.journal.new_id())


def replace_clock(world: World, clock: Ticking) -> World:
    """The same world by another clock."""
    return replace(world, clock=clock)


def recorded(world: World) -> list[tuple[Any, ...]]:
    """The journal without its random ids: each is replaced by the number of its first showing."""
    numbers: dict[str, int] = {}
    counter = count()

    def plain_id(value: Any) -> Any:
        if isinstance(value, str) and len(value) == 12 and value in ids:
            return numbers.setdefault(value, next(counter))
        return value

    events = world.journal.read().events
    ids = {event.id for event in events}
    return [
        (event.n, event.at, event.kind, {name: plain_id(value) for name, value in event.data.items()})
        for event in events
    ]


class Typing(Stream):
    """A pipe whose every line takes a second."""

    def __init__(self, lines: list[str], clock: Ticking) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self.clock = clock

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """The next line, a second later."""
        self.clock.moment += timedelta(seconds=1)
        return super().readline(-1 if size is None else size)


def by_plain(home: Path) -> list[tuple[Any, ...]]:
    """What the plain face leaves."""
    clock = Ticking()
    world, call = started(home, clock)
    code = plain.run(call, Typing(SCRIPT, clock), Stream(), Stream(), interactive=False)
    assert code == 0
    return recorded(world)


def by_screen(home: Path) -> list[tuple[Any, ...]]:
    """What the full screen leaves, keys typed into a real Application."""
    clock = Ticking()
    world, call = started(home, clock)
    with create_pipe_input() as source:
        screen = Screen(Session(call), {}, source, DummyOutput())
        enter = screen.session.enter

        def a_second_later() -> bool:
            clock.moment += timedelta(seconds=1)
            left = enter()
            if not left:
                screen.set_text("")
                screen.session.text = ""
            return left

        screen.session.enter = a_second_later  # type: ignore[method-assign]
        source.send_text("".join(f"{line}\r" for line in SCRIPT))
        assert screen.run() == 0
    return recorded(world)


def test_the_same_script_leaves_the_same_journal(tmp_path: Path) -> None:
    """A keyboard and a pipe answer the same questions: event by event, ids apart."""
    piped, typed = by_plain(tmp_path / "plain"), by_screen(tmp_path / "screen")
    assert len(piped) > 35
    assert piped == typed


SIZES = [(80, 24), (120, 40), (50, 15), (40, 12)]
IDS = [info.id for info in Library(shipped_folder()).overview() if info.kind in ("method", "technique")]


def cards() -> Iterator[tuple[str, str]]:
    """Every card of every shipped playbook that is walked, its situations included."""
    seen = set()
    for name in IDS:
        playbook = Library(shipped_folder()).load(name).playbook
        for card in (*playbook.cards, *(one.card for one in playbook.situations)):
            if card.id not in seen:
                seen.add(card.id)
                yield name, card.id


def standing(name: str, card: str) -> Standing:
    """This card with 25 long notes in the log, and long words in every blank."""
    playbook = Library(shipped_folder()).load(name).playbook
    notes = tuple(
        Logged(f"n{number}", START, "", "a long note about the printer " * 6) for number in range(25)
    )
    state = CallState(
        "call",
        START,
        name,
        playbook.hash,
        card,
        START,
        "customer",
        log=notes,
        shown={card: 3},
        back=playbook.cards[0].id,
    )
    found = playbook.card(card)
    assert found is not None
    gates = frozenset((card, fact) for fact in (*found.needs, "acknowledged", "cooled"))
    desk = Desk(ZoneInfo("UTC"), "UTC", lambda: "bcdfghjkmnpq", "Sam", customer="Dana Ruiz of Brook & Co")
    return Standing(replace(state, gates=gates), playbook, desk, START)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize(("name", "card"), list(cards()))
def test_say_and_never_are_readable_at_every_size(name: str, card: str, columns: int, rows: int) -> None:
    """On a real terminal's grid: every word of SAY, and NEVER in two rows, whatever else must give way."""
    shown = view(standing(name, card))
    frame = layout(Shown(shown, START), columns, rows)
    screen = pyte.Screen(columns, rows)
    stream = pyte.Stream(screen)
    stream.feed("\r\n".join(text_of(row) for row in frame.rows))
    assert len(frame.rows) <= rows
    assert all(columns_of(row) <= columns for row in frame.rows)
    text = " ".join(" ".join(screen.display).split())
    said = shown.say or "(nothing. Listen.)"
    assert said in text.replace("\n", " ")
    for never in shown.never:
        assert never[:12] in text


def test_a_screen_has_few_words() -> None:
    """15 words for SAY, 40 for a card, as a listening person can take in."""
    for name, card in cards():
        found = view(standing(name, card))
        assert len(found.say.split()) <= 40, card
        assert len(found.do.split()) <= 12, card


def test_it_is_drawn_at_the_size_there_is(tmp_path: Path) -> None:
    """The frame follows the terminal's size, and the input line is the second from the bottom."""
    _, call = started(tmp_path, Ticking())
    with create_pipe_input() as source:
        screen = Screen(Session(call), {}, source, DummyOutput())
        for columns, rows in SIZES:
            frame = screen.session.frame(Size(rows=rows, columns=columns).columns, rows)
            assert len(frame.above) + 1 + len(frame.below) <= rows
            assert frame.label == "Note > "
