"""Ten conversations as they are held, each replayed through the default playbook: cards, words, outcome."""

from pathlib import Path

import pytest

from difficult_cx.domain.call import walk
from difficult_cx.playbook.library import Library, shipped_folder
from tests.domain.call.rehearsal import Rehearsal

DIALOGUES = sorted((Path(__file__).parent / "dialogues").glob("*.txt"))
PLAYBOOK = Library(shipped_folder()).load("difficult-call").playbook


def test_there_are_ten() -> None:
    """With the seven branches among them, and three that turn on the way."""
    assert len(DIALOGUES) == 10


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda one: one.stem)
def test_a_conversation_finds_its_cards(path: Path) -> None:
    """`card` names the card that stands, `says` its words; nothing is asked twice, never more than nine stages.

    `>` is what the rep types, `customer:` what is said meanwhile and typed by nobody.
    """
    lines = [one.partition(" ") for one in path.read_text(encoding="utf-8").splitlines()]
    known = frozenset(rest for word, _, rest in lines if word == "known")
    call = Rehearsal(playbook=PLAYBOOK, desk={"known": known}, first="broken-promise.own-it" if known else "")
    for number, (word, _, rest) in enumerate(lines, 1):
        where = f"{path.name}:{number}: {call.state.card}"
        if word == ">":
            call.play(rest)
            assert not call.feedback.error, f"{where}: {call.feedback.rows}"
            assert 5 <= len(walk.line(PLAYBOOK, call.state, known)) <= 9, where
        elif word == "card":
            assert call.state.card.rpartition(".")[2] == rest, where
        elif word == "says":
            assert call.view.say == rest, where
        elif word == "end":
            assert call.state.phase != "card", where
            assert call.state.disposition == rest, where
    asked = [(one.data.get("issue"), one.data["field"]) for one in call.events if one.kind == "answered"]
    assert len(asked) == len(set(asked))
    assert not call.state.unplanned() or call.state.disposition in ("call_back", "lost")
