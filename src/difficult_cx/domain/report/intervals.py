"""How far a number may be trusted: intervals of 95 %, the same every time they are worked out.

A share has Wilson's interval. A mean has one by resampling (a fixed seed) up to 200 values, by the normal
law above. A median has the order statistics that hold it. With fewer than five there is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from statistics import fmean, median, stdev

Z = 1.959964
FEWEST = 5
RESAMPLED = 200
ROUNDS = 2000
SEED = 20261


@dataclass(frozen=True, slots=True)
class Measured:
    """A number, how many it is of, and the interval it lies in with 95 %; None where there are too few."""

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


def share(part: int, whole: int) -> Measured:
    """`part` of `whole`, 0 to 1, with Wilson's interval."""
    if whole <= 0:
        return Measured(None, 0)
    p = part / whole
    if whole < FEWEST:
        return Measured(p, whole)
    square = Z * Z
    middle = (p + square / (2 * whole)) / (1 + square / whole)
    half = Z * sqrt(p * (1 - p) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return Measured(p, whole, max(0.0, middle - half), min(1.0, middle + half))


def mean(values: Sequence[float]) -> Measured:
    """The mean of these."""
    count = len(values)
    if not count:
        return Measured(None, 0)
    middle = fmean(values)
    if count < FEWEST:
        return Measured(middle, count)
    if count > RESAMPLED:
        half = Z * stdev(values) / sqrt(count)
        return Measured(middle, count, middle - half, middle + half)
    pick = Random(SEED)  # noqa: S311  (the same interval every time; nothing secret)
    means = sorted(fmean(pick.choices(values, k=count)) for _ in range(ROUNDS))
    low, high = means[round(ROUNDS * 0.025)], means[round(ROUNDS * 0.975) - 1]
    return Measured(middle, count, low, high)


def difference(ones: Sequence[float], others: Sequence[float]) -> Measured:
    """How much larger the mean of these is than that of the others; `n` is the smaller number of both."""
    count = min(len(ones), len(others))
    if not count:
        return Measured(None, 0)
    gap = fmean(ones) - fmean(others)
    if count < FEWEST:
        return Measured(gap, count)
    half = Z * sqrt(stdev(ones) ** 2 / len(ones) + stdev(others) ** 2 / len(others))
    return Measured(gap, count, gap - half, gap + half)


def middle_of(values: Sequence[float]) -> Measured:
    """The median of these."""
    ordered = sorted(values)
    count = len(ordered)
    if not count:
        return Measured(None, 0)
    found = float(median(ordered))
    if count < FEWEST:
        return Measured(found, count)
    reach = Z * sqrt(count) / 2
    low = ordered[max(0, int(count / 2 - reach))]
    high = ordered[min(count - 1, int(count / 2 + reach))]
    return Measured(found, count, float(low), float(high))
