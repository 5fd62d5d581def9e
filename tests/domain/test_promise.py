"""The fold of a promise: any order of what can be done to it, by two people who don't know of each other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from difficult_cx.domain.event import Event
from difficult_cx.domain.promise import Promise, fold_promises

NOW = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
ID = "k7qd3mwx9z2c"
SETTLED = {"promise_kept": "kept", "promise_missed": "broken", "promise_withdrawn": "withdrawn"}
KINDS = (
    *SETTLED,
    "promise_moved",
    "promise_tried",
    "promise_handed",
    "promise_read_back",
    "stage_added",
    "stage_done",
)


def event(number: int, kind: str, device: str = "desk", **data: object) -> Event:
    """An event of the promise, a minute after the one before."""
    at = NOW + timedelta(minutes=number)
    about = {
        "promise": ID,
        "reason": "why",
        "text": "words",
        "owner": "Kim",
        "number": 1,
        "due": "2026-12-01T12:00:00Z",
    }
    return Event(f"e{number:011}", None, number, at, "UTC", "sam", device, kind, {**about, **data})


MADE = Event(
    ID,
    None,
    0,
    NOW,
    "UTC",
    "sam",
    "desk",
    "promise_made",
    {"text": "refund", "type": "promise", "due": "2026-11-27T12:00:00Z"},
)
lives = st.lists(
    st.tuples(st.sampled_from((*KINDS, "undo")), st.sampled_from(("desk", "phone"))), max_size=12
)


def events_of(life: list[tuple[str, str]]) -> list[Event]:
    """The events of this life; `undo` takes back the newest change that still counts."""
    found, counting = [MADE], []
    for number, (kind, device) in enumerate(life, 1):
        if kind != "undo":
            found.append(event(number, kind, device))
            counting.append(found[-1].id)
        elif counting:
            found.append(event(number, "promise_undone", device, target=counting.pop()))
    return found


def fold(events: list[Event]) -> Promise:
    return fold_promises(sorted(events, key=lambda one: one.order))[ID]


@given(lives, st.randoms(use_true_random=False))
def test_it_never_matters_where_events_were_read(life: list[tuple[str, str]], chance: Random) -> None:
    """Two journals joined in any order come to the same promise."""
    events = events_of(life)
    mixed = list(events)
    chance.shuffle(mixed)
    assert fold(mixed) == fold(events)


@given(lives)
def test_the_first_settling_that_counts_is_how_it_stands(life: list[tuple[str, str]]) -> None:
    """Kept twice, missed after it was kept: the first word holds, and the others are kept beside it, undone or not.

    Nobody settles what they know to be settled, so the second was somebody on another machine (docs/team.md).
    """
    events = events_of(life)
    gone = {one.text("target") for one in events if one.kind == "promise_undone"}
    words = [SETTLED[one.kind] for one in events if one.kind in SETTLED and one.id not in gone]
    assert fold(events).state == (words[0] if words else "open")
    assert [one.state for one in fold(events).also] == words[1:]


@given(lives)
def test_an_attempt_or_a_word_never_closes_it(life: list[tuple[str, str]]) -> None:
    """Without a settling it stays open whatever else was done; no answer never closes a promise."""
    assert fold(events_of([one for one in life if one[0] not in SETTLED])).state == "open"


@given(lives, st.sampled_from(KINDS))
def test_undo_takes_back_exactly_the_last(life: list[tuple[str, str]], kind: str) -> None:
    """The promise is as it was before, but for how often something was done to it."""
    before, after = fold(events_of(life)), fold(events_of([*life, (kind, "desk"), ("undo", "phone")]))
    assert replace(after, revision=before.revision) == before
    assert after.revision == before.revision + 2
