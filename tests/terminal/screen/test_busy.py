"""The disk is slow, or another dcx is writing: lines wait in their order, keys go on, nothing is lost."""

from threading import Event

import pytest
from prompt_toolkit.input import PipeInput

from difficult_cx.app import running
from difficult_cx.app.handling import Request, Surroundings, begin, go_on
from difficult_cx.app.ledger import open_ledger
from difficult_cx.app.running import Handed, RunningCall
from difficult_cx.journal.drafts import Draft
from difficult_cx.storage.lock import Lock
from difficult_cx.storage.private import sync
from difficult_cx.terminal.screen import application
from difficult_cx.terminal.screen.application import Screen
from difficult_cx.terminal.screen.beside import Beside
from difficult_cx.terminal.screen.session import CANT, CLOSED, Session
from tests.conftest import Dcx
from tests.terminal.rehearsed import RehearsedCall
from tests.terminal.screen.driven import driven, until

PATIENCE = 20.0


def started(dcx: Dcx) -> RunningCall:
    """A real call, with a journal on the disk."""
    world = dcx.world(dcx.stream(), dcx.stream(), dcx.stream())
    surroundings = Surroundings(world, open_ledger(world.journal), world.library)
    return begin(world, surroundings, Request("with-ease"), world.journal.new_id())


def again(dcx: Dcx, call: RunningCall) -> RunningCall:
    """The same call, resumed by another process."""
    world = dcx.world(dcx.stream(), dcx.stream(), dcx.stream())
    return go_on(world, Surroundings(world, open_ledger(world.journal), world.library), call.id)


class SlowDisk:
    """An fsync that takes until it is told to end; nothing of it is said before."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.end = Event(), Event()
        really = sync

        def slowly(handle: int) -> None:
            self.begun.set()
            assert self.end.wait(PATIENCE)
            really(handle)

        monkeypatch.setattr("difficult_cx.journal.journal.sync", slowly)


def test_lines_wait_in_order_and_typing_goes_on(dcx: Dcx) -> None:
    """While the journal is held nothing blocks; once it is free everything is saved as it was typed."""
    call = started(dcx)
    lock = Lock(call.folders.lock).acquire(wait=1.0)

    async def steps(screen: Screen, source: PipeInput) -> None:
        source.send_text("one\rtwo\r\rhalf")
        await until(lambda: screen.buffer.text == "half")
        await until(lambda: bool(screen.session.said) and "your 2 lines wait" in screen.session.said[0])
        assert not call.state.notes
        lock.release()
        await until(lambda: len(call.state.notes) == 2)

    screen = driven(call, steps)
    assert [note.text for note in call.state.notes] == ["one", "two"]
    assert (screen.buffer.text, screen.session.text) == ("half", "half")
    assert call.state.card == "pause.listen"


def test_a_slow_disk_never_blocks_a_key(dcx: Dcx, monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen takes keys while the line is on its way to the disk, and says saved only when it is there."""
    call = started(dcx)
    disk = SlowDisk(monkeypatch)

    async def steps(screen: Screen, source: PipeInput) -> None:
        source.send_text("it broke\r")
        await until(disk.begun.is_set)
        source.send_text("and the b")
        await until(lambda: screen.buffer.text == "and the b")
        assert not call.state.notes
        assert not any("Noted" in row for row in screen.session.said)
        await until(lambda: bool(screen.session.said) and "Not saved yet" in screen.session.said[0])
        disk.end.set()
        await until(lambda: screen.session.said == ("Noted: it broke",))
        assert [note.text for note in again(dcx, call).state.notes] == ["it broke"]

    screen = driven(call, steps)
    assert screen.session.text == "and the b"
    assert again(dcx, call).take_up() is not None


def test_a_kill_while_the_disk_is_slow_costs_nothing(dcx: Dcx, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is on its way, what waits behind it and what is half typed: all in the draft within a second."""
    call = started(dcx)
    disk = SlowDisk(monkeypatch)

    async def steps(screen: Screen, source: PipeInput) -> None:
        source.send_text("one\rtwo\rhalf")
        await until(lambda: disk.begun.is_set() and screen.buffer.text == "half")
        screen.session.keep_draft()

        def drafted() -> bool:
            found = Draft(call.folders, call.id).load()
            lines = [line for line, _ in found.entered] if found is not None else []
            return found is not None and found.text == "half" and lines in (["one", "two"], ["two"])

        await until(drafted)
        disk.end.set()

    driven(call, steps)
    assert [note.text for note in again(dcx, call).state.notes] == ["one", "two"]


def test_a_change_is_drafted_whatever_the_clock_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first second of a call on: the first letters, and those that come after."""
    monkeypatch.setattr(application, "TICK", 1_000_000.0)
    call = RehearsedCall()

    async def steps(_screen: Screen, source: PipeInput) -> None:
        for typed in ("half", "half typed", "half typed 4111 "):
            source.send_text(typed[len(call.draft[0]) if call.draft else 0 :])
            await until(lambda typed=typed: call.draft is not None and call.draft[0] == typed)  # type: ignore[misc]
        source.send_text("\x15")
        await until(lambda: call.draft is None)

    driven(call, steps)


def test_leaving_waits_for_what_was_entered(dcx: Dcx, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-D behind a burst: every line of it is on the record, the call is parked."""
    call = started(dcx)
    disk = SlowDisk(monkeypatch)

    async def steps(screen: Screen, source: PipeInput) -> None:
        source.send_text("one\rtwo\r+ call fri noon\r\x04")
        await until(lambda: screen.app.is_done)
        disk.end.set()

    driven(call, steps)
    found = again(dcx, call).state
    assert [note.text for note in found.notes] == ["one", "two"]
    assert len(found.promises) == 1
    assert not call.closed


def test_a_line_after_the_end_is_kept_apart(dcx: Dcx, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typed before the screen could say that the call is closed: in a rescue file, entered or half typed."""
    call = started(dcx)
    disk = SlowDisk(monkeypatch)

    async def steps(screen: Screen, source: PipeInput) -> None:
        source.send_text("/end resolved\rtoo late\r\rhalf")
        await until(lambda: screen.buffer.text == "half")
        disk.end.set()
        await until(lambda: screen.app.is_done)

    screen = driven(call, steps)
    assert call.closed
    assert len(screen.session.late) == 2
    kept = "".join(path.read_text() for path in call.folders.rescue.iterdir())
    assert "too late" in kept
    assert "half" in kept
    assert screen.code == CANT


def test_a_closed_call_leaves_no_draft(dcx: Dcx) -> None:
    """Nothing half typed: exit code 0, and nothing lies about."""
    call = started(dcx)

    async def steps(screen: Screen, source: PipeInput) -> None:
        source.send_text("/end resolved\r")
        await until(lambda: screen.app.is_done)

    assert driven(call, steps).code == CLOSED
    assert not list(call.folders.drafts.iterdir()) if call.folders.drafts.exists() else True


def test_after_the_wait_the_line_is_back_and_the_holder_named(
    dcx: Dcx, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is destroyed: it stands in the input again, and Enter tries once more."""
    monkeypatch.setattr(running, "WAIT", 0.05)
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


def test_a_bug_while_saving_ends_the_screen_with_it(dcx: Dcx, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never swallowed on another thread."""
    call = started(dcx)

    def broken(*_args: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(call.journal, "append", broken)

    async def steps(screen: Screen, source: PipeInput) -> None:
        source.send_text("one\r")
        await until(lambda: screen.app.is_done)

    with pytest.raises(ZeroDivisionError):
        driven(call, steps)


def waiting(call: RehearsedCall) -> tuple[Session, list[Handed]]:
    """A session whose lines are saved when the test says so."""
    flying: list[Handed] = []
    return Session(call, beside=flying.append), flying


def entered(session: Session, call: RehearsedCall, *lines: str) -> None:
    """These lines, a second apart."""
    for line in lines:
        session.typed(line)
        session.enter()
        call.forward(1)


def test_what_waits_is_in_the_draft() -> None:
    """Killed while it waits, a line is as safe as a half-typed one."""
    call = RehearsedCall()
    session, flying = waiting(call)
    entered(session, call, "one", "two")
    session.typed("half")
    session.keep_draft()
    assert call.draft is not None
    assert call.draft[0] == "one / two / half"
    session.saved(flying.pop())
    session.saved(flying.pop())
    assert call.lines == ["one", "two"]
    session.keep_draft()
    assert call.draft[0] == "half"


def test_what_cannot_be_saved_waits_for_the_next_enter() -> None:
    """Several lines stay in their order, and go before the next one; an empty Enter only tries again."""
    call = RehearsedCall()
    session, flying = waiting(call)
    entered(session, call, "one", "two")
    call.refusing = True
    session.saved(flying.pop())
    assert session.wrong
    assert [line for line, _ in session.waiting] == ["one", "two"]
    entered(session, call, "")
    session.saved(flying.pop())
    call.refusing = False
    entered(session, call, "three")
    while flying:
        session.saved(flying.pop())
    assert [note.text for note in call.rehearsal.state.notes] == ["one", "two", "three"]
    assert call.rehearsal.state.card == "vent"


def test_a_refused_line_among_those_that_wait_is_back_in_the_input() -> None:
    """Before what is being typed meanwhile; what was entered behind it goes on."""
    call = RehearsedCall()
    session, flying = waiting(call)
    entered(session, call, "one", "/yel", "two")
    session.typed("half")
    while flying:
        session.saved(flying.pop())
    assert [note.text for note in call.rehearsal.state.notes] == ["one", "two"]
    assert session.text == "/yel / half"


def test_who_is_told_to_wait_may_press_enter_again_and_again() -> None:
    """It ticks no cards that nobody has seen; before that is said, every Enter counts as it was typed."""
    call = RehearsedCall()
    session, flying = waiting(call)
    entered(session, call, "one")
    session.still_saving()
    entered(session, call, "", "", "")
    session.saved(flying.pop())
    assert not flying
    assert call.rehearsal.state.card == "vent"
    entered(session, call, "two", "")
    while flying:
        session.saved(flying.pop())
    assert call.rehearsal.state.card == "problem"


def test_a_situation_in_mid_note_waits_like_a_line() -> None:
    """Tab and its letter while a line is being saved: the note stays in the input."""
    call = RehearsedCall()
    session, flying = waiting(call)
    entered(session, call, "one")
    session.typed("half")
    session.open_strip()
    assert session.strip_key("y")
    assert session.text == "half"
    while flying:
        session.saved(flying.pop())
    assert call.rehearsal.state.card == "situation.yelling"
    assert session.text == "half"


def test_it_is_said_only_when_it_takes_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quick disk is never mentioned."""
    monkeypatch.setattr(application, "SLOW", 0.0)
    call = RehearsedCall()

    async def steps(screen: Screen, source: PipeInput) -> None:
        source.send_text("one\r")
        await until(lambda: bool(call.rehearsal.state.notes))
        await until(lambda: screen.session.said == ("Noted: one",))

    driven(call, steps)


def test_enter_waits_a_moment_for_the_disk_and_no_longer() -> None:
    """What has ended is there to be taken, once; a slow one is left to itself."""
    quick, slow, go = Beside[str](), Beside[str](), Event()
    told: list[str] = []
    assert quick.soon(PATIENCE) is None
    quick.start(lambda: "saved", lambda ended: told.append(ended.result()))
    ended = quick.soon(PATIENCE)
    assert ended is not None
    assert (ended.result(), quick.take(ended), quick.take(ended)) == ("saved", True, False)
    slow.start(lambda: str(go.wait(PATIENCE)), lambda ended: told.append(ended.result()))
    assert slow.soon(0.001) is None
    go.set()
    last = slow.wait()
    assert last is not None
    assert last.result() == "True"
