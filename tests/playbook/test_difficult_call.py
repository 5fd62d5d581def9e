"""The default playbook: ten different calls walked through it, none asked anything twice."""

from dataclasses import dataclass, replace

import pytest

from difficult_cx.domain.call import walk
from difficult_cx.playbook.library import Library, shipped_folder
from tests.domain.call.rehearsal import Rehearsal

PLAYBOOK = Library(shipped_folder()).load("difficult-call").playbook
HEAD = ["check-yourself", "listen", "acknowledge", "specifics", "read-back", "ask"]
AGREED = ("", "it came twice", "", "", "billed twice in October", "", "1")


@dataclass(frozen=True)
class Call:
    """A call: what is typed, which cards stand on the way (by their last name), how it ends."""

    typed: tuple[str, ...]
    cards: list[str]
    disposition: str | None = None
    known: frozenset[str] = frozenset()


CALLS = {
    "something I can do": Call(
        (*AGREED, "the money back", "1", "refund the second bill", "now", "", "1", "1"),
        [*HEAD, "earliest", "agreement"],
        "resolved",
    ),
    "something I can't": Call(
        (
            *AGREED,
            "a year for free",
            "2",
            "no surprise on the next bill",
            "",
            "1 refund the second bill",
            "2 a monthly limit",
            "2",
            "fri noon",
            "refund the second bill",
            "now",
            "",
            "1",
            "2",
        ),
        [*HEAD, "behind-it", "offer", "earliest", "agreement"],
        "agreed",
    ),
    "they only want to vent": Call(
        ("", "", "1", "", "1", "2", "1"),
        ["check-yourself", "listen", "acknowledge", "listen", "acknowledge", "listen", "good-faith"],
        "call_back",
    ),
    "it isn't our fault": Call(
        ("", "", "", "the courier lost it", "", "4", "find it", "1", "trace it today 5pm", "", "1", "2"),
        [*HEAD, "earliest", "agreement"],
        "agreed",
    ),
    "it is our fault": Call(
        ("", "", "", "we billed twice", "", "3", "", "the money back", "1", "refund it", "now", "", "1", "1"),
        [*HEAD[:-1], "sorry", "ask", "earliest", "agreement"],
        "resolved",
    ),
    "we broke a promise before": Call(
        ("", "", "", "no call on Friday", "", "1", "a call", "1", "call at 3pm tomorrow", "", "1", "2"),
        ["own-it", *HEAD[1:], "earliest", "agreement"],
        "agreed",
        frozenset({"promise_broken"}),
    ),
    "several issues": Call(
        (
            *AGREED,
            "the money back",
            "/issue the app logs me out",
            "1",
            "refund it",
            "now",
            "",
            "1",
            "1",
            "1",
            "stay logged in",
            "1",
            "call when it is mended mon 10am",
            "",
            "1",
            "2",
        ),
        [*HEAD, "earliest", "agreement", "next-one", "read-back", "ask", "earliest", "agreement"],
        "agreed",
    ),
    "read back wrong, then right": Call(
        (
            "",
            "",
            "",
            "the parcel",
            "",
            "2",
            "it is the third parcel",
            "",
            "1",
            "a new one",
            "1",
            "send it",
            "now",
            "",
            "1",
            "1",
        ),
        [*HEAD[:5], "specifics", "read-back", "ask", "earliest", "agreement"],
        "resolved",
    ),
    "nothing suits them": Call(
        (*AGREED, "a year free", "2", "", "1 a month free", "4", "2", "1"),
        [*HEAD, "behind-it", "offer", "limits", "good-faith"],
        "call_back",
    ),
    "yelling in the middle": Call(
        ("", "y", "1", "", "", "broken again", "", "1", "swap it", "1", "swap it", "now", "", "1", "1"),
        [*HEAD[:2], "yelling", "listen", "acknowledge", *HEAD[3:], "earliest", "agreement"],
        "resolved",
    ),
}


def play(one: Call) -> tuple[Rehearsal, list[str]]:
    """Type it, until the call is in its wrap-up or beyond; the cards that stood, in order."""
    first = "broken-promise.own-it" if one.known else ""
    call = Rehearsal(playbook=PLAYBOOK, desk={"known": one.known}, first=first)
    cards = [call.state.card]
    for line in one.typed:
        call.play(line)
        if call.state.phase == "card" and call.state.card != cards[-1]:
            cards.append(call.state.card)
    return call, [card.rpartition(".")[2] for card in cards]


@pytest.mark.parametrize("name", CALLS)
def test_a_call_walks_through_it(name: str) -> None:
    """Each kind of call meets its cards and no other, and ends as it should."""
    one = CALLS[name]
    call, cards = play(one)
    assert call.state.phase != "card"
    assert cards == one.cards
    assert call.state.disposition == one.disposition


@pytest.mark.parametrize("name", CALLS)
def test_nothing_is_asked_twice(name: str) -> None:
    """No field of an issue, and none of the call, gets a second answer."""
    call, _ = play(CALLS[name])
    asked = [
        (event.data.get("issue"), event.data["field"]) for event in call.events if event.kind == "answered"
    ]
    assert len(asked) == len(set(asked))


def test_it_has_nine_stages() -> None:
    """From the first word to the yes; what only some calls need isn't among them."""
    line = walk.line(PLAYBOOK, Rehearsal(playbook=PLAYBOOK).state, frozenset())
    assert len(line) == 9


@pytest.mark.parametrize("name", CALLS)
def test_no_call_has_more_than_nine_stages(name: str) -> None:
    """`of n` is five to nine at every line, whatever was shown and however many issues there are."""
    one = CALLS[name]
    for count in range(len(one.typed) + 1):
        call, _ = play(replace(one, typed=one.typed[:count]))
        assert 5 <= len(walk.line(PLAYBOOK, call.state, one.known)) <= 9


def test_every_issue_has_a_plan_when_there_are_several() -> None:
    """Both were taken one by one, each with something done or promised."""
    call, _ = play(CALLS["several issues"])
    assert [one.text for one in call.state.issues] == ["billed twice in October", "the app logs me out"]
    assert not call.state.unplanned()
