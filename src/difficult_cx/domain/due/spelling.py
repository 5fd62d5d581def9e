"""Words, each with all that it can be; one slip in a long one is forgiven; numbers of several words."""

from collections.abc import Iterator
from dataclasses import field
from functools import cache, lru_cache
from typing import Any

from difficult_cx.domain.due import vocabulary as words
from difficult_cx.records import dataclass

_LONG = 6
_TENS = range(20, 100, 10)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number: `is_a` maps each kind it can be to its value; `text` as typed, lower case.

    `words`: the words of the grammar it can stand for; `keys`: those, and its kinds as `<kind>`.
    """

    text: str
    is_a: dict[str, Any] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: str, is_a: dict[str, Any], names: frozenset[str] = frozenset()) -> "Token":
        """A token of these kinds; `word` among them is a word it stands for."""
        stands_for = names | {is_a["word"]} if "word" in is_a else names
        return cls(text, is_a, stands_for, stands_for | {f"<{kind}>" for kind in is_a})


@cache
def spellings() -> dict[str, dict[str, Any]]:
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
        yield "count", number, spelled
        # `a week` counts, `november a` names no day
        for kind in ("num", "spelled"):
            yield kind, number, " ".join(one for one in spelled.split() if one not in ("a", "an"))
    for number, spelled in words.WEEKDAYS.items():
        yield "weekdays", number, spelled.split()[0] + "s"
    for kind, named in (("unit", words.UNITS), ("part", words.PARTS), ("zone", words.ZONES)):
        yield from ((kind, name, spelled) for name, spelled in named.items())
    yield from (("zone", spelled, spelled) for spelled in words.TWO_ZONES)


@lru_cache(4096)
def _slipped(text: str, literal: frozenset[str]) -> str | None:
    """The long word that this is, but for one slip: a letter left out, put in, changed or swapped.

    In a word of five letters only two that were swapped. Words close to two of ours are none of them.
    """
    if len(text) < _LONG - 1 or text in words.NO_SLIPS:
        return None
    ours = [*spellings(), *(one for one in literal if one not in spellings())]
    near = [one for one in ours if len(one) >= _LONG and _one_slip(text, one)]
    near += [one for one in ours if len(one) == len(text) == _LONG - 1 and _swapped(text, one)]
    return near[0] if len({str(spellings().get(one, one)) for one in near}) == 1 else None


def _swapped(text: str, known: str) -> bool:
    return text[0] == known[0] and sorted(text) == sorted(known) and _one_slip(text, known)


def _one_slip(text: str, known: str) -> bool:
    if abs(len(text) - len(known)) > 1 or text[0] != known[0]:
        return False
    start = 0
    while start < min(len(text), len(known)) and text[start] == known[start]:
        start += 1
    a, b = text[start:], known[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def word(part: str, literal: frozenset[str] = frozenset()) -> Token:
    """A word as a token: all that it can be, itself included; `literal`: the words that rules name."""
    text = part.removesuffix("'s")
    known = spellings().get(text)
    if known is None and text not in literal and (near := _slipped(text, literal)) is not None:
        known = spellings().get(near)
        text = near
    is_a = dict(known or {})
    names = frozenset(is_a.pop("words", ()))
    is_a["word"] = text
    return Token.of(part, is_a, names)


def joined(found: list[Token]) -> list[Token]:
    """Numbers of several words become one: twenty two, thirty first, a hundred and twenty."""
    row: list[Token] = []
    for token in found:
        row.append(token)
        while (one := _one_of(row)) is not None:
            spent, number = one
            row[-spent:] = [number]
    return row


def _one_of(row: list[Token]) -> tuple[int, Token] | None:
    """How many tokens at the end are one number, and that number."""
    last = row[-1].is_a
    before = row[-2].is_a if len(row) > 1 else {}
    if "word" not in last or "word" not in before:
        return None
    low, high = _plain(row[-1]), _plain(row[-2])
    if before.get("num") in _TENS and high is not None:
        if low is not None and 0 < low < 10:
            return 2, _spelled(row[-2:], high + low)
        if before["num"] in (20, 30) and 0 < last.get("ord", 0) < 10:
            return 2, Token.of(_text(row[-2:]), {"ord": before["num"] + last["ord"]})
    if low == 100 and before.get("count") in range(1, 25):
        return 2, _spelled(row[-2:], before["count"] * 100)
    hundreds = row[-3] if len(row) > 2 and "and" in row[-2].words else row[-2]
    if low is not None and low < 100 and (_plain(hundreds) or 1) % 100 == 0:
        spent = 3 if hundreds is not row[-2] else 2
        return spent, _spelled(row[-spent:], hundreds.is_a["num"] + low)
    return None


def _plain(token: Token) -> int | None:
    """The number that a word is; `a` and `an` are none."""
    return token.is_a.get("spelled")


def _text(row: list[Token]) -> str:
    return " ".join(one.text for one in row)


def _spelled(row: list[Token], value: int) -> Token:
    return Token.of(_text(row), {"num": value, "count": value, "spelled": value, "word": _text(row)})
