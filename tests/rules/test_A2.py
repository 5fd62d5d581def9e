"""A2: let them vent and listen."""

from tests.rules.replay import Replay


def test_A2_1_a_card_lets_the_anger_run_out_with_a_clock_and_no_question() -> None:
    """A2.1: Nothing to say, nothing to answer, a clock; how long it stood is on the record."""
    call = Replay()
    call.play("")
    view = call.view
    assert view.silent
    assert view.quiet_since is not None
    assert call.call.standing.card.ask is None
    call.play("it broke", "and again", "")
    [step] = [one for one in call.record["steps"] if one["id"] == "let-them-vent.listen"]
    assert step["outcome"] == "done"
    assert step["seconds"] >= 3


def test_A2_2_what_lies_beneath_becomes_one_question_and_never_a_statement() -> None:
    """A2.2: A subtext is asked about on a probing card, once, and isn't in what is said."""
    call = Replay()
    call.play("", "late again", "~ afraid to look stupid before her boss", "", "")
    shown = " ".join(call.view.know)
    assert "afraid to look stupid" in shown
    assert "Is there more to it" in shown
    assert "afraid" not in call.view.say
    call.play("the report is late", "")
    [note] = [one for one in call.call.state.notes if one.kind == "subtext"]
    assert call.record["asked_beneath"] == [note.id]
    assert "afraid" not in call.view.say  # the read-back is of their words


def test_A2_3_words_and_subtext_are_two_kinds_of_notes_at_every_prompt() -> None:
    """A2.3: One sign apart, on a card, in a situation, behind a gate and in the wrap-up."""
    call = Replay()
    for place, lines in enumerate(([], [""], ["y"], ["", "", "", "e"])):
        call.play(*lines, f"//words {place}", f"~ beneath {place}")
    kinds = [(one["kind"], one["text"]) for one in call.record["notes"]]
    for place in range(4):
        assert ("subtext", f"beneath {place}") in kinds
    assert ("words", "words 0") in kinds
    assert ("words", "words 2") in kinds
