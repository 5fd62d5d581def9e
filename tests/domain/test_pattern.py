"""How a wording of phrases.yaml is read: `*`, `*'s`, `<time>`, `<start>`, either/or, (what may be missing), `word!`."""

import pytest

from difficult_cx.domain.phrases import Phrase, find


def said(wording: str, text: str) -> list[str]:
    """The words of the text that this wording finds."""
    return [one.text for one in find(text, (Phrase("-", patterns=(wording,)),))]


@pytest.mark.parametrize(
    ("wording", "text", "found"),
    [
        ("nothing * we can do", "There's nothing much more we can do, sorry.", "nothing much more we can do"),
        ("nothing * we can do", "Nothing of all this that we can do.", ""),
        ("can't/won't help", "I won't help you.", "won't help"),
        ("can't/won't help", "I cannot help you.", "cannot help"),
        ("can't/won't help", "I will help you.", ""),
        ("I (just/only) follow the rules", "I only follow the rules.", "I only follow the rules"),
        ("I (just/only) follow the rules", "I follow the rules.", "I follow the rules"),
        ("I (just/only) follow the rules", "I never follow the rules.", ""),
        ("to relax!", "You need to relax.", "to relax"),
        ("to relax!", "Back to relaxed times.", ""),
        ("<start> relax!", "Now, please relax.", "please relax"),
        ("<start> relax!", "We relax it.", ""),
        ("*'s fault", "It is the driver's own fault.", ""),
        ("*'s fault", "It is the driver's fault.", "driver's fault"),
        ("* (or) *", "It is the driver's fault.", ""),
        ("-", "Well - yes.", ""),
        ("by <time>", "I'll call by really 5 pm.", "by really 5"),
        ("100 percent", "It's 100% sure.", "100%"),
        ("we'll (all) go now/soon", "We'll go soon, I think.", "We'll go soon"),
    ],
)
def test_a_wording_finds_what_it_says(wording: str, text: str, found: str) -> None:
    """No more and no less, at the end of a sentence too."""
    assert said(wording, text) == ([found] if found else [])


def test_a_place_counts_once_for_a_phrase() -> None:
    """Of wordings that lie over each other the longest of the first place counts."""
    phrase = Phrase("calm down", also=("calm down now", "down now"))
    assert [one.text for one in find("Calm down now.", (phrase,))] == ["Calm down now"]


def test_what_the_customer_said_is_passed_over() -> None:
    """In any quotation marks, and told of them; what the rep says in the same line counts."""
    phrase = Phrase("calm down")
    for text in (
        'You wrote "calm down, all of you".',
        "You wrote “calm down, all of you”.",
        "You wrote 'calm down, all of you', and that was hard.",
        "You said calm down was what he shouted.",
        "The agent told you to calm down.",
        "You mentioned they said calm down.",
    ):
        assert find(text, (phrase,)) == [], text
    [hit] = find('You wrote "I am calm". Now calm down.', (phrase,))
    assert hit.at == 27
