"""Read a due phrase: every word is understood, or it is asked again."""

import re
from datetime import datetime

from difficult_cx.domain.due.answer import AskAgain, Due
from difficult_cx.domain.due.choices import both
from difficult_cx.domain.due.lexer import LONGEST, MOST_TOKENS, tokens
from difficult_cx.domain.due.making.others import offset
from difficult_cx.domain.due.parse import Cover, covers
from difficult_cx.domain.due.pieces import Here
from difficult_cx.domain.due.resolve import FARTHEST, Moment, passed, resolve, there
from difficult_cx.domain.due.rules import grammar
from difficult_cx.domain.due.spelling import Token
from difficult_cx.domain.due.unclear import UnclearError
from difficult_cx.domain.office import Office

EXAMPLES = ("tomorrow 3pm", "friday noon", "in 2 hours", "5 dec 10am", "next business day")
# years with room for two more on both sides of the calendar
YEARS = range(1900, 9000)
# with nothing behind it such a word leads nowhere: the phrase isn't finished
DANGLING = frozenset(
    ("by", "within", "until", "till", "til", "on", "at", "@", "for", "through", "thru", "the", "of", "is")
)
_NO_TIME = "By when? For example tomorrow 3pm, fri noon, in 2 hours."

# what was unclear, and the kinds of pieces it was about
_Unclear = tuple[UnclearError, frozenset[str]]


def read(phrase: str, now: datetime, office: Office = Office()) -> Due | AskAgain:  # noqa: B008  (frozen)
    """What this phrase comes to: a time that is told back, or a question with choices.

    `now`: aware, in the zone the phrase is read in. Never in the past, never more than two years off; never
    raises. Rules: design section 7, contract section 6, docs/due-phrases.md.
    """
    text = " ".join(phrase.split())
    if not text:
        return AskAgain(_NO_TIME, EXAMPLES, is_time=False)
    if len(text) > LONGEST:
        return AskAgain(f"That is longer than {LONGEST} characters. By when?", EXAMPLES, is_time=False)
    if now.year not in YEARS:
        return AskAgain(f"The clock says {now.year}, so no time can be worked out.", EXAMPLES, is_time=False)
    row = tokens(text, grammar().words)
    if row is None or not row or len(row) > MOST_TOKENS or row[-1].text in DANGLING:
        return AskAgain(_NO_TIME, EXAMPLES, is_time=False)
    here = Here(now, office)
    found = _best(text, here, covers(_where(here, row), row))
    return found if isinstance(found, Due | AskAgain) else _ask(here, found, text)


def leads_with_number(phrase: str, now: datetime, office: Office) -> bool:
    """Whether it begins with a number that is an hour only because of the day behind it: `5 tomorrow`.

    Not `5 dec`, `5 pm friday` or `8 in the morning`, in which the number is nothing else.
    """
    row = tokens(phrase, grammar().words)
    if not row or len(row) < 2 or {"num", "dec"}.isdisjoint(row[0].is_a) or "in" in row[1].words:
        return False
    here = Here(now, office)
    ways = covers(_where(here, row), row)
    return bool(ways) and ways[0].first == 1 and ways[0].pieces[0].kind in ("number", "clock")


def _understood(phrase: str, here: Here) -> bool:
    """Whether a choice would be understood, without asking what it would ask."""
    row = tokens(phrase, grammar().words)
    return bool(row) and isinstance(_best(phrase, here, covers(_where(here, row or []), row or [])), Due)


def _where(here: Here, row: list[Token]) -> Here:
    """Where the phrase is read: a zone in it has its own date, so that `today` is the day there."""
    for token in row:
        name = token.is_a.get("zone")
        if "offset" in token.is_a:
            zone = offset(here, token.is_a["offset"])
            name = zone.value if zone.kind == "zone" else None
        if name is not None:
            try:
                return there(here, str(name))
            except UnclearError:
                return here
    return here


def _best(text: str, here: Here, ways: list[Cover]) -> Due | AskAgain | _Unclear | None:
    """The moment that the understandings of fewest pieces come to; what was unclear where none does."""
    asked: _Unclear | None = None
    found: Moment | None = None
    fewest, rules = len(ways[-1].pieces) if ways else 0, 0
    for way in ways:
        if len(way.pieces) > fewest:
            break
        kinds = frozenset(one.kind for one in way.pieces)
        try:
            moment = resolve(here, list(way.pieces))
        except UnclearError as unclear:
            if asked is None or ("ask" in kinds and "ask" not in asked[1]):
                asked = (unclear, kinds)
            if kinds == {"ask"} and (found is None or way.rules <= rules):
                # a rule that asks about the whole phrase wins over another reading of the same words
                return asked
        except (OverflowError, ValueError):
            continue
        else:
            found, rules = found or moment, rules or way.rules
            fewest = len(way.pieces)
    return asked if found is None else _answer(found, text, here)


def _answer(found: Moment, text: str, here: Here) -> Due | AskAgain:
    """The time, when it is neither past nor too far off."""
    if passed(found.at, here.now):
        return AskAgain("That has passed. By when?", EXAMPLES, understood=True)
    if passed(here.now + FARTHEST, found.at):
        return AskAgain("That is more than two years off. By when?", EXAMPLES, understood=True)
    zone = getattr(found.at.tzinfo, "key", None) or str(found.at.tzinfo)
    return Due(found.at, zone, text, found.assumed)


def _ask(here: Here, asked: _Unclear | None, text: str) -> AskAgain:
    """The question: what was unclear with choices that are understood, or five examples."""
    if asked is None:
        return AskAgain(f'Not sure what "{text}" means. By when?', EXAMPLES, is_time=False)
    unclear, kinds = asked
    offered = unclear.choices
    if not offered and not kinds.isdisjoint(("or", "range")):
        offered = both(text, lambda one: _understood(one, here))
    if unclear.instead is not None:
        word, meanings = unclear.instead
        offered = tuple(re.sub(rf"(?i)\b{re.escape(word)}\b", one, text) for one in meanings)
    choices = tuple(one for one in offered if _understood(one, here))
    # a number alone may belong to the words before it, unless it is one end of a stretch of time
    plain = "number" not in kinds or ("range" in kinds and len(choices) > 1)
    return AskAgain(unclear.sentence, choices or EXAMPLES, understood=plain)
