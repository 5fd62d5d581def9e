"""Reading our files with other programs' parsers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import icalendar
import vobject


def events(raw: bytes) -> list[Any]:
    """The events of a calendar, as icalendar reads them; a mistake in it fails, and so does another reading.

    vobject is the second reader: it must find the same events with the same words, times and alarms.
    """
    read: Any = icalendar.Calendar.from_ical(raw)
    assert not read.errors
    found = list(read.walk("VEVENT"))
    assert [_seen(one) for one in found] == _second(raw)
    return found


@dataclass(frozen=True)
class Seen:
    """An event, whoever read it."""

    uid: str
    sequence: int
    title: str
    words: str
    status: str
    start: datetime
    end: datetime
    alarms: tuple[datetime, ...]


def _seen(one: Any) -> Seen:
    alarms = tuple(alarm["TRIGGER"].dt for alarm in one.walk("VALARM"))
    texts = (str(one["UID"]), int(one["SEQUENCE"]), str(one["SUMMARY"]), str(one["DESCRIPTION"]))
    return Seen(*texts, str(one["STATUS"]), one["DTSTART"].dt, one["DTEND"].dt, alarms)


def _second(raw: bytes) -> list[Seen]:
    read: Any = vobject.readOne(raw.decode("utf-8"))
    return [
        Seen(
            one.uid.value,
            int(one.sequence.value),
            one.summary.value,
            one.description.value,
            one.status.value,
            one.dtstart.value,
            one.dtend.value,
            tuple(alarm.trigger.value for alarm in one.contents.get("valarm", ())),
        )
        for one in read.contents.get("vevent", ())
    ]
