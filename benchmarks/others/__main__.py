"""Start, add one, list what is due: dcx, Taskwarrior, todo.txt, jrnl and todoman, in turn and in one run.

    python -m benchmarks.others [--rounds 20] [--folder FOLDER] [--only NAME ...] [--page docs/benchmarks.md]

Needs apt-get, dpkg and pip: each program is put into a folder of its own (Debian's packages are unpacked, not
installed). A figure is the median of the rounds; a ratio the median over the rounds of this program's time by
dcx's in the same round. The time is the whole process's, from outside. `--page` writes the tables between the
page's two comment lines.
"""

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.others.tools import LATE, TOOLS, WORDS, Tool, environment, installed

SMALL, LARGE, HUGE = 100, 10_000, 100_000
LONGEST = 900  # seconds; what takes longer is said so
Times = dict[str, list[float]]


def run(command: Sequence[str], env: dict[str, str]) -> tuple[float, float, str]:
    """Seconds, MiB at most, and what was said; infinite where it took too long."""
    code = (
        "import resource, subprocess, sys, time; began = time.perf_counter();"
        "done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, capture_output=True, text=True);"
        "spent = time.perf_counter() - began;"
        "print(spent, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, done.returncode);"
        "print(done.stdout); print(done.stderr)"
    )
    words = [sys.executable, "-I", "-c", code, *command]
    try:
        done = subprocess.run(words, env=env, capture_output=True, text=True, check=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return float("inf"), float("nan"), ""
    first, _, said = done.stdout.partition("\n")
    seconds, kib, exit_code = first.split()
    if exit_code not in ("0", "1"):  # todo.txt says its version with 1
        sys.exit(f"{' '.join(command)}: exit {exit_code}\n{said}")
    return float(seconds), int(kib) / 1024, said


def filled(tools: dict[str, Tool], top: Path, count: int) -> dict[str, Path]:
    """A home with so many items for each; asked once, so that whatever it makes beside them is made."""
    homes = {}
    for name, tool in tools.items():
        home = top / f"{name}-{count}"
        home.mkdir()
        tool.fill(home, count)
        seconds, _, said = run(_words(tool.due, home), environment(tool, home))
        found = len(re.findall(WORDS[:9], said))  # a list may cut the rest
        print(
            f"{name}, {count:,}: the first list {seconds:.1f} s, {found} of {LATE} found",
            file=sys.stderr,
            flush=True,
        )
        if seconds != float("inf") and found != LATE:
            sys.exit(f"{name} lists {found} of the {LATE} that are due:\n{said[:2000]}")
        homes[name] = home
    return homes


def _words(words: Sequence[str], home: Path) -> list[str]:
    return [word.format(home=home) for word in words]


def times(
    tools: dict[str, Tool], homes: dict[str, Path], what: str, rounds: int
) -> tuple[Times, dict[str, float]]:
    """Seconds of each round, and the largest memory in MiB, of every program, in turn."""
    found: Times = {name: [] for name in tools}
    most = dict.fromkeys(tools, 0.0)
    for _ in range(rounds):
        for name, tool in tools.items():
            if found[name] and found[name][-1] == float("inf"):
                continue
            seconds, mib, _ = run(_words(getattr(tool, what), homes[name]), environment(tool, homes[name]))
            found[name].append(seconds)
            most[name] = max(most[name], mib)
    return found, most


def row(title: str, found: Times) -> str:
    """A row of the table: the medians in ms, and behind each the ratio to dcx."""
    cells = []
    for name, seconds in found.items():
        if seconds[-1] == float("inf"):
            cells.append(f"over {LONGEST} s")
            continue
        median = statistics.median(seconds)
        ratio = statistics.median(one / own for one, own in zip(seconds, found["dcx"], strict=False))
        cells.append(f"{median * 1000:,.0f} ms" + ("" if name == "dcx" else f" ({ratio:.2f})"))
    return f"| {title} | {' | '.join(cells)} |"


def tables(tools: dict[str, Tool], versions: dict[str, str], top: Path, rounds: int) -> str:
    """Everything measured, as a page has it."""
    small, large = filled(tools, top, SMALL), filled(tools, top, LARGE)
    load = os.getloadavg()[0]
    heads = [f"{name} {versions[name]}" for name in tools]
    rows = [f"| | {' | '.join(heads)} |", f"|---|{'---|' * len(heads)}"]
    for title, what, homes in (
        ("start (`--version`)", "start", small),
        (f"list what is due, {SMALL} items", "due", small),
        (f"add one to {SMALL}", "add", small),
        (f"list what is due, {LARGE:,} items", "due", large),
        (f"add one to {LARGE:,}", "add", large),
    ):
        found, most = times(tools, homes, what, rounds)
        rows.append(row(title, found))
        print(rows[-1], file=sys.stderr, flush=True)
        if what == "due":
            rows.append(f"| memory of that | {' | '.join(f'{most[name]:.0f} MiB' for name in tools)} |")
    huge = filled(tools, top, HUGE)
    found, most = times(tools, huge, "due", max(3, rounds // 4))
    rows.append(row(f"list what is due, {HUGE:,} items", found))
    rows.append(f"| memory of that | {' | '.join(f'{most[name]:.0f} MiB' for name in tools)} |")
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    said = (
        f"Python {platform.python_version()}, {machine}, {rounds} rounds, load {load:.1f} at the beginning."
    )
    return "\n".join([f"{time.strftime('%Y-%m-%d', time.gmtime())}: {said}", "", *rows])


def main() -> None:
    """Install, fill, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.others")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--only", nargs="+", choices=list(TOOLS), default=list(TOOLS))
    parser.add_argument("--page", type=Path)
    asked = parser.parse_args()
    names = [name for name in TOOLS if name == "dcx" or name in asked.only]
    with tempfile.TemporaryDirectory(dir=asked.folder) as temporary:
        top = Path(temporary)
        found = installed(top / "programs", names)
        tools = {name: tool for name, (tool, _) in found.items()}
        said = tables(tools, {name: version for name, (_, version) in found.items()}, top, asked.rounds)
    print(said)
    if asked.page:
        text = asked.page.read_text(encoding="utf-8")
        put = f"<!-- others -->\n{said}\n<!-- /others -->"
        asked.page.write_text(
            re.sub(r"<!-- others -->.*?<!-- /others -->", lambda _: put, text, flags=re.DOTALL),
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
