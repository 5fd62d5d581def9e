"""A4: a short, sincere apology."""

from tests.rules.replay import HEARD, Replay, flagged


def test_A4_1_an_apology_is_made_only_where_it_fits() -> None:
    """A4.1: A yes leads past it; only "we failed them" leads to it, and which of the two it was is recorded."""
    ours, theirs = Replay(), Replay()
    for call, line in ((ours, "3"), (theirs, "4")):
        call.play(*HEARD, "never delivered", "", line)
    assert ours.card == "short-apology.sorry"
    assert theirs.card == "ask-what-they-want.ask"
    ours.play("")
    assert ours.card == "ask-what-they-want.ask"
    assert (ours.steps["short-apology.sorry"], theirs.steps["short-apology.sorry"]) == ("done", "not_reached")


def test_A4_2_a_vague_a_long_or_a_second_apology_gets_a_hint() -> None:
    """A4.2: One that names the failure in a sentence gets none; nothing is ever blocked."""
    there = (*HEARD, "never delivered", "", "3")
    assert not flagged("> I'm sorry the courier didn't bring your parcel.", *there)
    assert flagged("> I'm sorry for any inconvenience.", *there)
    assert flagged("> I'm really very sorry about all of this.", *there)
    long = "> I'm sorry your parcel didn't come, " + "and I know how much it meant to all of you there, " * 3
    assert flagged(long, *there)
    assert flagged("> I'm sorry, truly.", *there, "> I'm sorry the courier didn't bring your parcel.")


def test_A4_3_its_form_is_sorry_that_who_did_not_do_what() -> None:
    """A4.3: The stem has the failure in it, from the issue; the document's own example is one key away."""
    call = Replay()
    call.play(*HEARD, "the parcel never came", "", "3")
    assert call.view.say == "I'm sorry: the parcel never came. That was our mistake."
    assert any(
        "I'm sorry the technician didn't fix the problem with your server." in one for one in call.view.more
    )
