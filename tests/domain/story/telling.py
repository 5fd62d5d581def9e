"""Events for stories, without a disk."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from difficult_cx.domain.event import Event

START = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)


class Telling:
    """Makes events in a row: `say("heat_read", call=…, value=3)`."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at
        self.events: list[Event] = []
        self._ids = count(1)

    def say(self, kind: str, event_id: str = "", **data: Any) -> str:
        """One event a second later; its id."""
        number = next(self._ids)
        self.at += timedelta(seconds=1)
        made = event_id or f"e{number:011}"
        self.events.append(Event(made, None, number, self.at, "UTC", "Sam", "desk", kind, data))
        return made

    def call(self, customer: str = "ada", at: datetime | None = None, **more: Any) -> str:
        """A call begins."""
        self.at = at or self.at
        return self.say("call_started", customer=customer, playbook="p", hash="h", card="c", **more)
