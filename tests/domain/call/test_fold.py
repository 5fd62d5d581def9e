"""The fold of any beginning of a call is the state it had then; nothing typed is lost on the way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from difficult_cx.domain.call import evolve
from difficult_cx.domain.call.show import view
from difficult_cx.domain.event import Event
from difficult_cx.domain.policy import Policy
from tests.domain.call.rehearsal import Rehearsal

TYPED = """||||y|c|u|/redo|b|k|e|1|2|3|yes|no|/2|/5|p|?|!|the printer|a refund|+ call fri noon|+ send it|+
|+1 mon 10am|fri noon|now|soon|1 a refund|2 a call|4 more|~ fear|> I will|*|= other words|// x|x|/yel
|/hold printer|/heat 3|/issue the bill|/who Brook Ltd|/fix better|/concede 5 fee|/kept 1|0|4
|/warn insult|/warn threat you said so|/limit|/backup Kim|/nudge|/signal 2|a storm|/signal 3 gifts|/firm
|/concede 80 fee|/concede|yes Kim|/end lost they left|/end 1|friday the 26th|/use other|/same 1"""
LINES = st.one_of(st.sampled_from(TYPED.replace("\n", "").split("|")), st.text(min_size=2, max_size=12))


@settings(max_examples=150)
@given(st.lists(LINES, max_size=30))
def test_the_fold_of_any_beginning_is_the_live_state(lines: list[str]) -> None:
    """A crash anywhere loses nothing: folding what is on the disk gives the state the screen showed."""
    call = Rehearsal(desk={"policy": Policy(authority=5000)})
    live = evolve.fold(call.events)
    assert live is not None
    for line in lines:
        before = len(call.events)
        call.play(line)
        for event in call.events[before:]:
            live = evolve.evolve(live, event)
            if evolve.needs_fold(event):
                live = evolve.fold(call.events)
                assert live is not None
        assert live == evolve.fold(call.events)
        assert view(call.standing).place


@settings(max_examples=100)
@given(st.lists(LINES, max_size=25))
def test_every_line_is_in_the_record_or_is_refused(lines: list[str]) -> None:
    """What was typed as words stands in an event, unless the feedback is an error and the line stays."""
    call = Rehearsal()
    for line in lines:
        before = len(call.events)
        feedback = call.play(line)
        new = call.events[before:]
        text = line.strip()
        if feedback.error:
            assert not new
            assert feedback.keep
        elif (
            len(text) > 1
            and not text.startswith(("/", "+", "=", "~", ">", "*"))
            and call.state.phase == "card"
        ):
            assert new, f"{line!r} left nothing"


@settings(max_examples=100)
@given(st.lists(LINES, max_size=20))
def test_undoing_everything_leads_back_to_the_beginning(lines: list[str]) -> None:
    """Enough `u`s take back every note, answer, promise and tick."""
    call = Rehearsal(desk={"policy": Policy(authority=5000)})
    call.play(*lines)
    if call.state.phase == "closed":
        return
    call.play("", *["u"] * (len(call.events) + 1))
    state = call.state
    if state.phase == "closed":
        return
    assert (state.entries, state.notes, dict(state.promises), state.issues, dict(state.steps)) == (
        (),
        (),
        {},
        (),
        {},
    )


def test_an_unknown_kind_changes_nothing() -> None:
    """An event of a newer version is passed over, not tripped over."""
    call = Rehearsal()
    call.play("hello")
    before = call.state
    last = call.events[-1]
    newer = Event(
        "zzzzzzzzzzzz", last.id, 99, last.at, "UTC", "Sam", "desk", "sung_to", {"call": before.id, "song": 1}
    )
    assert evolve.evolve(before, newer) == before
