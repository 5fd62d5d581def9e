"""Past calls out of the record: the few kinds that tell them, picked out of all the others."""

from datetime import datetime
from typing import TYPE_CHECKING

from difficult_cx.domain.story.past import KINDS, PastCall, past_calls
from difficult_cx.domain.story.person import CustomerNote, fold_person

if TYPE_CHECKING:
    from difficult_cx.journal.index.index import Index


def calls_between(
    index: "Index", since: datetime, until: datetime | None = None, most: int | None = None
) -> list[PastCall]:
    """The calls that began in this time (UTC), the newest so many of them, in the order of the fold."""
    ids = [row.id for row in index.calls(most, since=since, until=until)]
    return list(past_calls(index.events_of_calls(ids, KINDS)).values())


def everyones_feedback(index: "Index") -> list[CustomerNote]:
    """All feedback, whoever gave it, with its answers."""
    events = index.events_of_kinds(("customer_noted", "customer_note_undone", "feedback_answered"))
    return [one for one in fold_person(events).notes if one.kind == "feedback"]
