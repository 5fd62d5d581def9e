"""One thing that was looked at."""

from difficult_cx.records import dataclass


@dataclass(frozen=True, slots=True)
class Health:
    """One thing that was looked at: `level` is ok, note or bad; `next` what to do about it."""

    name: str
    level: str
    what: str
    next: str = ""
