"""The conditions of queries, and how many values one of them takes."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from difficult_cx.journal.index.schema import milliseconds, number

# Of what a query names at once; SQLite allows 32,766 of them.
MOST_VALUES = 5_000


def marks(values: Collection[object]) -> str:
    """The places of so many values: `?,?,?`."""
    return ",".join("?" * len(values))


def between(column: str, since: datetime | None, until: datetime | None) -> tuple[str, list[int]]:
    """The condition that a time lies from `since` on and before `until` (UTC), and its values."""
    times = [(f"{column} >= ?", since), (f"{column} < ?", until)]
    where = [text for text, moment in times if moment is not None]
    values = [milliseconds(moment) for _, moment in times if moment is not None]
    return " AND ".join(where) or "1", values


def parts(ids: Iterable[str]) -> Iterator[list[int]]:
    """The ids as numbers, so many at a time as a query takes; what is no id is left out."""
    values = [value for value in map(number, dict.fromkeys(ids)) if value is not None]
    for start in range(0, len(values), MOST_VALUES):
        yield values[start : start + MOST_VALUES]
