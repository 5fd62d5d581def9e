"""Past calls out of the record: folded once by the index, and kept there until something happens in them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from difficult_cx.domain.story.past import PastCall, past_calls
from difficult_cx.domain.story.person import CustomerNote, fold_person

if TYPE_CHECKING:
    from difficult_cx.journal.index.index import Index


def calls_between(
    index: "Index", since: datetime, until: datetime | None = None, most: int | None = None
) -> list[PastCall]:
    """The calls that began in this time (UTC), the newest so many of them, in the order of the fold."""
    rows = index.calls(most, since=since, until=until)
    return list(index.past_calls(row.id for row in reversed(rows)))


def calls_as_of(index: "Index", calls: Iterable[str], now: datetime) -> Iterator[PastCall]:
    """These calls as they stood at that moment, some at a time; what came later doesn't count."""
    later = []
    for call in index.past_calls(calls):
        if call.last is None or call.last <= now:
            yield call
        elif call.started <= now:
            later.append(call.id)
    yield from past_calls(one for one in index.events_of_calls(later) if one.at <= now).values()


def everyones_feedback(index: "Index") -> list[CustomerNote]:
    """All feedback, whoever gave it, with its answers."""
    events = index.events_of_kinds(("customer_noted", "customer_note_undone", "feedback_answered"))
    return [one for one in fold_person(events).notes if one.kind == "feedback"]
