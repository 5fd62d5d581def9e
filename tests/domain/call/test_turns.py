"""A call that gets harder: warnings, authority, help, nudges, signals, the safety card, and what is said once."""

from typing import Any

import pytest

from difficult_cx.domain.call.firm import AGREED_BEFORE
from difficult_cx.domain.call.record import as_json
from difficult_cx.domain.event import Entry
from difficult_cx.domain.policy import Policy, amount_of
from difficult_cx.playbook.library import Library, shipped_folder
from tests.domain.call.rehearsal import Rehearsal

SHIPPED = Library(shipped_folder())


def a_call(book: str = "difficult-call", first: str = "", **policy: Any) -> Rehearsal:
    """A call by a shipped playbook, under this policy."""
    return Rehearsal(playbook=SHIPPED.load(book).playbook, first=first, desk={"policy": Policy(**policy)})


def record(call: Rehearsal) -> dict[str, Any]:
    """The call as JSON."""
    return as_json(call.state, call.playbook, lambda _one: None)


class TestWarnings:
    def test_the_card_says_what_was_given_and_who_may_end(self) -> None:
        """Counts by kind, and whether this employer lets a rep end a call."""
        call = a_call(may_end_call=True)
        call.play("a")
        assert call.view.know[0] == "Warned: threat 0/2, insult 0/2, swearing 0/2. You may then end it."
        assert "You may not end it" in a_call().desk["policy"].sentence({})

    def test_a_warning_is_worded_and_counted_by_its_kind(self) -> None:
        """One key: it counts, and the words to say stand there; back on the step."""
        call = a_call(words={"insult": "Called that, I can't help you."})
        step = call.state.card
        call.play("a")
        number = next(number for number, text in call.view.lines if text.startswith("An insult"))
        said = call.play(number)
        assert said.rows == ("WARNING 1 of 2 (insult), counted.", 'Say: "Called that, I can\'t help you."')
        assert call.state.card == step
        assert record(call)["warnings"][0]["kind"] == "insult"
        assert record(call)["warnings"][0]["words"] == "Called that, I can't help you."
        assert "1 warning" in call.view.marks

    def test_the_last_one_says_what_may_follow(self) -> None:
        """By the policy: the call may be ended, or help is got."""
        assert "you may end the call" in a_call(may_end_call=True).play("/warn ins", "/warn insult x").rows[0]
        assert "get help (s)" in a_call().play("/warn threat", "/warn threat").rows[0]

    @pytest.mark.parametrize(
        ("warnings", "given", "spent"),
        [
            ({"threat": 1, "insult": 2, "swearing": 3}, {"insult": 1}, False),
            ({"threat": 1, "insult": 2, "swearing": 3}, {"threat": 1}, True),
            ({"threat": 0, "insult": 2, "swearing": 2}, {}, False),
            ({"threat": 0, "insult": 2, "swearing": 2}, {"threat": 1}, True),
            ({"threat": 0, "insult": 0, "swearing": 0}, {}, True),
        ],
    )
    def test_warnings_are_spent_by_kind(
        self, warnings: dict[str, int], given: dict[str, int], spent: bool
    ) -> None:
        """Each kind has its own number; a threat may need none."""
        assert Policy(warnings=warnings).spent(given) is spent

    def test_it_is_taken_back_and_brought_back(self) -> None:
        """`u` and `/redo`."""
        call = a_call()
        call.play("/warn insult you said idiot", "u")
        assert not call.state.warnings
        call.play("/redo")
        assert [one.text for one in call.state.warnings] == ["you said idiot"]

    @pytest.mark.parametrize("typed", ["/warn", "/warn rude", "/warn t"])
    def test_the_kind_must_be_clear(self, typed: str) -> None:
        """One of three, by its beginning."""
        call = a_call()
        assert call.play(typed).error is (typed != "/warn t")


class TestAuthority:
    def test_within_the_limit_it_is_given(self) -> None:
        """And the sum above the limit is said."""
        call = a_call(authority=5000, approver="Kim")
        assert call.play("/concede £25 the fee").rows == ("Conceded £25: the fee",)
        assert "60 in this call, above your limit of 50" in call.play("/concede 35 a voucher").rows[1]

    def test_above_it_somebody_is_asked(self) -> None:
        """Not given yet: whom to ask, a sentence for the customer, and the answer recorded."""
        call = a_call(authority=5000, approver="Kim")
        said = call.play("/concede 80 refund")
        assert said.rows[0] == "Above your limit of 50: ask Kim. Not given yet. 1 approved  2 refused"
        assert said.rows[1].startswith('Say: "Up to 50 I decide myself.')
        assert call.state.concessions == ()
        call.play("he waits", "1")
        assert call.state.notes[-1].text == "he waits"
        assert record(call)["concessions"][0]["approved_by"] == "Kim"
        assert record(call)["approvals"][0]["answer"] == "approved"
        assert record(call)["limits_said"]

    def test_a_no_is_on_the_record(self) -> None:
        """`no Lee`: who said so; nothing is given."""
        call = a_call(authority=5000)
        call.play("/concede 80 refund", "no Lee")
        assert call.state.concessions == ()
        assert (record(call)["approvals"][0]["answer"], record(call)["approvals"][0]["by"]) == (
            "refused",
            "Lee",
        )

    def test_an_open_one_is_taken_up_again(self) -> None:
        """Enter leaves it; `/concede` alone asks again; `u` takes the answer back."""
        call = a_call(authority=5000)
        call.play("/concede 80 refund", "", "/concede", "yes Kim", "u")
        assert record(call)["approvals"][0]["answer"] is None
        assert call.state.concessions == ()

    def test_the_limit_is_said_and_stands_on_the_offer(self) -> None:
        """`/limit` records that it was said; without one configured it says what is missing."""
        call = a_call(first="become-a-partner.offer", authority=5000, approver="Kim")
        call.play("no time")
        assert "You may give up to 50; above it ask Kim; /limit says it." in call.view.know
        assert call.play("/limit").rows[0].startswith('Say: "Up to 50')
        assert record(call)["limits_said"][0]["words"].startswith("Up to 50")
        assert a_call().play("/limit").error

    @pytest.mark.parametrize(
        ("typed", "amount"),
        [
            ("25", 2500),
            ("£25.50", 2550),
            ("1,200", 120000),
            ("1.200,50", 120050),
            ("12,5", 1250),
            ("40EUR", 4000),
            ("10%", None),
            ("-5", None),
        ],
    )
    def test_amounts_are_read(self, typed: str, amount: int | None) -> None:
        """With signs, thousands and decimals; a percentage can't be compared."""
        assert amount_of(typed) == amount

    def test_a_promise_above_the_limit_is_hinted_at(self) -> None:
        """Checked against authority; an order number is no amount."""
        call = a_call(authority=5000, approver="Kim", first="whose")
        assert "above your limit of 50: ask Kim" in call.play("+ refund £80 fri noon").hint
        assert call.play("+ refund order 8841 fri noon").hint == ""


class TestBackup:
    def test_the_brief_stands_ready_to_read_out(self) -> None:
        """Who, what, wanted, tried, promised: from the notes."""
        call = a_call()
        call.play(
            "she took two days off", "/issue the parcel never came", "/heat 3", "+ text the ETA fri noon", "s"
        )
        brief = " ".join(call.view.aside)
        for words in ("Dana Ruiz", "heat 3", "the parcel never came", "two days off", "text the ETA"):
            assert words in brief

    def test_the_call_goes_on_with_the_backup_named(self) -> None:
        """The name is asked for once, stands at the top, and the wrap-up asks what they did."""
        call = a_call()
        step = call.state.card
        call.play("s", "They are with us", "Kim Lee")
        assert call.state.card == step
        assert "with Kim Lee" in call.view.marks
        assert record(call)["backups"] == ["Kim Lee"]
        call.play("e", "1", "2")
        assert call.view.title == "Backup"

    def test_the_quiet_way_never_says_supervisor(self) -> None:
        """Nothing on the screen that could be read over a shoulder or read out."""
        call = a_call()
        call.play("s", "Quietly, by message")
        shown = [*call.feedback.rows, call.view.label, *call.view.keys, *call.view.marks]
        shown += [row.text for row in call.view.log[1:]]
        call.play("Kim")
        shown += [*call.feedback.rows, *call.view.marks]
        assert call.state.value("backup") == "quiet"
        assert not [text for text in shown if "supervisor" in text.casefold()]

    def test_nobody_is_free(self) -> None:
        """A dated call back with a name is a promise."""
        call = a_call()
        call.play("s", "Nobody is free", "Kim tomorrow 10am")
        [promise] = call.state.promises.values()
        assert (promise.text, promise.owner) == ("call back", "Kim")
        assert promise.due is not None


class TestNudges:
    def test_after_the_third_the_ending_is_offered(self) -> None:
        """Counted; then a call back with a time, or the end in good faith."""
        call = a_call()
        assert call.play("/nudge").rows[0].startswith("Nudge 1 of 3")
        call.play("/nudge still shouting about last year")
        assert "2 nudges" in call.view.marks
        said = call.play("/nudge")
        assert "1 call back with a time  2 end it in good faith" in said.rows[0]
        call.play("2")
        assert (call.state.phase, record(call)["ended_how"]) == ("wrap-up", "good_faith")

    def test_a_call_back_gets_a_time(self) -> None:
        """`1`, or the time at once."""
        call = a_call()
        call.play("/nudge", "/nudge", "/nudge", "tomorrow 10am")
        [promise] = call.state.promises.values()
        assert promise.text == "call back"
        call.play("/nudge", "1")
        assert call.view.label == "When?"


class TestSignals:
    def test_two_open_the_firm_path(self) -> None:
        """With the earlier agreement and its yes, the limits, what was given, and the evidence."""
        call = a_call(authority=5000, first="whose")
        call.play("/issue the fee", "/concede 10 goodwill")
        assert "One proves nothing" in call.play("/signal 3 wants a free year").rows[1]
        call.play("/signal", "2", "asked for the boss over a typo")
        shown = " ".join(call.view.prompt)
        for words in (
            "the fee",
            "no yes on the record",
            "up to 50",
            "10 goodwill",
            "wants a free year",
            "typo",
        ):
            assert words in shown
        assert call.view.title == "Stay firm, stay kind"
        call.play("")
        assert call.state.card == "whose"
        assert [one["evidence"] for one in record(call)["signals"]] == [
            "wants a free year",
            "asked for the boss over a typo",
        ]

    @pytest.mark.parametrize(
        ("answered", "agreed"), [({}, False), ({"agreed": "no"}, False), ({"agreed": "yes"}, True)]
    )
    def test_agreed_is_said_of_what_they_said_yes_to(self, answered: dict[str, str], *, agreed: bool) -> None:
        """Without a yes on the record nothing may be called agreed; a yes to the problem is none to a plan."""
        call = a_call(first="whose")
        call.play("/issue the fee")
        issue = call.state.current
        for field, text in {"issue_agreed": "yes", **answered}.items():
            data = {
                "call": call.state.id,
                "card": call.state.card,
                "issue": issue,
                "field": field,
                "text": text,
            }
            call.save(Entry("answered", data))
        call.play("/firm")
        assert ("We agreed on this" in call.view.prompt[0]) is agreed
        assert call.view.prompt[1].endswith("(their yes is on the record)") is agreed
        assert call.view.prompt[0].startswith("Say: ")

    def test_an_earlier_agreement_is_enough(self) -> None:
        """What the record knows of a call before this one counts as much."""
        call = Rehearsal(
            desk={"facts": {AGREED_BEFORE: ("Agreed on 3 Nov: a refund (their yes is on the record)",)}}
        )
        call.play("/firm")
        assert "We agreed on this" in call.view.prompt[0]

    def test_a_signal_needs_evidence(self) -> None:
        """Enter at the evidence notes nothing."""
        call = a_call()
        call.play("/signal tantrum", "")
        assert call.state.signals == ()

    def test_shouting_never_counts(self) -> None:
        """Heat and yelling are no signals."""
        call = a_call()
        call.play("/heat 4", "y", "", "y", "")
        assert call.state.signals == ()


class TestSafety:
    def test_the_placeholder_says_that_it_must_be_filled_in(self) -> None:
        """`!` opens it, notes go on, Enter is back at the card."""
        call = a_call()
        step = call.state.card
        call.play("!")
        assert "not been filled in" in call.view.prompt[0]
        call.play("he says he will hurt himself")
        assert call.view.title == "Your organisation's safety card"
        call.play("")
        assert (call.state.card, call.state.notes[-1].text) == (step, "he says he will hurt himself")
        assert record(call)["safety_opened"] == 1

    def test_it_is_the_organisations_own(self) -> None:
        """What the configuration says, and nothing of ours."""
        call = a_call(safety=("Call the site lead, 555-0100.", "Stay on the line."))
        call.play("!")
        assert call.view.prompt == ("Call the site lead, 555-0100.", "Stay on the line.")


class TestSaidOnce:
    def test_thanks_come_once_with_the_first_issue(self) -> None:
        """Right after it, and on the record; not for the second."""
        call = a_call()
        assert call.play("/issue the parcel never came").rows[1] == 'Say: "Thank you for bringing this up."'
        assert record(call)["thanked"] is not None
        assert len(call.play("/issue the box was wet").rows) == 1
        call.play("u", "u")
        assert record(call)["thanked"] is None

    def test_a_general_issue_gets_a_probing_question(self) -> None:
        """Something with a name, a day or a number can be solved; "terrible service" can't."""
        assert "the first thing" in a_call().play("/issue your service is terrible").rows[1]
        assert "the first thing" not in a_call().play("/issue the boiler").rows[1]

    def test_acknowledging_is_on_the_record_with_its_words(self) -> None:
        """The sentence that stood there, and what it cost them."""
        call = a_call("with-ease", first="acknowledge.feeling")
        call.play("two days off work", "")
        [one] = record(call)["acknowledged"]
        assert one["said"].startswith("Two days off work.")
        assert one["cost"] == "two days off work"

    def test_what_lies_beneath_becomes_one_gentle_question(self) -> None:
        """While probing, once, and never as a fact."""
        call = a_call(first="address-the-issue.specifics")
        call.play("~ afraid for her job")
        assert "Beneath, to ask and not to say: afraid for her job" in call.view.know[0]
        call.play("")
        call.play("b")
        assert call.view.know == ()
        assert record(call)["asked_beneath"] == [call.state.notes[0].id]


class TestCoolHead:
    def test_the_offer_waits_for_acknowledging_and_a_cool_head(self) -> None:
        """Clear, acknowledged, heat at 2 or less where it was read."""
        call = a_call("with-ease", first="clarify.read-back")
        call.play("yes")
        assert list(call.standing.gate) == ["acknowledged"]
        call.play("2")
        assert call.state.card == "acknowledge.feeling"
        call.play("", "/heat 3", "/7")
        assert list(call.standing.gate) == ["cooled"]
        call.play("1")
        assert not call.standing.gate
        call.play("/heat 4")
        assert list(call.standing.gate) == ["cooled"]
        call.play("they asked for it at once")
        assert not call.standing.gate
        assert call.events[-1].text("reason") == "they asked for it at once"

    def test_heat_that_was_never_read_holds_nothing_back(self) -> None:
        """Only where it was read."""
        call = a_call("with-ease", first="acknowledge.feeling")
        call.play("", "the boiler", "", "", "", "yes")
        assert call.state.card == "respond.offer"
        assert not call.standing.gate
