"""Everyday words in, the entry that fits out: how it is ranked."""

from hypothesis import given
from hypothesis import strategies as st

from difficult_cx.domain.finding import MOST, Entry, Text, groups, rank, stems


def entry(name: str, *texts: str, kind: str = "technique") -> Entry:
    """An entry that is found by these texts."""
    return Entry(kind, name, name, tuple(Text(frozenset(stems(one)), 1.0) for one in texts))


ENTRIES = [
    entry("yelling", "yelling", "shouting at me"),
    entry("circles", "going in circles", "round and round"),
    entry("leaving", "cancel the contract"),
    entry("calm down", "calm down", kind="phrase"),
]


def first(question: str, alike: tuple[tuple[str, ...], ...] = ()) -> str:
    """The id that is named first; empty when there is none."""
    return next((one.entry.id for one in rank(question, ENTRIES, groups(alike))), "")


def test_forms_of_a_word_are_one_word() -> None:
    """Plural, tense and apostrophes don't matter."""
    for words in ("shout", "he shouts", "shouted", "SHOUTING!", "the shouting’s"):
        assert first(words) == "yelling", words


def test_words_that_mean_nearly_the_same_are_taken_for_each_other() -> None:
    """Only by a group; the word itself counts more."""
    assert first("he bellows") == ""
    assert first("he bellows", (("bellow", "shout"),)) == "yelling"
    both = [entry("shouter", "shout"), entry("bellower", "bellow")]
    found = rank("bellowing", both, groups([("bellow", "shout")]))
    assert [one.entry.id for one in found] == ["bellower", "shouter"]


def test_a_beginning_is_enough() -> None:
    """Cancellation is close to cancel."""
    assert first("cancellation") == "leaving"


def test_what_says_nothing_finds_nothing() -> None:
    """Neither unknown words nor signs, nor nothing at all."""
    for question in ("", "  ", "?!", "zzzz", "she would be"):
        assert first(question) == ""


def test_a_phrase_that_the_question_says_stands_first() -> None:
    """Whatever else would fit better."""
    found = rank("calm down, he is shouting and going in circles", ENTRIES, {}, ["calm down"])
    assert found[0].entry.id == "calm down"


def test_the_best_fitting_step_is_named() -> None:
    """So that its words can be shown."""
    one = Entry(
        "technique", "two", "Two", (Text(frozenset({"appl"}), 1.0, 0), Text(frozenset({"pear"}), 1.0, 1))
    )
    assert rank("pear", [one], {})[0].step == 1


@given(st.text(max_size=60))
def test_any_question_has_an_answer_or_none(question: str) -> None:
    """At most ten, best first, no exception."""
    found = rank(question, ENTRIES, groups([("shout", "scream")]))
    assert len(found) <= MOST
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(one.score > 0 for one in found)
