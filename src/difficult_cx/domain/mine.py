"""Whose a promise is, by names. Imports next to nothing: a shell prompt asks it at every line."""

import unicodedata
from collections.abc import Collection


def name_key(name: str) -> str:
    """What makes two names the same: NFC, case apart, single blanks."""
    folded = unicodedata.normalize("NFC", name).casefold()
    return unicodedata.normalize("NFC", " ".join(folded.split()))


def same_person(one: str, other: str) -> bool:
    """Whether the keys of two names may be one person's: alike, or one is the other's first name."""
    return one == other or one.startswith(f"{other} ") or other.startswith(f"{one} ")


def is_mine(owner: str, rep: str, me: str, colleagues: Collection[str]) -> bool:
    """Whether I own it; or made it, unless it is a colleague's by now: so each is on somebody's list.

    Keys of names: its owner's (else its maker's), its maker's, mine, and of others who have a journal here.
    """
    if same_person(owner, me):
        return True
    return rep not in colleagues and not any(same_person(owner, one) for one in colleagues)
