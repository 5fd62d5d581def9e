"""Whose calls and customers: by the files that a rep's events lie in."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from difficult_cx.journal.index.conditions import marks
from difficult_cx.journal.index.schema import letters
from difficult_cx.journal.index.where import OWN

if TYPE_CHECKING:
    from difficult_cx.journal.index.index import CallRow, Index

_IN = "event.file IN (SELECT id FROM file WHERE name IN ({marks}))"


def reps_in(index: "Index") -> dict[str, str]:
    """By file of a colleague whose journal it is: the rep of the last record in it."""
    return dict(index.execute("SELECT name, rep FROM file WHERE name != ?", (OWN,)))


def calls_in(index: "Index", files: Collection[str], most: int | None = None) -> "list[CallRow]":
    """The newest calls that somebody took or went on with in these files, newest first."""
    where, names = _where(files)
    return index.call_rows(
        f"EXISTS (SELECT 1 FROM event WHERE event.id = call.id AND {where}) "
        f"OR EXISTS (SELECT 1 FROM event WHERE event.call = call.id AND {where}) "
        f"ORDER BY key DESC LIMIT {-1 if most is None else most}",
        *names,
        *names,
    )


def unclosed_in(index: "Index", files: Collection[str]) -> "list[CallRow]":
    """Of these calls those that are not closed, in the order they began."""
    where, names = _where(files)
    return index.call_rows(
        f"closed = 0 AND (EXISTS (SELECT 1 FROM event WHERE event.id = call.id AND {where}) "
        f"OR EXISTS (SELECT 1 FROM event WHERE event.call = call.id AND {where})) ORDER BY key",
        *names,
        *names,
    )


def customers_in(index: "Index", files: Collection[str]) -> set[str]:
    """The ids of customers that were added or spoken to in these files."""
    where, names = _where(files)
    rows = index.execute(
        f"SELECT DISTINCT call.customer FROM call JOIN event ON event.id = call.id "
        f"WHERE call.customer IS NOT NULL AND {where} "
        f"UNION SELECT customer.id FROM customer JOIN event ON event.id = customer.id WHERE {where}",
        (*names, *names),
    )
    return {letters(row[0]) for row in rows}


def _where(files: Collection[str]) -> tuple[str, tuple[str, ...]]:
    names = tuple(files)
    return _IN.format(marks=marks(names)), names
