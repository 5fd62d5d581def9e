"""Blanks in what is said: `{name|fallback}`, filled with the customer's own words."""

import re
from collections.abc import Mapping

BLANK = re.compile(r"\{([a-z_]+)\|([^{}]*)\}")
LONGEST = 8
LONGEST_READ_BACK = 25


def cut(text: str, most: int = LONGEST) -> str:
    """At most so many words, `..` where it was longer, the last full stop left to the sentence around it."""
    words = text.split()
    if len(words) > most:
        return " ".join(words[:most]).rstrip(".,;:!?") + ".."
    return " ".join(words).rstrip(".,;:!?")


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with every blank filled; what nothing is known of gets its fallback."""

    def one(found: re.Match[str]) -> str:
        name, fallback = found.group(1), found.group(2)
        value = values.get(name, "").strip()
        if not value:
            return fallback
        return cut(value, LONGEST_READ_BACK if name == "read_back" else LONGEST)

    filled = BLANK.sub(one, text).replace("...", "..")
    return filled[:1].upper() + filled[1:]
