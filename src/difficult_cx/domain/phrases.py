"""Phrases to avoid in what a rep is going to say; never in what the customer is quoted as saying.

Both a wording and the rep's words are spelled out first (`it's` = `it is`, `don't` = `do not`), so that one
wording fits every way to write it. docs/playbook-format.md, "phrases.yaml", says how an entry is written.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from difficult_cx.domain.spelled import LITTLE, Spelled, spell_out, word_forms
from difficult_cx.records import dataclass

WHERE = ("start", "twice", "alone")
TIME = "<time>"
MOST_BETWEEN = 3
MOST_HITS = 20


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to avoid: its wordings, why, and what to say instead. `level`: warn or hint.

    `where`: `start` counts only where a sentence begins, `twice` from the second time on. `unless`: wordings
    that make it harmless when they stand in the same sentence; with `alone`, anywhere in the text.
    """

    avoid: str
    also: tuple[str, ...] = ()
    instead: str = ""
    level: str = "warn"
    why: str = ""
    rules: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    where: str = ""
    unless: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()


def phrase_key(text: str) -> str:
    """What makes two wordings the same: case, apostrophes and the end of the sentence apart."""
    return " ".join(text.replace("’", "'").casefold().split()).rstrip(" .?!…")


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that was found: which, the words as they stand, and where they begin."""

    phrase: Phrase
    text: str
    at: int


def find(text: str, phrases: tuple[Phrase, ...]) -> list[Hit]:
    """Every avoided phrase in what the rep is going to say, in the order of the words; each place once.

    What stands in quotation marks, or is told of somebody (`you were told that …`), is passed over.
    """
    read = spell_out(text)
    hits = [hit for phrase in phrases for hit in _find(read, phrase)]
    return sorted(hits, key=lambda hit: (hit.at, -len(hit.text)))


def _find(read: Spelled, phrase: Phrase) -> Iterator[Hit]:
    first = 1 if phrase.where == "twice" else 0
    for one in islice(_pattern(phrase).finditer(read.words), first, MOST_HITS):
        sentence, place = read.sentence(one.start())
        around = read.words if phrase.where == "alone" else sentence
        if _REPORTED.search(sentence[:place]) or _harmless(phrase).search(around):
            continue
        at, end = read.span(one.start(), one.end())
        yield Hit(phrase, read.text[at:end], at)


# "You said …", "she was told …", "nobody should tell you …": somebody else's words, or words not said.
_REPORTED = re.compile(
    r"\b(?:you|he|she|they|who|somebody|someone|nobody|colleague|were|was|been|be|not|never)"
    r"(?: (?:had|have|has|will|would|should|was|were|being|ever|even))*"
    r" (?:said|say|says|told|tell|tells|wrote)(?: (?:me|us|you|them|to))*\b"
)
_NEVER = re.compile(r"(?!)")
_TIMES = (
    r"(?:\d\S*|today|tonight|tomorrow|noon|midnight|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)


@lru_cache(maxsize=512)
def _pattern(phrase: Phrase) -> re.Pattern[str]:
    lead = r"(?:^|(?<=\. ))" if phrase.where == "start" else r"(?<!\S)"
    return re.compile(lead + _any_of((phrase.avoid, *phrase.also)) + r"(?!\S)")


@lru_cache(maxsize=512)
def _harmless(phrase: Phrase) -> re.Pattern[str]:
    return re.compile(r"(?<!\S)" + _any_of(phrase.unless) + r"(?!\S)") if phrase.unless else _NEVER


def _any_of(wordings: tuple[str, ...]) -> str:
    longest_first = sorted(wordings, key=len, reverse=True)
    return f"(?:{'|'.join(_wording(one) for one in longest_first)})"


_GAP = rf"(?: (?:,|{LITTLE}\S+)){{0,{MOST_BETWEEN}}} "
_ANY = rf"(?:(?!\.)\S+ ){{0,{MOST_BETWEEN}}}"


def _wording(text: str) -> str:
    """The pattern of one wording: `*` is up to three words, `*'s` anybody's, `<time>` a time or a day."""
    pieces = []
    for part in text.split():
        if part == "*":
            pieces.append(_ANY)
        elif part == "*'s":
            pieces.append(r"[^\s.,]+'s" + _GAP)
        elif part == TIME:
            pieces.append(_TIMES + _GAP)
        else:
            words = spell_out(part).words.split()
            pieces += [word_forms(word) + _GAP for word in words if word not in (".", ",")]
    return "".join(pieces).removesuffix(_GAP)
