"""Past calls out of the record: the few kinds that tell them, picked out of all the others."""

from datetime import datetime
from typing import TYPE_CHECKING

from difficult_cx.domain.story.past import KINDS, PastCall, past_calls
from difficult_cx.domain.story.person import CustomerNote, fold_person

if TYPE_CHECKING:
    from difficult_cx.journal.journal import Journal


def calls_between(
    journal: "Journal", since: datetime | None, until: datetime | None = None
) -> list[PastCall]:
    """The calls that began in this time, in the order of the fold."""
    events = journal.index().events_of_kinds(KINDS, since=since)
    return [one for one in past_calls(events).values() if until is None or one.started < until]


def everyones_feedback(journal: "Journal") -> list[CustomerNote]:
    """All feedback, whoever gave it, with its answers."""
    events = journal.index().events_of_kinds(("customer_noted", "customer_note_undone", "feedback_answered"))
    return [one for one in fold_person(events).notes if one.kind == "feedback"]
