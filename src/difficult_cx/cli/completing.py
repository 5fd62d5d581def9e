"""What a shell offers when Tab is pressed: open promises and customers; nothing when they can't be read."""

from typing import TYPE_CHECKING

from difficult_cx.cli.world import current
from difficult_cx.errors import DcxError

if TYPE_CHECKING:
    from difficult_cx.app.ledger import Ledger


def promise_ids(incomplete: str) -> list[tuple[str, str]]:
    """The open promises whose ids begin so, with their words."""
    from difficult_cx.terminal.clean import clean
    from difficult_cx.terminal.width import cut

    ledger = _ledger()
    if ledger is None:
        return []
    still_open = sorted(ledger.open_promises(), key=lambda one: one.order)
    rows = [(ledger.short[one.id], cut(clean(one.text), 40)) for one in still_open]
    return [row for row in rows if row[0].startswith(incomplete)]


def customer_names(incomplete: str) -> list[str]:
    """The customers whose names begin so, case apart; a name that can't be typed is left out."""
    ledger = _ledger()
    if ledger is None:
        return []
    wanted = incomplete.casefold()
    names = [one.name for one in ledger.customers if one.name.casefold().startswith(wanted)]
    return [name for name in names if name.isprintable()]


def _ledger() -> "Ledger | None":
    from difficult_cx.app.ledger import open_ledger

    try:
        return open_ledger(current().journal)
    except DcxError:
        return None
