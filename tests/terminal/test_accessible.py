"""What docs/accessibility.md says, tried: plain lines are plain, and no colour says anything alone."""

import ast
import os
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import difficult_cx.domain.call
from difficult_cx.domain.call.warning import USAGE
from difficult_cx.domain.settings import Settings
from difficult_cx.terminal.progress import SMALL, Bar
from difficult_cx.terminal.screen.colours import COLOURS
from difficult_cx.terminal.screen.row import Row, text_of
from difficult_cx.terminal.screen.session import Session
from difficult_cx.terminal.width import width
from tests.conftest import Dcx, Stream
from tests.terminal.rehearsed import RehearsedCall

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)
pytest.importorskip("pexpect")
pytest.importorskip("pyte")
from tests.terminal.screen.pseudo import Terminal

SCRIPT = """it broke twice

the printer
y

/hold they look for the invoice

yes
1 swap it
2 refund the fee
2
fri noon
+ send the label
tomorrow 3pm
/yel
/heat 2
calm down
?
p
/end agreed both are done
""".splitlines()
# A word that says no.
REFUSED = re.compile(r"\b(not|no|nothing|can't|isn't|stays|closed|only)\b", re.IGNORECASE)
# What stands in the row of each colour besides it.
SAYS = {
    "place": r"STEP|ASIDE|WRAP-UP|CLOSED|CALL",
    "situation": r"! ",
    "title": r"[A-Z]",
    "marks": r"\d\d:\d\d",
    "do.label": r"^ *DO ",
    "say.label": r"^ *SAY ",
    "say": r"\S",
    "never.label": r"^ *NEVER ",
    "line.label": r"^ *\d",
    "know.label": r"^ *KNOW ",
    "aside": r"\S",
    "sign.promise": r"^ *[\d:]+ \+ ",
    "sign.situation": r"^ *[\d:]+ ! ",
    "sign.choice": r"^ *[\d:]+ = ",
    "sign.skipped": r"^ *[\d:]+ - ",
    "sign.marked": r"^ *[\d:]+ \* ",
    "wrong": r"\S",  # test_every_refusal_says_in_words_that_it_is_one
    "hint": r"\S",
    "label": r">",
    "strip": r"^ *(WHAT CHANGED\?|[a-z] |Press a letter)",
}
SGR = re.compile(r"\x1b\[[0-9;:]*m")
A_COLOUR = re.compile(r"\x1b\[(?:[0-9]+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9]+)*m")


def environment(home: Path, **more: str) -> dict[str, str]:
    """Of a process at an ordinary terminal."""
    there = {"PATH": os.environ["PATH"], "HOME": str(home), "DCX_HOME": str(home), "USER": "sam"}
    return {**there, "TERM": "xterm-256color", "TZ": "Europe/London", **more}


@pytest.mark.parametrize("how", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}, {}])
def test_the_plain_face_at_a_terminal_only_ever_writes_on(home: Path, how: dict[str, str]) -> None:
    """No escape sequence, nothing that moves back: a screen reader reads each row once, in order."""
    terminal = Terminal(home, "with-ease", "-c", "Ada", *([] if how else ["--plain"]), env=how)
    terminal.wait("Step 1 of 9")
    for line in SCRIPT:
        terminal.child.sendline(line)
    assert terminal.ends() == 0
    sent = terminal.came.decode().replace("\r\n", "\n")
    assert "Call closed: agreed." in sent
    assert [letter for letter in set(sent) if letter < " " and letter != "\n"] == []


def test_a_pipe_gets_one_fact_a_line(dcx: Dcx) -> None:
    """What to do, to say and never to say stand on lines of their own; with `--terse` there are fewer."""
    whole = dcx("handle", "with-ease", "-c", "Ada", stdin="\n".join(SCRIPT)).out
    terse = dcx("handle", "with-ease", "-c", "Ada", "--terse", stdin="\n".join(SCRIPT)).out
    rows = whole.splitlines()
    for label in ("Do: ", "Say: ", "Never say: "):
        assert any(row.startswith(label) for row in rows)
        assert not any(label in row[1:] for row in rows if not row.startswith("Never say: "))
    assert "\nDo: " not in terse
    assert "\nSay: " in terse
    assert len(terse.splitlines()) < len(rows)


@pytest.mark.parametrize(("more", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_no_color_takes_the_colours_away(home: Path, more: dict[str, str], coloured: bool) -> None:
    """On the full screen too, from its first frame on; bold stays, which is no colour."""
    terminal = Terminal(home, "with-ease", env=more)
    terminal.wait("STEP 1 of 9")
    terminal.type("it broke\r", "Noted: it broke")
    terminal.type("y\r", "! YELLING")
    terminal.type("+ call back fri\r", "PROMISE 1 saved")
    terminal.type("/yel\r", "No command /yel")
    terminal.child.send("\x15\x04")
    assert terminal.ends() == 4
    assert bool(A_COLOUR.search(terminal.came.decode())) == coloured


@pytest.mark.parametrize("name", ["FORCE_COLOR", "CLICOLOR_FORCE", "COLORTERM"])
def test_a_pipe_has_no_escape_sequence_whatever_is_forced(home: Path, name: str) -> None:
    """What goes into a file is text."""
    for args in (["--help"], ["handle", "--help"], ["followups"], ["doctor"], ["nosuch"]):
        done = subprocess.run(
            [sys.executable, "-m", "difficult_cx", *args],
            env=environment(home, **{name: "1"}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert b"\x1b" not in done.stdout + done.stderr, args


LINES = st.sampled_from(
    [
        *SCRIPT,
        "c",
        "u",
        "b",
        "k",
        "/redo",
        "/warn insult",
        "/concede 25 the fee",
        "* here",
        "> I see",
        "~ afraid",
    ]
)


def styles_of(rows: tuple[Row, ...]) -> list[list[tuple[str, str]]]:
    """Each row's pieces that can be seen, neighbours of one colour joined."""
    found = []
    for row in rows:
        pieces: list[tuple[str, str]] = []
        for style, text in row:
            colour = COLOURS.get(style.removeprefix("class:"), "")
            if pieces and pieces[-1][0] == colour:
                pieces[-1] = (colour, pieces[-1][1] + text)
            elif text:
                pieces.append((colour, text))
        found.append([(colour, text) for colour, text in pieces if text.strip()])
    return found


SEEN: dict[str, tuple[str, list[tuple[str, str]]]] = {}


@given(st.lists(st.one_of(LINES, st.just("\t")), min_size=1, max_size=12))
def test_what_is_coloured_differently_reads_differently(typed: list[str]) -> None:
    """No row of any screen has the words of another and means something else by its colour."""
    session = Session(RehearsedCall(hints={"calm down": "Better: say what it cost."}))
    session.begin()
    for line in typed:
        if line == "\t":
            session.open_strip()
        else:
            session.strip = False
            session.typed(line)
            look(session)
            session.enter()
        look(session)


def look(session: Session) -> None:
    """Compare every row that stands with all rows that stood in some screen before."""
    rows = session.frame(80, 24).rows
    for place, (row, styles) in enumerate(zip(rows, styles_of(rows), strict=True)):
        text = text_of(row).strip()
        if not text or set(text) == {"-"}:
            continue
        for style, piece in row:
            name = style.removeprefix("class:")
            assert name not in COLOURS or not piece.strip() or re.search(SAYS[name], text_of(row)), row
        where, before = SEEN.setdefault(text, (f"row {place}", styles))
        assert styles == before, f"{text!r} means two things by its colour ({where}, row {place})"


def test_every_refusal_says_in_words_that_it_is_one() -> None:
    """Red is for whoever sees it; what was not saved or not done is said as well."""
    refused = [
        " ".join(ast.unparse(one) for one in node.args)
        for path in Path(difficult_cx.domain.call.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "refuse"
    ]
    assert len(refused) > 30
    by_name = {"row", "USAGE"}  # worded in the line before
    assert [one for one in refused if not REFUSED.search(one) and one not in by_name] == []
    assert REFUSED.search(USAGE)
    assert REFUSED.search(RehearsedCall().reply("/readback").rows[0])
    assert set(SAYS) == set(COLOURS)


COMMANDS = [
    [],
    ["followups"],
    ["followups", "--all"],
    ["call", "list"],
    ["customer", "list"],
    ["customer", "show", "Ada"],
    ["customer", "check-in"],
    ["report"],
    ["care"],
    ["doctor"],
    ["config", "show"],
    ["playbook", "list"],
    ["playbook", "show", "with-ease"],
    ["say", "calm", "down"],
    ["when", "fri"],
    ["journal", "verify"],
    ["practice"],
    ["--help"],
    ["nosuch"],
]


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_no_command_needs_a_colour(dcx: Dcx, args: list[str]) -> None:
    """Lists, cards, pages and errors at a terminal have no colour to begin with."""
    dcx("handle", "with-ease", "-c", "Ada", stdin="\n".join(SCRIPT))
    dcx.env["TERM"] = "xterm-256color"
    ran = dcx(*args, tty=True, code=None)
    assert ran.out or ran.err
    assert "\x1b" not in ran.out + ran.err


@pytest.mark.parametrize("how", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"ACCESSIBLE": "1"}])
def test_what_a_search_finds_is_marked_by_signs_where_bold_is_not_seen(dcx: Dcx, how: dict[str, str]) -> None:
    """Bold at a terminal, asterisks elsewhere, and for whoever listens."""
    dcx("followups", "add", "refund", "fri", "noon", "-c", "Ada")
    dcx.env["TERM"] = "xterm"
    assert "\x1b[1mrefund\x1b[22m" in dcx("search", "refund", tty=True).out
    dcx.env.update(how)
    found = dcx("search", "refund", tty=True).out
    assert "*refund*" in found
    assert "\x1b" not in found


def test_no_two_states_of_a_promise_read_alike(dcx: Dcx) -> None:
    """Late, today, later, at risk, kept, kept late, broken, withdrawn: told by words and signs."""
    ids = {}
    for state, when in (
        ("late", "in 1 hour"),
        ("kept late", "in 1 hour"),
        ("today", "today 5pm"),
        ("at risk", "today 5pm"),
        ("kept", "today 5pm"),
        ("broken", "today 5pm"),
        ("withdrawn", "today 5pm"),
        ("undated", ""),
        ("later", "in 3 weeks"),
    ):
        made = dcx("followups", "add", "call", *when.split(), "-c", "Ada", "--json").json["data"]
        ids[state] = made["id"]
    dcx("followups", "risk", ids["at risk"], "the part is late")
    dcx("followups", "keep", ids["kept"])
    dcx("followups", "miss", ids["broken"], "forgot")
    dcx("followups", "withdraw", ids["withdrawn"], "forgot")
    dcx.clock.forward(hours=2)
    dcx("followups", "keep", ids["kept late"])
    said = {state: SGR.sub("", dcx("followups", "show", one).out) for state, one in ids.items()}
    bare = {state: text.replace(text.split()[0], "ID") for state, text in said.items()}
    for one, other in combinations(bare, 2):
        assert bare[one] != bare[other], (one, other)
    assert "! " in next(row for row in dcx("followups").out.splitlines() if ids["late"][:3] in row)


def test_doctor_says_how_bad_it_is_in_a_word(dcx: Dcx) -> None:
    """`ok`, `note` and `BAD` stand before the line."""
    dcx("followups", "add", "call", "fri", "-c", "Ada")
    journal = dcx.home / "journal.jsonl"
    journal.write_bytes(journal.read_bytes() + b"{broken\n")
    out = dcx("doctor", code=None).out
    assert {row.split()[0] for row in out.splitlines() if row and not row.startswith(" ")} >= {"ok", "BAD"}


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("args", COMMANDS[:6], ids=" ".join)
def test_the_daily_lists_fit(dcx: Dcx, args: list[str], columns: int) -> None:
    """No row is wider than the terminal: a braille line or a large font shows each as one."""
    for words in ("refund both fees and write to the bank about it 0123456789", "call"):
        dcx("followups", "add", words, "today", "5pm", "-c", "Ada Brook of Brook & Sons, Leeds 王小明")
    dcx("handle", "with-ease", "-c", "Ada", stdin="\n".join(SCRIPT))
    dcx.env["COLUMNS"] = str(columns)
    out = dcx(*args).out
    assert out
    assert [row for row in out.splitlines() if width(row) > columns] == []


@pytest.mark.parametrize("steady", [False, True])
def test_a_long_reading_is_told_as_the_terminal_can_bear_it(steady: bool) -> None:
    """A bar that is drawn anew, or for whoever listens one line, once."""
    out = Stream(tty=True)
    bar = Bar(out, lambda: steady)
    for done in (0, SMALL // 2, SMALL // 2 + 1, SMALL):
        bar(done, SMALL)
    if steady:
        assert out.getvalue() == "Reading the record.\n"
    else:
        assert "\rReading the record [" in out.getvalue()
        assert out.getvalue().endswith("\r")


def test_a_breather_is_not_painted_over_where_that_is_not_wanted(
    dcx: Dcx, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ACCESSIBLE=1 gets no counting seconds."""
    from difficult_cx.terminal import care

    redrawn: list[bool] = []

    def wait(*_given: object, redraw: bool) -> int:
        redrawn.append(redraw)
        return 600

    monkeypatch.setattr(care, "wait", wait)
    for env in ({"TERM": "xterm"}, {"TERM": "xterm", "ACCESSIBLE": "1"}, {"TERM": "dumb"}):
        dcx.env = env
        dcx("care", "breather", tty=True)
    dcx.env = {"TERM": "xterm"}
    dcx.config("plain = true\n")
    dcx("care", "breather", tty=True)
    assert redrawn == [True, False, False, False]
    assert Settings().plain is False
