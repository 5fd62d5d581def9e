"""Phrases to avoid in what a rep is going to say; never in what the customer is quoted as saying.

Both a wording and the rep's words are spelled out first (`it's` = `it is`, `don't` = `do not`), so that one
wording fits every way to write it. docs/playbook-format.md, "phrases.yaml", says how an entry is written.
"""

import re
from collections.abc import Iterator

from difficult_cx.domain.pattern import pattern
from difficult_cx.domain.spelled import Spelled, spell_out
from difficult_cx.records import dataclass

WHERE = ("start", "twice", "alone")
MOST_HITS = 20


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to avoid: its wordings, why, and what to say instead. `level`: warn or hint.

    `where`: `start` counts only where a sentence begins, `twice` from the second time on. `unless`: wordings
    that make it harmless when they stand in the same sentence; with `alone`, anywhere in the text.
    `patterns`: wordings that only the check reads; `also` can be named on a card and is found by `dcx say`.
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
    patterns: tuple[str, ...] = ()


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
    for start, end in _places(read.words, phrase)[first:MOST_HITS]:
        sentence, place = read.sentence(start)
        around = read.words if phrase.where == "alone" else sentence
        if _REPORTED.search(sentence[:place]) or _stands(phrase.unless, around):
            continue
        at, behind = read.span(start, end)
        yield Hit(phrase, read.text[at:behind], at)


def _places(words: str, phrase: Phrase) -> list[tuple[int, int]]:
    """Where a wording of the phrase stands in these words, from left to right; the longest of each place."""
    wordings = (phrase.avoid, *phrase.also, *phrase.patterns)
    found = [place for one in wordings for place in pattern(one).places(words, MOST_HITS)]
    found.sort(key=lambda one: (one[0], -one[1]))
    places: list[tuple[int, int]] = []
    for start, end in found:
        begins = not start or words[start - 2 : start] == ". "
        if (not places or start >= places[-1][1]) and (begins or phrase.where != "start"):
            places.append((start, end))
    return places


def _stands(wordings: tuple[str, ...], words: str) -> bool:
    return any(pattern(one).places(words, 1) for one in wordings)


# "You said …", "she was told …", "nobody should tell you …": somebody else's words, or words not said.
_REPORTED = re.compile(
    r"\b(?:you|he|she|they|who|somebody|someone|nobody|colleague|agent|were|was|been|be|not|never)"
    r"(?: (?:~\S+|had|have|has|will|would|should|was|were|being|ever|even))*"
    r" (?:said|say|says|told|tell|tells|wrote|writes?|mentioned|heard|hear)(?: (?:me|us|you|them|to))*\b"
)
