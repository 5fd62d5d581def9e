"""The only way out for text: what a terminal would obey, or an eye be fooled by, is made visible."""

import re
import unicodedata

# Joins emoji to one sign, and belongs to several scripts; anywhere else it is an invisible character.
JOINER = "\u200d"
NON_JOINER = "\u200c"
VARIATIONS = frozenset("\ufe0e\ufe0f")

# Characters that Unicode counts as letters or marks but that nobody can see.
UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0\u2800")
# General categories that never go out as they are: control, format, surrogate, private, unassigned, and
# the two separators that end a line for some programs.
RISKY = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# How many marks may stand on one letter before the rest is shown by number: no script of ours has more.
MOST_MARKS = 6

_PLAIN = re.compile(r"[ -~]*")


def clean(text: str, newline: str = " ") -> str:
    """The text, fit for a terminal: nothing in it moves the cursor, turns its direction or hides.

    Controls are written `^[`, everything else that is risky `<U+202E>`; line ends and tabs become `newline`
    and a blank. Letters of every script, accents and emoji with their joiners stay. Cleaning twice is
    cleaning once.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = text.replace("\r\n", "\n")
    out: list[str] = []
    marks = 0
    for place, letter in enumerate(text):
        if " " <= letter <= "~":
            out.append(letter)
            marks = 0
            continue
        kind = unicodedata.category(letter)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if letter == "\n":
            out.append(newline)
        elif letter in "\t\r\v\f":
            out.append(" ")
        elif kind in RISKY or letter in UNSEEN:
            out.append(letter if _joins(text, place) else _name(letter))
        elif letter in VARIATIONS:
            out.append(letter if _varies(text, place) else _name(letter))
        elif marks > MOST_MARKS or (marks and not out) or 0xE0100 <= ord(letter) <= 0xE01EF:
            out.append(_name(letter))
        elif kind == "Zs":
            out.append(" ")
        else:
            out.append(letter)
    return "".join(out)


def _name(letter: str) -> str:
    code = ord(letter)
    if code < 0x20 or code == 0x7F:
        return f"^{chr(code ^ 0x40)}"
    return f"<U+{code:04X}>"


def _joins(text: str, place: int) -> bool:
    """Whether the joiner here joins two emoji, or two letters of a script that needs it."""
    letter = text[place]
    if letter not in (JOINER, NON_JOINER) or place == 0 or place + 1 >= len(text):
        return False
    before, after = text[place - 1], text[place + 1]
    if letter == JOINER and _emoji(after) and (_emoji(before) or before in VARIATIONS):
        return True
    return _shaped(before) and _shaped(after)


def _emoji(letter: str) -> bool:
    """A pictograph, or one of the skin tones; close enough to tell a joined sign from a hidden joiner."""
    return unicodedata.category(letter) in ("So", "Sk") and ord(letter) >= 0x2190


def _varies(text: str, place: int) -> bool:
    """Whether the variation selector here follows a sign that has variations."""
    before = text[place - 1] if place else ""
    return bool(before) and (_emoji(before) or before in "0123456789#*\u00a9\u00ae\u203c\u2049\u2122\u2139")


def _shaped(letter: str) -> bool:
    """A letter or mark of a script that joins its letters (Arabic, Syriac, the scripts of India)."""
    code = ord(letter)
    return 0x0600 <= code <= 0x0DFF or 0x0F00 <= code <= 0x109F or 0x1780 <= code <= 0x18AF
