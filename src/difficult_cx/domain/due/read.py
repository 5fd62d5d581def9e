"""Read a due phrase: every word is understood, or it is asked again."""

from datetime import datetime

from difficult_cx.domain.due import vocabulary
from difficult_cx.domain.due.answer import AskAgain, Due
from difficult_cx.domain.due.lexer import LONGEST, MOST_TOKENS, Token, tokens
from difficult_cx.domain.due.office import Office
from difficult_cx.domain.due.parse import covers
from difficult_cx.domain.due.pieces import Here, Piece
from difficult_cx.domain.due.resolve import FARTHEST, Moment, UnclearError, passed, resolve

EXAMPLES = ("tomorrow 3pm", "friday noon", "in 2 hours", "5 dec 10am", "next business day")
_TIMES = frozenset({"weekday", "clock", "iso", "slash"})
_NO_TIME = "By when? For example tomorrow 3pm, fri noon, in 2 hours."


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
    row = tokens(text)
    if row is None or not row or len(row) > MOST_TOKENS:
        return AskAgain(_NO_TIME, EXAMPLES, is_time=False)
    vague = [token.text for token in row if token.text in vocabulary.VAGUE]
    if len(vague) == len([token for token in row if token.text not in ("as", "possible")]) and vague:
        return AskAgain(f'"{text}" is no time that can be kept. By when?', EXAMPLES, understood=True)
    here = Here(now, office)
    return _best(text, here, covers(here, row), row)


def _best(text: str, here: Here, ways: list[list[Piece]], row: list[Token]) -> Due | AskAgain:
    """The moment that the understandings of fewest pieces come to; a question where none does."""
    asked: tuple[UnclearError, bool] | None = None
    found: Moment | None = None
    fewest = 0
    for pieces in ways:
        if found is not None and len(pieces) > fewest:
            break
        try:
            moment = resolve(here, pieces)
        except UnclearError as unclear:
            plain = not any(one.kind == "number" for one in pieces)
            asked = asked or (unclear, plain)
            continue
        except (OverflowError, ValueError):
            continue
        if found is None:
            found, fewest = moment, len(pieces)
        elif moment.at != found.at:
            break
    if found is None:
        return _ask(here, asked, text, row)
    if passed(found.at, here.now):
        return AskAgain("That has passed. By when?", EXAMPLES, understood=True)
    if passed(here.now + FARTHEST, found.at):
        return AskAgain("That is more than two years off. By when?", EXAMPLES, understood=True)
    zone = getattr(found.at.tzinfo, "key", None) or str(found.at.tzinfo)
    return Due(found.at, zone, text, found.assumed)


def _ask(here: Here, asked: tuple[UnclearError, bool] | None, text: str, row: list[Token]) -> AskAgain:
    """The question: what was unclear with choices that are understood, or five examples."""
    if asked is None:
        time_words = any(_TIMES & token.is_a.keys() for token in row)
        return AskAgain(
            f"Not sure what {text!r} means. By when?", EXAMPLES, is_time=time_words and len(row) < 4
        )
    unclear, plain = asked
    if " or " in text:
        unclear.choices = tuple(text.split(" or "))
    choices = tuple(one for one in unclear.choices if isinstance(read(one, here.now, here.office), Due))
    return AskAgain(unclear.sentence, choices or EXAMPLES, understood=plain)
