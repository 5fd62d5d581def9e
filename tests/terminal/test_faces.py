"""Both faces leave the same journal from the same lines, whatever they are."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prompt_toolkit.input import PipeInput

from difficult_cx.app.handling import Request, Surroundings, begin
from difficult_cx.app.ledger import open_ledger
from difficult_cx.app.running import RunningCall
from difficult_cx.app.world import World
from difficult_cx.playbook.library import Library, shipped_folder
from difficult_cx.terminal import plain
from difficult_cx.terminal.screen.application import Screen
from tests.conftest import Dcx, Stream
from tests.terminal.screen.driven import driven, until

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


def started(home: Path, clock: Ticking, playbook: str = "with-ease") -> tuple[World, RunningCall]:
    """A call by this playbook in this home."""
    world = replace_clock(Dcx(home).world(Stream(), Stream(), Stream()), clock)
    surroundings = Surroundings(world, open_ledger(world.journal), world.library)
    return world, begin(world, surroundings, Request(playbook, "Brook Ltd"), world.journal.new_id())


PARSED = TemporaryDirectory()
SHELF = Library(shipped_folder(), (), Path(PARSED.name))  # each playbook is parsed once for all these calls


def replace_clock(world: World, clock: Ticking) -> World:
    """The same world by another clock."""
    world = replace(world, clock=clock)
    world.library = SHELF
    return world


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


def by_plain(home: Path, playbook: str, script: list[str]) -> list[tuple[Any, ...]]:
    """What the plain face leaves."""
    clock = Ticking()
    world, call = started(home, clock, playbook)
    plain.run(call, Typing(script, clock), Stream(), Stream(), interactive=False)
    return recorded(world)


def by_screen(home: Path, playbook: str, script: list[str]) -> list[tuple[Any, ...]]:
    """What the full screen leaves, keys typed into a real Application: each line once the one before is saved.

    A refused line stays in the input, where a pipe has none: it is emptied before the next.
    """
    clock = Ticking()
    world, call = started(home, clock, playbook)
    entered = 0

    async def steps(screen: Screen, source: PipeInput) -> None:
        nonlocal entered
        enter = screen.session.enter

        def counted() -> None:
            nonlocal entered
            enter()
            entered += 1

        screen.session.enter = counted  # type: ignore[method-assign]
        for number, line in enumerate(script, 1):
            clock.moment += timedelta(seconds=1)
            source.send_text(f"{line}\r")
            await until(lambda number=number: entered == number and not screen.session.waiting)  # type: ignore[misc]
            if screen.session.done is not None:
                return
            if screen.session.text:
                screen.set_text("")
                screen.session.typed("")

    driven(call, steps)
    return recorded(world)


def test_the_same_script_leaves_the_same_journal(tmp_path: Path) -> None:
    """A keyboard and a pipe answer the same questions: event by event, ids apart."""
    piped = by_plain(tmp_path / "plain", "with-ease", SCRIPT)
    assert len(piped) > 35
    assert piped == by_screen(tmp_path / "screen", "with-ease", SCRIPT)
    assert piped[-1][2] == "call_closed"


IDS = [one.id for one in SHELF.overview() if one.kind != "situation"]
LINES = st.one_of(
    st.sampled_from(sorted({*SCRIPT, *"ycsalrgvhwubkpe?!0123456", "", "u", "/redo", "/hold", "/end lost"})),
    st.sampled_from(
        [
            "/who Dana Ruiz",
            "/who Brook Ltd",
            "/same 1",
            "/use reflect",
            "/issue the fee",
            "/fix it came late",
            "/concede 25 the fee",
            "/warn insult",
            "/backup Kim",
            "/nudge",
            "/signal 2 the boss",
            "/firm",
            "/readback",
            "/limit",
            "/5",
            "/kept zzz",
            "+ call @Kim #email in 2 hours",
            "+",
            "= said anew",
            "//u",
            "/end resolved all is well",
            "4111 1111 1111 1111",
        ]
    ),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12),
)


def compared(playbook: str, script: list[str]) -> None:
    """Both faces, this script."""
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        piped = by_plain(Path(one), playbook, script)
        assert piped == by_screen(Path(other), playbook, script)


@given(st.sampled_from(IDS), st.lists(LINES, min_size=4, max_size=16))
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_any_script_leaves_the_same_journal(playbook: str, script: list[str]) -> None:
    """Over all playbooks: jumps, undo, wrap-up, small questions, commands, and what is none."""
    compared(playbook, script)


@pytest.mark.slow
@given(st.sampled_from(IDS), st.lists(LINES, min_size=4, max_size=60))
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_long_script_leaves_the_same_journal(playbook: str, script: list[str]) -> None:
    """The same, more of it."""
    compared(playbook, script)


BURST = """it broke twice
~ afraid for her job
+ send the label fri noon
u
/redo
* here
> I see why
/heat 2
c
wants it today
b
k
2
/hold
a look at the order
3
555 0134
/hold
/who Dana Ruiz
e
1
/heat 1
look at the label first""".splitlines()


def test_a_burst_leaves_what_the_lines_one_by_one_leave(tmp_path: Path) -> None:
    """Sent in one go, faster than the disk: the same events in the same order, their moments apart."""
    world, call = started(tmp_path / "burst", Ticking())

    async def steps(_screen: Screen, source: PipeInput) -> None:
        source.send_text("".join(f"{line}\r" for line in BURST))
        await until(lambda: any("label first" in str(one) for one in call.events))

    driven(call, steps)
    assert timeless(recorded(world)) == timeless(by_plain(tmp_path / "plain", "with-ease", BURST))


def timeless(events: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The events without their moments: in a burst no time passes."""
    return [(n, kind, data) for n, _, kind, data in events]
