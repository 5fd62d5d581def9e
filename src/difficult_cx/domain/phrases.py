"""Phrases to avoid in what a rep is going to say; never in what the customer is quoted as saying."""

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to avoid: its wordings, why, and what to say instead. `level`: warn or hint."""

    avoid: str
    also: tuple[str, ...] = ()
    instead: str = ""
    level: str = "warn"
    why: str = ""
    rules: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    where: str = ""
    unless: tuple[str, ...] = ()


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
    """Every avoided phrase in what the rep is going to say, whole words, case and apostrophes apart.

    What stands in quotation marks is the customer's and is passed over. Phrases marked `where: start` count
    only where a sentence begins.
    """
    plain = _QUOTED.sub(lambda found: " " * len(found.group()), text.replace("’", "'"))
    hits = [
        Hit(phrase, text[found.start() : found.end()], found.start())
        for phrase in phrases
        for found in _pattern(phrase).finditer(plain)
    ]
    return sorted(hits, key=lambda hit: hit.at)


_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»')


@lru_cache(maxsize=512)
def _pattern(phrase: Phrase) -> re.Pattern[str]:
    wordings = sorted((phrase.avoid, *phrase.also), key=len, reverse=True)
    any_of = "|".join(_wording(one) for one in wordings)
    lead = r"(?:^|(?<=[.!?] ))" if phrase.where == "start" else r"(?<![\w'])"
    return re.compile(rf"{lead}(?:{any_of})(?![\w'])", re.IGNORECASE)


def _wording(text: str) -> str:
    words = phrase_key(text).replace(" ...", "").split()
    return r"[\s,]+".join(re.escape(word).replace("'", "'?") for word in words)
