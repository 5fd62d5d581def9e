"""Reading our files with other programs' parsers."""

from typing import Any

import icalendar


def events(raw: bytes) -> list[Any]:
    """The events of a calendar, as icalendar reads them; a mistake in it fails."""
    read: Any = icalendar.Calendar.from_ical(raw)
    assert not read.errors
    return list(read.walk("VEVENT"))
