"""Another channel, agreed to in a call: it is on the record and leaves a promise."""

import pytest

from difficult_cx.domain.call.record import as_json
from difficult_cx.playbook.library import Library, shipped_folder
from tests.domain.call.rehearsal import Rehearsal

LIBRARY = Library(shipped_folder())


@pytest.mark.parametrize(
    ("line", "venue", "channel", "text"),
    [
        ("1", "phone", "phone", "go on by phone"),
        ("2", "email", "email", "go on in writing"),
        ("3", "private", None, "go on in private"),
        ("4", "visit", "visit", "visit them about it"),
    ],
)
def test_their_yes_makes_a_promise(line: str, venue: str, channel: str | None, text: str) -> None:
    """With the channel they agreed to; the time that is typed next is its time."""
    call = Rehearsal(playbook=LIBRARY.load("six-sane-ways").playbook, first="change-the-venue.another-way")
    call.play(line, "tomorrow 3pm")
    [promise] = call.state.promises.values()
    assert (promise.text, promise.channel, promise.words) == (text, channel, "tomorrow 3pm")
    assert call.state.fields["venue"] == venue
    assert as_json(call.state, None, lambda _id: None)["fields"]["venue"] == venue


def test_a_no_is_on_the_record_and_promises_nothing() -> None:
    """They'd rather stay where they are."""
    call = Rehearsal(playbook=LIBRARY.load("six-sane-ways").playbook, first="change-the-venue.another-way")
    call.play("5")
    assert call.state.fields["venue"] == "no"
    assert not call.state.promises


def test_from_a_situation_it_leads_back() -> None:
    """In circles: another channel, and the step again, with `When?` open."""
    call = Rehearsal(playbook=LIBRARY.load("difficult-call").playbook)
    call.play("", "c", "2")
    assert call.state.card == "let-them-vent.listen"
    assert call.asking is not None
    call.play("u", "u")
    assert not call.state.promises
    assert "venue" not in call.state.fields


def test_a_breakdown_can_be_found_on_a_card() -> None:
    """The codes as numbered lines; the wrap-up doesn't ask again."""
    call = Rehearsal(playbook=LIBRARY.load("three-easy-steps").playbook)
    call.play("", "the price", "", "1", "3", "e")
    assert [one.breakdown for one in call.state.issues] == ["over_promise"]
