"""Cards in whole sentences."""

from datetime import UTC, datetime

from difficult_cx.domain.call.view import Feedback, View
from difficult_cx.terminal import spoken

AT = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)


def test_a_step_is_label_first() -> None:
    """Where, do, say, never: one fact a line."""
    view = View(
        "STEP 2 of 9",
        "Let them finish",
        "Note",
        AT,
        tone="calm",
        do="Stay silent until they stop.",
        say="I hear you. Please tell me everything that happened.",
        never=("Calm down.", "That's our policy"),
        lines=(("1", "yes"), ("2", "no")),
    )
    assert spoken.card(view) == [
        "Step 2 of 9. LET THEM FINISH (calm)",
        "Do: Stay silent until they stop.",
        "Say: I hear you. Please tell me everything that happened.",
        "Choice 1: yes",
        "Choice 2: no",
        "Never say: Calm down. Or: That's our policy.",
    ]


def test_experts_get_no_do() -> None:
    """Terse: only what to say and never to say."""
    view = View("STEP 1 of 9", "Open", "Note", AT, do="Slow down.", say="Hello.")
    assert spoken.card(view, terse=True) == ["Step 1 of 9. OPEN", "Say: Hello."]


def test_nothing_to_say_is_said() -> None:
    """A silent card has a Say line like every other."""
    assert "Say: nothing. Listen." in spoken.card(View("STEP 1 of 2", "Vent", "Note", AT, silent=True))


def test_a_situation_says_the_way_back() -> None:
    """It ends with the step that Enter goes back to."""
    view = View("! YELLING", 'Say "I"', "Note", AT, say="I want to help.", onward="then STEP 2")
    assert spoken.card(view)[0] == 'Situation yelling. SAY "I". Then step 2.'


def test_a_question_lists_its_choices_in_one_line() -> None:
    """As in the wrap-up."""
    view = View(
        "WRAP-UP 1 of 5",
        "Outcome",
        "Outcome",
        AT,
        prompt=("How did it end?",),
        lines=(("1", "solved"), ("2", "agreed, still to be done")),
    )
    assert spoken.card(view) == [
        "Wrap-up 1 of 5. OUTCOME",
        "How did it end?",
        "Choices: 1 solved, 2 agreed, still to be done",
    ]


def test_an_error_says_first_that_it_is_one() -> None:
    """Only the first row; the second is what to do."""
    said = spoken.feedback(Feedback(("No command /yel.", "// saves it."), error=True))
    assert said == ["Error: No command /yel.", "// saves it."]


def test_a_customers_words_move_no_cursor() -> None:
    """Controls and bidi tricks are made visible, wherever they stand."""
    evil = "\x1b[2J\u202eoops\r\nfake: line"
    view = View("STEP 1 of 2", evil, evil, AT, do=evil, say=evil, never=(evil,), lines=(("1", evil),))
    whole = [
        *spoken.card(view),
        *spoken.card(View("! X", "t", "l", AT, prompt=(evil,), lines=(("1", evil),))),
        *spoken.feedback(Feedback((evil,), (evil,))),
        *spoken.opening(View("p", "t", "l", AT, situations=(("y", evil),)), (evil,), resumed=False),
        spoken.label(view),
    ]
    assert all("\x1b" not in row and "\u202e" not in row and "\n" not in row for row in whole)


def test_the_label_asks() -> None:
    """A question keeps its mark, a word gets a colon."""
    assert spoken.label(View("p", "t", "When?", AT)) == "When? "
    assert spoken.label(View("p", "t", "Note", AT)) == "Note: "
