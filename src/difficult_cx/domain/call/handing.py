"""Where a situation is handed over: the line that says so leaves a promise, whose time is asked."""

from dataclasses import replace

from difficult_cx.domain.call import promising
from difficult_cx.domain.call.desk import Asking, Decision, Standing, say
from difficult_cx.domain.event import Entry

SETS = "handed_on"


def by_way(standing: Standing, entry: Entry, text: str, channel: str | None = None) -> Decision:
    """A promise of these words, owed to the customer; `entry` is the way as it would be taken."""
    made = promising.undated(standing, text, channel)
    number = len(standing.state.promises) + 1
    row = f"PROMISE {number}: {text}. When? e.g. tomorrow 3pm   (Enter = no date)"
    # the promise has the line's id, so that `When?` is about it
    return Decision((made, replace(entry, id=None)), say(row, card=True), Asking("when", made.id or ""))
