"""Card numbers are cut to `[card 1111]` and security codes to `[code]` before anything is written, anywhere.

A card number is a run of digits that passes Luhn, begins as an issuer's do at a length that issuer uses, and
has no further digit beside it; letters may touch it. Order, phone and tracking numbers, IBANs, IMEIs and
timestamps stay. Contract section 5; `cards.py` has the issuers, `lookalike.py` what only looks so.
"""

import re
from itertools import pairwise

from difficult_cx.domain import lookalike
from difficult_cx.domain.cards import LONGEST, SHORTEST, is_card, may_be_card
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
# 362 521 879 00034: a French firm, whose number passes Luhn too.
SIRET = (3, 3, 3, 5)

_DASH = r"\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d_"
_DOT = r".\u00b7\u2022\u2219\u22c5\u30fb\uff0e"
_SPACE = r"\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u2800\u3164\ufe0f\ufeff\u20e3"
_SEPARATOR = rf"[{_SPACE}{_DASH}{_DOT}]"
_RUN = Lazy(rf"\d(?:{_SEPARATOR}{{0,5}}\d)*")
_BETWEEN = Lazy(_SEPARATOR)
_GROUP = Lazy(r"\d+")
_PARTING = Lazy(rf"(?P<line>[\n\r\v\f\u2028\u2029])|(?P<dash>[{_DASH}])|(?P<dot>[{_DOT}])")
_DATE = Lazy(
    r"(?<!\d)(?:(?:19|20)\d\d[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./](?:19|20)\d\d)(?!\d)|(?<!\d)\d\d?(?=[/:]\d)"
)
_RARE = Lazy(
    r"(?<!\d)\d{4}([/,|:;~+=\\*])[ ]?(?:\d{4}\1[ ]?\d{4}\1[ ]?\d{4}|\d{6}\1[ ]?\d{5})(?!\d|\1[ ]?\d{4}(?!\d))"
)
_TRACK = Lazy(
    r"(%?)[A-Za-z]?(?<!\d)\d(?: ?\d){11,18}\^[^^\n]{2,40}\^\d{3,}[^\s?]*\??"
    r"|(;?)(?<!\d)\d{12,19}[=Dd]\d{4,}[^\s?]*\??"
)
# Every blank and word between is counted: nothing here looks at a place more than a few times.
_B = r"\s{0,4}"
_NAME = (
    r"(?:cvv-?2?|cvc-?2?|cv2|cvn2?|cvd|csc|cid|cav2?|c\.v\.v\.?|(?:card\s{1,4})?security\s{1,4}(?:code|number|digits)"
    r"|sec(?:\.|\.?\s{1,4})?code|card\s{1,4}code|signature\s{1,4}strip\s{1,4}(?:code|number|digits)"
    r"|(?:three|four|3|4)[\s\-]?digits?\s(?:security\s)?code|back\sof\s(?:(?:the|my|her|his|their)\s)?card"
    r"|(?:card\s{1,4})?verification\s{1,4}(?:code|value|number)"
    r"|(?:(?:last\s)?(?:three|four|3|4)[\s\-])?(?:digits?(?:\s(?:security\s)?(?:code|number))?|numbers?|code)"
    r"\son\sthe\s(?:back|front|signature\sstrip)"
    r"|sicherheitscode|(?:karten)?prüf(?:nummer|ziffer)|cryptogramme(?:\svisuel)?|código\sde\s(?:seguridad|verificación)"
    r"|codice\sdi\ssicurezza|beveiligingscode)"
)
_FILLER = (
    r"(?:[\s:=#,.\-–>]|'s\b|\b(?:is|was|are|the|on|back|of|my|her|his|their|card|number|no|says|reads|it|it's|its|code|"
    r"value|digits|three|four|and|ist|lautet|es|est)\b){0,12}"
)
_FEW = r"(\d(?:[ \-.\u00a0\u2009]?\d){2,3})(?!\d)(?![ \-.]?\d)"
_CODE_AFTER = Lazy(rf"(?<![^\W\d_])({_NAME}(?![^\W\d]){_FILLER}){_FEW}", re.IGNORECASE)
_CODE_BEFORE = Lazy(
    rf"(?<![\d\w])(\d{{3,4}})({_B}(?:(?:\(|,|is|as|=|-|for){_B})?(?:(?:the|my|her|his|their){_B})?{_NAME}(?!\w))",
    re.IGNORECASE,
)
_DIGITS = ("zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGIT = f"(?:{'|'.join(_DIGITS)})"
_FEWEST = 3  # digits in a code, said or written
_NAME_OF_PIN = r"(?:(?:card|atm)\s{1,4})?pin(?:\s{1,4}(?:code|number))?"
_SPOKEN = Lazy(
    rf"(?<![^\W\d_])((?:{_NAME}|{_NAME_OF_PIN})(?![^\W\d])(?:[\s:=,\-]|\b(?:is|was|it's)\b){{1,6}})"
    rf"{_DIGIT}(?:[\s,\-]{{1,3}}{_DIGIT}){{2,3}}\b",
    re.IGNORECASE,
)
_PIN_BEFORE = Lazy(
    r"(?<![\d\w.,])(\d{4})(\s{1,4}(?:is|as)\s{1,4}(?:the|my|her|his|their)\s{1,4}(?:(?:card|atm|debit)\s{1,4})?pin(?!\w))",
    re.IGNORECASE,
)
_PIN = Lazy(
    rf"(?<!\w)((?:pin(?:{_B}-?(?:code|number|no\.?|#))?|atm\s{{1,4}}code|geheimzahl|code\ssecret)"
    rf"(?:{_B}(?:'s|is|was|=|:|-|#|ist|are|of|for\s(?:the|my|this|her|his)\scard)){{0,3}}{_B})"
    r"(\d(?:[ \-]?\d){3,7})(?![ \-]?\d)",
    re.IGNORECASE,
)
_BESIDE_CARD = Lazy(
    r"(\[card \d{4}\][\s,;|]{0,4}(?:(?:exp[a-z]{0,8}|valid|thru|until|to|date|and|with)\b[\s:.]{0,4}){0,6}"
    r"(?:(?:\d{1,2}\s?[/\-.|]\s?\d{2,4}|(?:0[1-9]|1[0-2])\s?(?:20)?[23]\d(?=\D{1,4}\d{3}))[\s,;:.|]{0,4})?)"
    r"(\d{3,4})(?!\d|/|[ \-.]?\d{3})"
)
_SPELLED_MOST = 3
CODE = "[code]"
# Cutting one number can leave another standing alone: a few rounds, always ended.
MOST_ROUNDS = 8


def redact(text: str) -> str:
    """The text without card numbers and security codes; the same text where there are none.

    Redacting twice is redacting once. Linear in the length of the text.
    """
    for _ in range(MOST_ROUNDS):
        before = text
        text = _once(text)
        if text == before:
            break
    return text


def _once(text: str) -> str:
    if _may_be_spoken(text):
        text = _SPOKEN.compiled.sub(lambda found: found.group(1) + CODE, text)
    if not _has_digits(text):
        return text
    text = _TRACK.compiled.sub(_track, text)
    text = _RARE.compiled.sub(_rare, text)
    text = _cards(text)
    text = _BESIDE_CARD.compiled.sub(lambda found: found.group(1) + CODE, text)
    text = _CODE_AFTER.compiled.sub(lambda found: found.group(1) + CODE, text)
    text = _CODE_BEFORE.compiled.sub(lambda found: CODE + found.group(2), text)
    text = _PIN_BEFORE.compiled.sub(lambda found: CODE + found.group(2), text)
    return _PIN.compiled.sub(_pin, text)


def _may_be_spoken(text: str) -> bool:
    """Whether digits may be written out in words; letters beyond ASCII can look like others: then perhaps."""
    small = text.lower()
    return not text.isascii() or sum(small.count(word) for word in _DIGITS) >= _FEWEST


def _has_digits(text: str) -> bool:
    """Whether there are enough digits for a code."""
    return sum(letter.isdecimal() for letter in text[:4096]) >= _FEWEST or any(
        letter.isdecimal() for letter in text[4096:]
    )


def without_growing(text: str) -> str:
    """The text without a number at its end, which may become a card's while it is typed on."""
    end = len(text)
    while end and (text[end - 1].isdecimal() or _BETWEEN.compiled.match(text[end - 1])):
        end -= 1
    rest = text[end:]
    first = next((place for place, letter in enumerate(rest) if letter.isdecimal()), None)
    return text if first is None else text[: end + first]


def _track(found: re.Match[str]) -> str:
    """Track data goes whole: with its sentinel always, without when the number in it is a card's."""
    digits = re.search(r"\d{12,19}", found.group())
    sentinel = found.group(1) or found.group(2)
    return CODE if sentinel or (digits and is_card(_plain(digits.group()))) else found.group()


def _rare(found: re.Match[str]) -> str:
    """Signs that part other things too (commas, slashes): only in the very groups of a card."""
    digits = _plain("".join(_GROUP.compiled.findall(found.group())))
    goes_on = re.search(r"\d{4}[/,|:;~+=\\*][ ]?$", found.string[max(0, found.start() - 6) : found.start()])
    return _cut(digits) if is_card(digits) and not goes_on else found.group()


def _pin(found: re.Match[str]) -> str:
    """A card's PIN; six digits behind `pin code` are a place in India."""
    digits = sum(letter.isdecimal() for letter in found.group(2))
    postal = "code" in found.group(1).casefold() and digits == 6
    return found.group() if postal else found.group(1) + CODE


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
    return sizes == SIRET or lookalike.is_named(run.text, start, grouped=sizes in GROUPINGS)


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
    few = len(kinds) == 1 and len(sizes) <= 4 and sum(sizes) in (15, 16)
    return (usual or few) and _is_broken_off(run, first, last, begin)


def _is_spelled(sizes: tuple[int, ...]) -> bool:
    """Digit by digit, in pairs or in threes; the last may be shorter."""
    return sizes[0] <= _SPELLED_MOST and len(set(sizes[:-1])) == 1 and sizes[-1] <= sizes[0]


def _is_broken_off(run: _Run, first: int, last: int, begin: int) -> bool:
    """Whether the groups beside it don't go on as it does.

    A run of fours that goes on is another kind of number: an account, a parcel; but not when an expiry date,
    a code or another card follows.
    """
    size = run.sizes[first]
    if first > begin and run.sizes[first - 1] == size:
        # `order 8841 4111 1111 1111 1111`: the words say whose the first four are
        return (
            first == begin + 1
            and last + 1 == len(run.sizes)
            and lookalike.is_named(run.text, run.groups[begin][0], grouped=False)
        )
    after = run.sizes[last + 1 : last + 3]
    if after[:1] != (size,):
        return True
    if size != 4:
        return False
    if first == begin and after == (4,) and last + 2 == len(run.sizes):
        return True
    month = run.digits(last + 1, last + 1)
    if "01" <= month[:2] <= "12" and "20" <= month[2:] <= "49" and (len(after) == 1 or after[1] in (3, 4)):
        return last + 3 >= len(run.sizes)
    behind = run.sizes[last + 1 : last + 5]
    return behind == (4, 4, 4, 4) and is_card(run.digits(last + 1, last + 4))
