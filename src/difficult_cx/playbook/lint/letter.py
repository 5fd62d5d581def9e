"""A situation's letter is free."""

from collections.abc import Iterator

from difficult_cx.domain.call.line import LETTERS
from difficult_cx.playbook.lint.subject import Subject, Told
from difficult_cx.playbook.nodes import Spot


def check(subject: Subject) -> Iterator[Told]:
    """No command and no other situation has it, and it is neither digit nor sign."""
    key = subject.written.key
    if not key:
        return
    spot = subject.written.spots.get("key", Spot(1, 1))
    if key in LETTERS or not key.isalpha() or key in "+~>*=/":
        yield Told(spot, f"the letter `{key}` is taken by the grammar of a call", "another letter")
    other = subject.letters.get(key)
    if other is not None:
        yield Told(spot, f"the letter `{key}` is the situation {other}'s", "another letter")
