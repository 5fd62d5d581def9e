"""Card numbers are cut to `[card 1111]` and security codes to `[code]` before anything is written, anywhere.

A card number is a run of digits that passes Luhn, begins as an issuer's do at a length that issuer uses, and
has no further digit beside it; letters may touch it. Order, phone and tracking numbers, IBANs, IMEIs and
timestamps stay. Contract section 5; `cards.py` has the issuers, `lookalike.py` what only looks so.
"""

import re
from itertools import pairwise

from difficult_cx.domain import lookalike
from difficult_cx.domain.cards import LONGEST, SHORTEST, is_card, may_be_card
from difficult_cx.domain.codes import FEWEST, cut_codes, cut_spoken, cut_strips
from difficult_cx.domain.lazy import Lazy
from difficult_cx.records import dataclass

# How people group the digits of a card. Any other way counts where nothing else stands beside it.
GROUPINGS = frozenset(
    {
        (4, 4, 4, 4),
        (4, 6, 5),
        (4, 6, 4),
        (4, 4, 4, 4, 3),
        (4, 4, 4, 4, 2),
        (4, 4, 4, 4, 1),
        (4, 4, 4, 3),
        (4, 4, 4, 2),
        (4, 4, 4, 1),
        (4, 4, 5),
        (4, 4, 8),
        (4, 3, 3, 3),
        (4, 12),
        (4, 11),
        (4, 5, 6),
        (5, 5, 5),
        (5, 5, 6),
        (5, 4, 4, 3),
        (6, 13),
        (6, 10),
        (6, 9),
        (6, 4, 6),
        (8, 8),
        (8, 11),
    }
)
# 362 521 879 00034 is a French firm, that passes Luhn too; then two dates, a date and a time.
OTHER_GROUPS = frozenset(
    {(3, 3, 3, 5), (2, 2, 4, 2, 2, 4), (4, 2, 2, 4, 2, 2), (2, 2, 4, 2, 2, 2), (4, 2, 2, 2, 2, 2)}
)

_DASH = r"\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d_"
_DOT = r".\u00b7\u2022\u2219\u22c5\u30fb\uff0e"
_SPACE = (
    r"\s\u00ad\u0300-\u036f\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u2064\u2066-\u2069\u2800\u3164\ufe0f\ufeff\u20e3"
)
_SEPARATOR = rf"[{_SPACE}{_DASH}{_DOT}]"
_RUN = Lazy(rf"\d(?:{_SEPARATOR}{{0,5}}\d)*")
_BETWEEN = Lazy(_SEPARATOR)
_GROUP = Lazy(r"\d+")
_PARTING = Lazy(rf"(?P<line>[\n\r\v\f\u2028\u2029])|(?P<dash>[{_DASH}])|(?P<dot>[{_DOT}])")
_DATE = Lazy(
    r"(?<!\d)(?:(?:19|20)\d\d[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./](?:19|20)\d\d)(?!\d)|(?<!\d)\d\d?(?=[/:]\d)"
)
_RARE = Lazy(
    r"(?<!\d)\d{4}(?P<by>[/,|:;~+=\\*]|%20|&nbsp;|['\"\])] ?['\"\[(])[ ]?"
    r"(?:\d{4}(?P=by)[ ]?\d{4}(?P=by)[ ]?\d{1,4}(?:(?P=by)[ ]?\d{1,3})?|\d{6}(?P=by)[ ]?\d{4,5})"
    r"(?!\d|(?P=by)[ ]?\d{4}(?!\d))"
)
# Figures that aren't digits to Python, and are to a reader: ④, ⁴, ₄.
_FIGURES = {
    ord(one): str(place)
    for row in ("⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉", "⓪①②③④⑤⑥⑦⑧⑨")
    for place, one in enumerate(row)
}
_SPELLED_MOST = 3
_MOST_COMMON = 16  # digits of most cards
_COMMON = frozenset({(4, 4, 4, 4), (4, 6, 5), (4, 6, 4)})
_FIRST_YEAR, _LAST_YEAR = "2015", "2039"
# Cutting one number can leave another standing alone: a few rounds, always ended.
MOST_ROUNDS = 8


def redact(text: str) -> str:
    """The text without card numbers and security codes; the same text where there are none.

    Redacting twice is redacting once. Linear in the length of the text.
    """
    if not text.isascii():
        text = _with_digits(text)
    for _ in range(MOST_ROUNDS):
        before = text
        text = _once(text)
        if text == before:
            break
    return text


def _once(text: str) -> str:
    text = cut_spoken(text)
    digits = sum(map(str.isdecimal, text))
    if digits < FEWEST:
        return text
    if digits >= SHORTEST:
        text = cut_strips(text)
        text = _RARE.compiled.sub(_rare, text)
        text = _cards(text)
    return cut_codes(text)


def _with_digits(text: str) -> str:
    """Digits for figures in circles or set small, where these make a card number; else the text as it is."""
    plain = text.translate(_FIGURES)
    return plain if plain != text and _once(plain) != plain else text


def without_growing(text: str) -> str:
    """The text without a number at its end, which may become a card's while it is typed on."""
    end = len(text)
    while end and (text[end - 1].isdecimal() or _BETWEEN.compiled.match(text[end - 1])):
        end -= 1
    rest = text[end:]
    first = next((place for place, letter in enumerate(rest) if letter.isdecimal()), None)
    return text if first is None else text[: end + first]


def _rare(found: re.Match[str]) -> str:
    """Signs that part other things too (commas, slashes): only in the very groups of a card."""
    by = found.group("by")
    if re.search(rf"\d{{4}}{re.escape(by)}[ ]?$", found.string[max(0, found.start() - 12) : found.start()]):
        return found.group()
    groups = found.group().split(by)
    for size in (len(groups), len(groups) - 1):  # the last may be a code, or a month
        digits = _plain("".join(groups[:size]).replace(" ", ""))
        if is_card(digits):
            return by.join((_cut(digits), *groups[size:]))
    return found.group()


def _plain(digits: str) -> str:
    """ASCII digits for decimals of any script."""
    return digits if digits.isascii() else "".join(str(int(one)) for one in digits)


def _cut(digits: str) -> str:
    return f"[card {digits[-4:]}]"


def _cards(text: str) -> str:
    named = lookalike.spans(text)
    parts: list[str] = []
    done = 0
    for run in _RUN.compiled.finditer(text):
        start, end = run.span()
        if end - start < SHORTEST or any(left <= start < right for left, right in named):
            continue
        for left, right, digits in _in_run(text, start, end):
            parts += (text[done:left], _cut(digits))
            done = right
    return "".join((*parts, text[done:])) if parts else text


@dataclass(frozen=True, slots=True)
class _Run:
    """Groups of digits that only separators part: their places, sizes, and the kind of what parts them."""

    text: str
    groups: tuple[tuple[int, int], ...]
    sizes: tuple[int, ...]
    parted: tuple[str, ...]

    def between(self, group: int) -> str:
        """What parts this group from the next."""
        return self.text[self.groups[group][1] : self.groups[group + 1][0]]

    def digits(self, first: int, last: int) -> str:
        """The digits from one group to another, both included."""
        return _plain("".join([self.text[left:right] for left, right in self.groups[first : last + 1]]))


def _in_run(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The cards in a run: start, end, digits of each, from left to right."""
    whole = _run_of(text, [found.span() for found in _GROUP.compiled.finditer(text, start, end)])
    found = _found_in(whole)
    if found or len(whole.groups) == 1:
        return found
    # none in the whole: then dates and times in it are what they are, and part it
    dated: set[int] = set()
    for one in _DATE.compiled.finditer(text, max(0, start - 3), min(len(text), end + 2)):
        dated.update(range(*one.span()))
    if not dated:
        return []
    part: list[tuple[int, int]] = []
    for group in (*whole.groups, (-1, -1)):
        sign = text[max(0, group[0] - 2) : max(0, group[0])]
        after_sign = sign[:1].isdecimal() and sign[1:] in ("/", ":")
        if group[0] < 0 or after_sign or group[0] in dated:
            found += _found_in(_run_of(text, part)) if part else []
            part = []
        else:
            part.append(group)
    return found


def _run_of(text: str, groups: list[tuple[int, int]]) -> _Run:
    parted = tuple(_kind(text[left[1] : right[0]]) for left, right in pairwise(groups))
    return _Run(text, tuple(groups), tuple(right - left for left, right in groups), parted)


def _kind(between: str) -> str:
    """What parts two groups: a line end, a dash, a dot or blanks."""
    found = _PARTING.compiled.search(between) if between != " " else None
    if found is None:
        return "blank"
    return found.lastgroup or "blank"


def _found_in(run: _Run) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    first = begin = 0
    while first < len(run.groups):
        last = _card_from(run, first, begin)
        if last is None:
            first += 1
            continue
        found.append((run.groups[first][0], run.groups[last][1], run.digits(first, last)))
        first = begin = last + 1
    return found


def _ends_before(run: _Run, first: int, last: int, begin: int) -> bool:
    """Whether the four digits before the card are another number's.

    `555-0100 4111 …` by the sign; `2026 4111 …` is a year, `order 8841 4111 …` what the words say.
    """
    if first > begin + 1:
        return run.parted[first - 2] != run.parted[first - 1]
    before = run.digits(begin, begin)
    if _FIRST_YEAR <= before <= _LAST_YEAR:
        return True
    return run.sizes[first : last + 1] in _COMMON and lookalike.is_short(run.text, run.groups[begin][0])


def _is_expiry(digits: str) -> bool:
    """0427, 2027: when a card expires."""
    return ("01" <= digits[:2] <= "12" and "20" <= digits[2:] <= "49") or _FIRST_YEAR <= digits <= _LAST_YEAR


def _card_from(run: _Run, first: int, begin: int) -> int | None:
    """The last group of the card that begins with group `first`, the longest that fits; None when none.

    `begin`: where the run begins for it, behind a card that was found before.
    """
    best = None
    total = 0
    for last in range(first, len(run.groups)):
        total += run.sizes[last]
        if total > LONGEST:
            break
        if total < SHORTEST or not may_be_card(run.digits(first, first + 1)[:2], total):
            continue
        if not is_card(run.digits(first, last)):
            continue
        if _stands_apart(run, first, last, begin) and not _is_other(run, first, last, total):
            best = last
    return best


def _is_other(run: _Run, first: int, last: int, total: int) -> bool:
    """A phone number with its plus sign, or what the words before it name."""
    start = run.groups[first][0]
    if run.text[max(0, start - 1) : start] == "+" and total <= 15:
        return True
    sizes = run.sizes[first : last + 1]
    if (
        sizes in OTHER_GROUPS
        or _is_decimal(run, first, last)
        or lookalike.is_article(run.text, start, run.digits(first, last))
    ):
        return True
    return lookalike.is_named(run.text, start, grouped=sizes in GROUPINGS)


def _is_decimal(run: _Run, first: int, last: int) -> bool:
    """Whether it is 51.27090032489898, or its end: a place on the map, or a very exact amount."""
    whole = first if last == first + 1 else last - 1
    short = last > first or run.sizes[last] < _MOST_COMMON
    return last > whole >= 0 and short and run.sizes[whole] <= 3 and run.between(whole) == "."


def _stands_apart(run: _Run, first: int, last: int, begin: int) -> bool:
    """Whether these groups can be one number of their own among the groups around them."""
    if first == last:
        return True
    sizes = run.sizes[first : last + 1]
    kinds = set(run.parted[first:last])
    usual = sizes in GROUPINGS or _is_spelled(sizes)
    alone = first == begin and last == len(run.sizes) - 1
    odd = sum(sizes) > 13 or sizes[0] >= 4  # a phone number's first group is its area
    if alone and (usual or kinds <= {"blank", "line"} or len(kinds) == 1):
        return usual or odd
    outside = {run.parted[first - 1]} if first > begin else set()
    if last < len(run.parted):
        outside.add(run.parted[last])
    if len(kinds) == 1 and not kinds & outside and (usual or odd):
        return True
    even = len(kinds) == 1 or sizes[0] == 4
    few = len(kinds) == 1 and len(sizes) <= 4 and sum(sizes) in (15, 16) and min(sizes[:-1]) > 2
    return ((usual and even) or few) and _is_broken_off(run, first, last, begin)


def _is_spelled(sizes: tuple[int, ...]) -> bool:
    """Digit by digit, in pairs or in threes; the last may be shorter."""
    return sizes[0] <= _SPELLED_MOST and len(set(sizes[:-1])) == 1 and sizes[-1] <= sizes[0]


def _is_broken_off(run: _Run, first: int, last: int, begin: int) -> bool:
    """Whether the groups beside it don't go on as it does.

    A run of fours that goes on is another kind of number: an account, a parcel; but not when an expiry date,
    a code or another card follows.
    """
    size = run.sizes[first]
    if size == _SPELLED_MOST and first > begin:
        return False  # a row of numbers
    if first > begin and run.sizes[first - 1] == size:
        # `order 8841 4111 1111 1111 1111`: the words say whose the first four are
        return last + 1 == len(run.sizes) and _ends_before(run, first, last, begin)
    after = run.sizes[last + 1 : last + 3]
    if not after or after[0] > size or (size == 4 and after[0] < size):
        return True
    if size != 4:
        return after[0] < size and size > _SPELLED_MOST
    month = run.digits(last + 1, last + 1)
    if _is_expiry(month) and (len(after) == 1 or after[1] in (3, 4)):
        return last + 3 >= len(run.sizes)
    behind = run.sizes[last + 1 : last + 5]
    return behind == (4, 4, 4, 4) and is_card(run.digits(last + 1, last + 4))
