"""A line that couldn't be saved: said, kept, tried again, and on the record once."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from difficult_cx.app.handling import Request, Surroundings, begin, go_on
from difficult_cx.app.ledger import open_ledger
from difficult_cx.app.running import RunningCall
from difficult_cx.journal.drafts import Draft, Kept
from tests.conftest import Dcx, Stream


def a_call(dcx: Dcx) -> RunningCall:
    """A call that has begun."""
    world = dcx.world(Stream(), Stream(), Stream())
    surroundings = Surroundings(world, open_ledger(world.journal), world.library)
    return begin(world, surroundings, Request("with-ease"), world.journal.new_id())


def again(dcx: Dcx, call: RunningCall) -> RunningCall:
    """The same call, resumed by another process."""
    world = dcx.world(Stream(), Stream(), Stream())
    return go_on(world, Surroundings(world, open_ledger(world.journal), world.library), call.id)


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, name: str = "fsync") -> Iterator[None]:
    """This system call fails with EIO."""

    def fail(*_args: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as broken:
        broken.setattr(os, name, fail)
        yield


def noted(dcx: Dcx, call: RunningCall) -> list[str]:
    """The notes on the record."""
    return [one.text for one in again(dcx, call).state.notes]


def test_a_retry_counts_once(dcx: Dcx, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes were there although fsync failed: one note, with or without an id of the face's."""
    call = a_call(dcx)
    for line_id in (call.new_line_id(), None):
        line = f"// it broke {line_id}"
        with failing(monkeypatch):
            said = call.reply(line, line_id)
        assert said.keep
        assert "the disk reports an error (EIO)" in said.rows[0]
        assert not call.reply(line, line_id).keep
    assert len(noted(dcx, call)) == 2


def test_a_line_that_was_changed_is_another_line(dcx: Dcx, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was acknowledged is never hidden by what wasn't but reached the disk all the same."""
    call = a_call(dcx)
    line_id = call.new_line_id()
    for words in ("//first try", "//second try"):
        with failing(monkeypatch):
            assert call.reply(words, line_id).keep
    assert not call.reply("//third try", line_id).keep
    assert "third try" in noted(dcx, call)
    assert dcx("journal", "verify").out.endswith("nothing is damaged.\n")


def test_a_draft_whose_line_was_saved_is_gone(dcx: Dcx) -> None:
    """Killed between saving the line and taking its draft away: it isn't there to be typed on."""
    call = a_call(dcx)
    line_id = call.new_line_id()
    call.drafting("//half a li", line_id)()
    assert again(dcx, call).take_up() == ("//half a li", line_id)
    call.reply("//half a line", line_id)
    assert again(dcx, call).take_up() is None


def test_lines_that_were_entered_before_a_kill_are_saved_by_the_next_start(dcx: Dcx) -> None:
    """Each once and in their order, however far the kill let them come; the half-typed one stays half typed."""
    call = a_call(dcx)
    ids = [call.new_line_id() for _ in range(4)]
    words = ["//first", "//second", "//third"]
    call.drafting("and the four", ids[3], list(zip(words, ids, strict=False)))()
    assert not call.reply("//first", ids[0]).keep
    for _ in range(2):
        resumed = again(dcx, call)
        assert resumed.take_up() == ("and the four", ids[3])
        assert [note.text for note in resumed.state.notes] == ["first", "second", "third"]
    assert [again(dcx, call).entered_again for _ in range(2)] == [0, 0]


def test_the_plain_face_saves_them_too_and_says_so(dcx: Dcx) -> None:
    """Before the first line of the new start is read."""
    call = a_call(dcx)
    ids = [call.new_line_id() for _ in range(2)]
    call.drafting("and", ids[1], [("//first", ids[0])])()
    out = dcx("handle", "--resume", stdin="//then\n", code=4).out
    assert "Saved now: your last line from before the call was cut off." in out
    assert "Half typed when the call was parked, not saved: and" in out
    assert [note.text for note in again(dcx, call).state.notes] == ["first", "then"]


def test_an_entered_line_that_still_cant_be_saved_stays(dcx: Dcx, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands in front of the half-typed one, by its own id, and is saved when it can be."""
    call = a_call(dcx)
    ids = [call.new_line_id() for _ in range(2)]
    call.drafting("and", ids[1], [("//first", ids[0])])()
    with failing(monkeypatch):
        assert again(dcx, call).take_up() == ("//first / and", ids[0])
    assert again(dcx, call).take_up() == ("and", ids[1])
    assert "first" in noted(dcx, call)


def test_a_rescued_line_lies_in_its_calls_file(dcx: Dcx, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file can be written; without the card number, and whatever characters it has."""
    call = a_call(dcx)
    with failing(monkeypatch, "lseek"):
        said = call.reply("//pays by 4111 1111 1111 1111 \udce9 \ud800", None)
    [path] = (dcx.home / "rescue").iterdir()
    assert call.id in path.name
    assert str(path) in said.rows[1]
    assert "[card 1111]" in path.read_text(encoding="utf-8", errors="surrogateescape")


def test_a_number_that_grows_is_left_out_of_a_draft(dcx: Dcx) -> None:
    """It may become a card's; however long the line is, that is decided at once."""
    draft = Draft(dcx.world(Stream(), Stream(), Stream()).folders, "bcdfghjkmnpq")
    for text, kept in [
        ("pays by 4111 1111 11", "pays by "),
        ("pays by 4111\u00a01111\u20091111-1", "pays by "),
        ("room 12, ", "room 12, "),
        ("no number  ", "no number  "),
        ("x " + "1 " * 30_000, "x "),
        ("card\uff14\uff11\uff11\uff11", "card"),
    ]:
        draft.save(text, "bcdfghjkmnpq")
        assert draft.load() == Kept(kept, "bcdfghjkmnpq")
