"""Phrases to avoid in what a rep is going to say; never in what the customer is quoted as saying."""

from dataclasses import dataclass


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
