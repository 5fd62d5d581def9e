"""Notes that can be told apart by any part of them: what is shown or kept in part is never taken for the whole."""

import re

# No vowels, so that no word is one that dcx listens for; no digits, so that nothing is taken for a card number.
_LETTERS = "bdfghjkl"
_NUMBER = re.compile(r"note (\d+) \S")


def a_note(number: int, size: int) -> str:
    """The note of this number: a word of its own again and again, exactly so many characters."""
    word, left = "", number
    while left or not word:
        word, left = _LETTERS[left % len(_LETTERS)] + word, left // len(_LETTERS)
    text = f"note {number} " + f"{word} " * (size // (len(word) + 1) + 1)
    return text[: size - 1] + "z"


def number_of(text: str) -> int | None:
    """The number of a note that begins so; None when it isn't one, or its number may go on."""
    found = _NUMBER.match(text)
    return int(found.group(1)) if found else None


def is_shown(shown: str, whole: str, room: int) -> bool:
    """Whether this is the note as a row of so many columns shows it: all of it, or cut at the end of the row."""
    kept = shown.removesuffix("..").rstrip()
    return shown == whole or (shown.endswith("..") and len(shown) > room - 3 and whole.startswith(kept))
