"""Which words fit: the commands and options of the table, and values from the record."""

import os
from collections.abc import Mapping, Sequence

Offer = tuple[str, str]
FILES: list[Offer] = []  # by identity: the shell's own completion of files
TABLE = os.path.join(os.path.dirname(__file__), "words.tsv")


def fitting(words: Sequence[str], env: Mapping[str, str], platform: str) -> list[Offer]:
    """What could stand in place of the last word, each with a line about it; FILES where a file is wanted."""
    if not words:
        return []
    *before, last = words
    place = _Place(_table())
    for word in before:
        place.take(word)
    return place.offers(last, env, platform)


def _table() -> list[list[str]]:
    """The rows of the table: command, what the row is, name, kind of value, a line of help."""
    with open(TABLE, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]


class _Place:
    """How far a command line has come: the command, its options so far, the value that is waited for."""

    def __init__(self, table: list[list[str]]) -> None:
        self._table = table
        self._named: list[str] = []
        self._waiting: str | None = None
        self._values = 0
        self._only_values = False
        self._used: set[str] = set()
        self._enter("")

    def _enter(self, path: str) -> None:
        rows = [row for row in self._table if row[0] == path]
        self._path = path
        self._commands = [(row[2], row[4]) for row in rows if row[1] == "command"]
        self._options = {row[2]: row for row in rows if row[1] == "option"}
        self._arguments = [row for row in rows if row[1] == "argument"]

    def take(self, word: str) -> None:
        """One whole word."""
        if self._waiting is not None:
            self._waiting = None
        elif self._only_values or not word.startswith("-") or word == "-":
            self._take_plain(word)
        elif word == "--":
            self._only_values = True
        else:
            name, equals, _ = word.partition("=")
            self._used.add(name)
            option = self._options.get(name)
            if option is not None and option[3] != "flag" and not equals:
                self._waiting = option[3]

    def _take_plain(self, word: str) -> None:
        if not self._values and any(word == name for name, _ in self._commands):
            self._enter(f"{self._path} {word}".strip())
        else:
            self._values += 1

    def offers(self, last: str, env: Mapping[str, str], platform: str) -> list[Offer]:
        """What fits the last word, which is not whole yet."""
        if self._waiting is not None:
            return _values(self._waiting, last, env, platform)
        if last.startswith("-") and not self._only_values:
            name, equals, begun = last.partition("=")
            option = self._options.get(name)
            if equals and option is not None:
                found = _values(option[3], begun, env, platform)
                return found if found is FILES else [(f"{name}={value}", what) for value, what in found]
            return [
                (name, row[4])
                for name, row in self._options.items()
                if name.startswith(last) and name not in self._used
            ]
        if self._commands and not self._values:
            return [one for one in self._commands if one[0].startswith(last)]
        return _values(self._kind(), last, env, platform)

    def _kind(self) -> str:
        """The kind of the argument that stands here."""
        if self._values < len(self._arguments):
            return self._arguments[self._values][3]
        if self._arguments and self._arguments[-1][2] == "...":
            return self._arguments[-1][3]
        return ""


def _values(kind: str, begun: str, env: Mapping[str, str], platform: str) -> list[Offer]:
    if kind in ("", "flag"):
        return []
    if kind == "file":
        return FILES
    if "|" in kind:
        return [(one, "") for one in kind.split("|") if one.startswith(begun)]
    from difficult_cx.completion.values import values

    return values(kind, begun, env, platform)
