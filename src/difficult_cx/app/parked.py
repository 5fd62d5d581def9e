"""Calls that are parked: begun or gone on with by oneself, not closed, and held by nobody."""

from collections.abc import Callable

from difficult_cx.app.ledger import Ledger
from difficult_cx.app.whose import Whose
from difficult_cx.journal.index.whose import unclosed_in


def parked(ledger: Ledger, is_open: Callable[[str], bool], whose: Whose) -> list[str]:
    """The calls that are meant, not closed and held by nobody, in the order they began."""
    files = whose.files()
    rows = ledger.index.unclosed() if files is None else unclosed_in(ledger.index, files)
    return [row.id for row in rows if not is_open(row.id)]


def parked_last(ledger: Ledger, is_open: Callable[[str], bool], whose: Whose) -> str | None:
    """The parked call in which something happened last."""
    return ledger.index.last_touched(parked(ledger, is_open, whose))
