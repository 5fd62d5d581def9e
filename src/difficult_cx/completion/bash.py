"""bash hands over its line as it was typed, and takes words as they must be typed."""

import os
import sys
from collections.abc import Sequence

from difficult_cx.completion.fitting import FILES, fitting

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:+@%=")
_ENDS = frozenset(" \t\n;|&()<>")


def offer(given: Sequence[str]) -> str:
    """One word a line, to be put in place of what bash takes for the last word.

    `given`: the line up to the cursor, and bash's own last word, which begins anew behind `:` and `=`.
    """
    if len(given) != 2:
        return ""
    line, own = given
    words, raw, quote = split(line)
    found = fitting(words[1:], os.environ, sys.platform)
    if found is FILES:
        return ":files\n"
    lead = raw[: len(raw) - len(own)] if own and raw.endswith(own) else ""
    if not own and raw and raw[-1] in ":=":
        lead = raw
    out = []
    for value, _ in found:
        typed = quoted(value, quote)
        if typed.startswith(lead):
            out.append(f"{typed[len(lead) :]}\n")
    return "".join(out)


def split(line: str) -> tuple[list[str], str, str]:
    """The words of the last command on a line, the last word as it was typed, and the quote it stands in."""
    reader = _Reader()
    for letter in line:
        reader.read(letter)
    words = [*reader.words, reader.word or ""]
    while len(words) > 1 and _sets(words[0]):
        del words[0]
    return words, reader.raw, reader.quote


class _Reader:
    """Goes over a line letter by letter, as bash would; `word` is None between two words."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.word: str | None = None
        self.raw = self.quote = ""
        self._escaped = False

    def read(self, letter: str) -> None:
        self.raw += letter
        if self._escaped:
            self._escaped = False
            stays = self.quote == '"' and letter not in '"\\$`'
            self._add(f"\\{letter}" if stays else letter)
        elif letter == "\\" and self.quote != "'":
            self._escaped = True
        elif self.quote:
            self._add("" if letter == self.quote else letter)
            if letter == self.quote:
                self.quote = ""
        elif letter in "'\"":
            self.quote = letter
            self._add("")
        elif letter in _ENDS:
            self._end(letter)
        else:
            self._add(letter)

    def _add(self, text: str) -> None:
        self.word = (self.word or "") + text

    def _end(self, letter: str) -> None:
        if self.word is not None:
            self.words.append(self.word)
        self.word, self.raw = None, ""
        if letter not in " \t":
            self.words = []


def _sets(word: str) -> bool:
    """Whether this only sets a variable for the command behind it."""
    name, equals, _ = word.partition("=")
    return bool(equals) and name.isidentifier()


def quoted(value: str, quote: str) -> str:
    """The value as bash reads it back, with the quote that is open already.

    readline adds the quote's end by itself, but not behind a sign that looks like it.
    """
    if not quote:
        return "".join(one if one in _PLAIN or ord(one) > 127 else f"\\{one}" for one in value)
    if quote == "'":
        inside = value.replace("'", "'\\''")
    else:
        inside = "".join(f"\\{one}" if one in '"\\$`' else one for one in value)
        # the history is looked up behind ! between these quotes, and a backslash would stay there
        inside = inside.replace("!", "\"'!'\"")
    return quote + inside + (quote if inside.endswith(quote) else "")
