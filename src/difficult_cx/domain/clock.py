"""Time as an argument: who needs to know the time is handed a clock."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        ...
