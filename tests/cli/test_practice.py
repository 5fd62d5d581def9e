"""`dcx practice`: the customer answers what the rep does, and nothing is written."""

from pathlib import Path

import pytest

from tests.conftest import Dcx

AT = ("--now", "2026-11-24T10:15")
WELL = """

charged twice for october, third call, bank fee
y



double charge october

1
1

the second charge back

1
refund it now

+ refund the second charge fri noon
e
1
4
1
1
ask first
"""


def left(home: Path) -> list[str]:
    """Every file below the folder that isn't a parsed playbook."""
    return [path.name for path in home.rglob("*") if path.is_file() and "cache" not in path.parts]


def test_they_are_listed(dcx: Dcx) -> None:
    """At least eight, as text and as JSON."""
    found = dcx("practice", "--json").json["data"]
    assert len(found) >= 8
    assert all(one["title"] in dcx("practice").out and not one["broken"] for one in found)


def test_a_call_done_well(dcx: Dcx) -> None:
    """They calm down; each thing that went well is named; one thing to try is left."""
    out = dcx("practice", "yelling", "--seed", "3", *AT, stdin=WELL).out
    assert out.count('They: "') >= 8
    assert "You let her finish before you did anything." in out
    assert "You spoke of yourself when she shouted" in out
    assert "You read it back, and she said yes." in out
    assert "Your promise had a time." in out
    assert "0 at the end" in out
    assert out.count("ONE THING TO TRY\n  - ") == 1
    assert "Call closed." in out
    assert left(dcx.home) == []


def test_the_same_seed_is_the_same_customer(dcx: Dcx) -> None:
    """Line for line; another seed finds other words for the same."""
    first = dcx("practice", "yelling", "--seed", "3", *AT, stdin=WELL).out
    assert dcx("practice", "yelling", "--seed", "3", *AT, stdin=WELL).out == first
    openings = {
        dcx("practice", "yelling", "--seed", str(one), *AT).out.split('They: "')[1] for one in range(8)
    }
    assert len(openings) == 2


def test_a_phrase_to_avoid_makes_it_worse(dcx: Dcx) -> None:
    """It is answered at once, and it is the one thing to try, with what to say instead."""
    out = dcx("practice", "yelling", "--seed", "3", *AT, stdin="\n> you need to calm down\n").out
    assert "Noted as said: you need to calm down\nThey: " in out
    assert 'You said "calm down".' in out
    assert "Instead:" in out
    assert "You left before the end" in out


def test_an_offer_while_they_talk_is_an_interruption(dcx: Dcx) -> None:
    """A promise typed while the listening card stands makes it worse."""
    out = dcx("practice", "circles", "--seed", "1", *AT, stdin="\n+ send it again fri noon\n").out
    assert "You're not listening." in out
    assert "before they had finished" in out


def test_what_they_told_must_be_noted_to_be_read_back(dcx: Dcx) -> None:
    """A read-back of too little gets a no from them, whatever the rep types."""
    lines = "\n\n\nit is broken\n\n1\n"
    out = dcx("practice", "yelling", "--seed", "1", *AT, stdin=lines).out
    assert "You read it back, and she said yes." not in out
    assert "0 of 4 things they told you are noted" in out


def test_a_broken_promise_is_the_first_card(dcx: Dcx) -> None:
    """What the record would know stands on the first card, with the words of the promise."""
    out = dcx("practice", "broken-promise", "--seed", "1", *AT, stdin="\n/end agreed\n").out
    assert "I owe you this: a call by Friday noon. It wasn't kept. I'm sorry." in out
    assert "You owned the broken promise first" in out


def test_leaving_is_no_parked_call(dcx: Dcx) -> None:
    """Exit 0, nothing to resume, and the record of real calls stays empty."""
    out = dcx("practice", "legal", "--seed", "1", *AT, stdin="noted\n").out
    assert "Practice stopped. Nothing was written." in out
    assert "Parked" not in out
    assert dcx("handle", "--resume", code=3).out == ""


@pytest.mark.parametrize("name", ["", "../yelling", "nobody", '[/] "; rm'])
def test_one_that_is_not_there(name: str, dcx: Dcx) -> None:
    """It is said which there are; a name is never a path."""
    if name:
        assert "No scenario" in dcx("practice", name, code=3).err


def test_ones_own_and_broken_ones(dcx: Dcx) -> None:
    """A scenario beside one's own playbooks is played; one with mistakes is listed as such, and says where."""
    folder = dcx.home / "playbooks" / "practice"
    folder.mkdir(parents=True)
    shipped = Path(__file__).parents[2] / "playbooks" / "practice" / "legal.yaml"
    (folder / "mine.yaml").write_text(shipped.read_text().replace("id: legal", "id: mine", 1))
    (folder / "bad.yaml").write_text("dcx: 1\nid: bad\nturns: []\n")
    listed = {one["id"]: one["broken"] for one in dcx("practice", "--json").json["data"]}
    assert listed["mine"] is False
    assert listed["bad"] is True
    assert "bad.yaml:1:1" in dcx("practice", "bad", code=3).err
    assert "bad.yaml:1:1" in dcx("playbook", "lint", code=1).out
    assert "Helen" in dcx("practice").out
    assert "accident" in dcx("practice", "mine", "--seed", "1", *AT).out


def test_hostile_words_stay_words(dcx: Dcx) -> None:
    """What the rep types reaches the screen clean, and the customer goes on."""
    out = dcx("practice", "yelling", "--seed", "1", *AT, stdin='\n[/] \x1b[2J "; rm \u202e\n').out
    assert "\x1b" not in out
    assert "[/] ^[[2J" in out
