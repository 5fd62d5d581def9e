"""Another dcx is writing: lines wait in their order, keys go on, nothing is lost."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from difficult_cx.app.handling import Request, Surroundings, begin
from difficult_cx.app.ledger import open_ledger
from difficult_cx.app.running import RunningCall
from difficult_cx.storage.lock import Lock
from difficult_cx.terminal.screen import application
from difficult_cx.terminal.screen.application import Screen
from difficult_cx.terminal.screen.session import Session
from tests.conftest import Dcx
from tests.terminal.rehearsed import RehearsedCall


def started(dcx: Dcx) -> RunningCall:
    """A real call, with a journal on the disk."""
    world = dcx.world(dcx.stream(), dcx.stream(), dcx.stream())
    surroundings = Surroundings(world, open_ledger(world.journal), world.library)
    return begin(world, surroundings, Request("with-ease"), world.journal.new_id())


PATIENCE = 10.0


async def until(holds: Callable[[], bool]) -> None:
    """Until this is so."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110  (what is waited for is on the screen, not in an event)
            await asyncio.sleep(0.01)


def driven(call: RunningCall, steps: Callable[[Screen, PipeInput], Awaitable[None]]) -> Screen:
    """The real Application, with steps that run beside its keys."""
    with create_pipe_input() as source:
        screen = Screen(Session(call), {}, source, DummyOutput())

        async def run() -> None:
            running = asyncio.ensure_future(screen.app.run_async(handle_sigint=False))
            try:
                await steps(screen, source)
            finally:
                screen.app.exit(result=4)
                await running

        asyncio.run(run())
    return screen


def test_lines_wait_in_order_and_typing_goes_on(dcx: Dcx) -> None:
    """While the journal is held nothing blocks; once it is free everything is saved as it was typed."""
    call = started(dcx)
    lock = Lock(call.folders.lock).acquire(wait=1.0)

    async def steps(screen: Screen, source: PipeInput) -> None:
        source.send_text("one\rtwo\r\rhalf")
        await until(lambda: screen.buffer.text == "half")
        assert screen.session.said == (
            "Not saved yet, your 2 lines will be: another dcx is writing. Go on typing.",
        )
        assert not call.state.notes
        lock.release()
        await until(lambda: len(call.state.notes) == 2)

    screen = driven(call, steps)
    assert [note.text for note in call.state.notes] == ["one", "two"]
    assert (screen.buffer.text, screen.session.text) == ("half", "half")
    assert call.state.card == "pause.listen"


def test_after_the_wait_the_line_is_back_and_the_holder_named(
    dcx: Dcx, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is destroyed: it stands in the input again, and Enter tries once more."""
    monkeypatch.setattr(application, "WAIT", 0.05)
    call = started(dcx)
    lock = Lock(call.folders.lock).acquire(wait=1.0)

    async def steps(screen: Screen, source: PipeInput) -> None:
        source.send_text("one\r")
        await until(lambda: screen.session.wrong)
        assert "held by process" in screen.session.said[0]
        assert screen.buffer.text == "one"
        lock.release()
        source.send_text("\r")
        await until(lambda: bool(call.state.notes))

    screen = driven(call, steps)
    assert [note.text for note in call.state.notes] == ["one"]
    assert screen.buffer.text == ""


def test_what_waits_is_in_the_draft() -> None:
    """Killed while it waits, a line is as safe as a half-typed one."""
    call = RehearsedCall(busy=True)
    session = Session(call)
    for line in ("one", "two"):
        session.typed(line)
        assert session.enter()
        call.forward(1)
    session.typed("half")
    session.keep_draft()
    assert call.draft is not None
    assert call.draft[0] == "one / two / half"
    call.busy = False
    assert session.pump(last=False)
    assert session.pump(last=False)
    assert call.lines == ["one", "two"]
    session.keep_draft()
    assert call.draft[0] == "half"


def test_what_cannot_be_saved_waits_for_the_next_enter() -> None:
    """Several lines stay in their order, and go before the next one."""
    call = RehearsedCall(busy=True)
    session = Session(call)
    for line in ("one", "two"):
        session.typed(line)
        session.enter()
        call.forward(1)
    call.refusing = True
    assert session.pump(last=True) is None
    assert session.wrong
    assert [line for line, _ in session.waiting] == ["one", "two"]
    call.refusing = call.busy = False
    session.typed("three")
    session.enter()
    while session.waiting:
        assert session.pump(last=False)
    notes = [note.text for note in call.rehearsal.state.notes]
    assert notes == ["one", "two", "three"]
