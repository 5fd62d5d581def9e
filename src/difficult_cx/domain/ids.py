"""The letters of an id, and how people see and type it."""

import re
from collections.abc import Callable, Iterable

ALPHABET = "bcdfghjkmnpqrstvwxz23456789"
LENGTH = 12
SHORTEST = 3

_ID = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")

IdMaker = Callable[[], str]


def is_id(text: object) -> bool:
    """Whether this could be an id."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def find(typed: str, ids: Iterable[str]) -> list[str]:
    """Every id that begins with what was typed, case apart."""
    wanted = typed.strip().casefold()
    return [one for one in ids if wanted and one.startswith(wanted)]


def follower_id(first: str, place: int) -> str:
    """The id of the entry at this place behind a first one with this id: the same when the line is retried.

    What reached the disk of a batch that counted as not saved counts once, then, all of it.
    """
    from hashlib import sha256  # 3 ms, and most commands save nothing

    number = int.from_bytes(sha256(f"{first}/{place}".encode("ascii")).digest()[:16])
    letters = []
    for _ in range(LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)
