"""One wording of a phrase to avoid as a pattern over words that were spelled out.

`docs/playbook-format.md`, "phrases.yaml", says what may stand in a wording. A pattern is compiled only for
a text that has the words which the wording can't be without: of hundreds a sentence needs a handful, so that
the first hint of a call costs little more than the next.
"""

import re
from functools import lru_cache
from itertools import islice

from difficult_cx.domain.spelled import LITTLE, spell_out, word_forms
from difficult_cx.records import dataclass

ANYBODYS = "*'s"
TIME = "<time>"
MOST_BETWEEN = 3
MOST_EITHER = 40
_TIMES = (
    r"(?:\d\S*|today|tonight|tomorrow|noon|midnight|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_GAP = rf"(?: (?:,|{LITTLE}\S+)){{0,{MOST_BETWEEN}}} "
_ANY = rf"(?:(?!\.)\S+ ){{0,{MOST_BETWEEN}}}"
_BEGINS = rf"(?:^|(?<=[.,] ))(?:{LITTLE}\S+ ){{0,{MOST_BETWEEN}}}"
_NOTHING = "(?!)"
_SIGNS = {"*": _ANY, "<start>": _BEGINS}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A wording: its regular expression, and of each of these one has to stand in the text."""

    source: str
    needs: tuple[tuple[str, ...], ...]

    def places(self, words: str, most: int) -> list[tuple[int, int]]:
        """Where it stands in these words, from left to right: first and behind last character."""
        if not all(any(one in words for one in either) for either in self.needs):
            return []
        found = islice(_compiled(self.source).finditer(f"{words} "), most)
        return [(one.start(), one.end() - 1) for one in found]


@lru_cache(maxsize=2048)
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@lru_cache(maxsize=4096)
def pattern(text: str) -> Pattern:
    """The pattern of one wording; every word takes the blank behind it along."""
    pieces: list[str] = []
    needs: list[tuple[str, ...]] = []
    parts = text.split()
    for place, part in enumerate(parts):
        gap = _GAP if place + 1 < len(parts) else " "
        if part in _SIGNS:
            pieces.append(_SIGNS[part])
        elif part == ANYBODYS:
            pieces.append(r"[^\s.,]+'s" + gap)
            needs.append(("'s",))
        elif part == TIME:
            pieces.append(_TIMES + gap)
        else:
            source, need = _words(part, gap)
            pieces.append(source)
            needs += [need] if need else []
    if not needs and TIME not in parts:
        pieces = [_NOTHING]  # no word that it can't be without: it would fit everything
    return Pattern(rf"(?<!\S){''.join(pieces)}", tuple(needs))


def _words(part: str, gap: str) -> tuple[str, tuple[str, ...]]:
    """A word, several of which any will do, or, in brackets, one that may be missing; and what it needs."""
    ways = [way for one in part.strip("()").split("/")[:MOST_EITHER] if (way := _way(one))]
    if not ways:
        return "", ()
    sources = [_GAP.join(source for source, _ in way) + gap for way in ways]
    source = sources[0] if len(sources) == 1 else f"(?:{'|'.join(sources)})"
    if part.startswith("(") and part.endswith(")"):
        return f"(?:{source})?", ()
    return source, tuple(max((stem for _, stem in way), key=len) for way in ways)


def _way(text: str) -> list[tuple[str, str]]:
    """The words of a part spelled out, each with its forms and with what all of them begin with."""
    exact = text.endswith("!")
    words = [one for one in spell_out(text.rstrip("!")).words.split() if one not in (".", ",")]
    if exact:
        return [(re.escape(word), word) for word in words]
    return [(word_forms(word), _beginning(word)) for word in words]


def _beginning(word: str) -> str:
    return word if word_forms(word) == re.escape(word) else word.rstrip("ey")
