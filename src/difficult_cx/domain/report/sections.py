"""A report as sections: a title, sentences, a table, and what of it may be drawn. No face, no file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from difficult_cx.domain.report.intervals import Measured

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Bars:
    """A drawing of rows: the column of their labels, of their values, and of their interval's two ends.

    `unit` is `share` (0 to 1), `heat` (0 to 4) or empty. `top`: what a full bar means; None: the largest.
    """

    label: str
    value: str
    low: str = ""
    high: str = ""
    unit: str = ""
    top: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A drawing over time: the column of the months, and that of the values."""

    label: str
    value: str
    unit: str = ""
    top: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; cells are text, numbers or None.

    `shares`: columns of shares, 0 to 1. `bars`, `series`: how it may be drawn.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    bars: Bars | None = None
    series: Series | None = None
    shares: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it has no number but zeros: nothing to show yet."""
        cells = [one for row in self.rows for one in row[1:]]
        return not any(one not in (None, 0, "-", "nothing") for one in cells)

    def as_data(self) -> list[dict[str, Cell]]:
        """The rows as JSON values."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Section:
    """One question of the firm: `says` are sentences, the rule behind the numbers among them."""

    key: str
    title: str
    says: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All sections of a time: `since` and `until` as days, in words."""

    title: str
    since: str
    until: str
    sections: tuple[Section, ...] = field(default_factory=tuple)

    def as_data(self) -> dict[str, Any]:
        """The report as JSON values: each section by its key."""
        return {
            "since": self.since,
            "until": self.until,
            **{
                one.key: {
                    "title": one.title,
                    "says": list(one.says),
                    "tables": [{"caption": t.caption, "rows": t.as_data()} for t in one.tables],
                }
                for one in self.sections
            },
        }

    def flat(self) -> list[dict[str, Cell]]:
        """Every number as a row of its own: section, table, row, measure, value; and the sentences."""
        rows: list[dict[str, Cell]] = []
        for section in self.sections:
            rows += [
                {"section": section.key, "table": "", "row": "", "measure": "says", "value": text}
                for text in section.says
            ]
            for table in section.tables:
                rows += _flat(section.key, table)
        return rows


def _flat(key: str, table: Table) -> list[dict[str, Cell]]:
    return [
        {"section": key, "table": table.caption, "row": str(row[0]), "measure": column, "value": value}
        for row in table.rows
        for column, value in zip(table.columns[1:], row[1:], strict=True)
    ]


FLAT = ("section", "table", "row", "measure", "value")


def rounded(value: float | None, digits: int = 3) -> float | None:
    """The number as a report gives it; None stays None."""
    return None if value is None else round(value, digits)


def shown(value: Cell, column: str, table: Table) -> str:
    """A cell as people read it: a share in per cent, a dash where there is nothing; text as it stands."""
    if value is None:
        return "-"
    if isinstance(value, str):
        return value
    if column in table.shares:
        return f"{value:.0%}"
    return str(value) if isinstance(value, int) else f"{value:g}"


def measured(one: Measured, digits: int = 3) -> tuple[float | None, float | None, float | None, int]:
    """Value, low, high and n, as the cells of a row."""
    return rounded(one.value, digits), rounded(one.low, digits), rounded(one.high, digits), one.n


def said_share(one: Measured) -> str:
    """`62% (n = 40, 46 to 75%)`; honest where there are too few."""
    if one.value is None:
        return "nothing to count yet (n = 0)"
    if one.low is None or one.high is None:
        return f"{one.value:.0%} (n = {one.n}, too few for an interval)"
    return f"{one.value:.0%} (n = {one.n}, {100 * one.low:.0f} to {one.high:.0%})"


def said_number(one: Measured, digits: int = 1) -> str:
    """`1.8 (n = 40, 1.5 to 2.1)`."""
    if one.value is None:
        return "nothing to count yet (n = 0)"
    if one.low is None or one.high is None:
        return f"{one.value:.{digits}f} (n = {one.n}, too few for an interval)"
    return f"{one.value:.{digits}f} (n = {one.n}, {one.low:.{digits}f} to {one.high:.{digits}f})"


def counted(number: int, what: str) -> str:
    """`1 call`, `2 calls`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def months(keys: Sequence[str]) -> list[str]:
    """Every month from the first of these to the last, `2026-11` each, none left out."""
    if not keys:
        return []
    year, month = (int(part) for part in min(keys).split("-"))
    last, found = max(keys), []
    while (name := f"{year:04}-{month:02}") <= last:
        found.append(name)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found
