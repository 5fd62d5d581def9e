"""One matcher for what never to say: every way to write it, nothing that somebody else said."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difficult_cx.domain.phrases import Phrase, find, phrase_key

CALM = Phrase("calm down")
POLICY = Phrase("it's our policy", also=("we're not allowed",))
ORDER = Phrase("you'll have to", also=("you need to",), unless=("do you need to",))


def said(text: str, *phrases: Phrase) -> list[str]:
    """The words that were found."""
    return [hit.text for hit in find(text, phrases)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("it's our policy", "it's our policy"),
        ("Well, IT IS OUR POLICY.", "IT IS OUR POLICY"),
        ("It’s our policy", "It’s our policy"),
        ("its our policy", "its our policy"),
        ("It's, you know... It's just, simply our policy!", "It's just, simply our policy"),
        ("We are not allowed", "We are not allowed"),
        ("we aren't allowed", "we aren't allowed"),
        ("it's  our\tpolicies", "it's  our\tpolicies"),
        ("it's our policyholder", ""),
        ("it's not our policy", ""),
    ],
)
def test_one_wording_fits_every_way_to_write_it(text: str, words: str) -> None:
    """Contractions, apostrophes, forms, case and little words between; whole words only."""
    assert said(text, POLICY) == ([words] if words else [])


@pytest.mark.parametrize(
    "text",
    [
        'You said "calm down" and hung up.',
        "You said 'it's no use, calm down' and hung up.",
        "He told you “calm down”.",
        "You were told to calm down.",
        "I'd never tell you to calm down.",
        "Somebody said calm down to you.",
    ],
)
def test_what_others_said_is_not_the_reps(text: str) -> None:
    """Quotation marks, and what was told by or to somebody."""
    assert said(text, CALM) == []


def test_a_line_that_is_all_one_quotation_is_the_reps() -> None:
    """Some type what they are going to say in quotation marks."""
    assert said('"Please calm down."', CALM) == ["calm down"]
    assert said("'You've got to calm down.'", CALM) == ["calm down"]


def test_an_apostrophe_opens_no_quotation() -> None:
    """The customers' own word, then the rep's."""
    assert said("The drivers' list is here, now calm down, it's the boss' own.", CALM) == ["calm down"]


def test_unless_is_looked_for_in_the_same_sentence() -> None:
    """What makes it harmless stands near it."""
    assert said("Do you need to go?", ORDER) == []
    assert said("Do you need to go? You need to pay first.", ORDER) == ["You need to"]


def test_alone_looks_at_the_whole_text() -> None:
    """A can't with a can of its own, a sentence later, is fine."""
    can_not = Phrase("I can't", where="alone", unless=("I can",))
    assert said("I can't do Friday. I can do Monday.", can_not) == []
    assert said("I can't do Friday.", can_not) == ["I can't"]


def test_where_start_and_twice() -> None:
    """Only where a sentence begins; only from the second time on."""
    however = Phrase("however", where="start")
    assert said("However small it is. However, no.", however) == ["However", "However"]
    assert said("One thing, however small.", however) == []
    sorry = Phrase("sorry", where="twice")
    assert said("I'm sorry.", sorry) == []
    assert said("I'm sorry, so sorry, sorry.", sorry) == ["sorry", "sorry"]


def test_signs_in_a_wording() -> None:
    """`*` is up to three words, `*'s` is anybody's, `<time>` a time or a day."""
    assert said("There is nothing more I can do", Phrase("nothing * I can do")) == ["nothing more I can do"]
    assert said("nothing a b c d I can do", Phrase("nothing * I can do")) == []
    assert said("It's the driver's fault, not mine", Phrase("*'s fault")) == ["driver's fault"]
    soon = Phrase("soon", unless=("<time>",))
    assert said("soon, by Friday", soon) == []
    assert said("soon", soon) == ["soon"]


def test_a_hit_says_where() -> None:
    """The place is that of the text as it was typed."""
    text = "Well… you’ll really have to wait."
    [hit] = find(text, (ORDER,))
    assert text[hit.at : hit.at + len(hit.text)] == hit.text == "you’ll really have to"


def test_the_same_wording_has_one_key() -> None:
    """A card's NEVER may differ in case, apostrophe and the end of the sentence."""
    assert phrase_key("It’s  our POLICY.") == phrase_key("it's our policy")


@pytest.mark.parametrize(
    "text",
    [
        "“" * 60_000,
        " 'a" * 20_000,
        "calm " * 12_000,
        "calm down " * 6_000,
        "'" * 60_000,
        "\ud800" * 30_000,
        ". " * 30_000,
    ],
    ids=["quotes", "single", "half", "hits", "signs", "surrogates", "stops"],
)
def test_64_kib_cost_nothing(text: str) -> None:
    """A line is checked while somebody listens: no text makes it slow."""
    started = time.process_time()
    find(text, (CALM, POLICY, ORDER, Phrase("nothing * I can do"), Phrase("*'s fault")))
    assert time.process_time() - started < 2


@given(st.text(max_size=200))
def test_any_text_can_be_checked(text: str) -> None:
    """Never an error; every hit is a piece of the text."""
    for hit in find(text + " calm down", (CALM, POLICY, ORDER)):
        assert (text + " calm down")[hit.at :].startswith(hit.text)
