"""A whole call through the real commands: from a pipe, parked, resumed, closed, listed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Dcx

CALL = """it broke twice

all of it

the printer

a refund

a quiet week

yes
"""
OFFER = "1 swap it\n2 refund the fee\n2\nfri noon\n"
WRAP = "e\n1\n4\n1\n1\nask for the label first\n"


def the_call(dcx: Dcx) -> Any:
    """The only call, as JSON."""
    [listed] = dcx("call", "list", "--json").json["data"]
    return dcx("call", "show", listed["id"], "--json").json["data"]


def test_a_call_from_the_first_word_to_the_promise_kept(dcx: Dcx) -> None:
    """Every entry is in the record, in one place; the promise has its time; keeping it closes it."""
    ran = dcx("handle", "with-ease", "-c", "Brook Ltd", stdin=CALL + OFFER + WRAP)
    assert ran.out.startswith("Call started.\n")
    assert "\x1b" not in ran.out
    call = the_call(dcx)
    assert call["customer"]["name"] == "Brook Ltd"
    assert call["disposition"] == "resolved"
    [issue] = call["issues"]
    assert (issue["text"], issue["asked_for"], issue["wants"]) == ("the printer", "a refund", "a quiet week")
    assert issue["agreed"] is True
    assert (issue["alternatives"], issue["chosen"]) == (["swap it", "refund the fee"], "refund the fee")
    assert (issue["breakdown"], issue["state"], issue["said_yes"]) == ("shortfall", "planned", "yes")
    assert [note["text"] for note in call["notes"]] == ["it broke twice", "all of it"]
    assert call["fields"]["learned"] == "ask for the label first"
    assert [step["outcome"] for step in call["steps"][:7]] == ["done"] * 7
    [promise] = dcx("followups", "--json").json["data"]
    assert (promise["text"], promise["due"], promise["call"]) == (
        "refund the fee",
        "2026-11-27T12:00:00Z",
        call["id"],
    )
    dcx("followups", "keep", promise["id"])
    assert dcx("followups", "--json").json["data"] == []
    assert the_call(dcx)["issues"][0]["state"] == "settled"


def test_a_call_without_input_is_parked(dcx: Dcx) -> None:
    """The end of the input parks it: exit 4, and the list says so."""
    ran = dcx("handle", code=4)
    assert "Parked" in ran.out
    [listed] = dcx("call", "list", "--json").json["data"]
    assert (listed["standing"], listed["disposition"]) == ("parked", None)


def test_a_parked_call_goes_on_where_it_was(dcx: Dcx) -> None:
    """Cut anywhere, the two halves leave the same record as the whole."""
    lines = (CALL + OFFER + WRAP).splitlines(keepends=True)
    whole = Dcx(dcx.home.parent / "whole", dcx.clock)
    whole("handle", "with-ease", "-c", "Brook Ltd", stdin="".join(lines))
    wanted = the_call(whole)
    for cut in range(1, len(lines), 3):
        halves = Dcx(dcx.home.parent / f"cut{cut}", dcx.clock)
        halves("handle", "with-ease", "-c", "Brook Ltd", stdin="".join(lines[:cut]), code=4)
        halves("handle", "--resume", stdin="".join(lines[cut:]))
        found = the_call(halves)
        for name in ("notes", "steps", "situations", "heat", "fields", "disposition"):
            assert found[name] == wanted[name], (cut, name)
        assert found["issues"][0]["chosen"] == wanted["issues"][0]["chosen"]


def test_resume_by_id_and_nothing_parked(dcx: Dcx) -> None:
    """`dcx resume ID` goes on with that one; nothing parked is exit 3."""
    assert "No call is parked" in dcx("handle", "--resume", code=3).err
    dcx("handle", "-c", "A", stdin="first\n", code=4)
    dcx("handle", "-c", "B", stdin="second\n", code=4)
    calls = {one["customer"]["name"]: one["id"] for one in dcx("call", "list", "--json").json["data"]}
    dcx("resume", calls["A"], stdin="/end lost they left\n")
    rows = {one["id"]: one["standing"] for one in dcx("call", "list", "--json").json["data"]}
    assert rows == {calls["A"]: "closed", calls["B"]: "parked"}
    assert "1 call is parked" in dcx("handle", code=4).out


def test_a_call_runs_under_the_words_it_began_with(dcx: Dcx) -> None:
    """Editing a playbook changes no parked call."""
    own = dcx.home / "playbooks"
    own.mkdir(parents=True)
    path = own / "mine.yaml"
    text = (
        "dcx: 1\nid: mine\nkind: method\ntitle: Mine\nsteps:\n  - id: one\n    title: WORD\n    do: Do.\n"
        "    say: [Hello.]\n    never: [Calm down]\n"
    )
    path.write_text(text.replace("WORD", "First words"))
    dcx("handle", "mine", stdin="", code=4)
    path.write_text(text.replace("WORD", "Other words"))
    assert "FIRST WORDS" in dcx("handle", "--resume", code=4).out
    path.unlink()
    assert "FIRST WORDS" in dcx("handle", "--resume", code=4).out


def test_ones_own_broken_playbook_gives_way_to_the_shipped_one(dcx: Dcx) -> None:
    """It is said, and the call goes on; where there is none, every mistake is named."""
    own = dcx.home / "playbooks"
    own.mkdir(parents=True)
    (own / "with-ease.yaml").write_text("dcx: 1\nid: with-ease\nkind: song\n")
    ran = dcx("handle", "with-ease", code=4)
    assert "has mistakes" in ran.out
    assert "Step 1 of 9. LET THEM FINISH" in ran.out
    (own / "mine.yaml").write_text("dcx: 1\nid: mine\nkind: song\ntitle: [a]\n")
    ran = dcx("handle", "mine", code=3)
    assert "mine.yaml:3:7" in ran.err
    assert "mine.yaml:4:8" in ran.err


@pytest.mark.parametrize(
    "name", ['[/] "; rm -rf', "\x1b[31mred", "Zoë \u202eevil", "日本商事", "a" * 180, "$(x) `y`"]
)
def test_a_customer_can_be_called_anything(dcx: Dcx, name: str) -> None:
    """Kept as it is, shown without driving the terminal, found again."""
    ran = dcx("handle", "-c", name, stdin=f"{name}\n+ call {name} fri noon\n\n/end lost {name}\n")
    for out in (ran.out, dcx("call", "list").out, dcx("followups").out):
        assert "\x1b" not in out
        assert "\u202e" not in out
    call = the_call(dcx)
    assert call["customer"]["name"] == name
    assert call["notes"][0]["text"] == name
    dcx("handle", "-c", name.upper() if name.isascii() and "\x1b" not in name else name, code=4)
    assert len(dcx("customer", "list", "--json").json["data"]) == 1


def test_the_name_can_come_from_stdin(dcx: Dcx) -> None:
    """`-c -`: the first line is the name, the rest the call."""
    dcx("handle", "-c", "-", stdin="Brook Ltd\nhello\n", code=4)
    call = the_call(dcx)
    assert call["customer"]["name"] == "Brook Ltd"
    assert [note["text"] for note in call["notes"]] == ["hello"]


def test_a_close_name_is_listed_and_joined(dcx: Dcx) -> None:
    """`Close: …`, and `/same 1` makes them one."""
    dcx("handle", "-c", "Brook & Co", stdin="/end resolved\n")
    ran = dcx("handle", "-c", "Brook and Co", stdin="hello\n", code=4)
    assert "Close:" not in ran.out
    ran = dcx("handle", "-c", "Broook & Co", stdin="/same 1\n/end resolved\n")
    assert "Close: Brook & Co, 1 call. /same 1" in ran.out
    names = [one["name"] for one in dcx("customer", "list", "--json").json["data"]]
    assert sorted(names) == ["Brook & Co", "Brook and Co"]


def test_a_late_promise_is_the_first_card_of_the_next_call(dcx: Dcx) -> None:
    """What we owe is owned before anything else, with the words of the promise."""
    dcx("followups", "add", "send the label", "today 11am", "-c", "Brook Ltd")
    dcx.clock.forward(hours=3)
    ran = dcx("handle", "-c", "Brook Ltd", code=4)
    assert "OWN IT FIRST" in ran.out
    assert "I owe you this: send the label" in ran.out
    assert "1 promise is overdue" in ran.out
    assert "OWN IT FIRST" not in dcx("handle", "-c", "Someone Else", code=4).out


def test_lines_after_the_end_are_kept_apart(dcx: Dcx) -> None:
    """Empty ones are ignored; others go to a rescue file, said on stderr, exit 3."""
    dcx("handle", stdin="/end resolved\n\n\n")
    ran = dcx("handle", stdin="/end resolved\n\none more thing\n", code=3)
    assert "rescue" in ran.err
    [kept] = (dcx.home / "rescue").iterdir()
    assert kept.read_text() == "one more thing\n"


def test_a_card_number_is_cut_and_the_rep_sees_it(dcx: Dcx) -> None:
    """Neither the journal nor the screen has it, the kept playbook and the promise included."""
    ran = dcx(
        "handle", stdin="my card is 4111 1111 1111 1111 cvv 123\n+ charge 5555555555554444 fri noon\n", code=4
    )
    assert "was cut out" in ran.out
    assert "Noted: my card is [card 1111] cvv [code]" in ran.out
    everything = b"".join(path.read_bytes() for path in dcx.home.rglob("*") if path.is_file())
    assert b"4111 1111" not in everything
    assert b"5555555555554444" not in everything


def test_invalid_utf8_is_kept(dcx_process: Callable[..., Any], home: Path) -> None:
    """Bytes that are no UTF-8 are on the record, not fatal."""
    done = dcx_process(["handle"], stdin="caf\udce9\n")
    assert done.returncode == 4
    assert '"text":"caf\\udce9"' in (home / "journal.jsonl").read_text()


def test_kill_9_loses_nothing_that_was_said(home: Path, dcx: Dcx) -> None:
    """Killed after each acknowledged line; resumed, the record holds all of them, in order, once."""
    command = [sys.executable, "-m", "difficult_cx"]
    env = {"PATH": os.environ.get("PATH", ""), "DCX_HOME": str(home), "HOME": str(home), "TZ": "UTC"}
    said = []
    for round_ in range(4):
        args = ["handle", "--resume"] if round_ else ["handle", "with-ease"]
        with subprocess.Popen(
            [*command, *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, text=True, bufsize=1
        ) as child:
            assert child.stdin is not None
            assert child.stdout is not None
            for number in range(3):
                note = f"note {round_}-{number}"
                child.stdin.write(f"{note}\n")
                child.stdin.flush()
                while (line := child.stdout.readline()) and line.strip() != f"Noted: {note}":
                    pass
                said.append(note)
            child.send_signal(signal.SIGKILL)
    call = the_call(dcx)
    assert [note["text"] for note in call["notes"]] == said
    assert dcx("journal", "verify").code == 0


def test_a_call_is_closed_without_the_screen(dcx: Dcx) -> None:
    """`dcx call close` needs a reason where an issue has no plan."""
    dcx("handle", "--about", "the bill", code=4)
    call = the_call(dcx)
    assert [issue["text"] for issue in call["issues"]] == ["the bill"]
    assert "no plan" in dcx("call", "close", call["id"], "lost", code=3).err
    dcx("call", "close", call["id"], "lost", "went", "elsewhere")
    call = the_call(dcx)
    assert (call["disposition"], call["reason"]) == ("lost", "went elsewhere")
    assert call["issues"][0]["state"] == "left_open"
    assert "closed already" in dcx("call", "close", call["id"], "lost", code=3).err


def test_call_show_for_people_and_raw(dcx: Dcx) -> None:
    """One page; `--raw` shows what was taken back as well."""
    dcx("handle", "with-ease", "-c", "Brook Ltd", stdin=CALL + OFFER + "k\nno time\nu\n", code=4)
    call = the_call(dcx)
    page = dcx("call", "show", call["id"]).out
    for words in ("Brook Ltd", "the printer", "refund the fee", "it broke twice"):
        assert words in page
    assert "no time" not in page
    assert "no time" in dcx("call", "show", call["id"], "--raw").out
    assert "No call begins with 'zzz'" in dcx("call", "show", "zzz", code=3).err


def test_terse_leaves_out_what_to_do(dcx: Dcx) -> None:
    """Experts get what to say and never to say."""
    out = dcx("handle", "--terse", code=4).out
    assert "Say:" in out
    assert "Do:" not in out
    assert "Do:" in dcx("handle", code=4).out


def test_a_call_for_a_promise_names_it(dcx: Dcx) -> None:
    """`--for`: its customer, and its words before the first card."""
    made = dcx("followups", "add", "refund the fee fri noon", "-c", "Brook Ltd", "--json").json["data"]
    ran = dcx("handle", "--for", made["id"][:4], stdin=f"/kept {made['id'][:4]}\n/end resolved\n")
    assert "To keep: refund the fee" in ran.out
    assert the_call(dcx)["customer"]["name"] == "Brook Ltd"
    assert dcx("followups", "--json").json["data"] == []


@pytest.mark.parametrize(
    ("typed", "late", "playbook", "answer", "state"),
    [
        ("refund the fee fri noon", False, "WHAT YOU PROMISED", "1", "kept"),
        ("refund the fee today 11am", True, "OWN IT FIRST", "1", "kept_late"),
        ("refund the fee fri noon", False, "WHAT YOU PROMISED", "2", "open"),
        ("refund the fee fri noon", False, "WHAT YOU PROMISED", "3", "broken"),
        ("refund the fee fri noon", False, "WHAT YOU PROMISED", "mon 10am", "open"),
    ],
)
def test_a_call_for_a_promise_asks_how_it_went(
    dcx: Dcx, typed: str, late: bool, playbook: str, answer: str, state: str
) -> None:
    """Its own playbook, and in the wrap-up: kept, nobody reached, not kept, or another time."""
    made = dcx("followups", "add", typed, "-c", "Brook Ltd", "--json").json["data"]
    if late:
        dcx.clock.forward(hours=3)
    ran = dcx("handle", "--for", made["id"], stdin=f"e\n1\n{answer}\n\n\n\n\n\n")
    assert playbook in ran.out
    assert "How did it go with the promise" in ran.out
    [after] = dcx("followups", "--all", "--json").json["data"]
    assert after["state"] == state
    assert (after["due"] != made["due"]) is (answer == "mon 10am")
    assert len(after["attempts"]) == (answer == "2")


def test_a_call_as_a_note_to_paste(dcx: Dcx) -> None:
    """Alone on stdout, at most 12 lines of 72 columns, what matters first."""
    dcx("handle", "with-ease", "-c", "Brook Ltd", stdin="said a lot\n" * 20 + CALL + OFFER + WRAP)
    call = the_call(dcx)
    ran = dcx("call", "show", call["id"], "--as", "note")
    rows = ran.out.splitlines()
    assert rows[0] == "24 Nov 2026 10:15, phone, Brook Ltd: resolved"
    assert rows[1] == "Issue: the printer (we fell short), planned"
    assert rows[3] == "Promised: refund the fee by Fri 27 Nov 12:00"
    assert len(rows) == 12
    assert all(len(row) <= 72 for row in rows)
    assert ran.err == ""
    assert "can't be shown as 'poem'" in dcx("call", "show", call["id"], "--as", "poem", code=2).err
