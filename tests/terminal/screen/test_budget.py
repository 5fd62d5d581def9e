"""How much there is to read and to press: words on a screen, questions and keys of a wrap-up, all counted."""

from dataclasses import replace
from itertools import product

import pytest

from difficult_cx.domain.call.desk import Standing
from difficult_cx.domain.call.show import view
from difficult_cx.domain.call.state import Issue
from difficult_cx.domain.policy import Policy
from difficult_cx.terminal.screen.layout import Shown, layout, words_in
from difficult_cx.terminal.screen.row import text_of
from tests.domain.call.rehearsal import Rehearsal
from tests.terminal.screen.test_readable import IDS, LIBRARY, SIZES, START, cards, everything

MOST_WORDS, MOST_SAID, MOST_ON_A_CARD = 70, 20, 40
MOST_QUESTIONS, MOST_KEYS = 5, 12


def ordinary(name: str, card: str) -> Standing:
    """This card in a call like most: one issue in a few words, nothing unusual on record."""
    full = everything(LIBRARY.load(name).playbook, card, held_back=False)
    state = replace(
        full.state,
        issues=(Issue("issue", "the printer broke twice"),),
        heat=(),
        holds=(),
        warnings=(),
        concessions=(),
        signals=(),
        backups=(),
        log=(),
        notes=(),
        nudges=0,
        promises={},
    )
    desk = replace(full.desk, story=(), beside=lambda _state, _card: (), facts={}, policy=Policy())
    return replace(full, state=state, desk=desk)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_a_screen_has_seventy_words_at_most(columns: int, rows: int) -> None:
    """Header, card, feedback, label and keys; its log, the brief and what the record knows come on top."""
    for name, card in cards():
        shown = view(ordinary(name, card))
        said = (f"Now {shown.place}: {shown.title.upper()}",)
        bare = replace(shown, know=(), aside=(), log=())
        frame = layout(Shown(bare, START, said=said, arrived=True), columns, rows)
        assert words_in(map(text_of, frame.rows)) <= MOST_WORDS, card


def test_what_is_to_be_said_and_done_is_short() -> None:
    """About 15 words to say, filled in with their own; 40 on the card besides its numbered ways on."""
    for name, card in cards():
        shown = view(ordinary(name, card))
        assert words_in([shown.say]) <= MOST_SAID, card
        assert words_in([shown.do, shown.say, *shown.never]) <= MOST_ON_A_CARD, card


def wrapped_up(name: str, before: tuple[str, ...], answer: str) -> tuple[int, int]:
    """Questions asked and keys pressed besides text until the call is closed; Enter is a key."""
    call = Rehearsal(playbook=LIBRARY.load(name).playbook)
    call.play(*before, "e")
    asked = keys = 0
    seen = set()
    while call.state.phase == "wrap-up":
        place = (call.view.place, call.view.title)
        asked += place not in seen
        seen.add(place)
        lines = [number for number, _ in call.view.lines]
        typed = answer if answer in lines else lines[0] if lines and answer != "" else answer
        if not lines and answer:
            typed = "fri noon" if call.view.label == "When?" else "some words"
            keys += 1  # the words are text, Enter is a key
        else:
            keys += len(typed) + 1
        call.play(typed)
        assert asked <= MOST_QUESTIONS, (name, before)
    return asked, keys


BEFORE = [
    (),
    ("it broke", "+ send it", "+ call them"),
    ("/issue the fee", "/issue the box", "/backup Kim", "s", ""),
    ("y", "", "/issue the fee", "+ refund it fri noon", "/concede 10 the fee"),
]


@pytest.mark.parametrize(
    "name", ["difficult-call", *(pytest.param(one, marks=pytest.mark.slow) for one in IDS)]
)
def test_a_wrap_up_takes_five_questions_and_twelve_keys(name: str) -> None:
    """Whatever is lacking, answered or left open; the long run takes every playbook."""
    for before, answer in product(BEFORE, ("", "1", "2")):
        asked, keys = wrapped_up(name, before, answer)
        assert asked <= MOST_QUESTIONS, name
        assert keys <= MOST_KEYS, name
