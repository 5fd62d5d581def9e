"""All faults by one command, from outside: `python -m tests.faults --kills 10000 --seed 1`.

Each part first shows that it catches writers broken on purpose. Prints the figures of docs/reliability.md; exit 1
when something was wrong, 2 when a part proves nothing.
"""

import argparse
import sys
import time
from collections.abc import Callable, Mapping

from tests.faults import calls, crowd, damage, full, index_states, kills, power
from tests.faults.report import Outcome

# Of each part so many rounds for 10,000 kills; damage comes to 20 places a round.
ROUNDS = {"damage": 100, "full": 40, "crowd": 40}


def parts(given: argparse.Namespace) -> Mapping[str, Callable[[], Outcome]]:
    """What there is, by its name, as large as was asked for."""

    def rounds(name: str) -> int:
        return max(1, ROUNDS[name] * int(given.kills) // 10_000)

    return {
        "power": lambda: power.run(given.seed, given.seconds),
        "damage": lambda: damage.run(rounds("damage"), given.seed, given.seconds),
        "full": lambda: full.run(rounds("full"), given.seed, given.seconds),
        "index": lambda: index_states.run(given.seed, given.seconds),
        "crowd": lambda: crowd.run(rounds("crowd"), given.seed, given.seconds),
        "calls": lambda: calls.run(given.seed, given.seconds, share=given.kills / 10_000),
        "kills": lambda: kills.run(given.kills, given.seed, given.seconds),
    }


def main() -> int:
    """Run the parts that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument(
        "--kills", type=int, default=500, help="how many; the other parts are sized by it too"
    )
    parser.add_argument("--seconds", type=float, default=float("inf"), help="at most so long for each part")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", help="only this part; may be given again")
    given = parser.parse_args()
    outcomes = []
    for name, run in parts(given).items():
        if given.only and name not in given.only:
            continue
        print(f"{name}:", flush=True)
        begun = time.monotonic()
        outcome = run()
        print(f"{outcome} ({time.monotonic() - begun:,.0f} s)", flush=True)
        outcomes.append(outcome)
    if not all(one.proves for one in outcomes):
        return 2
    return 0 if all(one.good for one in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
