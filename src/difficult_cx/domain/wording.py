"""Words as they are looked for: the search form of a text, a query, where its words stand in a text."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from difficult_cx.domain.kinds import OURS

# Fields that hold codes, names of cards or what a playbook says: nobody looks for them.
_CODES = OURS | {
    "field", "asked", "how", "where", "key", "playbook", "channel", "disposition", "label", "title",
    "missing", "sets", "turn", "option", "decision", "scores", "signal", "body", "by", "kinds",
}  # fmt: skip
_SILENT = frozenset({"playbook_kept", "erased"})
# Scripts that put no blank between words; they are cut into pairs of characters.
_UNBROKEN = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff]+"
)
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0590-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0dff])*")


def texts_of(kind: str, data: Mapping[str, Any]) -> Iterator[str]:
    """What people wrote into an event: its notes, answers, names and reasons; no ids and no codes."""
    if kind not in _SILENT:
        yield from _texts(data)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            if name not in _CODES:
                yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def search_form(text: str) -> str:
    """The text as the index keeps it: NFKC, case apart, no character that SQLite can't hold.

    Runs of scripts without blanks become pairs of characters, the last one alone behind them, so that every
    part of a run is a row of pairs, or the beginning of one.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    clean = "".join(" " if unicodedata.category(letter) in ("Cs", "Cc") else letter for letter in folded)
    return _UNBROKEN.sub(lambda run: f" {' '.join(_pairs(run.group()))} ", clean)


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run))]


def query_form(words: str) -> str:
    """The words as a query for FTS5: each quoted, the last one a beginning; empty when there is none."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", words).casefold())
    parts: list[str] = []
    for word in folded.split():
        done = 0
        for run in _UNBROKEN.finditer(word):
            parts += [word[done : run.start()], " ".join(_pairs(run.group())[:-1] or [run.group()])]
            done = run.end()
        parts.append(word[done:])
    wanted = [" ".join(part.replace('"', " ").split()) for part in parts]
    quoted = [f'"{_without_bad(part)}"' for part in wanted if _WORD.search(part)]
    return " ".join([*quoted[:-1], f"{quoted[-1]} *"]) if quoted else ""


def _without_bad(text: str) -> str:
    return "".join(" " if unicodedata.category(letter) in ("Cs", "Cc") else letter for letter in text)


def places_of(words: str, text: str) -> list[tuple[int, int]]:
    """Where words of the query stand in the text, first and behind last character, from left to right."""
    wanted = [_bare(found.group()) for found in _WORD.finditer(words)]
    if not wanted:
        return []
    return list(_standing(wanted, text))


def _standing(wanted: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    for found in _WORD.finditer(text):
        bare = _bare(found.group())
        if bare in wanted or bare.startswith(wanted[-1]):
            yield found.span()
        elif _UNBROKEN.search(bare):
            for word in wanted:
                inside = bare.find(word)
                if inside >= 0 and len(bare) == len(found.group()):
                    yield found.start() + inside, found.start() + inside + len(word)


def _bare(word: str) -> str:
    """The word without case and marks, as FTS5 compares words."""
    folded = unicodedata.normalize("NFKC", word).casefold()
    apart = unicodedata.normalize("NFD", folded)
    return unicodedata.normalize("NFC", "".join(one for one in apart if unicodedata.category(one) != "Mn"))
