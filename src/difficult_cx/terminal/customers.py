"""Customers as they are seen."""

from collections.abc import Sequence

from difficult_cx.app.customers import Standing
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.table import columns


def listed(found: Sequence[Standing], most: int) -> str:
    """One row a customer: name, calls, open promises, other names; empty when there is none."""
    rows = []
    for one in found:
        calls = f"{one.calls} call{'' if one.calls == 1 else 's'}"
        promises = f"{one.open_promises} open promise{'' if one.open_promises == 1 else 's'}"
        also = f"also {', '.join(one.customer.others)}" if one.customer.others else ""
        rows.append((clean(one.customer.name), calls, promises if one.open_promises else "-", clean(also)))
    return "\n".join(columns(rows, most))
