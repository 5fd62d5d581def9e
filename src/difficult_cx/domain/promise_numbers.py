"""How promises went, in numbers: kept on time, kept late, broken, undated; always with how many they are of.

A time that had passed when it was moved counts as late, whatever came after: it was broken time once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime, tzinfo

from difficult_cx.domain.promise import Promise

NOBODY = "(nobody named)"


@dataclass
class Counts:
    """So many promises of each outcome. `undated`: settled or open, without ever a time."""

    on_time: int = 0
    late: int = 0
    broken: int = 0
    withdrawn: int = 0
    overdue: int = 0
    waiting: int = 0
    undated: int = 0

    @property
    def made(self) -> int:
        """All of them; an undated one is counted once, under its own name."""
        return sum(getattr(self, one.name) for one in fields(self))

    @property
    def due(self) -> int:
        """Those of which it is known how they went: the sample of the rate."""
        return self.on_time + self.late + self.broken

    @property
    def rate(self) -> float | None:
        """The share kept on time, 0 to 1; None where nothing is known yet."""
        return self.on_time / self.due if self.due else None

    def as_data(self) -> dict[str, int | float | None]:
        """The numbers as JSON values."""
        numbers: dict[str, int | float | None] = {one.name: getattr(self, one.name) for one in fields(self)}
        return {"made": self.made, **numbers, "due": self.due, "rate": self.rate}


@dataclass
class Numbers:
    """All promises, and the same by month, owner and channel, each in the order of its name."""

    all: Counts = field(default_factory=Counts)
    month: dict[str, Counts] = field(default_factory=dict)
    owner: dict[str, Counts] = field(default_factory=dict)
    channel: dict[str, Counts] = field(default_factory=dict)


def outcome(promise: Promise, now: datetime) -> str:
    """The name of the count that this promise belongs to."""
    if promise.state == "withdrawn":
        return "withdrawn"
    if promise.state == "broken":
        return "broken"
    if promise.state == "kept_late" or (promise.state == "kept" and _was_late(promise)):
        return "late"
    if promise.due is None and not promise.earlier:
        return "undated"
    if promise.state == "kept":
        return "on_time"
    return "overdue" if promise.overdue(now) else "waiting"


def _was_late(promise: Promise) -> bool:
    return any(not one.in_time for one in promise.earlier)


def count(promises: Iterable[Promise], now: datetime, zone: tzinfo, since: datetime | None = None) -> Numbers:
    """The numbers; a promise belongs to the month in which it was due, an undated one to that it was made in.

    `since`: only those due, or made where they have no time, from this moment on.
    """
    numbers = Numbers()
    spelled: dict[str, str] = {}  # @Priya and @priya are one, named as they were first
    for promise in promises:
        at = promise.due or promise.made_at
        if since is not None and at < since:
            continue
        name = outcome(promise, now)
        owner = promise.owner or promise.rep or NOBODY
        keys: tuple[tuple[dict[str, Counts], str], ...] = (
            (numbers.month, f"{at.astimezone(zone):%Y-%m}"),
            (numbers.owner, spelled.setdefault(owner.casefold(), owner)),
            (numbers.channel, promise.channel or "(none)"),
        )
        for counts in (numbers.all, *(group.setdefault(key, Counts()) for group, key in keys)):
            setattr(counts, name, getattr(counts, name) + 1)
    for name in ("month", "owner", "channel"):
        setattr(numbers, name, dict(sorted(getattr(numbers, name).items(), key=_by_name)))
    return numbers


def _by_name(row: tuple[str, Counts]) -> str:
    return row[0].casefold()
