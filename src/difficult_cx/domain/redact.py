"""Card numbers are cut to `[card 1111]` and security codes to `[code]` before anything is written, anywhere.

A card number is a run of digits that passes Luhn, begins as an issuer's do at a length that issuer uses, and
has no further digit beside it; letters may touch it. Order, phone and tracking numbers, IBANs, IMEIs and
timestamps stay. Contract section 5; numbers of issuers as published by them (ISO/IEC 7812 ranges).
"""

import re

# first prefix, last prefix, lengths
ISSUERS: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("4", "4", (13, 16, 19)),  # Visa
    ("51", "55", (16,)),  # Mastercard
    ("2221", "2720", (16,)),
    ("34", "34", (15,)),  # American Express
    ("37", "37", (15,)),
    ("6011", "6011", (16, 17, 18, 19)),  # Discover
    ("644", "649", (16, 17, 18, 19)),
    ("65", "65", (16, 17, 18, 19)),
    ("300", "305", (14, 16, 17, 18, 19)),  # Diners Club
    ("3095", "3095", (14, 16, 17, 18, 19)),
    ("36", "36", (14, 15, 16, 17, 18, 19)),
    ("38", "39", (14, 16, 17, 18, 19)),
    ("3528", "3589", (16, 17, 18, 19)),  # JCB
    ("2131", "2131", (15,)),
    ("1800", "1800", (15,)),
    ("62", "62", (16, 17, 18, 19)),  # UnionPay
    ("81", "81", (16, 17, 18, 19)),
    ("5018", "5018", tuple(range(12, 20))),  # Maestro
    ("5019", "5020", tuple(range(12, 20))),  # and Dankort
    ("5038", "5038", tuple(range(12, 20))),
    ("5612", "5612", tuple(range(12, 20))),
    ("5893", "5893", tuple(range(12, 20))),
    ("6304", "6304", tuple(range(12, 20))),
    ("6390", "6390", tuple(range(12, 20))),
    ("6759", "6759", tuple(range(12, 20))),
    ("6761", "6763", tuple(range(12, 20))),
    ("0604", "0604", tuple(range(12, 20))),
    ("6706", "6706", (16, 17, 18, 19)),  # Laser
    ("6709", "6709", (16, 17, 18, 19)),
    ("6771", "6771", (16, 17, 18, 19)),
    ("6331", "6334", (16, 18, 19)),  # Switch, Solo
    ("6767", "6767", (16, 18, 19)),
    ("564182", "564182", (16, 18, 19)),
    ("60", "60", (16,)),  # RuPay, Hipercard
    ("508", "508", (16,)),
    ("82", "82", (16,)),
    ("2200", "2205", (16, 17, 18, 19)),  # Mir, Borica
    ("5041", "5041", (16,)),  # Elo
    ("5066", "5067", (16,)),
    ("509", "509", (16,)),
    ("627780", "627780", (16,)),
    ("636", "639", (16, 17, 18, 19)),  # Elo, InterPayment, InstaPayment, Hiper
    ("506099", "506198", (16, 18, 19)),  # Verve
    ("9792", "9792", (16,)),  # Troy
    ("9860", "9860", (16,)),  # Humo
)
SHORTEST, LONGEST = 12, 19
# how people group the digits of a card; anything else counts only when it stands alone
GROUPINGS = frozenset(
    {
        (4, 4, 4, 4),
        (4, 6, 5),
        (4, 6, 4),
        (4, 4, 4, 4, 3),
        (4, 4, 4, 1),
        (4, 4, 5),
        (6, 13),
        (8, 8),
        (4, 4, 4, 4, 2),
        (4, 4, 4, 4, 1),
        (4, 4, 4, 3),
        (4, 4, 4, 2),
        (4, 3, 3, 3),
        (4, 4, 8),
        (4, 12),
        (6, 10),
        (5, 4, 4, 3),
    }
)

_SPACE = r"\s\u00ad\u200b-\u200f\u2060\ufeff\u3164"
_SEPARATOR = rf"[{_SPACE}.\-_·•\u2010-\u2015\u2212\uff0d]"
_RUN = re.compile(rf"\d(?:{_SEPARATOR}{{0,3}}\d)*")
_BETWEEN = re.compile(_SEPARATOR)
_GROUP = re.compile(r"\d+")
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")
_TRACK = re.compile(
    r"%?[Bb]\d{12,19}\^[^^\n]{2,40}\^\d{3,}[^\s?]*\??|;?(?<!\d)\d{12,19}[=Dd]\d{4,}[^\s?]*\??"
)
_NAME = (
    r"(?:cvv2?|cvc2?|cvn2?|csc|cid|cav2?|c\.v\.v\.?|(?:card\s+)?security\s+(?:code|number|digits)"
    r"|(?:card\s+)?verification\s+(?:code|value|number)|sicherheitscode|prüfnummer|cryptogramme)"
)
_FILLER = (
    r"(?:[\s:=#,.\-]|\b(?:is|was|are|the|on|back|of|my|her|his|their|card|number|no|says|reads|it|it's|its|code|"
    r"value|digits|three|four|and|ist|lautet)\b){0,12}"
)
_FEW = r"(\d(?:[ \-.]?\d){2,3})(?!\d)(?![ \-.]?\d)"
_CODE_AFTER = re.compile(rf"(?<![\w])({_NAME}(?!\w){_FILLER}){_FEW}", re.IGNORECASE)
_CODE_BEFORE = re.compile(
    rf"(?<![\d\w])(\d{{3,4}})(\s*(?:\(|,|is|as|=|-|for)?\s*(?:the|my|her|his|their)?\s*{_NAME}(?!\w))",
    re.IGNORECASE,
)
_PIN = re.compile(
    r"(?<!\w)(pin(?:\s*(?:code|number|no\.?|#))?(?:\s*(?:is|was|=|:|-|#|ist|are|of|for\s+the\s+card)){0,3}\s*)"
    r"(\d(?:[ \-]?\d){3,7})(?![ \-]?\d)",
    re.IGNORECASE,
)
_BESIDE_CARD = re.compile(
    r"(\[card \d{4}\][\s,;]*(?:(?:exp\w*|valid\w*|thru|until|to|date)[\s:.]*)*"
    r"(?:\d{1,2}\s?[/\-.]\s?\d{2,4}[\s,;:.]*)?)(\d{3,4})(?![\d/])"
)
CODE = "[code]"


def redact(text: str) -> str:
    """The text without card numbers and security codes; the same text where there are none.

    Redacting twice is redacting once. Linear in the length of the text.
    """
    if sum(letter.isdecimal() for letter in text[:4096]) < 3 and not any(
        letter.isdecimal() for letter in text[4096:]
    ):
        return text
    text = _TRACK.sub(_track, text)
    text = _cards(text)
    text = _BESIDE_CARD.sub(lambda found: found.group(1) + CODE, text)
    text = _CODE_AFTER.sub(lambda found: found.group(1) + CODE, text)
    text = _CODE_BEFORE.sub(lambda found: CODE + found.group(2), text)
    return _PIN.sub(_pin, text)


def without_growing(text: str) -> str:
    """The text without a number at its end, which may become a card's while it is typed on."""
    end = len(text)
    while end and (text[end - 1].isdecimal() or _BETWEEN.match(text[end - 1])):
        end -= 1
    rest = text[end:]
    first = next((place for place, letter in enumerate(rest) if letter.isdecimal()), None)
    return text if first is None else text[: end + first]


def _track(found: re.Match[str]) -> str:
    """Track data goes whole, when the number in it is a card's."""
    digits = "".join(_GROUP.findall(found.group().split("^", 1)[0].split("=", 1)[0]))
    number = re.split(r"[Dd]", digits)[0]
    return CODE if is_card(_plain(number)) else found.group()


def _pin(found: re.Match[str]) -> str:
    """A card's PIN; six digits behind `pin code` are a place in India."""
    digits = sum(letter.isdecimal() for letter in found.group(2))
    postal = "code" in found.group(1).casefold() and digits == 6
    return found.group() if postal else found.group(1) + CODE


def _plain(digits: str) -> str:
    """ASCII digits for decimals of any script."""
    return digits if digits.isascii() else "".join(str(int(one)) for one in digits)


def is_card(digits: str) -> bool:
    """Whether these ASCII digits are a card number: issuer, length, Luhn, and not all the same."""
    return (
        SHORTEST <= len(digits) <= LONGEST
        and any(
            first <= digits[: len(first)] <= last and len(digits) in lengths
            for first, last, lengths in ISSUERS
        )
        and len(set(digits)) > 1
        and luhn(digits)
    )


def luhn(digits: str) -> bool:
    """Whether the check digit is right (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, letter in enumerate(reversed(digits)):
        value = int(letter)
        if place % 2:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return total % 10 == 0


def _cards(text: str) -> str:
    ibans = [found.span() for found in _IBAN.finditer(text)]
    parts: list[str] = []
    done = 0
    for run in _RUN.finditer(text):
        if run.end() - run.start() < SHORTEST:
            continue
        if any(start <= run.start() < end for start, end in ibans):
            continue
        if text[max(0, run.start() - 1) : run.start()] == "+":
            continue
        for start, end, digits in _in_run(text, run.start(), run.end()):
            parts += (text[done:start], f"[card {digits[-4:]}]")
            done = end
    return "".join((*parts, text[done:])) if parts else text


def _in_run(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The cards among the groups of a run: start, end, digits of each, from left to right."""
    groups = [found.span() for found in _GROUP.finditer(text, start, end)]
    sizes = [right - left for left, right in groups]
    found: list[tuple[int, int, str]] = []
    first = 0
    while first < len(groups):
        last = _card_from(text, groups, sizes, first)
        if last is None:
            first += 1
            continue
        left, right = groups[first][0], groups[last][1]
        found.append((left, right, _digits(text, groups[first : last + 1])))
        first = last + 1
    return found


def _digits(text: str, groups: list[tuple[int, int]]) -> str:
    return _plain("".join(text[left:right] for left, right in groups))


def _card_from(text: str, groups: list[tuple[int, int]], sizes: list[int], first: int) -> int | None:
    """The last group of the card that begins with group `first`, the longest that fits; None when none."""
    best = None
    total = 0
    for last in range(first, len(groups)):
        total += sizes[last]
        if total > LONGEST:
            break
        if total < SHORTEST or not _stands_apart(sizes, first, last):
            continue
        if is_card(_digits(text, groups[first : last + 1])):
            best = last
    return best


def _stands_apart(sizes: list[int], first: int, last: int) -> bool:
    """Whether these groups can be one number of their own among the groups around them."""
    if first == 0 and last == len(sizes) - 1:
        return True
    grouping = tuple(sizes[first : last + 1])
    if len(grouping) == 1:
        return True
    if grouping not in GROUPINGS:
        return False
    # a run of fours that goes on is another kind of number: an account, a parcel
    before = sizes[first - 1] if first else 0
    after = sizes[last + 1 : last + 3]
    return before != 4 and (after[:1] != [4] or (first == 0 and after == [4]))
