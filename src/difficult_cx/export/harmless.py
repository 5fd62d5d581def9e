"""Text for other programs' files: what a program would obey, or an eye be fooled by, is taken out."""

import unicodedata

# Controls, directions and joiners that hide, halves of characters, private and unassigned signs.
_RISKY = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
# Cf has soft hyphens and joiners that scripts need; these are the ones that turn the direction or hide text.
_TURNING = frozenset(
    "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


def one_line(text: str) -> str:
    """The text on one line; a replacement sign stands for what no file should carry."""
    return " ".join(_without_risk(text).split())


def lines(text: str) -> str:
    """The text with its line ends, each line harmless."""
    return "\n".join(_without_risk(line).rstrip() for line in text.replace("\r\n", "\n").split("\n"))


def _without_risk(text: str) -> str:
    out = []
    for letter in text:
        if " " <= letter <= "~":
            out.append(letter)
        elif letter in "\t\r\n\v\f":
            out.append(" ")
        elif letter in _TURNING or "\U000e0000" <= letter <= "\U000e007f":
            continue
        else:
            out.append("\ufffd" if unicodedata.category(letter) in _RISKY else letter)
    return "".join(out)
