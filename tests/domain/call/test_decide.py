"""What a line comes to, on the engine alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from difficult_cx.domain.event import Entry
from difficult_cx.domain.playbook import ACKNOWLEDGING, Way
from tests.domain.call.rehearsal import Rehearsal, small_playbook


def on_offer() -> Rehearsal:
    """A call on the card of alternatives, the problem agreed on."""
    call = Rehearsal()
    call.play("it broke twice", "", "the printer", "", "yes")
    assert call.state.card == "offer"
    return call


class TestGoingOn:
    def test_enter_ticks_the_card_and_shows_the_next(self) -> None:
        """An empty line marks the card done and goes on; nothing is answered by it."""
        call = Rehearsal()
        call.play("")
        assert call.state.steps["vent"].outcome == "done"
        assert (call.state.card, call.view.place) == ("problem", "STEP 2 of 7")
        call.play("")
        assert call.state.card == "read-back"
        assert not call.state.issues

    def test_a_card_whose_condition_fails_is_passed_over(self) -> None:
        """`if` and `unless` are read as things stand: no apology unless it was ours."""
        call = on_offer()
        assert "sorry" not in call.state.shown

    def test_back_goes_to_the_card_before_and_changes_nothing_else(self) -> None:
        """`b` only moves: notes, answers and ticks stay."""
        call = Rehearsal()
        call.play("hello", "", "the printer", "b")
        assert call.state.card == "vent"
        assert [note.text for note in call.state.notes] == ["hello"]
        assert call.state.issues[0].text == "the printer"

    def test_back_on_the_first_card_says_so(self) -> None:
        """There is nothing before the first card."""
        call = Rehearsal()
        assert "first card" in call.play("b").rows[0]
        assert call.kinds == []

    def test_a_skip_takes_a_reason(self) -> None:
        """`k` asks why; a number, words, or Enter for later answer it."""
        for typed, reason in (
            ("1", "not_needed"),
            ("2", "no_effect"),
            ("", "later"),
            ("known already", "known already"),
        ):
            call = Rehearsal()
            call.play("", "k", typed)
            assert call.state.steps["problem"].reason == reason
            assert call.state.card == "read-back"

    def test_a_jump_uses_the_numbers_of_the_header(self) -> None:
        """`/3` shows step 3, and a number that isn't there changes nothing."""
        call = Rehearsal()
        call.play("/3")
        assert call.state.card == "read-back"
        assert call.play("/99").error
        assert call.state.card == "read-back"

    def test_enter_on_the_last_card_begins_the_wrap_up(self) -> None:
        """The last card's Enter is the same as `e`."""
        call = Rehearsal(first="close")
        call.play("")
        assert call.state.phase == "wrap-up"


class TestSituations:
    def test_a_situation_comes_back_to_its_step(self) -> None:
        """A letter shows its card, Enter returns to the step."""
        call = Rehearsal()
        call.play("", "y")
        assert (call.view.place, call.view.onward) == ("! YELLING", "then STEP 2")
        call.play("")
        assert call.state.card == "problem"
        visit = call.state.situations[0]
        assert (visit.key, visit.step) == ("y", "problem")
        assert visit.back_at is not None

    def test_a_second_situation_takes_the_place_of_the_first(self) -> None:
        """Enter still goes back to the step, not to the first situation."""
        call = Rehearsal()
        call.play("", "y", "c", "")
        assert call.state.card == "problem"
        assert [visit.key for visit in call.state.situations] == ["y", "c"]

    @pytest.mark.parametrize("typed", ["b", "k", "1"])
    def test_there_are_other_ways_out(self, typed: str) -> None:
        """`b`, `k` and a way that returns leave a situation too."""
        call = Rehearsal()
        call.play("", "y", typed)
        assert call.state.card == "problem"

    def test_a_way_leads_into_a_situation_and_back(self) -> None:
        """A numbered line of the third showing leads to a situation; Enter comes back to the card."""
        call = Rehearsal()
        call.play("", "", "no", "", "no", "")
        assert call.state.card == "read-back"
        assert [text for _, text in call.view.lines] == ["yes", "no", "They only go in circles"]
        call.play("3")
        assert call.state.card == "situation.circles"
        call.play("")
        assert call.state.card == "read-back"
        assert [(one.key, one.step) for one in call.state.situations] == [("c", "read-back")]

    def test_showings_count_over_the_call(self) -> None:
        """The second yelling shows the way that a first one hides."""
        call = Rehearsal()
        call.play("y")
        assert [text for _, text in call.view.lines] == ["Calmer"]
        call.play("", "y")
        assert [text for _, text in call.view.lines] == ["Calmer", "Still shouting"]


class TestWords:
    def test_words_answer_the_card_and_then_are_notes(self) -> None:
        """The first words on a card that asks are its answer; the next are a note."""
        call = Rehearsal()
        call.play("", "the printer", "since March")
        assert call.state.issues[0].text == "the printer"
        assert [(one.kind, one.text) for one in call.state.notes] == [("words", "since March")]

    def test_an_answer_can_be_worded_anew(self) -> None:
        """`=` changes the answer, not the number of issues."""
        call = Rehearsal()
        call.play("", "the printer", "= the big printer")
        assert [issue.text for issue in call.state.issues] == ["the big printer"]

    @pytest.mark.parametrize(
        ("typed", "kind", "text"),
        [
            ("~ fear", "subtext", "fear"),
            ("> I see", "said", "I see"),
            ("*", "mark", ""),
            ("// u", "words", "u"),
        ],
    )
    def test_notes_have_kinds(self, typed: str, kind: str, text: str) -> None:
        """Subtext, own words, marks, and what is saved as it stands."""
        call = Rehearsal()
        call.play(typed)
        assert [(one.kind, one.text) for one in call.state.notes] == [(kind, text)]

    def test_the_last_note_can_be_worded_anew(self) -> None:
        """`/fix` changes the words and the log, not the number of notes."""
        call = Rehearsal()
        call.play("teh printer", "/fix the printer")
        assert [one.text for one in call.state.notes] == ["the printer"]
        assert [row.text for row in call.view.log] == ["the printer"]

    @pytest.mark.parametrize(
        "typed", ["x", "/yel", "/he", "//", "9", "0", "/heat 7", "/same 3", "+2 friday", "/kept zz"]
    )
    def test_what_is_not_understood_saves_nothing_and_keeps_the_line(self, typed: str) -> None:
        """An error says so; no event, the line stays."""
        call = Rehearsal()
        feedback = call.play(typed)
        assert feedback.error
        assert feedback.keep
        assert call.kinds == []

    def test_the_blanks_hold_the_customers_words(self) -> None:
        """The read-back is built of the last three notes; a fallback stands where there are none."""
        call = Rehearsal(first="read-back")
        assert call.view.say == "What you told me. Do I have that right?"
        call.play("two missed deliveries.", "took days off", "no call back")
        assert call.view.say == "Two missed deliveries; took days off; no call back. Do I have that right?"


class TestGate:
    def test_no_offer_before_the_problem_is_agreed_on(self) -> None:
        """The card stands behind what is missing; Enter stays."""
        call = Rehearsal()
        call.play("", "the printer", "", "", "")
        assert call.state.card == "offer"
        assert call.view.title == "Before: Say what you can do"
        assert "not yet agreed" in call.view.prompt[0]
        assert call.state.steps.get("offer") is None

    def test_one_settles_it(self) -> None:
        """`1` says that they agreed."""
        call = Rehearsal()
        call.play("", "the printer", "", "", "1")
        assert call.state.value("issue_agreed") == "yes"
        assert call.view.title == "Say what you can do"

    def test_two_goes_back_to_the_card_that_asks(self) -> None:
        """`2` shows the card that asks for what is missing."""
        call = Rehearsal()
        call.play("", "the printer", "", "", "2")
        assert call.state.card == "read-back"

    def test_words_go_on_all_the_same_and_are_the_reason(self) -> None:
        """Any other line passes the gate, on the record."""
        call = Rehearsal()
        call.play("", "the printer", "", "", "they must leave now")
        assert call.view.title == "Say what you can do"
        passed = call.events[-1]
        assert (passed.kind, passed.text("reason")) == ("gate_passed", "they must leave now")
        assert passed.data["missing"] == ["issue_agreed"]

    def test_no_closes_the_gate(self) -> None:
        """A no is no fact: the gate stands, also after a jump."""
        call = Rehearsal()
        call.play("", "the printer", "", "no", "/4")
        assert call.view.title == "Before: Say what you can do"


class TestAlternatives:
    def test_one_to_three_are_worded_and_one_is_picked(self) -> None:
        """The pick ticks the card, is a promise of its words, and asks when."""
        call = on_offer()
        call.play("1 redeliver today", "2 refund the fee", "3 a pick-up point", "2")
        issue = call.state.issues[0]
        assert issue.alternatives == {1: "redeliver today", 2: "refund the fee", 3: "a pick-up point"}
        assert issue.fields["chosen"] == "refund the fee"
        assert call.state.card == "now"
        assert call.state.steps["offer"].outcome == "done"
        [promise] = call.state.promises.values()
        assert (promise.text, promise.due, promise.issue) == ("refund the fee", None, issue.id)
        assert call.view.label == "When?"
        call.play("fri noon")
        [promise] = call.state.promises.values()
        assert promise.due == datetime(2026, 11, 27, 12, tzinfo=UTC)

    def test_a_fourth_is_refused_with_the_reason(self) -> None:
        """More than three are too much to choose from."""
        call = on_offer()
        feedback = call.play("4 a voucher")
        assert feedback.error
        assert "Three alternatives at most" in feedback.rows[0]

    def test_plain_words_are_the_first(self) -> None:
        """The card's answer is alternative 1; what comes after is a note."""
        call = on_offer()
        call.play("a refund", "she hesitates")
        assert call.state.issues[0].alternatives == {1: "a refund"}
        assert call.state.notes[-1].text == "she hesitates"

    def test_now_means_done_at_once(self) -> None:
        """`now` keeps the promise of the pick and records what was done."""
        call = on_offer()
        call.play("1 refund the fee", "1", "now")
        [promise] = call.state.promises.values()
        assert promise.state == "kept"
        assert call.state.issues[0].fields["done_now"] == "refund the fee"
        assert call.state.issue_state(call.state.issues[0]) == "settled"

    def test_what_was_not_worded_cannot_be_picked(self) -> None:
        """There is no alternative 2 yet."""
        call = on_offer()
        assert call.play("2").error


class TestPromises:
    def test_a_promise_is_saved_with_its_time_and_read_back(self) -> None:
        """Two rows: the time, and the sentence to say."""
        call = Rehearsal()
        feedback = call.play("+ refund both fees #email @Kim ^Lee fri noon")
        [promise] = call.state.promises.values()
        assert (promise.text, promise.channel, promise.owner, promise.backup) == (
            "refund both fees",
            "email",
            "Kim",
            "Lee",
        )
        assert promise.due == datetime(2026, 11, 27, 12, tzinfo=UTC)
        assert feedback.rows[0].startswith("PROMISE 1 saved: Fri 27 Nov 12:00")
        assert feedback.rows[1].startswith('Say: "')

    def test_without_a_time_it_is_saved_and_asked_once(self) -> None:
        """Enter leaves it undated; the card doesn't move."""
        call = Rehearsal()
        assert "When?" in call.play("+ send the label").rows[0]
        call.play("")
        assert call.asking is None
        assert call.state.card == "vent"
        [promise] = call.state.promises.values()
        assert promise.due is None

    def test_what_is_no_time_is_a_note_and_the_question_stays(self) -> None:
        """The customer goes on talking while dcx asks when."""
        call = Rehearsal()
        call.play("+ send the label", "and the box was wet")
        assert call.view.label == "When?"
        assert call.state.notes[-1].text == "and the box was wet"
        call.play("tomorrow 3pm")
        [promise] = call.state.promises.values()
        assert promise.due == datetime(2026, 11, 25, 15, tzinfo=UTC)

    def test_a_time_that_must_be_asked_shows_its_choices(self) -> None:
        """`4` could be two things: both stand there by number, and one is picked."""
        call = Rehearsal()
        call.play("+ call back friday the 26th")
        [promise] = call.state.promises.values()
        assert promise.due is None
        assert call.asking is not None
        assert len(call.asking.choices) >= 2
        call.play("1")
        [promise] = call.state.promises.values()
        assert promise.due is not None

    def test_a_promise_gets_another_time(self) -> None:
        """`+1 when` keeps the old time in `earlier`."""
        call = Rehearsal()
        call.play("+ call fri noon", "+1 mon 10am")
        [promise] = call.state.promises.values()
        assert promise.due == datetime(2026, 11, 30, 10, tzinfo=UTC)
        assert [(one.due, one.in_time) for one in promise.earlier] == [
            (datetime(2026, 11, 27, 12, tzinfo=UTC), True)
        ]

    def test_the_last_note_becomes_a_promise(self) -> None:
        """`+` alone takes the note's words; text typed once stands in one place."""
        call = Rehearsal()
        call.play("call her back tomorrow 3pm", "+")
        [promise] = call.state.promises.values()
        assert promise.text == "call her back"
        assert call.state.notes == ()

    def test_a_promise_needs_words(self) -> None:
        """A time alone is no promise."""
        call = Rehearsal()
        assert call.play("+ fri noon").error
        assert not call.state.promises

    def test_the_promise_card_reads_a_line_as_a_promise(self) -> None:
        """On the card that asks for one, the words and the time are enough."""
        call = Rehearsal(first="promise")
        call.play("call back fri noon")
        [promise] = call.state.promises.values()
        assert promise.text == "call back"
        assert call.view.label == "Note"

    def test_a_promise_can_be_kept_in_the_call(self) -> None:
        """`/kept 1` by its number; a second time says that it is kept."""
        call = Rehearsal()
        call.play("+ call fri noon", "/kept 1")
        [promise] = call.state.promises.values()
        assert promise.state == "kept"
        assert call.play("/kept 1").error


class TestUndo:
    def test_undo_takes_back_the_newest_entry_step_by_step(self) -> None:
        """Each `u` one entry further; the card follows."""
        call = Rehearsal()
        call.play("hello", "", "the printer", "u")
        assert call.state.issues == ()
        call.play("u")
        assert call.state.card == "vent"
        call.play("u")
        assert call.state.notes == ()
        assert "nothing to take back" in call.play("u").rows[0]

    def test_redo_brings_it_back(self) -> None:
        """`/redo` undoes the undo, as often as `u` was typed."""
        call = Rehearsal()
        call.play("one", "two", "u", "u", "/redo", "/redo")
        assert [note.text for note in call.state.notes] == ["one", "two"]
        assert "nothing to bring back" in call.play("/redo").rows[0]

    def test_a_promise_settled_meanwhile_is_not_undone(self) -> None:
        """It says so, and nothing changes."""
        call = Rehearsal()
        call.play("+ call fri noon")
        [promise] = call.state.promises
        call.save(Entry("promise_kept", {"promise": promise, "late": False}))
        feedback = call.play("u")
        assert feedback.error
        assert "settled meanwhile" in feedback.rows[0]
        assert call.state.promises[promise].state == "kept"

    def test_undo_gives_back_the_showing(self) -> None:
        """A way shown from the second visit on is hidden again when that visit is taken back."""
        call = Rehearsal()
        call.play("y", "", "y", "u", "u", "y")
        assert call.state.shown["situation.yelling"] == 2


class TestIssues:
    def test_each_issue_has_its_own_plan(self) -> None:
        """`/issue` raises another; `next-issue` takes it on from the card that asks about it."""
        call = on_offer()
        call.play("/issue the bill is wrong", "1 refund", "1", "fri noon", "", "")
        assert call.state.card == "more"
        call.play("1")
        assert call.state.issue is not None
        assert call.state.issue.text == "the bill is wrong"
        assert call.state.card == "read-back"
        states = [call.state.issue_state(one) for one in call.state.issues]
        assert states == ["planned", "open"]


class TestWrapUp:
    def test_it_asks_only_for_what_is_missing_and_closes(self) -> None:
        """Disposition, breakdown, heat, their yes and what was learned: five, then the call is closed."""
        call = on_offer()
        call.play("1 refund", "1", "fri noon", "e")
        assert call.view.place == "WRAP-UP 1 of 5"
        asked, said = [], []
        for answer in ("2", "4", "1", "1", "check the label first"):
            asked.append(call.view.title)
            said.append(call.play(answer).rows[0])
        assert asked == ["Outcome", "Where it went wrong", "Heat", "Their yes", "Learned"]
        state = call.state
        assert state.phase == "closed"
        assert (state.disposition, state.issues[0].breakdown) == ("agreed", "shortfall")
        assert said[:2] == ["Outcome: agreed, still to be done", "Where it went wrong: we fell short"]
        assert state.heat[-1].value == 1
        assert state.wrap["learned"] == "check the label first"

    def test_it_ended_when_e_was_typed(self) -> None:
        """The questions of the wrap-up don't count as the call."""
        call = Rehearsal()
        call.play("hello", "e")
        ended = call.now
        call.play("", "", "", "")
        assert call.state.phase == "closed"
        assert call.state.ended == ended

    def test_enter_leaves_a_question_open(self) -> None:
        """Nothing is answered by Enter; the call closes without an outcome and says so."""
        from difficult_cx.domain.call.wrapup import open_items

        call = Rehearsal()
        call.play("+ send it", "", "e")
        while call.state.phase != "closed":
            call.play("")
        assert call.state.disposition is None
        assert open_items(call.state) == (
            "1 promise without a date",
            "no outcome",
            "no heat at the end",
            "no word of their yes",
            "nothing learned",
        )

    def test_words_that_are_no_answer_are_a_note(self) -> None:
        """The customer says one more thing while the outcome is asked."""
        call = Rehearsal()
        call.play("e", "she calls again tomorrow")
        assert call.view.title == "Outcome"
        assert call.state.notes[-1].text == "she calls again tomorrow"

    def test_back_goes_back_to_the_card(self) -> None:
        """`b` in the wrap-up: the conversation goes on."""
        call = Rehearsal()
        call.play("", "e", "b")
        assert (call.state.phase, call.state.card, call.state.ended) == ("card", "problem", None)

    def test_an_issue_without_a_plan_is_asked_for(self) -> None:
        """What becomes of it: a reason leaves it open, a promise plans it."""
        call = on_offer()
        call.play("e", "3", "no part in stock")
        assert call.state.issue_state(call.state.issues[0]) == "left_open"
        assert call.state.issues[0].reason == "no part in stock"
        other = on_offer()
        other.play("e", "3", "+ call when the part is here fri noon")
        assert other.state.issue_state(other.state.issues[0]) == "planned"
        assert other.view.title == "Where it went wrong"

    def test_end_closes_at_once(self) -> None:
        """`/end` needs the reason when an issue has no plan."""
        call = on_offer()
        assert call.play("/end lost").error
        call.play("/end lost went to a competitor")
        state = call.state
        assert (state.phase, state.disposition, state.reason) == ("closed", "lost", "went to a competitor")
        assert state.issue_state(state.issues[0]) == "left_open"

    def test_nothing_is_taken_after_closing(self) -> None:
        """A closed call refuses every line."""
        call = Rehearsal()
        call.play("/end resolved")
        assert call.state.phase == "closed"
        assert call.play("one more thing").error

    def test_a_check_in_is_a_promise(self) -> None:
        """`1` takes the date that is named."""
        call = Rehearsal()
        call.play("e", "1", "2", "nothing new", "1")
        [promise] = call.state.promises.values()
        assert promise.kind == "check_in"
        assert promise.due is not None
        assert promise.due - call.now > timedelta(days=6)
        assert call.state.phase == "closed"


class TestHoldAndHeat:
    def test_a_hold_asks_why_how_long_and_a_number(self) -> None:
        """Three small questions; what is no answer is a note, and the hold is summed in the record."""
        call = Rehearsal()
        call.play("/hold", "to ask the depot", "he has a dog", "3 min", "0555 0134")
        [hold] = call.state.holds
        assert (hold.reason, hold.minutes, hold.number, hold.ended) == (
            "to ask the depot",
            3,
            "0555 0134",
            None,
        )
        assert [note.text for note in call.state.notes] == ["he has a dog"]
        assert call.view.hold_since == hold.begun
        call.play("/hold")
        assert call.state.holds[0].ended == call.now
        assert call.view.hold_since is None

    def test_enter_passes_the_questions_of_a_hold(self) -> None:
        """They are on hold all the same, and the card has not moved."""
        call = Rehearsal()
        call.play("/hold", "", "", "")
        assert call.asking is None
        assert (call.state.card, len(call.state.holds)) == ("vent", 1)

    def test_a_reminder_comes_every_two_minutes(self) -> None:
        """From the second minute on, with what was said; it ends with the hold, and the sum is kept."""
        call = Rehearsal()
        call.play("/hold to ask", "3", "")
        call.now += timedelta(seconds=100)
        assert call.view.reminder == ""
        call.now += timedelta(seconds=30)
        assert call.view.reminder.startswith("On hold for 2 minutes, you said 3:")
        call.now += timedelta(seconds=120)
        assert call.view.reminder.startswith("On hold for 4 minutes")
        call.play("/hold")
        assert call.view.reminder == ""
        assert call.state.hold_seconds() == 253

    def test_heat_waits_for_a_card_without_numbered_lines(self) -> None:
        """Where the card after acknowledging has lines of its own, their digits are theirs; asked once."""
        cards = list(small_playbook().cards)
        cards[1] = replace(cards[1], rules=(ACKNOWLEDGING,))
        book = replace(small_playbook(), cards=tuple(cards))
        call = Rehearsal(playbook=book)
        call.play("", "")
        assert call.state.card == "read-back"
        assert call.play("1").rows == ()
        assert not call.standing.gate
        call.play("")
        assert call.state.card == "now"
        assert "0-4 heat" in call.view.keys
        call.play("")
        assert "0-4 heat" not in call.view.keys
        assert call.state.heat == ()

    def test_heat_is_asked_in_one_key_after_acknowledging(self) -> None:
        """A digit right after it is the heat; Enter and words go on as if nothing had been asked."""
        cards = list(small_playbook().cards)
        cards[0] = replace(cards[0], rules=(ACKNOWLEDGING,))
        book = replace(small_playbook(), cards=tuple(cards))
        call = Rehearsal(playbook=book)
        assert "How angry" in call.play("").rows[0]
        call.play("3")
        assert [(one.value, one.where) for one in call.state.heat] == [(3, "card")]
        assert call.state.card == "problem"
        other = Rehearsal(playbook=book)
        other.play("", "the printer")
        assert other.state.issues[0].text == "the printer"
        assert other.state.heat == ()
        third = Rehearsal(playbook=book)
        third.play("", "")
        assert third.state.card == "read-back"


class TestWarnings:
    def test_a_warning_is_counted_with_its_words(self) -> None:
        """A way that warns is on the record as a warning, and stands at the top of the screen."""
        book = small_playbook()
        limit = replace(
            book.situations[0].card,
            ways=(
                Way("Warned them", "return", {"warned": "yes"}),
                Way(
                    "I end it", "end", {"disposition": "ended_by_policy"}, ("warnings_spent", "may_end_call")
                ),
            ),
        )
        book = replace(book, situations=(replace(book.situations[0], card=limit),))
        call = Rehearsal(playbook=book)
        call.play("y", "1", "y")
        assert [one.text for one in call.state.warnings] == [
            "Spoken to like this, I can't help. If it goes on, my lead takes over."
        ]
        assert "1 warning" in call.view.marks
        assert [text for _, text in call.view.lines] == ["Warned them"]
        call.desk["known"] = frozenset({"warnings_spent", "may_end_call"})
        assert [text for _, text in call.view.lines] == ["Warned them", "I end it"]
        call.play("2")
        assert (call.state.phase, call.state.disposition) == ("wrap-up", "ended_by_policy")
