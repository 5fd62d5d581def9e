"""C3: clarify."""

from pathlib import Path

from difficult_cx.playbook.checking import Checking
from difficult_cx.playbook.library import Library, shipped_folder
from tests.rules.replay import AGREED, HEARD, Replay


def test_C3_1_what_is_wrong_and_how_to_put_it_right_are_both_asked_once() -> None:
    """C3.1: Two open questions, two answers on the record; a second way through asks neither again."""
    call = Replay("with-ease")
    call.play("", "", "billed twice", "", "the money back", "", "no surprise", "", "2")
    asked = [one["field"] for one in call.events("answered")]
    assert asked == ["issue", "asked_for", "wants"]
    call.play("", "1")
    assert [one["field"] for one in call.events("answered")] == asked
    assert (call.issue["text"], call.issue["asked_for"]) == ("billed twice", "the money back")


def test_C3_2_why_it_is_asked_again_is_said_first() -> None:
    """C3.2: The first sentence on the card gives the reason, in the document's method and in the default call."""
    call = Replay("with-ease")
    call.play("", "")
    assert call.view.say == "I want to get this right, so I ask again: what happened?"
    default = Replay()
    default.play(*HEARD)
    assert default.view.say.startswith("So that I get it right:")
    assert any("I ask again so that I have it whole" in one for one in default.view.more)
    default.play("billed twice", "")
    assert default.steps["address-the-issue.specifics"] == "done"


def test_C3_3_one_question_at_a_time_and_never_a_bare_why(tmp_path: Path) -> None:
    """C3.3: The lint refuses two questions in a stem and "why did you"; every card asks one thing at most."""
    for stem in ("What happened? And when?", "Why did you wait?"):
        own = tmp_path / str(len(stem))
        own.mkdir()
        (own / "mine.yaml").write_text(
            "dcx: 1\nid: mine\nkind: method\ntitle: Mine\nsteps:\n"
            f"  - {{id: one, title: One, do: Do it., say: ['{stem}'], never: [Calm down]}}\n"
        )
        found = Checking(Library(shipped_folder(), (own,))).files([own / "mine.yaml"])
        assert "two-questions" in {one.rule for one in found}, stem
    call = Replay()
    call.play(*AGREED, "the money back")
    assert all(len(one["field"].split()) == 1 for one in call.events("answered"))
