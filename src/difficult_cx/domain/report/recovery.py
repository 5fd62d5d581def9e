"""Whether a customer can be closer after a good recovery than before: with its doubts (A0, E0.1)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from difficult_cx.domain.report.gathering import Brief
from difficult_cx.domain.report.intervals import Measured, difference, mean, share

CALM = 1
WAIT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of customers after their first hard call.

    `came_back`: those with another call, of those whose hard call is a month old. `recovered`: the anger had
    fallen to 1 or less at its end. `after_recovered`, `after_others`: the first anger of their later calls.
    `first_calls`: that of every customer's first call, whatever came of it. `gap`: recovered less first
    calls; below zero would be the paradox.
    """

    customers: int
    came_back: Measured
    recovered: Measured
    after_recovered: Measured
    after_others: Measured
    first_calls: Measured
    gap: Measured


def recovery(briefs: Iterable[Brief], now: datetime) -> Recovery:
    """The numbers over every customer."""
    whose: dict[str, list[Brief]] = defaultdict(list)
    for one in briefs:
        if one.customer:
            whose[one.customer].append(one)
    back = old = calm = known = hard_ones = 0
    after: dict[bool, list[float]] = {True: [], False: []}
    begun: list[float] = []
    for ones in whose.values():
        ordered = sorted(ones, key=lambda one: (one.started, one.id))
        first = next((place for place, one in enumerate(ordered) if one.hard), None)
        if ordered[0].first is not None:
            begun.append(float(ordered[0].first))
        if first is None:
            continue
        hard_ones += 1
        later = ordered[first + 1 :]
        if now - ordered[first].started >= WAIT:
            old += 1
            back += bool(later)
        ended = ordered[first].last
        if ended is not None:
            known += 1
            calm += ended <= CALM
            after[ended <= CALM] += [float(one.first) for one in later if one.first is not None]
    return Recovery(
        hard_ones,
        share(back, old),
        share(calm, known),
        mean(after[True]),
        mean(after[False]),
        mean(begun),
        difference(after[True], begun),
    )
