"""What a rep looks up while somebody waits: everyday words in, the entry that fits out, best first.

Pure: the entries are made elsewhere (`playbook/lookup.py`). A word is compared by its stem; what is rare
among the entries counts more than what is common; a text that says just what was asked counts most.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

MOST = 10
# A result far behind the first is no answer.
LEAST_OF_BEST = 0.35
ALL_WORDS = 0.8
LIKE = 0.6  # what a word counts for that means nearly the same, or only begins like the other
OTHERS = 0.2  # what the texts beside the best one add
NAMED = 2.0  # what a phrase gets that the question itself says
TITLE = 0.7  # what the entry gets whose title was asked
UNKNOWN = 0.5  # what a word that no entry knows takes away from those it does
MIDDLING = 1.5
SHORTEST_LIKE = 5
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "ed", "er", "es", "ly", "s", "y", "e")
# Words that every question has. `no` and `not` stay: "how to say no" is one.
_EVERY = frozenset(
    """a an and any are as at be been being but by came can come could did do does doing for from get gets
    getting got had has have he her hers him his how i if im in into is it its just keep keeps let like
    make makes me my of on one or our ours out she should so some that the their them then there these
    they this those to too us very was we were what when which who whom why will with would you your
    about all am also because really now going go talk talks talking speak speaking speaks next time
    times back new today put puts take taken takes taking took use used using through thing things place
    still than customer customers client caller instead say says said saying tell phrase word words
    something anything""".split()  # noqa: SIM905
)
_WANTS_A_PHRASE = re.compile(
    r"\b(?:instead|say|phrase|better words?|may i|should i|am i allowed|allowed to say)\b", re.IGNORECASE
)


class Text(NamedTuple):
    """Something an entry is found by: the stems of its words, how much it counts, the step it belongs to."""

    stems: frozenset[str]
    weight: float
    step: int = -1


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to find: a playbook or a phrase; the first of its texts is its title.

    `shown` is what is said of it, as JSON values.
    """

    kind: str
    id: str
    title: str
    texts: tuple[Text, ...]
    shown: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that fits, how well (1 is all of it), and the step of it that fits best (-1: none)."""

    entry: Entry
    score: float
    step: int = -1


def stems(text: str) -> list[str]:
    """The stems of the words that say something, each once; of all words where none does."""
    words = [one.casefold().replace("’", "'") for one in _WORD.findall(text)]
    telling = [word for word in words if word.partition("'")[0] not in _EVERY]
    return list(dict.fromkeys(_stem(word) for word in telling or words))


def _stem(word: str) -> str:
    word = word.removesuffix("'s").replace("'", "").replace("-", "")
    if len(word) == len("cries") and word.endswith(("ies", "ied")):
        return f"{word[:-3]}y"  # cry, dry, try: too short for the endings below
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou" else word


Alike = Mapping[str, frozenset[str]]


def groups(words: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    """For every stem the stems that mean nearly the same, from groups of words."""
    found: dict[str, set[str]] = {}
    for group in words:
        mates = {stem for word in group for stem in stems(word)}
        for stem in mates:
            found.setdefault(stem, set()).update(mates)
    return {stem: frozenset(mates - {stem}) for stem, mates in found.items()}


def rank(question: str, entries: Sequence[Entry], alike: Alike, said: Iterable[str] = ()) -> list[Found]:
    """The entries that fit the question, best first. `said`: phrases that the matcher found in it."""
    asked = _asked(question, entries, alike)
    if not asked:
        return []
    words = {one.stem for one in asked}
    named = frozenset(said)
    wants_phrase = _WANTS_A_PHRASE.search(question) is not None
    found = []
    for one in entries:
        score, step = _score(asked, one)
        if one.kind == "phrase":
            score = score * (1.1 if wants_phrase else 0.8) + (NAMED if one.id in named else 0.0)
        elif one.kind == "method":
            score *= 0.8  # its techniques say the same, nearer
        if one.texts and one.texts[0].stems == words:
            score += TITLE
        if score > 0:
            found.append(Found(one, round(score, 4), step))
    found.sort(key=lambda one: (-one.score, one.entry.kind, one.entry.id))
    best = found[0].score if found else 0.0
    return [one for one in found if one.score >= best * LEAST_OF_BEST][:MOST]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A word of the question: its stem, what means nearly the same, and how much it tells."""

    stem: str
    mates: frozenset[str]
    worth: float

    def fits(self, have: frozenset[str]) -> float:
        """How well a text with these stems has the word: 1 is the word itself."""
        if self.stem in have:
            return 1.0
        return LIKE if not self.mates.isdisjoint(have) else 0.0


def _asked(question: str, entries: Sequence[Entry], alike: Alike) -> list[_Asked]:
    """The words of the question; the fewer entries have one, the more it tells."""
    have = [frozenset().union(*(text.stems for text in one.texts)) for one in entries]
    every = frozenset().union(*have)
    found = []
    for stem in stems(question):
        begins = {one for one in every if len(stem) >= SHORTEST_LIKE and _alike(stem, one)}
        mates = (alike.get(stem, frozenset()) | begins) - {stem}
        count = sum(
            LIKE if stem not in one else 1.0 for one in have if stem in one or not mates.isdisjoint(one)
        )
        if count:
            found.append(_Asked(stem, frozenset(mates), math.log(1 + len(entries) / (1 + count))))
        else:
            found.append(_Asked(stem, frozenset(), UNKNOWN))
    return found


def _score(asked: Sequence[_Asked], entry: Entry) -> tuple[float, int]:
    """How well the entry fits, and the step whose words fit best."""
    whole = math.sqrt(sum(one.worth**2 for one in asked))
    best, total, step, step_best = 0.0, 0.0, -1, 0.0
    had: dict[str, float] = {}
    for text in entry.texts:
        have = text.stems
        shared, matched = 0.0, 0
        for one in asked:
            fits = one.fits(have)
            if fits:
                matched += 1
                shared += fits * one.worth**2
                had[one.stem] = max(had.get(one.stem, 0.0), fits * text.weight)
        if not matched:
            continue
        # What else the text says makes it less of an answer; such a word counts middling.
        size = math.sqrt(shared + max(0, len(have) - matched) * MIDDLING**2)
        score = text.weight * shared / (whole * size)
        best, total = max(best, score), total + score
        if text.step >= 0 and score > step_best:
            step, step_best = text.step, score
    covered = sum(had.get(one.stem, 0.0) * one.worth for one in asked) / sum(one.worth for one in asked)
    return best + ALL_WORDS * covered + OTHERS * math.log1p(total - best), step


def _alike(one: str, other: str) -> bool:
    """Whether one of the two begins with the other: cancel, cancellation."""
    return len(other) >= SHORTEST_LIKE and (one.startswith(other) or other.startswith(one))
