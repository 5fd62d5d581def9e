"""A row of the screen: pieces of text, each with the name of its style."""

from difficult_cx.terminal.clean import clean
from difficult_cx.terminal.width import cut, width

Piece = tuple[str, str]
Row = tuple[Piece, ...]

EMPTY: Row = ()
# No row of a screen shows more of one text than this; what is longer isn't even looked at.
MOST_SHOWN = 4096

_APART = str.maketrans("", "", "\ufe0e\ufe0f\u20e3")


def seen(text: str) -> str:
    """The text as a row can show it: cleaned, and joined emoji taken apart.

    Terminals disagree on how wide a joined sign is, on the same machine; apart, each is two columns
    everywhere, so the clock stays where it is.
    """
    if len(text) > MOST_SHOWN:
        text = text[:MOST_SHOWN]
    cleaned = clean(text)
    if cleaned.isascii():
        return cleaned
    apart = cleaned.translate(_APART)
    return "".join(
        letter for place, letter in enumerate(apart) if letter != "\u200d" or not _in_emoji(apart, place)
    )


def _in_emoji(text: str, place: int) -> bool:
    return place + 1 < len(text) and ord(text[place + 1]) >= 0x2190


def fit_for(row: Row, encoding: str) -> Row:
    """The row as this encoding can show it: a letter it hasn't is `?`, as many as it is columns wide."""
    return tuple((style, _encodable(text, encoding)) for style, text in row)


def _encodable(text: str, encoding: str) -> str:
    if text.isascii():
        return text
    kept = []
    for letter in text:
        try:
            letter.encode(encoding)
        except UnicodeEncodeError:
            kept.append("?" * width(letter))
        else:
            kept.append(letter)
    return "".join(kept)


def text_of(row: Row) -> str:
    """The row's text without its styles."""
    return "".join(text for _, text in row)


def columns_of(row: Row) -> int:
    """How many columns the row takes."""
    return sum(width(text) for _, text in row)


def both_ends(left: Row, right: Row, columns: int) -> Row:
    """The row with these two at its ends; the left one is cut where they would meet."""
    room = columns - columns_of(right)
    kept = cut_row(left, max(0, room - 1) if right else room)
    gap = room - columns_of(kept)
    return (*kept, ("", " " * max(0, gap)), *right)


def cut_row(row: Row, columns: int) -> Row:
    """At most this many columns of the row; what had to go is marked `..`."""
    if columns_of(row) <= columns:
        return row
    kept: list[Piece] = []
    left = columns
    for style, text in row:
        wide = width(text)
        if wide > left or (wide == left and kept and columns_of(row) > columns):
            if left > 0:
                kept.append((style, cut(text, left) if wide > left else cut(f"{text}...", left)))
            break
        kept.append((style, text))
        left -= wide
    return tuple(kept)
