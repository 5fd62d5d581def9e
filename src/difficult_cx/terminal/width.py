"""How wide text is on a terminal, and how it is cut to fit."""

import unicodedata
from functools import lru_cache

CUT = ".."


def width(text: str) -> int:
    """Columns that cleaned text takes: wide letters two, marks and joiners none."""
    if _narrow(text):
        return len(text)
    total = 0
    joined = False
    for letter in text:
        if joined:  # what is joined to an emoji is drawn into it
            joined = False
            continue
        if letter == "\u200d":
            joined = True
        else:
            total += _columns(letter)
    return total


def cut(text: str, most: int) -> str:
    """At most this many columns; what had to go is marked `..` at the end."""
    if width(text) <= most:
        return text
    if most <= len(CUT):
        return CUT[:most]
    room = most - len(CUT)
    if _narrow(text):
        return text[:room].rstrip() + CUT
    kept: list[str] = []
    used = 0
    for letter in text:
        used += _columns(letter)
        if used > room:
            break
        kept.append(letter)
    while kept and kept[-1] == "\u200d":
        kept.pop()
    return "".join(kept).rstrip() + CUT


def pad(text: str, columns: int) -> str:
    """Cut or filled with blanks to exactly this many columns."""
    short = cut(text, columns)
    return short + " " * (columns - width(short))


def _narrow(text: str) -> bool:
    """Whether every letter takes one column, told at once: the marks begin at U+0300."""
    return text.isascii() or (max(text) < "\u0300" and "\u00ad" not in text)


@lru_cache(maxsize=4096)
def _columns(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1
