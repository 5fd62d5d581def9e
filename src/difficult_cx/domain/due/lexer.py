"""A phrase as tokens: what each word or number can be; nothing is decided here."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import field
from typing import Any, Final

from difficult_cx.domain.due.spelling import Token, joined, word
from difficult_cx.domain.lazy import Lazy
from difficult_cx.records import dataclass

LONGEST = 80
MOST_TOKENS = 24

# The same thing written in another way: made one before the words are told apart. In front of each stands
# what a phrase in ASCII has one of where the pattern fits.
_WEEKS = tuple(f"w{digit}" for digit in range(10))
_TEES = tuple(f"{digit}t" for digit in range(10))
_NEVER = ()
ALIKE: Final[list[tuple[Iterable[str], str, str]]] = [
    ("'`", r"[’‘´`]", "'"),
    ("/", r"\bw/c\b", "week commencing"),
    ("/", r"\bw/e\b", "week ending"),
    (_NEVER, r"[\u2010-\u2015\u2212]", "-"),
    (_NEVER, r"(?<=\d)½", ".5"),
    (_NEVER, "½", "half"),
    (".", r"\b([ap])\.\s?m\b\.?", r"\1m"),
    (("clock",), r"\bo ?'? ?clock\b", "o'clock"),
    ("'", r"(?<=s)'(?=\s|$)", ""),
    ("'", r"(?<=\d)'(?=\s|$)", " min"),
    ("/", r"(?<=\d) / (?=\d)", "/"),
    ("/-", r"\b([a-z]{3,9})([/-])(\d{1,2})\2(\d{2,4})\b", r"\1 \3 \4"),
    (("ish",), r"\b(\d\d?)[- ]?ish\b", r"\1 o'clock"),
    (("ish",), r"(?<=[a-z0-9])[- ]?ish\b", ""),
    (("mid",), r"\bmid(?=morning|afternoon|evening|month|year)", "mid "),
    ('"', r'(?<=\d)"(?=\s|$)', " sec"),
    # 2026-w49-2, utc+5:30, 10:00+01:00: one sign each, before hyphens are looked at
    (_WEEKS, r"\b(\d{4})-?w(\d\d?)-(\d)\b", r"\1w\2d\3"),
    (_WEEKS, r"\b(\d{4})-w(\d\d?)\b", r"\1w\2"),
    ("+", r"\b(?:utc|gmt) ?\+ ?(\d\d?)(?::?(\d\d))?\b", r" z+\1:\2"),
    ("-", r"\b(?:utc|gmt) ?- ?(\d\d?)(?::?(\d\d))?\b", r" z~\1:\2"),
    ("+", r"(?<=:\d\d) ?\+(\d\d):?(\d\d)\b", r" z+\1:\2"),
    # without seconds or a date before it, 9:00-10:00 is a stretch of time
    ("-", r"(\d{4}-\d\d-\d\d[t ]\d\d:\d\d|:\d\d:\d\d(?:\.\d+)?) ?-(\d\d):?(\d\d)\b", r"\1 z~\2:\3"),
    ("-", r"(?<=:\d\d) -(\d\d)(\d\d)\b", r" z~\1:\2"),
    (_TEES, r"(?<=\d)t(?=\d)", " "),
    ("-/", r"(?<=[a-z])[-/](?=[0-9])|(?<=[0-9])[-/](?=[a-z])|(?<=[a-z])-(?=[a-z])", " "),
    ("-", r"(?<=[a-z])\.? - (?=[a-z0-9])|(?<=[0-9a-z]) - (?=[0-9]{1,2}:)", " "),
    (",", r"(?<=\d),(?=\d\s*(?:h|hours?|days?|weeks?)\b)", "."),
]
_ALIKE = [(needs, Lazy(pattern), instead) for needs, pattern, instead in ALIKE]

_TOKEN = re.compile(
    r"""
    (?P<offset>z[+~]\d{1,2}:(?:\d\d)?)
  | (?P<isoweek>(?:\d{4})?(?:w|wk|cw)\d{1,2}(?:d\d)?\b)
  | (?P<yearday>\d{4}-\d{3}(?!\d))
  | (?P<short>2(?:mor+ow|moro|day|nite|night)\b)
  | (?P<iso>\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{4}\.\d{1,2}\.\d{1,2}|(?<!\d)20\d{6}(?!\d))
  | (?P<slash>\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}-\d{1,2}-\d{2,4}|\d{1,2}\.\d{1,2}\.\d{2,4}
      |\d{1,2}/\d{1,2})(?![\d/])
  | (?P<months>\d{4}[-/.]\d{1,2}(?![\d/.-])|\d{1,2}[-/.]\d{4}(?!\d))
  | (?P<clock>\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:[ap]\.?\s?m\b\.?|[ap]\b\.?)?
      |\d{1,2}\.\d{2}\s?[ap]\.?m\b\.?|\d{3,4}\s?[ap]\.?m\b\.?|\d{1,2}\s?(?:[ap]\.?\s?m\b\.?|[ap]\b\.?))
  | (?P<ord>\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<dotday>\d{1,2}\.\d{1,2}\.(?!\d))
  | (?P<dec>\d+\.\d+)
  | (?P<year>'\d\d\b)
  | (?P<num>\d+)
  | (?P<name>[a-z]+/[a-z_]+(?:/[a-z_]+)?)
  | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)
  | (?P<sign>[@&+~,-])
  | (?P<other>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SIGNS = {"@": "at", "&": "and", "+": "in", "~": "about", "-": "dash"}
_MERIDIEM = re.compile(r"([ap])")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as typed; `sure` when am, pm or 24 hours were said, `bare` for an hour alone."""

    hour: int
    minute: int = 0
    second: int = 0
    sure: bool = False
    bare: bool = field(default=False, compare=False)


def written_alike(text: str) -> str:
    """A casefolded phrase with what can be written in several ways written in one."""
    for needs, pattern, instead in _ALIKE:
        if not text.isascii() or any(one in text for one in needs):
            text = pattern.compiled.sub(instead, text)
    return text


def tokens(phrase: str, words: frozenset[str]) -> list[Token] | None:
    """The tokens of a phrase; None where it has a sign that no phrase has. `words`: those of the grammar."""
    text = written_alike(phrase.casefold())
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind, part = match.lastgroup or "other", match.group()
        if kind == "other":
            if part in ".!?" and match.end() == len(text.rstrip()):
                continue
            if part in ".:" and found and not {"word", "num"}.isdisjoint(found[-1].is_a):
                continue
            return None
        token = word(part, words) if kind in ("word", "short") else _token(kind, part)
        if token is None:
            return None
        if token.text != ",":
            found.append(token)
    return joined(found)


def _token(kind: str, part: str) -> Token | None:
    """A token of what the sign, the digits or the name can be."""
    if kind == "clock":
        return _clock_token(part)
    if kind == "sign":
        return Token.of(part, {"word": _SIGNS.get(part, part)})
    if kind == "num":
        return Token.of(part, _number(part))
    if kind == "dec":
        return Token.of(part, _decimal(part))
    if kind == "name":
        return Token.of(part, {"zone": part})
    if kind == "iso" and part.isdigit():
        part = f"{part[:4]}-{part[4:6]}-{part[6:]}"
    numbers = tuple(int(one) for one in re.findall(r"\d+", part))
    return Token.of(part, {kind: _NUMBERED[kind](numbers, part)})


def _isoweek(numbers: tuple[int, ...], part: str) -> tuple[int | None, int, int | None]:
    """Year, week, weekday of `2026w49d2`; `w49` has neither year nor day."""
    year, *rest = numbers if part[:4].isdigit() else (None, *numbers)
    return year, (*rest, 0)[0] or 0, rest[1] if len(rest) > 1 else None


_NUMBERED: Final[dict[str, Callable[[tuple[int, ...], str], Any]]] = {
    "ord": lambda numbers, _part: numbers[0],
    "year": lambda numbers, _part: 2000 + numbers[0],
    "months": lambda numbers, _part: numbers if numbers[0] > 999 else numbers[::-1],
    "offset": lambda numbers, part: (-1 if "~" in part else 1) * (numbers[0] * 60 + (*numbers, 0)[1]),
    "isoweek": _isoweek,
    "iso": lambda numbers, _part: numbers,
    "slash": lambda numbers, _part: numbers,
    "dotday": lambda numbers, _part: numbers,
    "yearday": lambda numbers, _part: numbers,
}


def _number(part: str) -> dict[str, Any]:
    """A whole number; four digits can be a year as well."""
    value = int(part[:9])
    is_a: dict[str, Any] = {"num": value, "digits": part}
    if not part.startswith("0"):
        is_a["count"] = value
    if len(part) == 4 and 1900 <= value < 3000:
        is_a["year"] = value
    return is_a


def _decimal(part: str) -> dict[str, Any]:
    """`1.5` is a number; `5.30` can be a time of day or a date as well."""
    left, _, right = part.partition(".")
    is_a: dict[str, Any] = {"dec": float(part[:9])}
    if len(left) > 2 or len(right) > 2:
        return is_a
    first, second = int(left), int(right)
    is_day = _is_day(first, second) or _is_day(second, first)
    if len(right) == 2 and first < 24 and second < 60:
        is_a["dotted"] = Clock(first, second, sure=first > 12 or left.startswith("0"))
        is_a["either" if is_day else "clock"] = (first, second) if is_day else is_a["dotted"]
    elif is_day:
        is_a["dotday" if max(first, second) > 12 else "either"] = (first, second)
    return is_a


def _is_day(month: int, day: int) -> bool:
    """Whether a month has such a day, in a leap year."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(2028, month)[1]


def _clock_token(part: str) -> Token | None:
    clock = _clock(part)
    if clock is None:
        return None
    hours = {"hours": (clock.hour, clock.minute)} if re.fullmatch(r"\d+h\d+", part) else {}
    return Token.of(part, {"clock": clock, **hours})


def _clock(part: str) -> Clock | None:
    letter = _MERIDIEM.search(part)
    whole = part.partition(".")[0] if ":" in part else part
    digits = [int(one) for one in re.findall(r"\d+", whole)]
    if len(digits) == 1 and digits[0] > 99:
        digits = [digits[0] // 100, digits[0] % 100]
    hour, minute, second = (*digits, 0, 0)[:3]
    if hour == 24 and not minute and not second and letter is None:
        return Clock(24, sure=True)
    if minute > 59 or second > 59 or hour > 23:
        return None
    sure = hour > 12 or (part.startswith("0") and ":" in part) or hour == 0 or "h" in part or len(digits) > 2
    if letter is not None:
        if hour > 12 or hour == 0:
            return Clock(hour, minute, second, sure=True) if hour > 12 and letter.group() == "p" else None
        hour = hour % 12 + (12 if letter.group() == "p" else 0)
        sure = True
    return Clock(hour, minute, second, sure=sure)
