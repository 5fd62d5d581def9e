"""Moments as the journal writes them: UTC, ISO 8601, `Z`."""

from datetime import MAXYEAR, MINYEAR, UTC, datetime


def write_utc(moment: datetime) -> str:
    """`2026-11-24T17:00:00.000Z`: UTC with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def maybe_utc(moment: datetime | None) -> str | None:
    """The same, or None where there is no moment."""
    return None if moment is None else write_utc(moment)


def lasted(since: datetime, until: datetime) -> int:
    """How many seconds lie between; none, where a clock was put back in between."""
    return max(0, int((until - since).total_seconds()))


def read_utc(text: str) -> datetime | None:
    """The moment, aware, in UTC; None when the text is empty or none, or no zone could show the moment."""
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not UTC:  # the journal writes UTC
            moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return moment if MINYEAR < moment.year < MAXYEAR else None
