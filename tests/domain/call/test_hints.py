"""Hints about what a rep is going to say: shown, never a block, and never about a customer's words."""

import pytest

from difficult_cx.domain.call.hints import HEARD_FIRST, LABEL, OWN_FEELINGS, PROMISE, hint
from difficult_cx.domain.phrases import Phrase
from difficult_cx.domain.playbook import Playbook
from difficult_cx.playbook.library import Library, shipped_folder
from tests.domain.call.rehearsal import Rehearsal, card

PHRASES = (
    Phrase("calm down", instead="Silence, then their words back."),
    Phrase("definitely", instead="I'll update you at …, fixed or not.", level="hint"),
    Phrase("as soon as possible", also=("soon",), instead="A day, a time, and who.", unless=("<time>",)),
)


def a_call(first: str = "problem") -> Rehearsal:
    """A call beyond the vent card, with phrases to avoid."""
    return Rehearsal(first=first, desk={"phrases": lambda: PHRASES})


class TestWhatIsRead:
    @pytest.mark.parametrize("typed", ["> please calm down", "+ calm down with him fri noon"])
    def test_own_words_and_promises_are_read(self, typed: str) -> None:
        """Live and after saving, the same sentence: the words, and what to say instead."""
        call = a_call()
        wanted = '"calm down" - better: Silence, then their words back.'
        assert hint(call.standing, typed) == wanted
        said = call.play(typed)
        assert said.hint == wanted
        assert not said.error

    def test_an_alternative_and_the_answer_of_a_rep_are_read(self) -> None:
        """What is offered and what was done now are the rep's words."""
        call = a_call()
        call.play("the printer", "", "yes")
        assert "calm down" in call.play("1 calm down and wait").hint
        call.play("1", "fri noon")
        assert call.state.card == "now"
        assert "calm down" in call.play("told them to calm down").hint

    @pytest.mark.parametrize(
        "typed", ["he told me to calm down", "~ needs to calm down", "* calm down", "//calm down"]
    )
    def test_a_note_is_never_read(self, typed: str) -> None:
        """What the customer is quoted as saying stays as it is."""
        call = a_call("close")
        assert hint(call.standing, typed) == ""
        assert call.play(typed).hint == ""

    def test_a_customers_answer_is_never_read(self) -> None:
        """The problem in their words is theirs."""
        assert a_call().play("was told to calm down").hint == ""

    def test_what_the_customer_is_told_to_have_said_is_passed_over(self) -> None:
        """Quotation marks in one's own words are quotations."""
        assert hint(a_call().standing, '> you were told "calm down", and that was wrong') == ""


class TestPromises:
    @pytest.mark.parametrize(
        "typed", ["I'll call her", "we'll call them back", "> I will call you", "I’ll see to it"]
    )
    def test_what_looks_like_a_promise_is_hinted_at(self, typed: str) -> None:
        """`+` makes it one."""
        assert a_call("close").play(typed).hint == PROMISE

    def test_soon_is_a_vague_time_unless_a_time_stands_beside_it(self) -> None:
        """Nobody can keep "soon"."""
        call = a_call()
        assert "A day, a time" in hint(call.standing, "+ call back soon")
        assert hint(call.standing, "+ call back soon, friday at noon") == ""

    def test_nothing_is_offered_while_they_vent(self) -> None:
        """On the vent card a promise or an offer is saved, and the hint says: listen first."""
        call = Rehearsal(desk={"phrases": lambda: PHRASES})
        assert call.state.card == "vent"
        assert call.play("> what I can do is refund it").hint == HEARD_FIRST
        assert call.play("+ refund it fri noon").hint == HEARD_FIRST
        assert call.play("> I hear you").hint == ""
        assert call.state.promises


class TestApology:
    def test_a_short_one_that_names_the_failure_is_good(self) -> None:
        """Sorry that who didn't do what."""
        call = a_call("close")
        assert call.play("> I'm sorry that the driver didn't ring the bell.").hint == ""

    @pytest.mark.parametrize(
        "typed", ["> I'm so sorry.", "> sorry about that", "> we apologise for any inconvenience"]
    )
    def test_a_vague_one_is_asked_what_for(self, typed: str) -> None:
        """A sorry that names nothing sounds false."""
        assert a_call("close").play(typed).hint.startswith("Sorry for what?")

    def test_a_long_one_is_counted(self) -> None:
        """25 words at most."""
        said = "> I am sorry that the parcel was late " + "and that it was wet as well " * 4
        assert "words: 25 at most" in a_call("close").play(said).hint

    def test_the_second_one_is_one_too_many(self) -> None:
        """Once, then options."""
        call = a_call("close")
        call.play("> I'm sorry that the driver didn't ring.")
        assert call.play("> I'm sorry about the wet box too").hint.startswith("A second sorry")
        call.play("u", "u")
        assert call.play("> I'm sorry about the wet box too").hint == ""


class TestAboutWhom:
    def shouting(self) -> Rehearsal:
        """The yelling card of the shipped playbooks."""
        book = Library(shipped_folder()).load("with-ease").playbook
        call = Rehearsal(playbook=book, desk={"phrases": lambda: PHRASES})
        call.play("y")
        return call

    @pytest.mark.parametrize(
        ("typed", "flagged"),
        [
            ("> you're shouting at me", True),
            ("> You are too loud", True),
            ("> I feel you are far away", False),
            ("> I'm feeling like you are not with me", False),
            ("> I have trouble focusing at this volume", False),
            ("> I'm upset by the noise", False),
        ],
    )
    def test_at_a_raised_voice_one_speaks_of_oneself(self, typed: str, flagged: bool) -> None:
        """Told how they are is flagged while the card is up, but not after "I feel"."""
        assert self.shouting().play(typed).hint.startswith('"You are"') is flagged

    @pytest.mark.parametrize(
        ("typed", "flagged"),
        [
            ("> I'm upset too", True),
            ("> I feel attacked", True),
            ("> this makes me sad", True),
            ("> I have trouble focusing", True),
            ("> I will look at it", False),
            ("> In your place I'd be upset too", False),
            ("> I'm glad you called", False),
            ("> you're right", False),
        ],
    )
    def test_at_all_other_times_of_them(self, typed: str, flagged: bool) -> None:
        """The rep's own feelings are flagged outside that card; a plain "I will" isn't."""
        assert (a_call("close").play(typed).hint == OWN_FEELINGS) is flagged

    @pytest.mark.parametrize(
        ("typed", "flagged"),
        [
            ("> you idiot", True),
            ("~ she is a nightmare", True),
            ("* he's crazy", True),
            ("customer is difficult", True),
            ("the agent was an idiot", False),
            ("says he is an idiot", False),
            ("~ she is afraid", False),
        ],
    )
    def test_people_are_not_labelled(self, typed: str, flagged: bool) -> None:
        """An insult in one's own words, a label in one's own notes."""
        assert (a_call("close").play(typed).hint == LABEL) is flagged


def test_a_playbook_without_phrases_gives_no_hint() -> None:
    """Nothing to avoid is known: nothing is said."""
    book = Playbook("one", "method", "One", (card("one", "One"),))
    assert Rehearsal(playbook=book).play("> calm down").hint == ""
