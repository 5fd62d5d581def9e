"""`time_format`: times of day by the 24 or the 12 hour clock, wherever people read them and nowhere else."""

from datetime import timedelta

import pytest
from prompt_toolkit.input import PipeInput

from difficult_cx.app.handling import Request, Surroundings, begin
from difficult_cx.app.ledger import open_ledger
from difficult_cx.terminal.screen.application import Screen
from tests.conftest import Dcx
from tests.terminal.screen.driven import driven, until

CALL = """it broke twice

+ refund both fees fri noon
+ call back tomorrow 3:30pm
p
e
2
4
1
look first
mon 9am
"""


@pytest.fixture
def handled(dcx: Dcx) -> Dcx:
    """A call with two promises and a check-in, taken where the 12 hour clock is set."""
    dcx.config('time_format = "12h"\n')
    dcx("handle", "with-ease", "-c", "Ada", stdin=CALL)
    return dcx


def by_24(dcx: Dcx, *args: str) -> str:
    """What the command says by the 24 hour clock."""
    dcx.config("")
    said = dcx(*args, code=None).out
    dcx.config('time_format = "12h"\n')
    return said


def call_of(dcx: Dcx) -> str:
    """The call's id."""
    return str(dcx("call", "list", "--json").json["data"][0]["id"])


def test_a_call_on_the_plain_face(dcx: Dcx) -> None:
    """Every time that is read back, `p` and the wrap-up's check-in; what is said stays as people say it."""
    dcx.config('time_format = "12h"\n')
    out = dcx("handle", "with-ease", "-c", "Ada", stdin=CALL).out
    assert "PROMISE 1 saved: Fri 27 Nov noon, in 3 days" in out
    assert "PROMISE 2 saved: Wed 25 Nov 3:30 pm, tomorrow, in 29 h" in out
    assert "1  refund both fees - Fri 27 Nov noon, in 3 days" in out
    assert "Check-in saved: Mon 30 Nov 9:00 am" in out
    assert "call back by 3:30 pm tomorrow, Wednesday. Right?" in out
    assert "15:30" not in out


def test_a_call_on_the_full_screen(dcx: Dcx) -> None:
    """The same words on the other face."""
    dcx.config('time_format = "12h"\n')
    world = dcx.world(dcx.stream(), dcx.stream(), dcx.stream())
    surroundings = Surroundings(world, open_ledger(world.journal), world.library)
    call = begin(world, surroundings, Request("with-ease", "Ada"), world.journal.new_id())
    seen = ""

    async def steps(screen: Screen, source: PipeInput) -> None:
        nonlocal seen
        source.send_text("+ call back tomorrow 3:30pm\r")
        await until(lambda: bool(call.state.promises) and not screen.session.waiting)
        frame = screen.session.frame(80, 24)
        seen = "\n".join("".join(text for _, text in row) for row in frame.rows)

    driven(call, steps)
    assert "Wed 25 Nov 3:30 pm, tomorrow" in seen
    assert "15:30" not in seen


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("followups",), "Wed 25 Nov  3:30 pm in 1 d"),
        (("followups",), "Fri 27 Nov     noon in 3 d"),
        (("followups", "show", "PROMISE"), "due      Wed 25 Nov 3:30 pm, tomorrow, in 29 h"),
        (("followups", "show", "PROMISE"), "made     Tue 24 Nov 10:15 am"),
        (("followups", "move", "PROMISE", "fri", "4pm"), "Fri 27 Nov 4:00 pm, in 3 days"),
        (("followups", "risk", "PROMISE", "late"), "Tell them before Wed 25 Nov 3:30 pm"),
        (("call", "show", "CALL"), "Tue 24 Nov 10:15 am to 10:15 am"),
        (("call", "show", "CALL"), "  10:15 am + call back"),
        (("call", "show", "CALL", "--raw"), "Tue 24 Nov 10:15 am"),
        (("call", "show", "CALL", "--as", "note"), "Promised: call back by Wed 25 Nov 3:30 pm"),
        (("call", "show", "CALL", "--as", "mail"), "by 3:30 pm on Wednesday 25 November"),
        (("call", "list"), "Tue 24 Nov 10:15 am"),
        (("customer", "show", "Ada"), "Last spoken    Tue 24 Nov 2026 10:15 am"),
        (("search", "call", "back"), "Tue 24 Nov 10:15 am"),
        (("when", "fri", "3pm"), "Fri 27 Nov 3:00 pm, in 3 days"),
        ((), "DCX  Tue 24 Nov 10:15 am"),
        (("config", "show"), "time_format       12h                         config.toml"),
    ],
)
def test_where_people_read(handled: Dcx, args: tuple[str, ...], said: str) -> None:
    """Lists, a promise, a call, a note to paste, a mail."""
    found = handled("followups", "--json").json["data"]
    names = {"PROMISE": found[0]["id"], "CALL": call_of(handled)}
    assert said in handled(*(names.get(one, one) for one in args), code=None).out


def test_a_brief_and_a_parked_call(dcx: Dcx) -> None:
    """What is read out to a colleague, and since when a call is parked."""
    dcx.config('time_format = "12h"\n')
    dcx("handle", "with-ease", "-c", "Ada", stdin="it broke\n", code=4)
    dcx.clock.moment += timedelta(hours=9)
    said = dcx("call", "show", call_of(dcx), "--as", "brief").out
    assert "parked Tue 10:15 am" in said
    assert "10:15 am   it broke" in said


@pytest.mark.parametrize(
    "args",
    [
        ("followups", "--json"),
        ("followups", "--csv"),
        ("followups", "--markdown"),
        ("call", "show", "CALL", "--json"),
        ("call", "show", "CALL", "--as", "brief", "--json"),
        ("call", "show", "CALL", "--as", "mail"),
        ("customer", "show", "Ada", "--json"),
        ("when", "fri 3pm", "--json"),
        ("report", "--json"),
        ("customer", "break-up", "Ada"),
        ("journal", "export", "-"),
    ],
)
def test_what_others_read_stays(handled: Dcx, args: tuple[str, ...]) -> None:
    """JSON, CSV, Markdown, the mail and the record are the same by either clock."""
    names = {"CALL": call_of(handled)}
    wanted = [names.get(one, one) for one in args]
    out = handled(*wanted, code=None).out
    assert out
    assert out == by_24(handled, *wanted)


def test_the_journal_and_the_calendar_stay(handled: Dcx) -> None:
    """The same call leaves the same record, and the same promises the same calendar."""
    record = (handled.home / "journal.jsonl").read_text(encoding="ascii")
    assert "pm" not in record.replace("3:30pm", "")
    file = handled.home.parent / "promises.ics"
    handled("followups", "--ics", str(file))
    first = file.read_bytes()
    handled.config("")
    handled("followups", "--ics", str(file))
    assert file.read_bytes() == first
