"""Moments as the journal writes them: UTC, ISO 8601, `Z`."""

from datetime import UTC, datetime


def write_utc(moment: datetime) -> str:
    """`2026-11-24T17:00:00.000Z`: UTC with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read_utc(text: str) -> datetime | None:
    """The moment, aware, in UTC; None when the text is empty or none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is UTC:  # as the journal writes it
        return moment
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
