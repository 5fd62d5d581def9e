"""Kill -9 at random moments, from outside: nothing that was acknowledged may be lost, changed or doubled.

    python -m tests.faults.kills --kills 1000 --seed 1

A child dcx takes a call from a pipe; notes of 80 bytes to 20 kB are fed to it in bursts, and it is killed while
it starts, between two notes or in the middle of one. Then `dcx handle --resume` goes on. What was acknowledged
(`Noted: …` was read) must stand in the record exactly once and in order. Before the count, two broken writers
must be caught (one that acknowledges before it writes, one without the newline before a torn tail), or the run
proves nothing.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from difficult_cx.journal.reading import Source, together

SOUND = "from difficult_cx.__main__ import main; main()"
LATE = """
import difficult_cx.journal.journal as journal
kept, real = [], journal.write_once
def later(handle, content):
    kept.append(content)
    if len(kept) > 5:
        real(handle, b"".join(kept)); kept.clear()
journal.write_once = later
from difficult_cx.__main__ import main; main()
"""
UNSEALED = """
import os, random
import difficult_cx.journal.journal as journal
real = journal.write_once
def torn(handle, content):
    content = content.removeprefix(b"\\n")
    if random.random() < 0.1:
        os.write(handle, content[: len(content) // 2]); os._exit(9)
    real(handle, content)
journal.write_once = torn
from difficult_cx.__main__ import main; main()
"""


@dataclass
class Run:
    """One home, many calls cut off: what was acknowledged so far, and what was wrong."""

    home: Path
    code: str
    chance: random.Random
    said: list[str] = field(default_factory=list)
    sent: int = 0
    longest: float = 0.6
    wrong: list[str] = field(default_factory=list)

    def once(self) -> None:
        """Start, feed, kill, look."""
        env = {**os.environ, "DCX_HOME": str(self.home), "TZ": "UTC"}
        args = ["handle", "--resume"] if self.said else ["handle", "with-ease"]
        child = subprocess.Popen(
            [sys.executable, "-c", self.code, *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=env,
        )
        assert child.stdin is not None
        assert child.stdout is not None
        listening = threading.Thread(target=self._listen, args=(child.stdout,))
        listening.start()
        self._feed(child.stdin, time.monotonic() + self.chance.uniform(0.02, self.longest))
        child.kill()
        listening.join()
        with suppress(BrokenPipeError):
            child.stdin.close()
        child.stdout.close()
        child.wait()
        self.look()

    def _feed(self, stdin: IO[bytes], until: float) -> None:
        """Notes in bursts, until the time has come or the child is gone; it is read from all the while."""
        while time.monotonic() < until:
            for _ in range(self.chance.choice((1, 1, 3, 10))):
                size = self.chance.choice((80, 80, 80, 500, 3_500, 20_000))
                self.sent += 1
                note = f"note {self.sent} ".ljust(size, "x")
                try:
                    stdin.write(f"{note}\n".encode())
                    stdin.flush()
                except BrokenPipeError:
                    return
            time.sleep(self.chance.uniform(0, 0.03))

    def _listen(self, stdout: IO[bytes]) -> None:
        while part := os.read(stdout.fileno(), 65536):
            self._hear(part)

    _rest: bytes = b""

    def _hear(self, part: bytes) -> None:
        *lines, self._rest = (self._rest + part).split(b"\n")
        self.said += [line[7:].decode() for line in lines if line.startswith(b"Noted: ")]

    def look(self) -> None:
        """Every acknowledged note is there, once, in order."""
        self._rest = b""
        path = self.home / "journal.jsonl"
        if not path.exists():
            return
        source = Source("journal.jsonl")
        source.take(path.read_bytes())
        reading = together([source])
        there = [event.text("text") for event in reading.events if event.kind == "noted"]
        places = {text: place for place, text in enumerate(there)}
        if len(places) != len(there):
            self.wrong.append("a note is there twice")
        found = [places.get(text, -1) for text in self.said]
        if -1 in found:
            self.wrong.append(f"acknowledged and lost: {self.said[found.index(-1)][:40]}")
        elif found != sorted(found):
            self.wrong.append("the order has changed")
        self.wrong += [str(one) for one in reading.findings if one.serious]


def longest_life() -> float:
    """How long a child may live, in seconds: three times what a start takes on this machine, now."""
    with tempfile.TemporaryDirectory() as home:
        begun = time.monotonic()
        env = {**os.environ, "DCX_HOME": home}
        done = subprocess.run(
            [sys.executable, "-c", SOUND, "handle", "with-ease"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=env,
            check=False,
        )
        assert b"Step 1 of 9" in done.stdout
        return 3 * (time.monotonic() - begun)


def runs(code: str, kills: int, seed: int) -> Iterator[Run]:
    """Homes of 25 kills each."""
    chance = random.Random(seed)
    longest = longest_life()
    left = kills
    while left > 0:
        with tempfile.TemporaryDirectory() as home:
            run = Run(Path(home), code, chance, longest=longest)
            for _ in range(min(25, left)):
                run.once()
            left -= 25
            yield run


def is_caught(code: str, seed: int) -> bool:
    """Whether a broken writer is noticed within 50 kills."""
    return any(run.wrong for run in runs(code, 50, seed))


def main() -> int:
    """Prove that broken writers are caught, then count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for name, code in (("acknowledges before it writes", LATE), ("no seal before a torn tail", UNSEALED)):
        caught = is_caught(code, given.seed)
        print(f"a writer that {name}: {'caught' if caught else 'NOT CAUGHT'}", flush=True)
        if not caught:
            return 2
    acknowledged, wrong = 0, []
    for run in runs(SOUND, given.kills, given.seed):
        acknowledged += len(run.said)
        wrong += run.wrong
    print(f"{given.kills} kills, {acknowledged} acknowledged, {len(wrong)} wrong")
    for one in wrong[:20]:
        print(one)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
