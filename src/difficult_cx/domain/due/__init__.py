"""By when? A strict reader of due phrases: every word is understood, or the rep is asked again.

A library of its own inside the package: `read` a phrase, `split_end` of a line, `read_back` and `spoken`
say it again. docs/due-phrases.md is its page. The grammar is imported when the first phrase is read: a call's
first card needs none of it.
"""

from datetime import datetime

from difficult_cx.domain.due.answer import AskAgain, Due
from difficult_cx.domain.due.say import read_back, spoken
from difficult_cx.domain.office import Office

__all__ = ["AskAgain", "Due", "Office", "read", "read_back", "split_end", "spoken"]


def read(phrase: str, now: datetime, office: Office = Office()) -> Due | AskAgain:  # noqa: B008  (frozen)
    """What this phrase comes to: `reading.read`."""
    from difficult_cx.domain.due import reading

    return reading.read(phrase, now, office)


def split_end(text: str, now: datetime, office: Office = Office()) -> tuple[str, Due | AskAgain | None]:  # noqa: B008
    """The line without its time, and the time: `split.split_end`."""
    from difficult_cx.domain.due import split

    return split.split_end(text, now, office)
