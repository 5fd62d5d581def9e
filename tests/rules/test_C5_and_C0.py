"""C5: what they ask for and what they want; C0: dignity and respect."""

from pathlib import Path

from difficult_cx.playbook.checking import Checking
from difficult_cx.playbook.library import Library, shipped_folder
from tests.rules.replay import AGREED, Replay, flagged


def test_C5_what_they_ask_for_and_what_it_is_for_are_two_things() -> None:
    """C5: Both are recorded, and the alternatives stand against what it is for."""
    call = Replay()
    call.play(*AGREED, "a new router for free", "2")
    assert call.card == "clarify.behind-it"
    call.play("her daughter has an exam online tomorrow", "", "0")
    assert (call.issue["asked_for"], call.issue["wants"]) == (
        "a new router for free",
        "her daughter has an exam online tomorrow",
    )
    assert "They want: her daughter has an exam online tomorrow" in call.view.know


def test_C0_insults_and_labels_are_flagged_and_every_stem_is_read(tmp_path: Path) -> None:
    """C0: In one's own words, in a note about the customer, and by the lint in what a card says."""
    assert flagged("> You're being ridiculous.")
    assert flagged("> Don't be stupid.")
    assert flagged("the customer is an idiot")
    assert flagged("~ she is a troll")
    assert not flagged("the delivery was ridiculous, she says")
    (tmp_path / "mine.yaml").write_text(
        "dcx: 1\nid: mine\nkind: method\ntitle: Mine\nsteps:\n"
        "  - {id: one, title: One, do: Do it., say: ['That is your problem.'], never: [Calm down]}\n"
    )
    found = Checking(Library(shipped_folder(), (tmp_path,))).files([tmp_path / "mine.yaml"])
    assert {one.rule for one in found} == {"avoided"}
    call = Replay("with-ease")
    call.play("", "")
    assert call.steps["acknowledge.feeling"] == "done"
