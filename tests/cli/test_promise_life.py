"""What else can become of a promise: steps, a read-back, a risk that is told in time, the call after it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conftest import Dcx


def add(dcx: Dcx, words: str, who: str = "Ada Brook", *more: str) -> str:
    """The id of the promise of these words."""
    found: str = dcx("followups", "add", words, "-c", who, *more, "--json").json["data"]["id"]
    return found


def now(dcx: Dcx, one: str) -> dict[str, Any]:
    """The promise as it stands now."""
    data: dict[str, Any] = dcx("followups", "show", one, "--json").json["data"]
    return data


class TestSteps:
    LINE = "fit a new pump fri noon / order the pump wed / call her @Lee thu 3pm"

    def test_one_line_makes_a_promise_with_steps(self, dcx: Dcx) -> None:
        """Each step has its time; the sentence to say names how many there are."""
        out = dcx("followups", "add", self.LINE).out
        assert "saved: Fri 27 Nov 12:00" in out
        assert "in 2 steps, and you'll hear after each. Right?" in out
        (one,) = dcx("followups", "--json").json["data"]
        assert one["stages"] == [
            {"text": "order the pump", "due": "2026-11-25T17:00:00Z", "done_at": None},
            {"text": "call her @Lee", "due": "2026-11-26T15:00:00Z", "done_at": None},
        ]

    def test_signs_behind_the_last_step_are_the_promises(self, dcx: Dcx) -> None:
        """Nobody thinks of the order while a customer talks."""
        one = now(dcx, add(dcx, "fit a pump fri noon / order it wed / call thu 3pm ^Kim @Lee"))
        assert (one["text"], one["owner"], one["backup"], len(one["stages"])) == (
            "fit a pump",
            "Lee",
            "Kim",
            2,
        )
        plain = now(dcx, add(dcx, "refund / credit @Lee"))
        assert (plain["text"], plain["owner"], plain["stages"]) == ("refund / credit", "Lee", [])

    def test_without_a_time_it_is_due_with_its_last_step(self, dcx: Dcx) -> None:
        """A promise of steps alone has the time of the latest."""
        one = now(dcx, add(dcx, "fit a new pump / order it wed / fit it fri noon"))
        assert (one["text"], one["due"]) == ("fit a new pump", "2026-11-27T12:00:00Z")

    @pytest.mark.parametrize("line", ["swap A / B fri noon", "either / or", "refund / credit / voucher fri"])
    def test_a_slash_without_a_time_is_a_slash(self, dcx: Dcx, line: str) -> None:
        """Only what ends in a time is a step."""
        one = now(dcx, add(dcx, line))
        assert len(one["stages"]) == (1 if line.startswith("swap") else 0)
        assert one["text"].startswith(line.split(" /", maxsplit=1)[0])

    def test_each_step_is_done_with_a_word_to_the_customer(self, dcx: Dcx) -> None:
        """What is done, what comes next by when; after the last one it can be kept."""
        one = add(dcx, self.LINE)
        out = dcx("followups", "done", one).out
        assert out.startswith("1 OF 2 STEPS DONE ")
        assert '"As I promised, you hear from me: order the pump is done. Next: call her @Lee, by 3 pm' in out
        dcx.env["COLUMNS"] = "120"
        assert "Thu 26 Nov 15:00 in 2 d" in dcx("followups").out
        assert "step 2 of 2: call her @Lee (fit a new pump)" in dcx("followups").out
        out = dcx("followups", "done", one, "2").out
        assert "That was the last step." in out
        assert f"dcx followups keep {one[:3]}" in out
        assert all(step["done_at"] for step in now(dcx, one)["stages"])
        assert "no step 2 that is open" in dcx("followups", "done", one, "2", code=3).err
        dcx("followups", "undo", one)
        assert [bool(step["done_at"]) for step in now(dcx, one)["stages"]] == [True, False]

    def test_a_step_can_be_added_later(self, dcx: Dcx) -> None:
        """Words, then when; a step has a time."""
        one = add(dcx, "fit a new pump fri noon")
        assert "has no steps" in dcx("followups", "done", one, code=3).err
        dcx("followups", "step", one, "order", "it", "wed")
        assert now(dcx, one)["stages"][0]["due"] == "2026-11-25T17:00:00Z"
        assert "has a time of its own" in dcx("followups", "step", one, "order it", code=3).err
        assert "What is the step?" in dcx("followups", "step", one, "wed", code=2).err

    def test_a_step_that_is_late_shows(self, dcx: Dcx) -> None:
        """The promise isn't overdue, but its row says which step is."""
        add(dcx, "pump fri noon / order it wed")
        dcx.clock.moment = datetime(2026, 11, 26, 9, tzinfo=UTC)
        out = dcx("followups").out
        assert "TODAY\n?  " in out
        assert "16 h late  Ada Brook     step 1 of 1: order it (pump)" in out
        assert dcx("followups", "--check").out == ""

    def test_a_call_takes_steps_in_one_line(self, dcx: Dcx) -> None:
        """`+` reads the same line."""
        dcx("handle", "-c", "Ada", "--plain", stdin=f"+ {self.LINE}\n/readback\n/end agreed\n")
        (one,) = dcx("followups", "--json").json["data"]
        assert len(one["stages"]) == 2
        assert one["read_back_at"] == "2026-11-24T10:15:00Z"


def test_that_it_was_read_back_is_on_the_record(dcx: Dcx) -> None:
    """Their yes to the time; a new time hasn't been read back yet."""
    one = add(dcx, "refund both fees fri noon")
    assert now(dcx, one)["read_back_at"] is None
    dcx("followups", "read-back", one)
    assert now(dcx, one)["read_back_at"] == "2026-11-24T10:15:00Z"
    assert "read back Tue 24 Nov 10:15" in dcx("followups", "show", one).out
    dcx("followups", "move", one, "mon 9am")
    assert now(dcx, one)["read_back_at"] is None
    undated = add(dcx, "send the voucher")
    assert "no time that could be read back" in dcx("followups", "read-back", undated, code=3).err


@pytest.mark.parametrize("typed", ["/readback 2", "/readback x", "/readback"])
def test_only_a_promise_with_a_time_is_read_back(dcx: Dcx, typed: str) -> None:
    """In a call: a number it has, and a time."""
    ran = dcx("handle", "-c", "Ada", "--plain", stdin=f"+ send the voucher\n\n{typed}\n/end agreed\n")
    assert "/readback and a promise's number" in ran.out


class TestAtRisk:
    def test_it_asks_to_tell_them_before_it_is_due(self, dcx: Dcx) -> None:
        """In the list until they were told; that, and the new time, are on the record."""
        one = add(dcx, "refund both fees fri noon")
        out = dcx("followups", "risk", one, "the", "bank", "is", "slow").out
        assert "Tell them before Fri 27 Nov 12:00" in out
        assert now(dcx, one)["at_risk"] == {
            "at": "2026-11-24T10:15:00Z", "reason": "the bank is slow", "told_at": None,
        }  # fmt: skip
        listed = dcx("followups").out
        assert "refund both fees (at risk)" in listed
        assert f"dcx followups told {one[:3]}" in listed
        assert "Say: " in dcx("followups", "told", one, "mon noon").out
        after = now(dcx, one)
        assert (after["due"], after["at_risk"]) == ("2026-11-30T12:00:00Z", None)
        assert after["earlier"] == [{"due": "2026-11-27T12:00:00Z", "in_time": True}]
        shown = dcx("followups", "show", one).out
        assert "moved in time, they were told before" in shown
        assert "at risk" not in dcx("followups").out

    def test_what_is_late_is_more_than_a_risk(self, dcx: Dcx) -> None:
        """After it was due nobody can be told before."""
        one = add(dcx, "refund today 11am")
        dcx.clock.moment = datetime(2026, 11, 24, 12, tzinfo=UTC)
        assert "late already" in dcx("followups", "risk", one, "slow", code=3).err
        dcx("followups", "told", one, "today 3pm")
        assert now(dcx, one)["earlier"][0]["in_time"] is False
        assert "told before" not in dcx("followups", "show", one).out

    def test_an_aim_that_has_passed_shows(self, dcx: Dcx) -> None:
        """The time we set ourselves is over, the one they were told isn't."""
        dcx.config("aim = 60\n")
        add(dcx, "refund today noon")
        assert "aim passed" not in dcx("followups").out
        dcx.clock.moment = datetime(2026, 11, 24, 11, 30, tzinfo=UTC)
        assert "(aim passed)" in dcx("followups").out


class TestAfterwards:
    def test_the_last_promise_kept_offers_what_comes_after(self, dcx: Dcx) -> None:
        """With a date, on a working day, three days from anything else of ours; once."""
        first, last = add(dcx, "refund both fees fri noon"), add(dcx, "send the label fri noon")
        assert "how it has been" not in dcx("followups", "keep", first).out
        out = dcx("followups", "keep", last).out
        assert "Ask how it has been since, on Mon 30 Nov 17:00?" in out
        planned = dcx("followups", "after", last, "--json").json["data"]
        assert (planned["kind"], planned["due"]) == ("after_resolution", "2026-11-30T17:00:00Z")
        assert planned["text"] == "ask how it has been since: send the label"
        assert planned["customer"]["name"] == "Ada Brook"
        assert "One contact at a time" in dcx("followups", "after", first, code=3).err

    def test_never_beside_another_contact(self, dcx: Dcx) -> None:
        """With a check-in planned nothing more is offered; a promise near it moves the day."""
        one = add(dcx, "refund both fees fri noon")
        add(dcx, "how is it going mon 10am", "Ada Brook", "--kind", "check_in")
        assert "how it has been" not in dcx("followups", "keep", one).out
        other = add(dcx, "refund fri noon", "Bo")
        add(dcx, "refund it too", "Bo")
        assert "how it has been" not in dcx("followups", "keep", other).out

    def test_another_day_can_be_named(self, dcx: Dcx) -> None:
        """The day that was offered is only an offer."""
        one = add(dcx, "refund both fees fri noon")
        assert "isn't kept yet" in dcx("followups", "after", one, code=3).err
        dcx("followups", "keep", one)
        assert "Thu 3 Dec 10:00" in dcx("followups", "after", one, "3", "dec", "10am").out


class TestFortyOpen:
    def monday(self, dcx: Dcx) -> None:
        """Forty open promises on a Monday morning, some late, names in wide scripts, hostile ones among them."""
        names = ["Ada Brook", "株式会社 日本", '[/] "; rm', "Zoë 🙂 O'Neil", "x" * 60]
        whens = ["today 3pm", "tomorrow noon", "thu 10am", "", "in 3 weeks"]
        for number in range(40):
            add(dcx, f"promise {number} {whens[number % 5]}".strip(), names[number % len(names)])
        dcx.clock.moment = datetime(2026, 11, 30, 8, tzinfo=UTC)

    def test_the_morning_fits_one_screen(self, dcx: Dcx) -> None:
        """24 lines of 80 columns on a terminal, the latest first; what doesn't fit is counted."""
        self.monday(dcx)
        dcx.env |= {"LINES": "24", "COLUMNS": "80"}
        rows = dcx("followups", tty=True).out.splitlines()
        assert len(rows) <= 23
        assert "24 overdue" in rows[0]
        assert rows[2] == "OVERDUE"
        assert sum("more: dcx followups --full" in row for row in rows) == 3
        assert {"NO DATE", "LATER"} <= set(rows)
        whole = dcx("followups", "--full", tty=True).out.splitlines()
        assert sum("promise " in row for row in whole) == 40

    @pytest.mark.parametrize("columns", ["40", "80"])
    def test_narrow_or_dcx_alone_fits_too(self, dcx: Dcx, columns: str) -> None:
        """Forty columns, and `dcx` by itself with calls parked: nothing scrolls away, nothing is cut unsaid."""
        from difficult_cx.terminal.width import width

        self.monday(dcx)
        for _ in range(6):
            dcx("handle", "-c", "Bo", "--plain", stdin="it broke\n", code=4)
        dcx.env |= {"LINES": "24", "COLUMNS": columns}
        for words in ((), ("followups",)):
            rows = dcx(*words, tty=True).out.splitlines()
            assert len(rows) <= 23, words
            assert all(width(row) < int(columns) for row in rows), words
            assert "24 overdue" in " ".join(rows[:2])
            assert any("more: dcx followups --full" in row for row in rows)
        assert "and 3 more: dcx call list" in "\n".join(dcx(tty=True).out.splitlines())

    def test_a_pipe_gets_every_row(self, dcx: Dcx) -> None:
        """Nobody reads along: nothing is left out, and no row is wider than the columns."""
        from difficult_cx.terminal.width import width

        self.monday(dcx)
        rows = dcx("followups").out.splitlines()
        assert sum("promise " in row for row in rows) == 40
        assert all(width(row) < 80 for row in rows)


@pytest.mark.parametrize(
    ("at", "late"),
    [("2026-11-27T12:00:00", False), ("2026-11-27T12:00:00.999", False), ("2026-11-27T12:00:01", True)],
)
def test_exact_at_the_second_it_falls_due(dcx: Dcx, at: str, late: bool) -> None:
    """Due at noon is not late at noon; a second later it is."""
    add(dcx, "refund fri noon")
    (one,) = dcx("followups", "--json", "--at", at).json["data"]
    assert one["overdue"] is late
    assert dcx("followups", "--check", "--at", at, code=int(late)).out == ("1 overdue\n" if late else "")


def test_today_ends_at_midnight_of_the_zone_dcx_runs_in(dcx: Dcx) -> None:
    """The same promise is today's in London and tomorrow's in Auckland, and summer time moves nothing."""
    add(dcx, "call back today 23:30")
    assert "TODAY" in dcx("followups").out
    dcx.env["TZ"] = "Pacific/Auckland"
    assert "NEXT 7 DAYS" in dcx("followups").out
    dcx.env["TZ"] = "Europe/London"
    dcx.clock.moment = datetime(2027, 3, 27, 23, 59, tzinfo=UTC)
    add(dcx, "call after the change tomorrow 1:30am", "Bo")
    row = next(one for one in dcx("followups", "--json").json["data"] if one["customer"]["name"] == "Bo")
    assert row["due"] == "2027-03-28T01:30:00Z"
    dcx.clock.moment = datetime(2027, 3, 28, 1, 30, 1, tzinfo=UTC)
    row = dcx("followups", "--json", "-c", "Bo").json["data"][0]
    assert (row["overdue"], row["late_s"]) == (True, 1)


class TestBackup:
    @pytest.mark.parametrize(
        ("line", "helper"),
        [
            ("refund fri noon", "Priya"),
            ("refund ^Kim fri noon", "Kim"),
            ("refund @Lee fri noon", "Priya"),
            ("refund @priya fri noon", None),
        ],
    )
    def test_a_promise_without_a_backup_gets_the_configured_one(
        self, dcx: Dcx, line: str, helper: str | None
    ) -> None:
        """Outside a call and in one; whoever keeps it is no backup of their own."""
        dcx.config('backup = "Priya"\n')
        assert now(dcx, add(dcx, line))["backup"] == helper
        dcx("handle", "-c", "Bo", "--plain", stdin=f"+ {line}\n/end agreed\n")
        (one,) = dcx("followups", "-c", "Bo", "--json").json["data"]
        assert one["backup"] == helper

    def test_a_check_in_of_the_wrap_up_has_it_too(self, dcx: Dcx) -> None:
        """Every promise that a call makes."""
        dcx.config('backup = "Priya"\n')
        dcx("handle", "-c", "Bo", "--plain", stdin="e\n1\n2\n\n1\n")
        (one,) = dcx("followups", "-c", "Bo", "--json").json["data"]
        assert (one["kind"], one["backup"]) == ("check_in", "Priya")

    def test_the_configured_one_has_none_when_it_is_the_rep(self, dcx: Dcx) -> None:
        """Priya at her own desk."""
        dcx.config('backup = "Priya"\nrep = "Priya"\n')
        assert now(dcx, add(dcx, "refund fri noon"))["backup"] is None

    def test_a_backup_who_takes_over_is_none_any_more(self, dcx: Dcx) -> None:
        """The configured one steps in, or nobody."""
        one = add(dcx, "refund ^Kim fri noon")
        dcx("followups", "hand-over", one, "kim")
        assert (now(dcx, one)["owner"], now(dcx, one)["backup"]) == ("kim", None)
        dcx("followups", "undo", one)
        dcx.config('backup = "Priya"\n')
        dcx("followups", "hand-over", "@sam", "Kim")
        assert (now(dcx, one)["owner"], now(dcx, one)["backup"]) == ("Kim", "Priya")


class TestInACall:
    LINE = "+ fit a new pump fri noon / order the pump wed / call her thu 3pm\n"

    def call(self, dcx: Dcx, typed: str, *more: str) -> str:
        """What a call prints for these lines; it is closed at once."""
        return dcx("handle", "-c", "Ada", "--plain", *more, stdin=f"{typed}/end agreed\n").out

    def test_a_step_is_ticked(self, dcx: Dcx) -> None:
        """By the promise's number, with the word to the customer, on the record and in the call's log."""
        out = self.call(dcx, f"{self.LINE}/done 1\n")
        assert "Step 1 of 2 done: order the pump" in out
        assert 'Say: "As I promised, you hear from me: order the pump is done. Next: call her, by 3 pm' in out
        (one,) = dcx("followups", "--json").json["data"]
        assert [bool(step["done_at"]) for step in one["stages"]] == [True, False]
        call = dcx("call", "list", "--all", "--json").json["data"][0]["id"]
        assert "step done: order the pump" in dcx("call", "show", call).out

    def test_one_of_an_earlier_call_too(self, dcx: Dcx) -> None:
        """By its id; `u` takes it back; alone it is the newest that has steps."""
        self.call(dcx, self.LINE)
        (one,) = dcx("followups", "--json").json["data"]
        assert "step 1 of 2: order the pump" in self.call(dcx, "p\n")
        self.call(dcx, f"/done {one['id'][:4]} 2\nu\n/done\n")
        (after,) = dcx("followups", "--json").json["data"]
        assert [bool(step["done_at"]) for step in after["stages"]] == [True, False]

    @pytest.mark.parametrize("typed", ["/done", "/done 1", "/done 2", "/done zz", "/done 1 3", "/done 1 x"])
    def test_a_step_that_isnt_there_is_refused(self, dcx: Dcx, typed: str) -> None:
        """Nothing is saved, and it says where the steps are listed."""
        line = "+ call back fri noon\n" if "3" not in typed and "x" not in typed else self.LINE
        assert "p lists" in self.call(dcx, f"{line}{typed}\n")
        assert all(step["done_at"] is None for step in dcx("followups", "--json").json["data"][0]["stages"])

    def test_their_yes_in_the_wrap_up_is_a_read_back(self, dcx: Dcx) -> None:
        """Of every time that was told in the call; taken back together with it; a no is none."""
        lines = "+ refund it fri noon\n+ send the label\n\n/readback 1\n+ call back mon 9am\n"
        self.call(dcx, f"{lines}e\n2\n\n\n1\n")
        read = {one["text"]: bool(one["read_back_at"]) for one in dcx("followups", "--json").json["data"]}
        assert read == {"refund it": True, "call back": True, "send the label": False}
        dcx("handle", "-c", "Bo", "--plain", stdin="+ refund fri noon\ne\n2\n\n1\nu\n2\n/end agreed\n")
        (one,) = dcx("followups", "-c", "Bo", "--json").json["data"]
        assert one["read_back_at"] is None

    def test_a_word_about_it_settles_nothing(self, dcx: Dcx) -> None:
        """In the call that keeps a promise a ticked step leaves the question how it went."""
        self.call(dcx, self.LINE)
        (one,) = dcx("followups", "--json").json["data"]
        out = dcx("handle", "--for", one["id"], "--plain", stdin=f"/done {one['id']}\ne\n1\n", code=4).out
        assert "How did it go with the promise" in out


class TestCheckIns:
    def next_in(self, dcx: Dcx, *went: str) -> int:
        """The days until the next check-in, after check-ins that went so."""
        for one in went:
            dcx("customer", "check-in", "Ada", "--went", one)
            dcx.clock.forward(days=1)
        days: int = dcx("customer", "show", "Ada", "--json").json["data"]["check_in"]["days"]
        return days

    def hard(self, dcx: Dcx) -> None:
        """Two hard calls: from the second on a check-in is proposed."""
        for _ in range(2):
            dcx("handle", "-c", "Ada", "--plain", stdin="/heat 4\n/end resolved\n")

    def test_the_interval_grows_and_shrinks(self, dcx: Dcx) -> None:
        """Twice as long after each good one, half after a bad one, from outside."""
        self.hard(dcx)
        assert [self.next_in(dcx), self.next_in(dcx, "good"), self.next_in(dcx, "good")] == [7, 14, 28]
        assert self.next_in(dcx, "bad") == 14

    @pytest.mark.parametrize(
        ("at", "due"),
        [
            (datetime(2026, 11, 24, 10, 15, tzinfo=UTC), "2026-11-24T17:00:00Z"),
            (datetime(2026, 11, 24, 17, 30, tzinfo=UTC), "2026-11-25T17:00:00Z"),
            (datetime(2026, 11, 27, 17, 30, tzinfo=UTC), "2026-11-30T17:00:00Z"),
            (datetime(2026, 11, 28, 10, 0, tzinfo=UTC), "2026-11-30T17:00:00Z"),
        ],
    )
    def test_what_they_raise_is_an_urgent_promise(self, dcx: Dcx, at: datetime, due: str) -> None:
        """Due today at closing time, or on the next working day where it has passed or nobody is in."""
        self.hard(dcx)
        dcx.clock.moment = at
        dcx("customer", "check-in", "Ada", "--went", "bad", "--raised", "the printer jams again")
        (one,) = dcx("followups", "--json").json["data"]
        assert (one["text"], one["due"], one["kind"]) == ("the printer jams again", due, "promise")
        assert one["customer"]["name"] == "Ada"
