"""The time at the end of a line: the longest end that the grammar reads."""

from datetime import datetime

from difficult_cx.domain.due.answer import AskAgain, Due
from difficult_cx.domain.due.lexer import LONGEST
from difficult_cx.domain.due.office import Office
from difficult_cx.domain.due.read import read

MOST_WORDS = 12


def split_end(text: str, now: datetime, office: Office = Office()) -> tuple[str, Due | AskAgain | None]:  # noqa: B008
    """The line without its time, and the time: a question where it must be asked, None where there is none.

    A leading by, within, until, before, on or at belongs to the time; a bare number alone never is one.
    """
    line = text.rstrip()
    tail = line[-LONGEST:]
    whole = len(line) <= LONGEST
    starts = [place for place in range(len(tail)) if (tail[place - 1 : place] == " " if place else whole)]
    asked: tuple[str, AskAgain] | None = None
    for start in starts[-MOST_WORDS:]:
        end = tail[start:].strip()
        if not end or end.replace(".", "").isdecimal():
            continue
        found = read(end, now, office)
        rest = line[: len(line) - len(tail) + start].rstrip()
        if isinstance(found, Due):
            return rest, found
        if found.understood:
            return rest, found
        if found.is_time and asked is None:
            asked = (rest, found)
    return asked if asked is not None else (line, None)
