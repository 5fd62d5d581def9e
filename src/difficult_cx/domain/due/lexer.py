"""A phrase as tokens: what each word or number can be; nothing is decided here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from difficult_cx.domain.due import vocabulary as words

LONGEST = 80
MOST_TOKENS = 24

_TOKEN = re.compile(
    r"""
    (?P<iso>\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{4}\.\d{1,2}\.\d{1,2}|(?<!\d)20\d{6}(?!\d))
  | (?P<slash>\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2})(?![\d/])
  | (?P<clock>\d{1,2}[:h]\d{2}(?::\d{2})?(?:\.0+)?\s?(?:[ap]\.?\s?m\b\.?|[ap]\b\.?)?
      |\d{1,2}\.\d{2}\s?[ap]\.?m\b\.?|\d{3,4}\s?[ap]\.?m\b\.?|\d{1,2}\s?(?:[ap]\.?\s?m\b\.?|[ap]\b\.?))
  | (?P<ord>\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<dec>\d+\.\d+)
  | (?P<num>\d+)
  | (?P<name>[A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?)
  | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)
  | (?P<sign>[@&+,])
  | (?P<other>\S)
    """,
    re.VERBOSE,
)
_MERIDIEM = re.compile(r"([ap])")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number: `is_a` maps each kind it can be to its value; `text` as typed, lower case."""

    text: str
    is_a: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as typed; `sure` when am, pm or 24 hours were said, `bare` for an hour alone."""

    hour: int
    minute: int = 0
    second: int = 0
    sure: bool = False
    bare: bool = False


def tokens(phrase: str) -> list[Token] | None:
    """The tokens of a phrase; None where a sign is in it that no phrase has."""
    text = phrase.casefold().replace("’", "'").replace("–", "-").replace("—", "-")
    text = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", text)
    text = re.sub(r"(?<=\d)T(?=\d)", " ", text, flags=re.IGNORECASE)
    text = re.sub(r"(?<=[a-z])[-/](?=[0-9])|(?<=[0-9])[-/](?=[a-z])|(?<=[a-z])-(?=[a-z])", " ", text)
    text = re.sub(r"(?<=[a-z])\.? - (?=[a-z0-9])|(?<=[0-9a-z]) - (?=[0-9]{1,2}:)", " ", text)
    text = re.sub(r"(?<=\d),(?=\d\s*(?:h|hours?|days?|weeks?)\b)", ".", text)
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind, part = match.lastgroup or "other", match.group()
        if kind == "other":
            if part in ".!?" and match.end() == len(text.rstrip()):
                continue
            if part == "." and found and ("word" in found[-1].is_a or "num" in found[-1].is_a):
                continue
            return None
        token = _token(kind, part)
        if token is None:
            return None
        if token.text != ",":
            found.append(token)
    return _joined(found)


def _token(kind: str, part: str) -> Token | None:
    if kind == "word":
        return word(part)
    if kind == "clock":
        return _clock_token(part)
    if kind == "num":
        is_a: dict[str, Any] = {"num": int(part[:9]), "digits": part}
        return Token(part, is_a if part.startswith("0") else {**is_a, "count": int(part[:9])})
    if kind == "dec":
        return Token(part, _decimal(part))
    if kind == "ord":
        return Token(part, {"ord": int(part[:-2])})
    if kind == "iso":
        parts = (part[:4], part[4:6], part[6:]) if part.isdigit() else re.split(r"[-/.]", part)
        return Token(part, {"iso": tuple(int(one) for one in parts)})
    if kind == "slash":
        return Token(part, {"slash": tuple(int(one) for one in re.split(r"[-/.]", part))})
    if kind == "name":
        return Token(part, {"zone": part})
    return Token(part, {"word": {"@": "at", "&": "and", "+": "in"}.get(part, part)})


def _decimal(part: str) -> dict[str, Any]:
    """`1.5` is a number; `5.30` can be a time of day as well."""
    left, _, right = part.partition(".")
    is_a: dict[str, Any] = {"dec": float(part)}
    if len(left) <= 2 and len(right) == 2 and int(left) < 24 and int(right) < 60:
        is_a["dotted"] = Clock(int(left), int(right), sure=int(left) > 12 or left.startswith("0"))
    return is_a


def _clock_token(part: str) -> Token | None:
    clock = _clock(part)
    if clock is None:
        return None
    hours = {"hours": (clock.hour, clock.minute)} if re.fullmatch(r"\d+h\d+", part) else {}
    return Token(part, {"clock": clock, **hours})


def _clock(part: str) -> Clock | None:
    letter = _MERIDIEM.search(part)
    digits = [int(one) for one in re.findall(r"\d+", part.partition(".0")[0] if ":" in part else part)]
    if len(digits) == 1 and digits[0] > 99:
        digits = [digits[0] // 100, digits[0] % 100]
    hour, minute, second = (*digits, 0, 0)[:3]
    if minute > 59 or second > 59 or hour > 23:
        return None
    sure = hour > 12 or (part.startswith("0") and ":" in part) or hour == 0 or "h" in part
    if letter is not None:
        if hour > 12 or hour == 0:
            return Clock(hour, minute, second, sure=True) if hour > 12 and letter.group() == "p" else None
        hour = hour % 12 + (12 if letter.group() == "p" else 0)
        sure = True
    return Clock(hour, minute, second, sure=sure)


@cache
def _spellings() -> dict[str, dict[str, Any]]:
    """Every spelling with what it can be."""
    known: dict[str, dict[str, Any]] = {}
    for kind, value, spelled in _lines():
        for one in spelled.split():
            known.setdefault(one, {}).setdefault(kind, value)
    for name, spelled in words.SAME.items():
        for one in spelled.split():
            known.setdefault(one, {}).setdefault("words", set()).add(name)
    return known


def _lines() -> Iterator[tuple[str, Any, str]]:
    """Kind, value and spellings, line by line of the vocabulary."""
    numbered = (("weekday", words.WEEKDAYS), ("month", words.MONTHS), ("ord", words.ORDINALS))
    for kind, table in numbered:
        yield from ((kind, number, spelled) for number, spelled in table.items())
    for number, spelled in words.NUMBERS.items():
        yield "num", number, spelled
        yield "count", number, spelled
        yield "spelled", number, " ".join(one for one in spelled.split() if one not in ("a", "an"))
    for kind, named in (("unit", words.UNITS), ("part", words.PARTS), ("zone", words.ZONES)):
        yield from ((kind, name, spelled) for name, spelled in named.items())
    yield from (("zone", spelled, spelled) for spelled in words.TWO_ZONES)


_LONG = 6


@cache
def _slipped(text: str) -> str | None:
    """The long word that this is, but for one slip: a letter left out, put in, changed or swapped."""
    if len(text) < _LONG - 1:
        return None
    near = [one for one in _spellings() if len(one) >= _LONG and _one_slip(text, one)]
    return near[0] if len({str(_spellings()[one]) for one in near}) == 1 else None


def _one_slip(text: str, known: str) -> bool:
    if abs(len(text) - len(known)) > 1 or text[0] != known[0]:
        return False
    start = 0
    while start < min(len(text), len(known)) and text[start] == known[start]:
        start += 1
    a, b = text[start:], known[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def word(part: str) -> Token | None:
    """A word as a token: all that it can be, itself included."""
    text = part.removesuffix("'s")
    known = _spellings().get(text)
    if known is None and (near := _slipped(text)) is not None:
        known = _spellings()[near]
        text = near
    is_a = dict(known or {})
    names = set(is_a.pop("words", set())) | {text}
    is_a["word"] = text
    is_a["words"] = frozenset(names)
    return Token(part, is_a)


def _number(value: int, text: str) -> dict[str, Any]:
    return {"num": value, "count": value, "spelled": value, "word": text}


def _joined(found: list[Token]) -> list[Token]:
    """Numbers in two words become one: twenty two, thirty first."""
    joined: list[Token] = []
    for token in found:
        last = joined[-1] if joined else None
        tens = last.is_a.get("num") if last is not None and "word" in last.is_a else None
        small = token.is_a.get("num") if "word" in token.is_a else None
        if (
            last is not None
            and tens in (20, 30, 40, 50)
            and small is not None
            and small < 10
            and token.text != "a"
        ):
            joined[-1] = Token(f"{last.text} {token.text}", _number(tens + small, token.text))
        elif (
            last is not None
            and tens in (20, 30)
            and 0 < token.is_a.get("ord", 0) < 10
            and "word" in token.is_a
        ):
            joined[-1] = Token(f"{last.text} {token.text}", {"ord": tens + token.is_a["ord"]})
        else:
            joined.append(token)
    return joined
