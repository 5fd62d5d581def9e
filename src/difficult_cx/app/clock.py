"""The clocks there are: the system's, and one that was started at another moment."""

from datetime import UTC, datetime, timedelta
from time import monotonic


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        return datetime.now(UTC)


class StartedClock:
    """A clock that stood at `start` when it was made and goes on from there (`dcx handle --now ISO`)."""

    def __init__(self, start: datetime) -> None:
        self._start = start.astimezone(UTC)
        self._made = monotonic()

    def now(self) -> datetime:
        """That moment, plus the time since."""
        return self._start + timedelta(seconds=monotonic() - self._made)
