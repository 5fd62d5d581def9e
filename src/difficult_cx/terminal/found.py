"""What a search found, a row a hit, its words marked."""

from dataclasses import dataclass
from datetime import datetime

from difficult_cx.app.finding import Found, Hit
from difficult_cx.domain.followups import is_far
from difficult_cx.domain.times import Times
from difficult_cx.domain.wording import places_of
from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.width import cut, pad, width

NOBODY = "(no name)"
WHOSE = 14
BOLD, PLAIN = "\x1b[1m", "\x1b[22m"
# What stands before the first word that was looked for, so that one sees what it is about.
BEFORE = 16


@dataclass(frozen=True, slots=True)
class Look:
    """What it is seen with: words for times, columns, and whether hits are bold or have asterisks."""

    times: Times
    now: datetime
    columns: int = 80
    bold: bool = False


def listed(found: Found, words: str, look: Look) -> str:
    """The hits, newest first, and what else there is."""
    if found.unknown:
        close = "; ".join(one.name for one in found.ledger.customers.close(found.unknown))
        return clean(f"No customer has that name.{f' Close: {close}.' if close else ''}")
    if not found.hits:
        return f"Nothing found for {clean(words)}."
    shorts = [found.ledger.short[one] if (one := hit.promise or hit.call) else "" for hit in found.hits]
    size = max(map(len, shorts))
    rows = [_row(hit, f"{of:<{size}}", words, look) for hit, of in zip(found.hits, shorts, strict=True)]
    return "\n".join([*rows, *(["", "There is more: --all, or more words."] if found.more else [])])


def _row(hit: Hit, of: str, words: str, look: Look) -> str:
    whose = clean(hit.customer.name) if hit.customer else NOBODY
    when = look.times.moment(hit.event.at, year=is_far(hit.event.at, look.now))
    head = f"{when:<16}  {pad(whose, WHOSE)}  {of}  "
    return head + _marked(clean(hit.text), words, max(20, look.columns - 1 - width(head)), bold=look.bold)


def _marked(text: str, words: str, room: int, *, bold: bool) -> str:
    """The part of the text around the first of the words, every one of them marked."""
    places = places_of(words, text)
    room -= 0 if bold else 2 * min(len(places), 4)
    begin = 0
    if places and width(text) > room and places[0][0] > BEFORE:
        begin = text.rfind(" ", 0, places[0][0] - BEFORE // 2) + 1
    lead = ".." if begin else ""
    shown = cut(text[begin:], room - len(lead))
    left, right = (BOLD, PLAIN) if bold else ("*", "*")
    out, done = [lead], 0
    for start, stop in places:
        first, last = start - begin, stop - begin
        if done <= first and last <= len(shown):
            out += [shown[done:first], left, shown[first:last], right]
            done = last
    return "".join((*out, shown[done:]))
