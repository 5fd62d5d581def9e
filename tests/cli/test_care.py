"""`dcx care`: the rep's own day, in a file that nothing else reads."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from difficult_cx.domain.times import Times
from difficult_cx.terminal.care import wait
from tests.cli.test_imports import MAY
from tests.conftest import ZONE, Dcx

HARD = "it broke twice\n/heat 4\n/end agreed later\n"
ABUSIVE = "a\n2\n/end agreed later\n"
MILD = "a small thing\n/heat 1\n/end agreed later\n"


def test_a_quiet_day(dcx: Dcx) -> None:
    """Nothing is offered where nothing was hard, and nothing is written by looking."""
    dcx("handle", stdin=MILD)
    found = dcx("care", "--json").json["data"]
    assert found["offer"] is None
    assert found["today"]["calls"] == 1
    assert found["today"]["hard"] == 0
    assert "breather" not in dcx("care").out
    assert not (dcx.home / "care.jsonl").exists()


@pytest.mark.parametrize(("lines", "minutes"), [(HARD, 5), (ABUSIVE, 10)])
def test_a_breather_is_offered_once(lines: str, minutes: int, dcx: Dcx) -> None:
    """At the end of the call and in `dcx care`; gone when it was taken, or after two hours."""
    ended = dcx("handle", "-c", "Ada Brook", stdin=lines).out
    assert ended.count("dcx care breather") == 1
    assert f"{minutes} minutes for yourself, if you like" in ended
    assert "breather" not in dcx("handle", stdin=MILD).out
    assert dcx("care", "--json").json["data"]["offer"]["minutes"] == minutes
    dcx.clock.forward(minutes=1)
    dcx("care", "breather", str(minutes), "--taken")
    found = dcx("care", "--json").json["data"]
    assert found["offer"] is None
    assert found["today"]["breathers"] == 1
    assert found["today"]["hard"] == 1
    dcx.clock.forward(minutes=1)
    dcx("handle", stdin=lines)
    assert dcx("care", "--json").json["data"]["offer"] is not None
    dcx.clock.forward(hours=2, minutes=1)
    assert dcx("care", "--json").json["data"]["offer"] is None


def test_a_parked_call_offers_nothing_yet(dcx: Dcx) -> None:
    """The customer may still be on the line."""
    assert "breather" not in dcx("handle", stdin="/heat 4\n", code=4).out


def test_the_timer(dcx: Dcx) -> None:
    """It counts down on the clock it is given, and Ctrl-C ends it with the time it was."""
    out = dcx.stream()
    from zoneinfo import ZoneInfo

    def sleep(seconds: float) -> None:
        dcx.clock.forward(seconds=seconds)

    def stop(_seconds: float) -> None:
        dcx.clock.forward(seconds=70)
        raise KeyboardInterrupt

    assert wait(10, dcx.clock, Times(ZoneInfo(ZONE)), out, redraw=True, sleep=sleep) == 600
    assert "A breather until 10:25." in out.getvalue()
    assert "09:59" in out.getvalue()
    assert wait(10, dcx.clock, Times(ZoneInfo(ZONE)), out, redraw=False, sleep=stop) == 70
    assert "needs a terminal" in dcx("care", "breather", code=2).err


def test_what_helps_me(dcx: Dcx) -> None:
    """A list of one's own, each line once, hostile ones shown harmless, cards cut."""
    dcx("care", "helps", "a", "walk")
    dcx("care", "helps", "A walk")
    dcx("care", "helps", '[/] "; rm \x1b[2J')
    dcx("care", "helps", "4111 1111 1111 1111")
    out = dcx("care").out
    assert out.count("walk") == 1
    assert "\x1b" not in out
    assert "[card 1111]" in out
    assert "4111" not in (dcx.home / "care.jsonl").read_text()
    assert dcx("care", "helps", "--remove", "1", "--json").json["data"][0].startswith("[/]")
    dcx("care", "helps", "--remove", "9", code=2)


def test_what_the_firm_offers(dcx: Dcx) -> None:
    """From the configuration, beside the rep's own list."""
    dcx.config('care_offers = ["fruit in the kitchen", "yoga on Thursdays"]\n')
    assert "2 yoga on Thursdays" in dcx("care").out


def test_trends(dcx: Dcx) -> None:
    """Weeks from Monday: calls, hard ones, breathers, marks; only this machine's calls."""
    dcx("handle", stdin=HARD)
    dcx("care", "mark", "3", "long", "morning")
    dcx("care", "breather", "--taken")
    dcx.clock.forward(days=7)
    dcx("handle", stdin=MILD)
    other = Dcx(dcx.home.parent / "colleague", dcx.clock)
    other("handle", stdin=HARD)
    copy = dcx.home.parent / "copy.jsonl"
    other("journal", "export", str(copy))
    dcx("journal", "import", str(copy))
    found = dcx("care", "trends", "--weeks", "3", "--json").json["data"]
    assert [one["calls"] for one in found] == [0, 1, 1]
    assert [one["hard"] for one in found] == [0, 1, 0]
    assert [one["mark"] for one in found] == [None, 3.0, None]
    assert [one["breathers"] for one in found] == [0, 1, 0]
    assert "week of" in dcx("care", "trends").out
    dcx("care", "mark", "5", code=2)
    dcx("care", "trends", "--weeks", "0", code=2)


def test_a_damaged_file_is_no_obstacle(dcx: Dcx) -> None:
    """Lines that can't be read are passed over, and a torn tail never takes the next line with it."""
    dcx("care", "helps", "tea")
    with (dcx.home / "care.jsonl").open("ab") as file:
        file.write(b'nonsense\n[1]\n{"kind": 3}\n{"dcx":1,"at":"x","kind":"helps"}\n{"torn')
    dcx("care", "helps", "music")
    assert dcx("care", "--json").json["data"]["helps"] == ["tea", "music"]
    assert (dcx.home / "care.jsonl").stat().st_mode & 0o777 == 0o600


_opened: list[str] | None = None


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if _opened is not None and event in ("open", "os.rename", "os.remove") and "care.jsonl" in str(args[0]):
        _opened.append(event)


sys.addaudithook(_watch)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Every opening of the care file while this lasts."""
    global _opened  # noqa: PLW0603  (an audit hook can't be taken away again)
    _opened = []
    try:
        yield _opened
    finally:
        _opened = None


MARKER = "zebra crossing at dawn"


# `customer forget` takes out lines that name the customer: the only other one that may.
MAY_READ = ("care", "customer forget")
BESIDES = (
    "call show CALL --raw",
    "call show CALL --json",
    "call show CALL --as note",
    "call show CALL --as mailto",
    "call show CALL --as brief",
    "call show CALL --as review",
    "customer break-up Ada --recommend improve since she stays",
    "customer export Ada export.json",
    "customer list --json",
    "followups --all",
    "followups --ics promises.ics",
    "handle --resume",
    "handle -c Ada",
    "journal export copy.jsonl",
    "report --json",
    "report --csv",
    "report --html page.html",
    "search zebra",
    "say zebra crossing",
)


def test_nothing_else_reads_it(dcx: Dcx, monkeypatch: pytest.MonkeyPatch) -> None:
    """No command but `dcx care` opens the file, says a word of it, or writes one down anywhere else."""
    out = dcx.home.parent / "out"
    out.mkdir()
    monkeypatch.chdir(out)
    dcx("handle", "-c", "Ada", stdin=HARD)
    dcx("handle", "-c", "Bo", stdin="it broke\n", code=4)
    promise = dcx("followups", "add", "refund", "fri noon", "-c", "Ada", "--json").json["data"]["id"]
    call = dcx("call", "list", "--json").json["data"][0]["id"]
    dcx("care", "helps", MARKER)
    dcx("care", "mark", "4", MARKER)
    names = {"PROMISE": promise, "CALL": call}
    said = ""
    with watched() as opened:
        for line in (*MAY, *BESIDES):
            if not line.startswith(MAY_READ):
                ran = dcx(*(names.get(word, word) for word in line.split()), code=None)
                assert ran.code != 70, line
                said += ran.out + ran.err
                assert opened == [], line
        dcx("care")
        assert opened
    assert MARKER not in said
    written = [path for path in (*out.rglob("*"), *dcx.home.rglob("*")) if path.is_file()]
    holds = {path.name for path in written if MARKER.encode() in path.read_bytes()}
    assert holds == {"care.jsonl"}
    assert {"export.json", "promises.ics", "copy.jsonl", "page.html"} <= {path.name for path in written}


def test_who_is_forgotten_is_forgotten_here_too(dcx: Dcx) -> None:
    """A line that names the customer goes with them; the others stay."""
    dcx("handle", "-c", "Ada Brook", stdin=HARD)
    dcx("care", "mark", "4", "ada brook again")
    dcx("care", "helps", "tea")
    assert "In your own care file: 1 line, which would go too." in dcx("customer", "forget", "Ada Brook").out
    dcx("customer", "forget", "Ada Brook", "--yes")
    lines = (dcx.home / "care.jsonl").read_text().splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["helps"]


def test_a_link_is_refused(dcx: Dcx) -> None:
    """The file may not lead anywhere else."""
    dcx.home.mkdir()
    (dcx.home / "care.jsonl").symlink_to(dcx.home / "elsewhere")
    assert "link" in dcx("care", "helps", "tea", code=3).err
    assert not (dcx.home / "elsewhere").exists()
