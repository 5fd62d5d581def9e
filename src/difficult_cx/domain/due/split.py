"""The time at the end of a line: the longest end that the grammar reads."""

from datetime import datetime
from typing import Final

from difficult_cx.domain.due.answer import AskAgain, Due
from difficult_cx.domain.due.lexer import LONGEST
from difficult_cx.domain.due.reading import leads_with_number, read
from difficult_cx.domain.office import Office

MOST_WORDS = 12
# words that join what stands before them to what follows: no time begins with one of them
JOINING: Final = frozenset(("to", "and", "or", "of", "-", "&", "+", "is", "due"))
ARTICLES: Final = frozenset(("the", "a", "an", "about", "around"))
# people's names too: with a day behind it, it is one
NAMES: Final = frozenset(("jan", "april", "may", "june", "august", "mo", "tu"))
# words that are no time when they stand alone at the end of a sentence: call April, do this first, close it
DOUBTFUL: Final = frozenset(
    (
        *("close", "closing", "closes", "start", "begin", "beginning", "opening", "end", "now"),
        *("jan", "mar", "march", "april", "may", "june", "august"),
        *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
        *("minute", "moment", "while", "bit", "day", "days", "week", "weeks", "time", "times"),
        *("mo", "tu", "we", "th", "fr", "am", "pm", "m", "s", "d", "h", "w", "y", "z"),
    )
)


def split_end(text: str, now: datetime, office: Office = Office()) -> tuple[str, Due | AskAgain | None]:  # noqa: B008
    """The line without its time, and the time: a question where it must be asked, None where there is none.

    A leading by, within, until, before, on or at belongs to the time. A bare number alone never is one, nor a
    word that is none as a rule (`call April`), nor how long something is done (`hold it for a week`). A
    number before a day (`send 5 tomorrow`) may be an hour or one of the words: it stays there and is asked.
    """
    line = text.rstrip()
    tail = line[-LONGEST:]
    whole = len(line) <= LONGEST
    starts = [place for place in range(len(tail)) if (tail[place - 1 : place] == " " if place else whole)]
    for start in starts[-MOST_WORDS:]:
        end = tail[start:].strip()
        if not _may_be(end):
            continue
        found = read(end, now, office)
        rest = line[: len(line) - len(tail) + start].rstrip()
        number, _, shorter = end.partition(" ")
        if rest and _is_number(number, shorter) and leads_with_number(end, now, office):
            if isinstance(found, AskAgain) or rest[-1].isdecimal():
                continue  # `room 4 tonight`, `call 555 0134 friday`: it is no hour
            if isinstance(read(shorter, now, office), Due):
                question = f"{number}: a time, or one of the words?"
                choices = (end, shorter.strip())
                return f"{rest} {number}", AskAgain(question, choices, understood=True)
        if (
            number.casefold() in NAMES
            and isinstance(found, AskAgain)
            and isinstance(read(shorter, now, office), Due)
        ):
            continue  # `call May tomorrow`
        if isinstance(found, Due):
            return (line, None) if _how_long(rest, end, now, office) else (rest, found)
        if found.understood:
            return rest, found
    return line, None


def _is_number(word: str, after: str) -> bool:
    """Whether this word is a number by itself: not `3-5pm`, nor `4` in `4 or 5 tomorrow`."""
    following = after.split(maxsplit=1)[0].casefold() if after.split() else ""
    return (word.isalpha() or word.replace(".", "").isdecimal()) and following not in JOINING


def _may_be(end: str) -> bool:
    """Whether a time can begin here at all, and is more than a number or a word that is none as a rule."""
    words = end.casefold().rstrip(".!?").split()
    if not words or end.replace(".", "").replace(" ", "").isdecimal() or _is_telephone(words[0]):
        return False
    while len(words) > 1 and words[0] in JOINING | ARTICLES:
        words = words[1:]
    if DOUBTFUL.issuperset(words):
        return False
    return end.partition(" ")[0].casefold() not in JOINING


def _is_telephone(word: str) -> bool:
    """`555-0134`, unlike `9-11` or `0930-1030`."""
    parts = word.split("-")
    lengths = {len(part) for part in parts}
    return len(parts) > 1 and all(map(str.isdecimal, parts)) and max(lengths) > 2 and len(lengths) > 1


def _how_long(rest: str, end: str, now: datetime, office: Office) -> bool:
    """`hold it for 2 days`: says how long, not by when."""
    leading, _, length = end.partition(" ")
    if leading.casefold() not in ("for", "over") and not rest.casefold().endswith((" for", " over")):
        return False
    length = length if leading.casefold() in ("for", "over") else end
    return isinstance(read(f"in {length}", now, office), Due) and not length.casefold().startswith("the ")
