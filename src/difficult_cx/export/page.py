"""A report as one HTML page: no script, nothing from the network, a content policy that says so.

Light and dark, prints well, readable by a screen reader: one heading a section, a caption on every table, a
title and a description on every drawing, and its numbers in the table beside it.
"""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from pathlib import Path

from difficult_cx.domain.report.sections import Cell, Report, Section, Table, shown
from difficult_cx.export.harmless import one_line
from difficult_cx.export.svg import Point, bars, line

STYLE = Path(__file__).with_name("page.css")
MOST_BARS = 30
SOURCE = "From the record of calls; never a ranking of people."


def page(report: Report, company: str) -> str:
    """The whole page."""
    name = f"{company}: {report.title}" if company else report.title
    style = STYLE.read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    links = "".join(f'<li><a href="#{one.key}">{_safe(one.title)}</a></li>' for one in report.sections)
    body = "".join(part for one in report.sections for part in _section(one))
    time = f"{_safe(report.since)} to {_safe(report.until)}"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_safe(name)}, {time}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<header><h1>{_safe(name)}</h1><p>{time}. {_safe(SOURCE)}</p></header>\n"
        f'<nav aria-label="Sections"><ul>{links}</ul></nav>\n<main>\n{body}</main>\n</body>\n</html>\n'
    )


def _section(section: Section) -> Iterator[str]:
    yield f'<section aria-labelledby="{section.key}">\n<h2 id="{section.key}">{_safe(section.title)}</h2>\n'
    for text in section.says:
        yield f"<p>{_safe(text)}</p>\n"
    for place, table in enumerate(section.tables):
        if not table.empty:
            drawing = _drawing(f"{section.key}-{place}", table)
            yield f'<div class="pair">\n{drawing}{_table(table)}</div>\n'
    yield "</section>\n"


def _drawing(name: str, table: Table) -> str:
    drawn = ""
    if table.bars is not None:
        how = table.bars
        ends = (how.value, how.low, how.high)
        points = [
            Point(str(_at(table, row, how.label)), *(_number(table, row, one) for one in ends))
            for row in table.rows[:MOST_BARS]
        ]
        drawn = bars(name, table.caption, points, how.unit, how.top)
    elif table.series is not None:
        over = table.series
        points = [
            Point(str(_at(table, row, over.label)), _number(table, row, over.value)) for row in table.rows
        ]
        drawn = line(name, f"{table.caption}: {over.value}", points, over.unit, over.top)
    return f"<figure>{drawn}</figure>\n" if drawn else ""


def _at(table: Table, row: tuple[Cell, ...], column: str) -> Cell:
    return row[table.columns.index(column)] if column else None


def _number(table: Table, row: tuple[Cell, ...], column: str) -> float | None:
    value = _at(table, row, column)
    return float(value) if isinstance(value, int | float) else None


def _table(table: Table) -> str:
    numeric = [
        all(not isinstance(row[place], str) for row in table.rows) for place in range(len(table.columns))
    ]
    head = "".join(
        f'<th scope="col"{_class(numeric[place])}>{_safe(name)}</th>'
        for place, name in enumerate(table.columns)
    )
    rows = []
    for row in table.rows:
        first, *rest = row
        cells = "".join(
            f"<td{_class(numeric[place])}>{_safe(shown(one, table.columns[place], table))}</td>"
            for place, one in enumerate(rest, 1)
        )
        rows.append(f'<tr><th scope="row">{_safe(str(first))}</th>{cells}</tr>')
    return (
        f'<div class="wide"><table><caption>{_safe(table.caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>\n"
    )


def _class(numeric: bool) -> str:
    return ' class="n"' if numeric else ""


def _safe(text: str) -> str:
    return escape(one_line(text), quote=True)
