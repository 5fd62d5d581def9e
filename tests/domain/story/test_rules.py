"""The stated rules of a relationship: chronic, watched, checked in."""

from dataclasses import replace
from datetime import timedelta

import pytest

from difficult_cx.domain.office import Office
from difficult_cx.domain.promise import Promise
from difficult_cx.domain.story.likeness import alike, group_issues, key_words
from difficult_cx.domain.story.money import read_amount, said
from difficult_cx.domain.story.past import PastCall, PastIssue
from difficult_cx.domain.story.person import CheckIn, CustomerNote
from difficult_cx.domain.story.rules import interval, kind_of, next_check_in, watch_of
from tests.domain.story.telling import START as NOW


def call(days_ago: float, issue: str = "billing", heat: int = 1, number: int = 0) -> PastCall:
    """A closed call so many days ago."""
    at = NOW - timedelta(days=days_ago)
    made = PastCall(f"call{number}{days_ago}", at, ended=at + timedelta(minutes=9), closed=True)
    made.issues = [PastIssue("i", issue, at)] if issue else []
    made.heat = [(at, heat, "any")]
    return made


def promise(days_ago: float, **more: object) -> Promise:
    """A promise that was made so many days ago."""
    at = NOW - timedelta(days=days_ago)
    return replace(Promise("p" * 12, "refund", at), **more)  # type: ignore[arg-type]


def test_chronic_by_its_numbers() -> None:
    """Three calls with an issue in ninety days are chronic, two are not, a greeting is no issue."""
    three = [call(80), call(40), call(1)]
    assert kind_of(three, NOW, 3, 90).chronic
    assert not kind_of(three[1:], NOW, 3, 90).chronic
    assert not kind_of([call(1, ""), call(2, ""), call(3, "")], NOW, 3, 90).chronic
    assert str(kind_of(three, NOW, 3, 90)) == "chronic: 3 calls with an issue in 90 days (chronic from 3)"


def test_who_was_chronic_once() -> None:
    """Three calls in ninety days, two years ago: no longer chronic, and it is known that they were."""
    kind = kind_of([call(700), call(690), call(680), call(2)], NOW, 3, 90)
    assert not kind.chronic
    assert kind.was_chronic
    assert not kind_of([call(700), call(500), call(2)], NOW, 3, 90).was_chronic


def test_a_watch_ends_only_when_all_is_kept() -> None:
    """Fourteen days after a hard call, and as long as a promise is open."""
    hard = [call(20, heat=4)]
    assert watch_of(hard, [], [], NOW, 14) is None
    assert watch_of([call(20, heat=1)], [promise(20)], [], NOW, 14) is None
    waiting = watch_of(hard, [promise(20)], [], NOW, 14)
    assert waiting is not None
    assert len(waiting.waiting) == 1
    assert watch_of(hard, [promise(20, state="kept", settled_at=NOW)], [], NOW, 14) is None
    broken = promise(19, state="broken", settled_at=NOW - timedelta(days=5))
    assert watch_of(hard, [broken], [], NOW, 14) is not None
    made_good = promise(4, state="kept", settled_at=NOW)
    assert watch_of(hard, [broken, made_good], [], NOW, 14) is None
    assert watch_of([call(3, heat=3)], [], [], NOW, 14) is not None


def test_the_feeling_is_asked_once() -> None:
    """An answer since the hard call ends the asking; an older one doesn't."""
    hard = [call(3, heat=4)]
    old = CustomerNote("n", NOW - timedelta(days=9), "feeling", "better")
    new = replace(old, at=NOW - timedelta(days=1))
    before, after = watch_of(hard, [], [old], NOW, 14), watch_of(hard, [], [new], NOW, 14)
    assert before is not None
    assert not before.asked
    assert after is not None
    assert after.asked


def check_in(went: str, days_ago: float = 1) -> CheckIn:
    """A check-in that took place."""
    return CheckIn("c", NOW - timedelta(days=days_ago), went)


@pytest.mark.parametrize(
    ("went", "days"),
    [
        ([], 7),
        (["good"], 14),
        (["good", "good"], 28),
        (["good", "bad"], 7),
        (["bad", "bad"], 3),
        (["good"] * 9, 112),
    ],
)
def test_the_interval_grows_and_shrinks(went: list[str], days: int) -> None:
    """Twice as long after each good one, half after a bad one, within bounds."""
    assert interval([check_in(one) for one in went]) == days


def test_check_ins_are_proposed_from_the_second_hard_call_on() -> None:
    """And not while a contact of ours is promised, and never within three days of another promise."""
    hard = [call(1, heat=4), call(9, heat=3)]
    assert next_check_in(hard[:1], [], [], NOW, Office()) is None
    plan = next_check_in(hard, [], [], NOW, Office())
    assert plan is not None
    assert plan.at == NOW + timedelta(days=6)
    assert next_check_in(hard, [promise(1, kind="after_resolution")], [], NOW, Office()) is None
    near = promise(1, due=NOW + timedelta(days=5))
    moved = next_check_in(hard, [near], [], NOW, Office())
    assert moved is not None
    assert moved.at == NOW + timedelta(days=8)
    shut = Office(holidays=frozenset({(NOW + timedelta(days=6)).date()}))
    later = next_check_in(hard, [], [], NOW, shut)
    assert later is not None
    assert later.at == NOW + timedelta(days=7)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("billing", "Billing again!", True),
        ("charged twice for October", "they charge me twice", True),
        ("the printer jams", "printers jamming", True),
        ("late parcel", "broken door", False),
        ("broken door", "broken printer", False),
        ("", "anything", False),
        ("the same again", "it was the same", False),
    ],
)
def test_issues_alike(one: str, other: str, same: bool) -> None:
    """More than half of the shorter one's telling words are enough, endings and little words apart."""
    assert alike(key_words(one), key_words(other)) is same


def test_the_issue_that_came_up_most_is_first() -> None:
    """With its count and since when, worded as it was last."""
    groups = group_issues([call(40, "late parcel"), call(30, "billing wrong"), call(2, "billing", number=1)])
    assert [(one.text, len(one.calls)) for one in groups] == [("billing", 2), ("late parcel", 1)]
    assert groups[0].first == NOW - timedelta(days=30)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("25", "25"),
        ("£25.50", "£25.50"),
        ("1,250.00", "1250.00"),
        ("1.250,00 EUR", "1250.00 EUR"),
        ("€1,000", "€1000"),
        ("20%", "20 %"),
        ("lots", None),
        ("25-30", None),
        ("9" * 40, None),
    ],
)
def test_amounts(text: str, shown: str | None) -> None:
    """Read as people type them; what isn't an amount is none."""
    found = read_amount(text)
    assert (str(found) if found else None) == shown


def test_concessions_are_summed_by_currency() -> None:
    """And those without an amount are counted."""
    assert said(["£25", "£10.50", "20%", "a month free"]) == "£35.50 and 20 %, 1 without an amount"
    assert said([]) == ""
