"""A file lies in the folder of its language."""

from collections.abc import Iterator

from difficult_cx.playbook.lint.subject import Subject, Told
from difficult_cx.playbook.nodes import Spot


def check(subject: Subject) -> Iterator[Told]:
    """What lies in `de/` says `lang: de`."""
    written = subject.written
    if subject.lang not in ("en", written.lang):
        spot = written.spots.get("lang", Spot(1, 1))
        yield Told(spot, f"`lang` is {written.lang}, the folder {subject.lang}", f"lang: {subject.lang}")
