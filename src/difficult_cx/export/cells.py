"""Tables for spreadsheets: CSV in which no cell is run, whatever a customer said."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from difficult_cx.export.harmless import one_line

# What a spreadsheet takes for a formula at the start of a cell, in the wide forms too.
_RUNS = ("=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212")


def table(header: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """The rows as CSV, every cell quoted, so that no sign in one begins another in any country."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([cell(row.get(name)) for name in header] for row in rows)
    return out.getvalue()


def cell(value: object) -> str:
    """One cell: numbers and yes/no as they are, text harmless and, where it would be run, behind a quote."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    text = one_line(str(value))
    return f"'{text}" if text.lstrip("'\" \ufffd").startswith(_RUNS) else text
