"""The firm's report in a terminal: sentences, tables, a bar beside each row, a sparkline over the months."""

from collections.abc import Iterator

from difficult_cx.domain.report.sections import Cell, Report, Section, Table, shown
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.spark import bar, sparkline
from difficult_cx.terminal.table import columns, whole_columns, wrap

BAR = 16
MOST_COLUMNS = 6
MOST_ROWS = 13


def page(report: Report, width: int, *, ascii_only: bool) -> str:
    """The whole report."""
    lines = [f"REPORT  {report.since} to {report.until}"]
    for section in report.sections:
        lines += ["", *_section(section, width, ascii_only=ascii_only)]
    return "\n".join(lines)


def _section(section: Section, width: int, *, ascii_only: bool) -> Iterator[str]:
    yield section.title.upper()
    for text in section.says:
        first, *rest = wrap(clean(text), width - 4)
        yield f"  {first}"
        yield from (f"  {row}" for row in rest)
    for table in section.tables:
        if not table.empty:
            yield ""
            yield from _table(table, width, ascii_only=ascii_only)


def _table(table: Table, width: int, *, ascii_only: bool) -> Iterator[str]:
    yield f"  {clean(table.caption)}"
    if table.series is not None and len(table.columns) > MOST_COLUMNS:
        yield from columns(list(_over_time(table, ascii_only=ascii_only)), width)
        return
    visible = table.rows[-MOST_ROWS:] if table.series is not None else table.rows[:MOST_ROWS]
    drawn = _bars(table, ascii_only=ascii_only) if len(table.columns) <= MOST_COLUMNS else []
    at = _bar_place(table)
    rows = [_with(("  " + table.columns[0], *table.columns[1:]), at, "" if drawn else None)]
    for place, row in enumerate(visible):
        rest = zip(row[1:], table.columns[1:], strict=True)
        cells = (f"  {clean(str(row[0]))}", *(clean(shown(one, name, table)) for one, name in rest))
        rows.append(_with(cells, at, drawn[place] if drawn else None))
    yield from whole_columns(rows, width, "      ")
    if len(table.rows) > MOST_ROWS:
        yield f"  and {len(table.rows) - MOST_ROWS} more: --json, --csv or --html FILE"
    if table.series is not None:
        place = table.columns.index(table.series.value)
        values = [_number(row[place]) for row in table.rows]
        yield f"  {table.series.value}  [{sparkline(values, ascii_only=ascii_only, top=table.series.top)}]"


def _over_time(table: Table, *, ascii_only: bool) -> Iterator[tuple[str, ...]]:
    """A sparkline a column, where a column each would be too wide: its name, the signs, its sum."""
    first, last = table.rows[0][0], table.rows[-1][0]
    yield ("  ", f"{first} to {last}", "sum")
    for place, name in enumerate(table.columns[1:], 1):
        values = [_number(row[place]) for row in table.rows]
        total = sum(one for one in values if one is not None)
        yield (f"  {clean(name)}", f"[{sparkline(values, ascii_only=ascii_only)}]", f"{total:g}")


def _with(cells: tuple[str, ...], at: int, drawn: str | None) -> tuple[str, ...]:
    """The cells, with the bar in its place; without one as they are."""
    return cells if drawn is None else (*cells[:at], drawn, *cells[at:])


def _bar_place(table: Table) -> int:
    """Behind the numbers that the bar is about, before any text."""
    if table.bars is None:
        return len(table.columns)
    about = (table.bars.value, table.bars.low, table.bars.high)
    return max(table.columns.index(name) for name in about if name) + 1


def _bars(table: Table, *, ascii_only: bool) -> list[str]:
    bars = table.bars
    if bars is None:
        return []
    place = table.columns.index(bars.value)
    values = [_number(row[place]) or 0.0 for row in table.rows]
    most = bars.top if bars.top is not None else max(values, default=0.0)
    return [bar(value, most, BAR, ascii_only=ascii_only) for value in values]


def _number(value: Cell) -> float | None:
    return float(value) if isinstance(value, int | float) else None
