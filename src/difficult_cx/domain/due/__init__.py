"""By when? A strict reader of due phrases: every word is understood, or the rep is asked again.

A library of its own inside the package: `read` a phrase, `split_end` of a line, `read_back` and `spoken`
say it again. docs/due-phrases.md is its page.
"""

from difficult_cx.domain.due.answer import AskAgain, Due
from difficult_cx.domain.due.office import Office
from difficult_cx.domain.due.read import read
from difficult_cx.domain.due.say import read_back, spoken
from difficult_cx.domain.due.split import split_end

__all__ = ["AskAgain", "Due", "Office", "read", "read_back", "split_end", "spoken"]
