"""How long a due phrase takes to read: the grammar's own words thrown together, a fifth with noise.

    python -m benchmarks.phrases [--count 60000] [--seed 2]

Prints the median, and the slowest as a multiple of it; the slowest hundred are read again, and the best of
seven counts, so that another program on the machine isn't measured. To reach: at most 200 times the median.
"""

import argparse
import gc
import platform
import statistics
import time
from datetime import datetime
from zoneinfo import ZoneInfo

from tests.domain.due.thrown import thrown

from difficult_cx.domain.due import read

NOW = datetime(2026, 11, 24, 10, 15, tzinfo=ZoneInfo("Europe/London"))
MOST = 200
AGAIN = 100
TIMES = 7


def seconds(phrase: str) -> float:
    """One reading, of this thread's own processor time: other programs are not measured."""
    began = time.thread_time()
    read(phrase, NOW)
    return time.thread_time() - began


def main() -> None:
    """Read them all, print three rows."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.phrases")
    parser.add_argument("--count", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=2)
    asked = parser.parse_args()
    phrases = thrown(asked.count, asked.seed)
    first = seconds("fri noon")
    gc.freeze()
    once = [(seconds(one), one) for one in phrases]
    median = statistics.median(took for took, _ in once)
    slowest = sorted(once, reverse=True)[:AGAIN]
    took, phrase = max((min(seconds(one) for _ in range(TIMES)), one) for _, one in slowest)
    print(
        f"Python {platform.python_version()}, {platform.machine()}, "
        f"{len(phrases):,} phrases, seed {asked.seed}"
    )
    print(f"the first phrase, the grammar put together: {first * 1000:.1f} ms")
    print(f"median {median * 1e6:.0f} us; read once, the slowest {slowest[0][0] / median:.0f} x")
    print(f"best of {TIMES}: the slowest {took / median:.0f} x (to reach: {MOST} x): {phrase!a}")


if __name__ == "__main__":
    main()
