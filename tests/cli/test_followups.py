"""`dcx followups`, from the words typed to what is seen."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from difficult_cx.domain.ids import ALPHABET
from difficult_cx.journal.index.index import Index
from tests.conftest import Dcx

FIELDS = [
    "id", "call", "customer", "kind", "text", "due", "aim", "zone", "words", "channel", "owner", "backup",
    "state", "overdue", "late_s", "made_at", "read_back", "earlier", "attempts", "stages", "issue",
    "read_back_at", "at_risk", "rep", "settled_by", "also_said",
]  # fmt: skip


def made(dcx: Dcx, words: str, *more: str) -> dict[str, Any]:
    """The follow-up that `dcx followups add WORDS` makes."""
    data: dict[str, Any] = dcx("followups", "add", *words.split(), *more, "--json").json["data"]
    return data


def now(dcx: Dcx, found: dict[str, Any]) -> dict[str, Any]:
    """The follow-up as it stands now."""
    data: dict[str, Any] = dcx("followups", "show", found["id"], "--json").json["data"]
    return data


def texts(dcx: Dcx, *args: str) -> list[str]:
    """The words of the promises that a list shows, in its order."""
    return [one["text"] for one in dcx("followups", *args, "--json").json["data"]]


def test_add_takes_the_whole_line(dcx: Dcx) -> None:
    """Words, owner, backup, channel and time, in one line; every field of the contract in its order."""
    one = made(dcx, "refund both fees #email @Priya ^Lee fri noon", "-c", "Ada Brook")
    assert list(one) == FIELDS
    assert one["text"] == "refund both fees"
    assert (one["owner"], one["backup"], one["channel"]) == ("Priya", "Lee", "email")
    assert (one["due"], one["zone"], one["words"]) == ("2026-11-27T12:00:00Z", "Europe/London", "fri noon")
    assert one["customer"]["name"] == "Ada Brook"
    assert (one["state"], one["overdue"], one["late_s"], one["call"], one["aim"]) == (
        "open",
        False,
        0,
        None,
        None,
    )
    assert one["read_back"] == "Fri 27 Nov 12:00, in 3 days"


def test_add_reads_the_time_back(dcx: Dcx) -> None:
    """People get the time in words and the sentence to say."""
    first, second = dcx("followups", "add", "call back tomorrow 9am").out.splitlines()
    assert first.startswith("PROMISE ")
    assert " saved: Wed 25 Nov 09:00, tomorrow" in first
    assert second.startswith("Say: \"I'll call back")
    assert second.endswith('Right?"')


def test_a_time_that_must_be_asked_is_saved_undated(dcx: Dcx) -> None:
    """The promise is not lost; the question and its choices are commands to type."""
    ran = dcx("followups", "add", "send the voucher soon")
    assert "saved without a date." in ran.out
    assert "dcx followups move " in ran.out
    one = dcx("followups", "--json").json["data"][0]
    assert (one["due"], one["words"], one["read_back"]) == (None, "", None)


def test_a_promise_without_words_is_refused(dcx: Dcx) -> None:
    """A time alone promises nothing; nothing is saved."""
    assert "What is promised?" in dcx("followups", "add", "fri noon", code=2).err
    assert texts(dcx) == []


def test_the_list_at_80_columns(dcx: Dcx, monkeypatch: pytest.MonkeyPatch) -> None:
    """The picture of the design: groups in their order, worst first, every column in its place."""
    # ids that differ from the first letter on: two that begin alike would be shown longer
    drawn = (f"{letter}22222222222" for letter in ALPHABET)
    monkeypatch.setattr("difficult_cx.journal.journal.new_id", lambda: next(drawn))
    dcx.clock.moment = datetime(2026, 11, 20, 9, tzinfo=UTC)
    for words, who in (
        ("send replacement hinge today 5pm", "Marcus Bell"),
        ("did the refund arrive at your bank 22 nov 9am", "Priya Nair"),
        ("text ETA to 555-0134 22 nov 5pm", "Dana Ruiz"),
        ("send the return label 23 nov 9am", "Dana Ruiz"),
        ("refund both delivery fees 27 nov noon", "Dana Ruiz"),
        ("send the voucher", "Tom Okafor"),
        ("did it work 30 nov 10am", "Dana Ruiz"),
    ):
        dcx(
            "followups",
            "add",
            *words.split(),
            "-c",
            who,
            "--kind",
            "check_in" if "did" in words else "promise",
        )
    dcx.clock.moment = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
    lines = dcx("followups").out.splitlines()
    ids = {one["text"]: one["id"][:3] for one in dcx("followups", "--json").json["data"]}
    hinge, fees = ids["send replacement hinge"], ids["refund both delivery fees"]
    refund = ids["did the refund arrive at your bank"]
    assert lines == [
        "FOLLOW-UPS  Sun 22 Nov 14:05   2 overdue, 1 today, 1 without a date, 3 later",
        "",
        "OVERDUE",
        f"!  {hinge}  Fri 20 Nov 17:00 1 d late   Marcus Bell   send replacement hinge",
        f"!  {refund}  Sun 22 Nov 09:00 5 h late   Priya Nair    check-in: did the refund ar..",
        "",
        "TODAY",
        f"   {ids['text ETA to 555-0134']}  Sun 22 Nov 17:00 in 2 h     Dana Ruiz     text ETA to 555-0134",
        "",
        "NEXT 7 DAYS",
        f"   {ids['send the return label']}  Mon 23 Nov 09:00 in 18 h    Dana Ruiz     send the return label",
        f"   {fees}  Fri 27 Nov 12:00 in 4 d     Dana Ruiz     refund both delivery fees",
        "",
        "NO DATE",
        f"   {ids['send the voucher']}  -                no date    Tom Okafor    send the voucher",
        "",
        "LATER",
        f"   {ids['did it work']}  Mon 30 Nov 10:00 in 7 d     Dana Ruiz     check-in: did it work",
        "",
        f"dcx followups keep {hinge}     dcx followups move {hinge} tomorrow 9am",
    ]


@pytest.mark.parametrize("columns", [20, 40, 63, 64, 80, 120, 200])
def test_no_line_is_wider_than_the_screen(dcx: Dcx, columns: int) -> None:
    """At every width the rows fit, and the ids can be read."""
    one = made(
        dcx, f"{'very ' * 30}long promise tomorrow 9am", "-c", "A customer with 苦情 in a long name" * 3
    )
    dcx.env["COLUMNS"] = str(columns)
    from difficult_cx.terminal.width import width

    lines = dcx("followups").out.splitlines()
    rows = [line for line in lines if one["id"][:3] in line and "dcx" not in line]
    assert rows
    assert all(width(line) < columns for line in rows)


def test_overdue_is_exact_to_the_second(dcx: Dcx) -> None:
    """At its second a promise isn't overdue; at the next one it is, and `--check` says so."""
    one = made(dcx, "call back today 5pm")
    dcx.clock.moment = datetime(2026, 11, 24, 17, 0, 0, tzinfo=UTC)
    assert now(dcx, one)["overdue"] is False
    assert dcx("followups", "--check").out == ""
    dcx.clock.forward(seconds=1)
    late = now(dcx, one)
    assert (late["overdue"], late["late_s"], late["state"]) == (True, 1, "open")
    assert dcx("followups", "--check", code=1).out == "1 overdue\n"
    assert dcx("followups", "--check", "--json", code=1).json["data"] == {"overdue": 1}


def test_at_looks_from_another_moment(dcx: Dcx) -> None:
    """`--at` takes a moment with an offset, or one that is local here."""
    made(dcx, "call back today 5pm")
    assert "1 overdue" in dcx("followups", "--at", "2026-11-24T17:00:01").out
    assert "1 today" in dcx("followups", "--at", "2026-11-24T18:00:00+01:00").out
    assert "1 later" in dcx("followups", "--at", "2026-11-23").out
    dcx("followups", "--at", "2026-11-24T18:00:01+01:00", "--check", code=1)
    assert "--at takes a time" in dcx("followups", "--at", "soon", code=2).err


def test_lists_are_in_the_zone_dcx_runs_in(dcx: Dcx) -> None:
    """The same promise in New York: another clock, another day."""
    made(dcx, "call back tomorrow 2am")
    assert "Wed 25 Nov 02:00" in dcx("followups").out
    dcx.env["TZ"] = "America/New_York"
    out = dcx("followups").out
    assert "Tue 24 Nov 21:00" in out
    assert "1 today" in out


def test_a_change_to_summer_time_moves_nothing(dcx: Dcx) -> None:
    """9 am after the clocks went forward is 08:00 UTC, and late from 09:00:01 on."""
    dcx.clock.moment = datetime(2027, 3, 27, 12, tzinfo=UTC)
    one = made(dcx, "call back tomorrow 9am")
    assert one["due"] == "2027-03-28T08:00:00Z"
    dcx.clock.moment = datetime(2027, 3, 28, 8, 0, 1, tzinfo=UTC)
    assert now(dcx, one)["overdue"] is True


def test_flags_choose_groups(dcx: Dcx) -> None:
    """`--overdue`, `--today`, `--week` and `--all`; together they add up."""
    for words in (
        "hinge today 11am",
        "ring today 5pm",
        "label fri noon",
        "far 20 dec",
        "undated",
    ):
        made(dcx, words)
    kept = made(dcx, "gift today 6pm")
    dcx("followups", "keep", kept["id"])
    dcx.clock.moment = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert texts(dcx, "--overdue") == ["hinge"]
    assert texts(dcx, "--today") == ["ring"]
    assert texts(dcx, "--week") == ["ring", "label"]
    assert texts(dcx, "--overdue", "--today") == ["hinge", "ring"]
    assert texts(dcx) == ["hinge", "ring", "label", "undated", "far"]
    assert texts(dcx, "--all")[-1] == "gift"
    assert "SETTLED" in dcx("followups", "--all").out


def test_filters(dcx: Dcx) -> None:
    """By customer under any spelling, by owner (the rep where none is named), by channel and by words."""
    made(dcx, "chair #email @Priya fri noon", "-c", "Ada Brook")
    made(dcx, "table #phone fri noon", "-c", "Tom Okafor")
    made(dcx, "lamp and more fri 1pm")
    assert texts(dcx, "-c", " ada  BROOK ") == ["chair"]
    assert dcx("followups", "-c", "-", "--json", stdin="Tom Okafor\nrest").json["data"][0]["text"] == "table"
    assert texts(dcx, "--owner", "priya") == ["chair"]
    assert texts(dcx, "--owner", "sam") == ["table", "lamp and more"]
    assert texts(dcx, "--channel", "phone") == ["table"]
    assert texts(dcx, "--text", "more LAMP") == ["lamp and more"]
    assert texts(dcx, "-c", "Ada Brook", "--channel", "phone") == []
    assert "allowed: phone, email" in dcx("followups", "--channel", "pigeon", code=2).err


def test_nobody_of_that_name_is_said_with_close_names(dcx: Dcx) -> None:
    """Nothing found is no failure; stderr names who was perhaps meant."""
    made(dcx, "chair fri noon", "-c", "Ada Brook")
    ran = dcx("followups", "-c", "Ada Brok")
    assert ran.err == "No customer has that name. Close: Ada Brook.\n"
    assert "nothing open" in ran.out


def test_keep_in_time_and_late(dcx: Dcx) -> None:
    """Kept before its time is kept; after it, kept late; without a date it can't be late."""
    first, second, third = (made(dcx, words) for words in ("a today 5pm", "b today 5pm", "c"))
    dcx("followups", "keep", first["id"][:4])
    dcx.clock.moment = datetime(2026, 11, 24, 17, 0, 1, tzinfo=UTC)
    assert dcx("followups", "keep", second["id"]).out.startswith("KEPT LATE ")
    dcx("followups", "keep", third["id"])
    assert [now(dcx, one)["state"] for one in (first, second, third)] == ["kept", "kept_late", "kept"]
    assert texts(dcx) == []


def test_miss_and_withdraw_need_a_reason(dcx: Dcx) -> None:
    """The reason stays with the promise; without one nothing changes."""
    first, second = made(dcx, "a fri noon"), made(dcx, "b fri noon")
    dcx("followups", "miss", first["id"], code=2)
    assert "Say why" in dcx("followups", "miss", first["id"], " ", code=2).err
    dcx("followups", "miss", first["id"], "we", "forgot")
    dcx("followups", "withdraw", second["id"], "not needed any more")
    assert [now(dcx, one)["state"] for one in (first, second)] == ["broken", "withdrawn"]
    assert "reason   we forgot" in dcx("followups", "show", first["id"]).out


def test_an_attempt_changes_no_state(dcx: Dcx) -> None:
    """No answer never closes a promise."""
    one = made(dcx, "call back fri noon")
    dcx("followups", "attempt", one["id"], "no-answer")
    dcx("followups", "attempt", one["id"], "voicemail", "left", "a message")
    after = now(dcx, one)
    assert after["state"] == "open"
    assert after["attempts"] == [
        {"at": "2026-11-24T10:15:00Z", "reason": "no_answer", "text": ""},
        {"at": "2026-11-24T10:15:00Z", "reason": "voicemail", "text": "left a message"},
    ]
    assert "no_answer, voicemail" in dcx("followups", "attempt", one["id"], "sleepy", code=2).err


def test_move_keeps_the_old_time(dcx: Dcx) -> None:
    """The same id, still open; the old time is kept, with whether it was moved in time."""
    one = made(dcx, "call back today 5pm")
    ran = dcx("followups", "move", one["id"], "tomorrow", "9am")
    assert "Wed 25 Nov 09:00" in ran.out
    dcx.clock.moment = datetime(2026, 11, 25, 9, 0, 1, tzinfo=UTC)
    dcx("followups", "move", one["id"], "fri noon")
    after = now(dcx, one)
    assert (after["id"], after["state"], after["due"]) == (one["id"], "open", "2026-11-27T12:00:00Z")
    assert after["words"] == "fri noon"
    assert after["earlier"] == [
        {"due": "2026-11-24T17:00:00Z", "in_time": True},
        {"due": "2026-11-25T09:00:00Z", "in_time": False},
    ]


def test_move_to_a_time_that_must_be_asked_changes_nothing(dcx: Dcx) -> None:
    """Exit 3 with the question and phrases that would do."""
    one = made(dcx, "call back today 5pm")
    ran = dcx("followups", "move", one["id"], "soon", code=3)
    assert "Nothing has changed." in ran.err
    assert "hint: for example: " in ran.err
    assert now(dcx, one) == one


def test_an_undated_promise_gets_its_time(dcx: Dcx) -> None:
    """A first time is no renegotiation."""
    one = made(dcx, "send the voucher")
    dcx("followups", "move", one["id"], "fri noon")
    assert (now(dcx, one)["due"], now(dcx, one)["earlier"]) == ("2026-11-27T12:00:00Z", [])


def test_hand_over(dcx: Dcx) -> None:
    """Another owner; the backup stays unless another is named."""
    one = made(dcx, "call back @Priya ^Lee fri noon")
    dcx("followups", "hand-over", one["id"], "Kim", "Ono")
    assert (now(dcx, one)["owner"], now(dcx, one)["backup"]) == ("Kim Ono", "Lee")
    dcx("followups", "hand-over", one["id"], "@Sam", "--backup", "^Ann")
    assert (now(dcx, one)["owner"], now(dcx, one)["backup"]) == ("Sam", "Ann")


def test_undo_takes_back_one_change_after_the_other(dcx: Dcx) -> None:
    """Newest first, until only the promise itself is left."""
    one = made(dcx, "call back today 5pm")
    dcx("followups", "move", one["id"], "fri noon")
    dcx("followups", "attempt", one["id"], "voicemail")
    dcx("followups", "keep", one["id"])
    for state in (("open", 1, 1), ("open", 1, 0), ("open", 0, 0)):
        dcx("followups", "undo", one["id"])
        after = now(dcx, one)
        assert (after["state"], len(after["earlier"]), len(after["attempts"])) == state
    assert now(dcx, one) == one
    assert "Nothing was done to " in dcx("followups", "undo", one["id"], code=3).err


@pytest.mark.parametrize(
    "args",
    [
        ("keep",),
        ("miss", "why"),
        ("withdraw", "why"),
        ("attempt", "reached"),
        ("move", "fri noon"),
        ("hand-over", "Lee"),
    ],
)
def test_a_settled_promise_stays_settled(dcx: Dcx, args: tuple[str, ...]) -> None:
    """Exit 3, how it stands and since when; undo is what is next."""
    one = made(dcx, "call back today 5pm")
    dcx("followups", "keep", one["id"])
    ran = dcx("followups", args[0], one["id"], *args[1:], code=3)
    assert "is kept already, since Tue 24 Nov 10:15. Nothing has changed." in ran.err
    assert f"dcx followups undo {one['id'][:3]}" in ran.err
    assert now(dcx, one)["state"] == "kept"


def test_ids_are_their_shortest_beginning(dcx: Dcx) -> None:
    """What is shown can be typed; what fits none or several is exit 3 with at most five candidates."""
    many = [made(dcx, f"parcel{n} fri noon") for n in range(12)]
    for one in many:
        short = dcx("followups", "show", one["id"]).out.split()[0]
        assert one["id"].startswith(short)
        assert len(short) >= 3
        assert dcx("followups", "show", short.upper(), "--json").json["data"]["id"] == one["id"]
    ran = dcx("followups", "keep", "uuuu", code=3)
    assert "No promise begins with 'uuuu'." in ran.err
    assert ran.err.count("(parcel") == 5
    assert dcx("followups", "keep", "", code=3).err
    failed = dcx("followups", "keep", "uuuu", "--json", code=3).json
    assert (failed["command"], failed["data"], failed["errors"][0]["code"]) == (
        "followups keep",
        None,
        "not_found",
    )


def test_names_are_found_not_doubled(dcx: Dcx) -> None:
    """A second promise to the same name is to the same customer; a close name is another, and it is said."""
    one = made(dcx, "a fri noon", "-c", "Ada Brook")
    two = made(dcx, "b fri noon", "-c", "ada  BROOK")
    assert one["customer"] == two["customer"]
    ran = dcx("followups", "add", "c fri noon", "-c", "Brook Ada")
    assert "Close: Ada Brook, 0 calls." in ran.out
    assert "The customer's name is empty." in dcx("followups", "add", "d fri noon", "-c", " ", code=2).err


def test_the_aim_is_earlier(dcx: Dcx) -> None:
    """With `aim` configured the time we set ourselves lies before the one told, unless that has passed."""
    dcx.config("aim = 60\n")
    assert made(dcx, "a fri noon")["aim"] == "2026-11-27T11:00:00Z"
    assert made(dcx, "b in 30 minutes")["aim"] is None


HOSTILE = '\x1b[2J\u202e[/red] "; rm -rf ~ \ud83d \x00\u200b'


def test_hostile_words_are_shown_not_obeyed(dcx: Dcx) -> None:
    """Whatever a customer is called or promised, no list lets it paint the terminal."""
    one = dcx("followups", "add", HOSTILE + " fri noon", "-c", HOSTILE, "--json").json["data"]
    for args in ((), ("show", one["id"]), ("attempt", one["id"], "reached", HOSTILE), ("keep", one["id"])):
        ran = dcx("followups", *args)
        for bad in "\x1b\u202e\ud83d\x00\u200b":
            assert bad not in ran.out + ran.err
        assert "[/red]" in ran.out
    assert dcx("followups", "--all", "--json").out.isascii()


def test_the_morning(dcx: Dcx) -> None:
    """`dcx` alone: how to begin when there is nothing; then what is late and due today."""
    out = dcx().out
    assert "Nothing is late, due today or parked." in out
    assert "dcx handle" in out
    late, today = made(dcx, "a today 11am"), made(dcx, "b today 5pm")
    made(dcx, "c fri noon")
    dcx.clock.moment = datetime(2026, 11, 24, 12, tzinfo=UTC)
    out = dcx().out
    assert out.startswith("DCX  Tue 24 Nov 12:00   1 overdue, 1 today, 1 later\n")
    assert f"!  {late['id'][:3]}" in out
    assert f"   {today['id'][:3]}" in out
    assert out.split("TODAY")[1].split("\n")[1].endswith(" b")
    data = json.loads(dcx("--json").out)["data"]
    assert [one["text"] for one in data["overdue"]] == ["a"]
    assert [one["text"] for one in data["today"]] == ["b"]
    assert data["later"] == 1
    assert "1 overdue" in dcx("--at", "2026-11-24T17:00:00").out


def test_options_of_the_list_are_not_those_of_a_command(dcx: Dcx) -> None:
    """`dcx followups --json keep ID` says where the option belongs, and keeps nothing."""
    one = made(dcx, "a fri noon")
    assert (
        "come after 'keep'"
        in dcx("followups", "--json", "keep", one["id"], code=2).json["errors"][0]["message"]
    )
    assert now(dcx, one)["state"] == "open"


def test_what_somebody_away_leaves_open_goes_over_in_one_go(dcx: Dcx) -> None:
    """`--away` lists it, `hand-over @NAME` moves all of it, and undo works one by one."""
    one = made(dcx, "chair @Priya ^Lee fri noon")
    made(dcx, "table @Tom fri noon")
    made(dcx, "lamp @priya")
    dcx("followups", "keep", made(dcx, "gift @Priya")["id"])
    assert "dcx followups hand-over @Priya NAME" in dcx("followups", "--away", "Priya").out
    assert texts(dcx, "--away", "Priya") == ["chair", "lamp"]
    moved = dcx("followups", "hand-over", "@Priya", "Kim Ono", "--json").json["data"]
    assert [(row["text"], row["owner"], row["backup"]) for row in moved] == [
        ("chair", "Kim Ono", "Lee"),
        ("lamp", "Kim Ono", None),
    ]
    assert texts(dcx, "--away", "Priya") == []
    assert texts(dcx, "--owner", "kim ono") == ["chair", "lamp"]
    assert "nothing has changed" in dcx("followups", "hand-over", "@Priya", "Kim").out
    dcx("followups", "undo", one["id"])
    assert now(dcx, one) == one


@pytest.mark.parametrize("view", [(), ("--json",), ("--csv",), ("-c", "Ada Brook")])
def test_a_longer_list_asks_no_more(dcx: Dcx, monkeypatch: pytest.MonkeyPatch, view: tuple[str, ...]) -> None:
    """Whose each promise is and its short id are asked for all of them at once, not row by row."""
    asked: list[int] = []
    ask = Index._ask

    def counted(index: Index, question: Callable[[], Any]) -> Any:
        asked.append(1)
        return ask(index, question)

    monkeypatch.setattr(Index, "_ask", counted)

    def questions() -> int:
        before = len(asked)
        assert dcx("followups", *view).code == 0
        return len(asked) - before

    made(dcx, "send the form fri noon", "-c", "Ada Brook")
    one = questions()
    for number in range(4):
        made(dcx, f"call about form {number} fri noon", "-c", f"Customer {number}")
        made(dcx, f"post form {number} fri noon", "-c", "Ada Brook")
    assert questions() == one > 0
