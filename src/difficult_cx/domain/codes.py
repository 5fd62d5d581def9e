"""Security codes, PINs and the magnetic strip: how people name them, and where the digits stand then.

Every blank and word between is counted: nothing here looks at a place more than a few times.
"""

import re

from difficult_cx.domain.cards import is_card
from difficult_cx.domain.lazy import Lazy

CODE = "[code]"
FEWEST = 3  # digits in a code, said or written

_TRACK = Lazy(
    r"(%?)[A-Za-z]? ?(?<!\d)\d(?: ?\d){11,18}\^[^^\n]{2,40}\^\d{3,}[^\s?]*\??"
    r"|(;?)(?<!\d)\d{12,19}[=Dd]\d{4,}[^\s?]*\??"
)
_B = r"\s{0,4}"
_NAME = (
    r"(?:cvv-?2?|cvc-?2?|cv2|cvn2?|cvd|csc|cid|cav2?|c[. ]v[. ][vc]\.?"
    r"|(?:card\s{1,4})?security\s{1,4}(?:code|no\.|number|digits)"
    r"|sec(?:\.|\.?\s{1,4})?code|card\s{1,4}code|signature\s{1,4}strip(?:\s{1,4}(?:code|number|digits))?"
    r"|(?:three|four|3|4)[\s\-]?digits?\s(?:security\s)?code|(?:three|3)[\s\-]digit\snumber"
    r"|back\sof\s(?:(?:the|my|her|his|their)\s)?card"
    r"|(?<!last\s)(?:the|my|her|his|their)\s(?:three|3)\sdigits"
    r"|(?:card\s{1,4})?verification\s{1,4}(?:code|value|number)"
    r"|(?:(?:last\s)?(?:three|four|3|4)[\s\-])?(?:digits?(?:\s(?:security\s)?(?:code|number))?|numbers?|code)"
    r"\son\sthe\s(?:back|front|signature\sstrip)"
    r"|(?:the|its)\sback(?:\sit)?\s(?:says|reads)"
    r"|sicherheitscode|(?:karten)?prüf(?:nummer|ziffer)|cryptogramme(?:\svisuel)?|code\sde\ss[eé]curit[eé]"
    r"|c[oó]digo\sde\s(?:seguridad|segurança|verificación)|codice\sdi\ssicurezza|beveiligingscode)"
)
_SIGNS = r"\s:=#,.\-–—→>\"“”'‘’\[({|/*"
_FILLER = (
    rf"(?:[{_SIGNS}]|'s\b|\b(?:is|was|are|the|on|back|of|my|her|his|their|card|number|no|says|reads|it|it's|its|code|"
    r"value|digits|three|four|and|she|he|they|gave|read|said|me|us|which|as|to|for|ends?|ending|with|be|visa|"
    r"mastercard|amex|ist|lautet|es|est|é|è)\b){0,12}"
)
_FEW = r"(\d(?:[ \-.\u00a0\u2009]?\d){2,3})(?!\d)(?![ \-.]?\d)"
_AFTER = Lazy(rf"(?<![^\W\d_])({_NAME}(?![^\W\d]){_FILLER}){_FEW}", re.IGNORECASE)
_BEFORE = Lazy(
    rf"(?<![\d\w])(\d{{3,4}})({_B}(?:(?:\(|,|is|as|=|-|for){_B})?(?:(?:the|my|her|his|their){_B})?{_NAME}(?!\w))",
    re.IGNORECASE,
)

_DIGITS = ("zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TENS = (
    "ten", "eleven", "twelve", "teen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
    "ninety", "hundred",
)  # fmt: skip
_TIMES = ("double", "triple", "treble")
_FEWEST_WORDS = 2  # `four hundred`, `forty eleven`
# What every name of a code has in it.
_HINTS = (
    "cv", "c.v", "c v", "csc", "cid", "cav", "code", "secur", "strip", "digit", "back", "front", "verif",
    "crypt", "codi", "digo", "prüf", "pin", "geheim",
)  # fmt: skip
# Letters that a pattern takes for others when it is told to ignore case.
_READ_AS = str.maketrans("ıİſ", "iis")
_DIGIT = f"(?:{'|'.join(_DIGITS)}|o)"
_ONE = rf"(?:(?:{'|'.join(_TIMES)})[\s\-]{{1,2}})?{_DIGIT}"
_TEN = (
    r"(?:(?:six|seven|eight|nine|four|thir|fif)teen|ten|eleven|twelve"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)"
)
_NAME_OF_PIN = r"(?:(?:card|atm)\s{1,4})?pin(?:\s{1,4}(?:code|number))?"
_SPOKEN = Lazy(
    rf"(?<![^\W\d_])((?:{_NAME}|{_NAME_OF_PIN})(?![^\W\d])(?:[{_SIGNS}]|\b(?:is|was|it's)\b){{1,6}})"
    rf"(?:{_ONE}(?:[\s,.\-]{{1,3}}{_ONE}){{2,3}}|(?:double|triple|treble)[\s\-]{{1,2}}{_DIGIT}(?:[\s,.\-]{{1,3}}{_ONE})?"
    rf"|{_DIGIT}[\s,.\-]{{1,3}}(?:double|triple|treble)[\s\-]{{1,2}}{_DIGIT}"
    rf"|{_DIGIT}[\s\-]hundred(?:[\s\-]and)?(?:[\s\-](?:{_TEN}|{_DIGIT})){{0,2}}"
    rf"|{_TEN}[\s\-]{_TEN}|{_TEN}[\s\-]{_DIGIT}[\s,\-]{{1,3}}{_TEN}(?:[\s\-]{_DIGIT})?|{_DIGIT}[\s\-]{_TEN}(?:[\s\-]{_DIGIT})?)\b",
    re.IGNORECASE,
)
_PIN_BEFORE = Lazy(
    r"(?<![\d\w.,])(\d{4})(\s{1,4}(?:is|as)\s{1,4}(?:the|my|her|his|their)\s{1,4}(?:(?:card|atm|debit)\s{1,4})?pin(?!\w))",
    re.IGNORECASE,
)
_PIN = Lazy(
    rf"(?<!\w)((?:pin(?:{_B}-?(?:code|number|no\.?|#))?|atm\s{{1,4}}code|geheimzahl|code\ssecret"
    r"|(?:card|bank|atm|debit)\s{1,4}pass\s?code|pass\s?code\s(?:of|for)\s(?:the|my|her|his|their)\scard)"
    rf"(?:{_B}(?:'s|is|was|[=:\-#,(\[\"“'‘→>]|ist|are|of|for\s(?:the|my|this|her|his)\scard)){{0,4}}{_B})"
    r"(\d(?:[ \-]?\d){3,7})(?![ \-]?\d)",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_EXPIRY = (
    r"(?:\d{1,2}\s?[/\-.|:]\s?\d{2,4}|(?:0[1-9]|1[0-2])\s?(?:20)?[23]\d(?=\D{1,4}\d{3})"
    rf"|{_MONTH}\s?'?(?:20)?[23]\d\b)"
)
_GAP = r"[\s,;:.|(/\-–—]{0,4}"
_BESIDE_CARD = Lazy(
    rf"(\[card \d{{4}}\]{_GAP}"
    rf"(?:(?:exp[a-z]{{0,8}}|valid|thru|through|until|till|to|end|date|and|with)\b{_GAP}){{0,6}}"
    rf"(?:{_EXPIRY}{_GAP})?"
    rf"(?:(?:and|with|then|the|last|three|four|[34]|digits?|on|back|code|security|is|are)\b{_GAP}){{0,8}})"
    r"(\d{3,4})(?!\d|/|[ \-.]?\d{3}|[.,]\d\d\b"
    r"|\s?(?:pounds?|euros?|dollars?|bucks|usd|gbp|eur|quid|pence|cents|times|fees|days|[£€$%]))",
    re.IGNORECASE,
)


def cut_spoken(text: str) -> str:
    """The text without a code whose digits are written out in words."""
    return _SPOKEN.compiled.sub(_keep_first, text) if may_be_spoken(text) else text


def cut_strips(text: str) -> str:
    """The text without track data."""
    return _TRACK.compiled.sub(_track, text)


def cut_codes(text: str) -> str:
    """The text without codes and PINs in digits; the card beside them is cut already."""
    if "[card " in text:
        text = _BESIDE_CARD.compiled.sub(_keep_first, text)
    if not _is_hinted(text):
        return text
    text = _AFTER.compiled.sub(_keep_first, text)
    text = _BEFORE.compiled.sub(_keep_second, text)
    text = _PIN_BEFORE.compiled.sub(_keep_second, text)
    return _PIN.compiled.sub(_pin, text)


def may_be_spoken(text: str) -> bool:
    """Whether a code may be written out in words."""
    if not _is_hinted(text):
        return False
    small = _small(text)
    digits = sum(map(small.count, _DIGITS))
    if digits >= FEWEST:
        return True
    others = sum(map(small.count, _TENS)) + 2 * sum(map(small.count, _TIMES))
    return digits + others >= _FEWEST_WORDS or " o " in small


def _is_hinted(text: str) -> bool:
    """Whether a code may be named here."""
    small = _small(text)
    for hint in _HINTS:  # noqa: SIM110  (twice as quick as any(): every text of a long import comes by)
        if hint in small:
            return True
    return False


def _small(text: str) -> str:
    """The text in small letters, as the patterns see it."""
    return (text if text.isascii() else text.translate(_READ_AS)).lower()


def _keep_first(found: re.Match[str]) -> str:
    return found.group(1) + CODE


def _keep_second(found: re.Match[str]) -> str:
    return CODE + found.group(2)


def _track(found: re.Match[str]) -> str:
    """Track data goes whole: with its sentinel always, without when the number in it is a card's."""
    digits = re.search(r"\d(?: ?\d){11,18}", found.group())
    sentinel = found.group(1) or found.group(2)
    number = "".join(str(int(one)) for one in digits.group() if one != " ") if digits else ""
    return CODE if sentinel or is_card(number) else found.group()


def _pin(found: re.Match[str]) -> str:
    """A card's PIN; six digits behind `pin code` are a place in India."""
    digits = sum(letter.isdecimal() for letter in found.group(2))
    postal = "code" in found.group(1).casefold() and digits == 6
    return found.group() if postal else found.group(1) + CODE
