"""Hostile text through every exit: whatever is printed or written can't drive a terminal, or fool an eye."""

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from difficult_cx.domain.event import Event
from difficult_cx.journal.codec import decode, encode
from difficult_cx.terminal.clean import RISKY
from tests.conftest import Dcx

# Colours, a title, the clipboard, a query that answers itself, eight-bit controls, directions, what can't be
# seen, half a character, bytes that were no UTF-8.
NASTY = (
    "\x1b[31mred\x1b]0;title\x07\x1b]52;c;aGk=\x07\x1b[6n\x1bP$q\x1b\\\x9b2J\x85\x00\x08\x7f\u202etxt.exe\u2066"
    "\u200b\ufeff\U000e0041\u2028\ud800\udcff[/] [bold]x[/] =1+1 %s {0} $(id) `id`"
)
# As a terminal or another program may hand it over: no line ends, no NUL, no half characters.
TYPED = "".join(letter for letter in NASTY if letter not in "\x00\u2028\ud800\x85").replace("\udcff", "")
# The fields that are free text.
FREE = ("text", "reason", "about", "owner", "backup", "words", "colleague", "elsewhere", "untried")
NAME = f"Ada {TYPED[:60]}"


def bad(text: str) -> set[str]:
    """The characters in it that a terminal would obey, that nobody sees, or that turn the direction."""
    return {f"U+{ord(one):04X}" for one in text if one != "\n" and unicodedata.category(one) in RISKY}


@pytest.fixture
def nasty(dcx: Dcx, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dcx:
    """A home with hostile text in every field that there is, by every way in."""
    monkeypatch.chdir(tmp_path)
    dcx.env["USER"] = f"sam{TYPED}"
    playbooks = dcx.home / "playbooks"
    playbooks.mkdir(parents=True)
    (playbooks / "evil\x1b[31m\u202e.yaml").write_text(f"dcx: 1\ntitle: a\x1b[31m\u202e{TYPED}\n", "utf-8")
    (playbooks / "own.yaml").write_text(
        "dcx: 1\nid: own\nkind: method\ntitle: Own\nx-\u202e: 1\nsteps:\n  - {id: a, titel: x}\n", "utf-8"
    )
    lines = (
        f"//{TYPED}", f"~ {TYPED}", f"> {TYPED}", f"* {TYPED}", f"+ {TYPED} @Bo{TYPED[:9]} ^C{TYPED[:9]} fri noon",
        "+", f"/issue {TYPED}", f"/concede 5 {TYPED}", f"/hold {TYPED}", f"/fix {TYPED}", f"/who {NAME}",
        f"/use {TYPED}", f"/{TYPED}", f"/kept {TYPED}", "y", TYPED, "2", f"= {TYPED}", "u", "k", TYPED, "?", "!", "p",
    )  # fmt: skip
    dcx(
        "handle", "-c", NAME, "--about", TYPED, "--channel", "phone", stdin="\n".join((*lines, "")), code=None
    )
    dcx("handle", "-c", "Bo & Co", stdin=f"//{TYPED}\n/end resolved {TYPED}\n", code=None)
    for words in (
        ("followups", "add", TYPED, "tomorrow", "3pm", "-c", NAME),
        ("customer", "note", NAME, TYPED, "--kind", "feedback"),
        ("customer", "note", NAME, TYPED, "--kind", "introduced", "--colleague", TYPED),
        ("customer", "check-in", NAME, "--went", "good", "--text", TYPED, "--raised", TYPED),
        ("customer", "break-up", NAME, TYPED, "--recommend", "improve", "--untried", TYPED),
        ("care", "helps", TYPED),
        ("care", "mark", "3", TYPED),
        ("report", "change", "supplier", TYPED),
    ):
        dcx(*words, code=None)
    _unlike_dcx(dcx.home / "journal.jsonl")
    return dcx


def _unlike_dcx(journal: Path) -> None:
    """What another program may have put there: texts made hostile, a kind of a newer version, rubbish."""
    found, last = [], None
    for line in journal.read_bytes().splitlines():
        event = decode(line)
        assert isinstance(event, Event)
        nasty = {name: NASTY for name, text in event.data.items() if name in FREE and isinstance(text, str)}
        last = replace(event, data={**event.data, **nasty}, rep=NASTY)
        found.append(encode(last) if event.kind != "playbook_kept" else line + b"\n")
    assert last is not None
    newer = replace(
        last, id="bcdfghjkmnpq", prev=last.id, n=last.n + 1, kind="x\x1b[31m", data={"text": NASTY}
    )
    journal.write_bytes(b"".join([*found, encode(newer), b"\x1b[31mrubbish \xe2\x80\xae\n"]))


def commands(dcx: Dcx) -> list[tuple[str, ...]]:
    """Every command that prints what somebody wrote, in every form, and every error that repeats what was typed."""
    calls = [one["id"] for one in dcx("call", "list", "--all", "--json").json["data"]]
    promise = dcx("followups", "--all", "--json").json["data"][0]["id"]
    out = str(dcx.home.parent / f"out{TYPED[:20].replace('/', '')}")
    shown = [
        (), ("followups", "--all"), ("followups", "--csv"), ("followups", "--markdown"), ("followups", "--check"),
        ("followups", "--notify"), ("followups", "--ics", f"{out}.ics"), ("followups", "show", promise),
        ("followups", "-c", NAME), ("followups", "--owner", TYPED), ("call", "list", "--all"), ("customer", "list"),
        ("customer", "show", NAME), ("customer", "note", NAME), ("customer", "check-in"), ("customer", "check-in", NAME),
        ("customer", "break-up", NAME), ("customer", "export", NAME), ("customer", "export", NAME, f"{out}.json"),
        ("customer", "forget", NAME), ("report",), ("report", "--csv"), ("report", "--html", f"{out}.html"),
        ("report", "promises"), ("report", "breakdowns"), ("report", "learned"), ("care",), ("care", "helps"),
        ("care", "trends"), ("search", "red"), ("search", "title", "-c", NAME), ("journal", "verify"),
        ("journal", "export", "-"), ("journal", "export", f"{out}.jsonl"), ("journal", "purge", "--before", "2027-01-01"),
        ("doctor",), ("config", "show"), ("config", "check"), ("playbook", "list"), ("playbook", "lint"),
        ("playbook", "show", "own"), ("playbook", "coverage"), ("say", TYPED), ("practice",), ("when", TYPED),
        *(("call", "show", one) for one in calls),
        *(("call", "show", one, "--raw") for one in calls),
        *(("call", "show", one, "--as", kind) for one in calls for kind in ("note", "mail", "mailto", "brief", "review")),
    ]  # fmt: skip
    refused = [
        (TYPED,), ("call", TYPED), ("handle", TYPED), ("handle", "--for", TYPED), ("resume", TYPED),
        ("call", "show", TYPED), ("call", "close", calls[0], TYPED), ("call", "review", calls[0], TYPED),
        ("followups", "show", TYPED), ("followups", "move", promise, TYPED), ("followups", "attempt", promise, TYPED),
        ("followups", "add", "x", "--kind", TYPED), ("followups", "--at", TYPED), ("customer", "show", TYPED),
        ("customer", "merge", TYPED, NAME), ("customer", "note", NAME, "x", "--kind", TYPED), ("search", TYPED),
        ("search", "x", "--since", TYPED), ("journal", "import", TYPED), ("journal", "export", f"{TYPED}/x/y"),
        ("journal", "purge", "--before", TYPED), ("playbook", "show", TYPED), ("playbook", "lint", TYPED),
        ("playbook", "new", TYPED), ("report", "change", TYPED, "x"), ("report", "--since", TYPED), ("care", "mark", TYPED),
        ("when", "fri", "--zone", TYPED), ("when", "fri", "--order", TYPED), ("completion", TYPED), (f"--{TYPED}",),
        ("practice", TYPED), ("report", "--html", f"{TYPED}/x/y.html"), ("customer", "export", NAME, f"{TYPED}/x/y"),
        ("followups", "--ics", f"{TYPED}/x/y.ics"), ("config", TYPED), ("handle", "--channel", TYPED),
    ]  # fmt: skip
    return [*shown, *refused]


def test_nothing_hostile_leaves_by_any_command(nasty: Dcx) -> None:
    """Text, CSV, Markdown, mail, JSON, errors and what stands in the files that were written."""
    found = []
    for words in commands(nasty):
        for more in ((), ("--json",)):
            done = nasty(*words, *more, code=None)
            if done.code == 70:
                found.append(f"{words}: a bug: {done.err}{done.out[-300:]}")
            found += [f"{[*words, *more]!a}: {name}: {wrong}" for name, text in (("out", done.out), ("err", done.err))
                      if (wrong := bad(text.replace("\r\n", "\n")))]  # fmt: skip
    for path in nasty.home.parent.glob("out*"):
        text = path.read_text("utf-8", "surrogateescape").replace("\r\n", "\n")
        wrong = bad(text)
        found += [f"{path.suffix}: {wrong}"] if wrong else []
    assert found == [], "\n".join(found)
    assert {path.suffix for path in nasty.home.parent.glob("out*")} == {".ics", ".json", ".html", ".jsonl"}


def test_nothing_hostile_leaves_by_a_resumed_call(nasty: Dcx) -> None:
    """The card, the log, the story of the customer, the half-typed line of last time."""
    call = nasty("call", "list", "--all", "--json").json["data"][-1]["id"]
    for one in (nasty.home / "drafts", nasty.home / "rescue"):
        one.mkdir(exist_ok=True)
    (nasty.home / "drafts" / f"{call}.json").write_text(json.dumps({"id": "bcdfghjkmnpr", "text": NASTY}))
    for words in (("handle", "--resume"), ("handle", "-c", NAME), ("resume", call)):
        done = nasty(*words, stdin="?\np\n!\n+\n/same 1\n/end\ne\n\n\n\n", code=None)
        assert done.code != 70, done
        assert bad(done.out + done.err) == set()


def test_nothing_hostile_leaves_where_the_home_itself_is_named_so(dcx: Dcx) -> None:
    """A folder's name is text like any other, in doctor, in what was written and in what went wrong."""
    dcx.home = dcx.home.parent / f"home{TYPED[:24]}\u202e\u2066"
    dcx("handle", "-c", "Ada", stdin="//x\n+ call fri noon\n", code=4)
    (dcx.home / "config.toml").write_text(f"zone = '{TYPED}'\n'{TYPED}' = 1\n", "utf-8")
    for words in (("doctor",), ("config", "show"), ("config", "check"), ("playbook", "list"), ("followups",),
                  ("report", "--html", str(dcx.home / "x.html")), ("journal", "export", str(dcx.home / "y"))):  # fmt: skip
        done = dcx(*words, code=None)
        assert done.code != 70, done
        assert bad(done.out + done.err) == set(), words


def test_a_table_for_a_spreadsheet_shows_on_a_terminal_what_is_hidden_in_it(dcx: Dcx) -> None:
    """In a pipe it is the file that it is."""
    dcx("followups", "add", "send the pa\u00adrt\u3164 fri noon")
    assert "pa<U+00AD>rt<U+3164>" in dcx("followups", "--csv", tty=True).out
    assert "pa\u00adrt" in dcx("followups", "--csv").out
