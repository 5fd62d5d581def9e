"""Measures the installed dcx against its floors, in turn and in one run, and prints ratios.

    python -m benchmarks [--pairs 20] [--events 1000000] [--folder FOLDER]

The journals (100 and EVENTS events) are made where FOLDER says, or in a temporary folder. A ratio is the
median over the pairs of one run of dcx and the run of its floor that follows it; the time is the whole
process's, from outside. docs/benchmarks.md says what the figures mean.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bytecode import as_installed
from benchmarks.journals import make

PYTHON = sys.executable
DCX = str(Path(PYTHON).with_name("dcx"))
T = (PYTHON, "-c", "import typer")
R = (PYTHON, "-c", "import typer, rich.console, rich.table")
P = (PYTHON, "-c", "import typer, prompt_toolkit")
SMALL = 100


@dataclass(frozen=True)
class Pair:
    """What is measured against what: dcx's words, the events of its journal, the floor, and what to reach."""

    words: tuple[str, ...]
    events: int
    floor: str
    reach: float


def pairs(events: int, customer: str) -> list[Pair]:
    """Every figure that is a ratio of two processes."""
    add = ("followups", "add", "call", "back", "fri", "noon", "-c", customer)
    return [
        Pair(("followups",), events, "R", 1.35),
        Pair(("followups",), events, "itself at 100", 1.1),
        Pair(("--version",), events, "T", 0.5),
        Pair(("followups", "--check"), events, "T", 0.5),
        Pair(("search", "refund", "order"), events, "R", 1.5),
        Pair(add, events, "R", 1.5),
        Pair(("playbook", "show", "with-ease"), events, "R", 1.6),
        Pair(("say", "she", "wants", "my", "boss"), events, "R", 1.6),
        Pair(("handle", "-c", customer), events, "P", 1.25),
    ]


def run(command: Sequence[str], home: Path) -> float:
    """One run in this data folder, in seconds."""
    env = {**os.environ, "DCX_HOME": str(home), "TZ": "Europe/London"}
    began = time.perf_counter()
    subprocess.run(
        command,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return time.perf_counter() - began


def measure(pair: Pair, homes: dict[int, Path], count: int) -> tuple[float, float, float]:
    """The medians of dcx and of the floor in seconds, and the median of the ratios pair by pair."""
    own, home = (DCX, *pair.words), homes[pair.events]
    floors = {"T": T, "R": R, "P": P, "itself at 100": own}
    floor, where = floors[pair.floor], homes[SMALL if pair.floor == "itself at 100" else pair.events]
    run(own, home)
    run(floor, where)
    both = [(run(own, home), run(floor, where)) for _ in range(count)]
    return (
        statistics.median(one for one, _ in both),
        statistics.median(other for _, other in both),
        statistics.median(one / other for one, other in both),
    )


def memory(command: Sequence[str], home: Path) -> float:
    """The largest memory of one run, in MiB."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL,"
        "stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    env = {**os.environ, "DCX_HOME": str(home)}
    done = subprocess.run((PYTHON, "-c", code, *command), env=env, capture_output=True, text=True, check=True)
    return int(done.stdout) / 1024


def build(home: Path) -> tuple[float, float]:
    """Making the first index, and `json.loads` of the same lines: seconds of the processor."""
    for old in (home / "cache").glob("index-*"):
        old.unlink()
    path = str(home / "journal.jsonl")
    read = f"import json\nfor line in open({path!r}, 'rb'): json.loads(line)"
    spent = []
    for command in ((DCX, "followups"), (PYTHON, "-c", read)):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(command, home)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return spent[0], spent[1]


def known_customer(home: Path) -> str:
    """The name of a customer of this journal."""
    with (home / "journal.jsonl").open(encoding="ascii") as file:
        named = (json.loads(line) for line in file if '"kind":"customer_added"' in line)
        return str(next(named)["name"])


def main() -> None:
    """Make the journals, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    as_installed()
    with tempfile.TemporaryDirectory() as temporary:
        top = asked.folder or Path(temporary)
        homes = {count: top / str(count) for count in (SMALL, asked.events)}
        for count, home in homes.items():
            if not (home / "journal.jsonl").exists():
                make(home, count)
        report(homes, asked.events, asked.pairs)


def report(homes: dict[int, Path], events: int, count: int) -> None:
    """Print the table."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"Python {platform.python_version()}, {machine}")
    print(f"{events:,} events, {count} pairs, load {os.getloadavg()[0]:.1f}\n")
    home = homes[events]
    made, read = build(home)
    print("| what | dcx | floor | ratio | to reach |")
    print("|---|---|---|---|---|")
    ratio = f"{made / read:.2f}"
    print(f"| first index (processor), by json.loads | {made:.1f} s | {read:.1f} s | {ratio} | 5 |")
    for pair in pairs(events, known_customer(home)):
        own, floor, ratio = measure(pair, homes, count)
        words = " ".join(pair.words)
        print(
            f"| `dcx {words}`, by {pair.floor} | {own * 1000:.0f} ms | {floor * 1000:.0f} ms "
            f"| {ratio:.2f} | {pair.reach} |",
            flush=True,
        )
    print(f"| memory of `dcx followups` | {memory((DCX, 'followups'), home):.0f} MiB | | | 32 MiB |")
    for old in (home / "cache").glob("index-*"):
        old.unlink()
    print(f"| memory of the first index | {memory((DCX, 'followups'), home):.0f} MiB | | | 120 MiB |")


if __name__ == "__main__":
    main()
