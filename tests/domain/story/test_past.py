"""Past calls from the few kinds that tell them."""

from datetime import timedelta

from difficult_cx.domain.story.hard import breather, is_abusive, is_hard
from difficult_cx.domain.story.packing import packed, unpacked
from difficult_cx.domain.story.past import past_calls, techniques
from tests.domain.call.rehearsal import Rehearsal
from tests.domain.story.telling import Telling


def test_a_call_as_one_looks_back_on_it() -> None:
    """Issues with their fields, heat, read-backs, the steps and the outcome, as the engine wrote them."""
    played = Rehearsal()
    played.play("", "it broke twice", "", "no", "the printer", "", "1", "1 refund", "2 swap", "2", "fri noon")
    played.play("y", "", "/heat 3", "k", "no effect", "/concede 25 fee", "e", "2", "4", "1", "1", "ask first")
    [call] = past_calls(played.events).values()
    [issue] = call.issues
    assert (issue.text, issue.agreed) == ("it broke twice", True)
    assert issue.fields["chosen"] == "swap"
    assert call.read_backs == [False, True]
    assert call.situations[0][0] == "y"
    assert [(one.amount, one.text) for one in call.concessions] == [("25", "fee")]
    assert call.first_heat == 3
    assert call.disposition == "agreed"
    assert issue.breakdown == "shortfall"
    assert call.worked == timedelta(seconds=18)
    assert packed(unpacked(packed(call))) == packed(call)


def test_what_was_taken_back_does_not_count() -> None:
    """Undo and redo hold here as in the call."""
    told = Telling()
    call = told.call()
    heat = told.say("heat_read", call=call, value=4, where="any")
    told.say("taken_back", call=call, target=heat)
    assert past_calls(told.events)[call].heat == []
    told.say("restored", call=call, target=heat)
    assert past_calls(told.events)[call].peak == 4


def test_parked_time_is_not_work() -> None:
    """A night between two entries is no night on the phone."""
    told = Telling()
    call = told.call()
    told.say("heat_read", call=call, value=2, where="any")
    told.at += timedelta(hours=14)
    told.say("heat_read", call=call, value=1, where="any")
    told.say("call_closed", call=call, disposition="resolved")
    assert past_calls(told.events)[call].worked == timedelta(seconds=2)


def test_hard_and_abusive_by_the_stated_rule() -> None:
    """Heat from 3 on is hard; a warning, the abusive card or an end by policy is abusive; yelling alone isn't."""
    told = Telling()
    mild, hot, abused, warned, ended = (told.call() for _ in range(5))
    told.say("situation_called", call=mild, key="y", back="c", to="situation.yelling")
    told.say("heat_read", call=mild, value=2, where="any")
    told.say("heat_read", call=hot, value=3, where="any")
    told.say("situation_called", call=abused, key="a", back="c", to="situation.abusive")
    told.say("warned", call=warned, words="stop that")
    told.say("call_closed", call=ended, disposition="ended_by_policy")
    calls = past_calls(told.events)
    assert [is_hard(calls[one]) for one in (mild, hot, abused, warned, ended)] == [
        False,
        True,
        True,
        True,
        True,
    ]
    assert [is_abusive(calls[one]) for one in (hot, abused, warned, ended)] == [False, True, True, True]
    assert [breather(calls[one]) for one in (mild, hot, abused)] == [0, 5, 10]


def test_techniques_with_and_without_effect() -> None:
    """A technique that was left with `no_effect` had none, whatever else of it was done."""
    told = Telling()
    call = told.call()
    told.say("ticked", call=call, card="reflect.read-back", to="x")
    told.say("skipped", call=call, card="reflect.probe", reason="no_effect", to="x")
    told.say("skipped", call=call, card="short-apology.sorry", reason="not_needed", to="x")
    told.say("ticked", call=call, card="own-card", to="x")
    assert techniques(past_calls(told.events)[call]) == {
        "reflect": "no_effect",
        "short-apology": "not_needed",
    }


def test_hostile_events_change_nothing() -> None:
    """Fields of other types, calls that never began: passed over."""
    told = Telling()
    call = told.call()
    told.say("heat_read", call=call, value="4")
    told.say("heat_read", call=call, value=7)
    told.say("heat_read", call="nowhere", value=3)
    told.say("way_taken", call=call, sets=["x"], number=1, label="y", to="")
    told.say("wrap_answered", call=call, asked="breakdown", value="supplier", issue="nowhere")
    assert past_calls(told.events)[call].heat == []
