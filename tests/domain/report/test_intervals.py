"""Intervals against figures known from elsewhere; the same every time."""

import math
from random import Random

import pytest

from difficult_cx.domain.report.intervals import difference, mean, middle_of, share


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    # worked out by hand from Wilson's formula, z = 1.96; the first two stand in textbooks
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (29, 29, 0.8830, 1.0)],
)
def test_wilson(part: int, whole: int, low: float, high: float) -> None:
    """As in Newcombe 1998, table I, method 3."""
    found = share(part, whole)
    assert found.value == part / whole
    assert found.low == pytest.approx(low, abs=2e-4)
    assert found.high == pytest.approx(high, abs=2e-4)


def test_too_few_have_no_interval() -> None:
    """A number of four is a number, and no more; of none it is nothing."""
    assert share(2, 4).low is None
    assert share(0, 0).value is None
    assert mean([1.0, 2.0]).low is None
    assert mean([]).value is None
    assert middle_of([]).value is None
    assert difference([], [1.0]).value is None


def test_a_mean_is_resampled_the_same_way_every_time() -> None:
    """Twice the same; it holds the mean, and is about as wide as the law of large numbers says."""
    chance = Random(7)
    values = [chance.gauss(2, 1) for _ in range(100)]
    found = mean(values)
    assert mean(values) == found
    assert found.low is not None
    assert found.high is not None
    assert found.low < (found.value or 0) < found.high
    assert found.high - found.low == pytest.approx(2 * 1.96 / math.sqrt(100), rel=0.3)


def test_intervals_hold_what_they_should() -> None:
    """Of 300 samples of a coin and of a die, about 95 in 100 intervals hold the truth."""
    chance = Random(11)
    held = 0
    for _ in range(300):
        found = share(sum(chance.random() < 0.3 for _ in range(60)), 60)
        held += (found.low or 0) <= 0.3 <= (found.high or 0)
    assert 275 <= held <= 297
    held = 0
    for _ in range(100):
        die = mean([float(chance.randrange(1, 7)) for _ in range(40)])
        held += (die.low or 0) <= 3.5 <= (die.high or 0)
    assert held >= 88


def test_a_median_and_a_difference() -> None:
    """The median's interval are values that were seen; a difference of equals holds zero."""
    found = middle_of([float(one) for one in range(1, 102)])
    assert (found.value, found.low, found.high) == (51.0, 41.0, 61.0)
    same = difference([1.0, 2.0, 3.0] * 10, [1.0, 2.0, 3.0] * 12)
    assert same.low is not None
    assert same.high is not None
    assert same.low < 0 < same.high
