"""The ten situations: one first move, a way on, and a point to hand over that leaves something on the record."""

from typing import Any

import pytest

from difficult_cx.domain.call.record import as_json
from difficult_cx.playbook.library import Library, shipped_folder
from tests.domain.call.rehearsal import Rehearsal

PLAYBOOK = Library(shipped_folder()).load("difficult-call").playbook
STEP = "let-them-vent.listen"


def called(*lines: str, **desk: Any) -> Rehearsal:
    """A call on its second card, with these lines typed after that."""
    call = Rehearsal(playbook=PLAYBOOK, desk=desk)
    call.play("", *lines)
    return call


@pytest.mark.parametrize("situation", PLAYBOOK.situations, ids=lambda one: one.id)
def test_each_has_one_first_move_and_leads_back(situation: Any) -> None:
    """One card with something to do and to say; Enter and its first line go on with the call."""
    assert situation.card.do
    assert situation.card.say
    assert situation.card.until
    for line in ("", "1"):
        call = called(situation.key, line)
        [met] = as_json(call.state, PLAYBOOK, lambda _id: None)["situations"]
        assert (met["key"], met["step"]) == (situation.key, STEP)
        assert met["back_at"] is not None
        assert call.state.card == STEP


@pytest.mark.parametrize(
    ("lines", "field", "text"),
    [
        (("l", "3"), "leaving", "do what they asked, and confirm it"),
        (("r", "3"), "posted", "pass it to those who answer there"),
        (("w", "2"), "disagreed", "write to them what each of us sees"),
        (("h", "2"), "review", "ask for a formal review"),
        (("g", "2"), "lawyer", "pass their words on in writing"),
    ],
)
def test_what_is_handed_over_is_a_promise(lines: tuple[str, ...], field: str, text: str) -> None:
    """The line that says so is a promise whose time is asked at once; undo takes both back."""
    call = called(*lines, "tomorrow 3pm")
    [promise] = call.state.promises.values()
    assert (promise.text, promise.words) == (text, "tomorrow 3pm")
    assert call.state.fields[field] == "yes"
    again = called(*lines)
    again.play("u", "u")
    assert not again.state.promises
    assert field not in again.state.fields


def test_a_lawyer_goes_to_the_supervisor_at_once() -> None:
    """In writing, and to somebody who answers it; who that is, is on the record."""
    call = called("g", "2", "today 5pm")
    assert call.state.card == "situation.supervisor"
    call.play("1", "Kim")
    record = as_json(call.state, PLAYBOOK, lambda _id: None)
    assert record["backups"] == ["Kim"]
    assert [one["key"] for one in record["situations"]] == ["g", "s"]
    assert call.state.card == STEP


@pytest.mark.parametrize(
    ("lines", "to"),
    [
        (("y", "1", "y", "2"), "situation.circles"),
        (("y", "2"), "situation.abusive"),
        (("c", "1", "c", "5"), "situation.supervisor"),
        (("v", "1", "v", "2"), "situation.circles"),
        (("a", "5"), "situation.supervisor"),
    ],
)
def test_what_does_not_change_goes_to_the_next(lines: tuple[str, ...], to: str) -> None:
    """Two rounds of yelling, two read-backs in vain, nothing to act on twice, an insult that goes on."""
    assert called(*lines).state.card == to


def test_nobody_free_is_a_dated_call_back_with_a_name() -> None:
    """The promise has its owner and its time."""
    call = called("s", "3", "Kim tomorrow 10am")
    [promise] = call.state.promises.values()
    assert (promise.text, promise.owner, promise.words) == ("call back", "Kim", "tomorrow 10am")


def test_they_stay_after_all() -> None:
    """That is on the record too, and promises nothing."""
    call = called("l", "2")
    assert call.state.fields["leaving"] == "no"
    assert not call.state.promises
