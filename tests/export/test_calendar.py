"""The calendar, read back by another program's parser."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from difficult_cx.domain.promise import Earlier, Promise, Stage
from difficult_cx.export.calendar import Dated, calendar, folded
from tests.export.reading import events as read

NOW = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
DUE = datetime(2026, 11, 27, 12, tzinfo=UTC)
HOSTILE = 'a;b,c\\n "x"\r\nBEGIN:VEVENT\r\nX:1\u2028\x00\x1b[2J \u202eevil Ω日本 🙂' + "long " * 40


def events(*promises: Promise, customer: str = "Ada Brook") -> list[Any]:
    """The events as icalendar reads them."""
    return read(calendar([Dated(one, customer) for one in promises], NOW))


def promise(**more: Any) -> Promise:
    return Promise(id="k7qd3mwx9z2c", text="refund both fees", made_at=NOW, **{"due": DUE, **more})


def test_an_event_says_when_and_for_whom() -> None:
    """Start, end, summary, and the alarm a quarter of an hour before."""
    (event,) = events(promise())
    assert event["UID"] == "k7qd3mwx9z2c@promise.dcx"
    assert event["DTSTART"].dt == DUE
    assert event["DTEND"].dt > DUE
    assert event["SUMMARY"] == "Ada Brook: refund both fees"
    assert event["STATUS"] == "CONFIRMED"
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == DUE - timedelta(minutes=15)


def test_the_alarm_rings_at_the_aim() -> None:
    """The earlier time we set ourselves is what rings."""
    (event,) = events(promise(aim=DUE - timedelta(hours=2)))
    assert event.walk("VALARM")[0]["TRIGGER"].dt == DUE - timedelta(hours=2)


def test_a_second_import_updates() -> None:
    """The same id with a higher sequence; what is settled is cancelled and rings no more."""
    moved = promise(due=DUE + timedelta(days=1), earlier=(Earlier(DUE, in_time=True),), revision=1)
    kept = promise(earlier=moved.earlier, state="kept", revision=2)
    rows = [events(one)[0] for one in (promise(), moved, kept)]
    assert {row["UID"] for row in rows} == {"k7qd3mwx9z2c@promise.dcx"}
    assert [row["SEQUENCE"] for row in rows] == [0, 1, 2]
    assert rows[-1]["STATUS"] == "CANCELLED"
    assert rows[-1]["SUMMARY"].endswith("(kept)")
    assert not rows[-1].walk("VALARM")


def test_stages_have_events_of_their_own() -> None:
    """Each step that has a time, done ones cancelled; an undated promise none."""
    stages = (Stage("order the part", DUE - timedelta(days=2), NOW), Stage("fit it", DUE), Stage("call"))
    rows = events(promise(stages=stages, due=None))
    assert [row["UID"] for row in rows] == ["k7qd3mwx9z2c.1@promise.dcx", "k7qd3mwx9z2c.2@promise.dcx"]
    assert [row["STATUS"] for row in rows] == ["CANCELLED", "CONFIRMED"]


@pytest.mark.parametrize("text", [HOSTILE, "END:VCALENDAR", "\\", ";;;,,,", "\udce9 half", "x" * 5000])
def test_hostile_words_stay_words(text: str) -> None:
    """Nothing a customer said adds a line, an event or a control character."""
    made = calendar([Dated(Promise("k7q", text, NOW, due=DUE), text)], NOW)
    assert made.count(b"\nBEGIN:VEVENT") == 1
    assert made.count(b"\nEND:VCALENDAR") == 1
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    assert b"\n" not in made.replace(b"\r\n", b"")
    made.decode("utf-8")
    assert not any(code < 32 for code in made.replace(b"\r\n", b""))
    (event,) = read(made)
    assert event["DTSTART"].dt == DUE


def test_what_was_said_comes_back_as_it_was() -> None:
    """Signs that mean something in the format survive the way there and back."""
    words = 'send the "label", 5% off; path C:\\new, Ω 日本 🙂'
    assert events(promise(), customer=words)[0]["SUMMARY"] == f"{words}: refund both fees"


def test_folding_never_cuts_a_character() -> None:
    """A line of wide characters is folded between them."""
    for start in range(4):
        row = "X" * (70 + start) + "日本🙂é" * 30
        assert b"".join(part.removeprefix(b" ") for part in folded(row).split(b"\r\n")).decode() == row
