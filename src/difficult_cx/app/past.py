"""Past calls out of the record: the few kinds that tell them, picked out of all the others."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from difficult_cx.domain.event import Event
from difficult_cx.domain.story.past import KINDS, PastCall, past_calls

if TYPE_CHECKING:
    from difficult_cx.journal.journal import Journal


def calls_between(
    journal: "Journal", since: datetime | None, until: datetime | None = None
) -> list[PastCall]:
    """The calls that began in this time, in the order of the fold."""
    from difficult_cx.journal.selecting import of_kinds

    events: Iterable[Event] = journal.select(of_kinds(KINDS))
    return [
        one
        for one in past_calls(events).values()
        if (since is None or one.started >= since) and (until is None or one.started < until)
    ]
