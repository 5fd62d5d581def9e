"""How long a key takes to its echo, Enter to the next card saved, and `dcx handle` to its first card.

    python -m benchmarks.keys [--home FOLDER] [--keys 400] [--cards 100] [--starts 20]

All through a pseudo-terminal. Keys and cards are measured against a bare prompt_toolkit line in turns;
the first card against `python -c "import typer, prompt_toolkit"`, in turns. FOLDER is a DCX_HOME, of any size
(`python -m benchmarks.journals`); without one it is empty. The 99th percentile is reported beside the median.
"""

import argparse
import fcntl
import json
import os
import pty
import random
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte

from benchmarks.bytecode import as_installed

ROWS, COLUMNS = 24, 80
PATIENCE = 20.0
BARE = """
from prompt_toolkit import PromptSession
session = PromptSession()
while True:
    session.prompt("Note > ")
"""
FLOOR = "import typer, prompt_toolkit"
LETTERS = "abcdefghijklmnopqrstuvwx,"


class Child:
    """A program in a pseudo-terminal, and the screen it draws."""

    def __init__(self, args: list[str], home: str) -> None:
        env = {**os.environ, "DCX_HOME": home, "TERM": "xterm-256color", "TZ": "Europe/London"}
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, *args], env)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.screen.display)

    def wait(self, holds: Callable[[str], bool]) -> float:
        """Seconds until the screen holds this; what drawing it here costs isn't counted."""
        begun, spent = time.perf_counter(), 0.0
        while True:
            if not select.select([self.handle], [], [], PATIENCE)[0]:
                raise TimeoutError(self.text)
            part = os.read(self.handle, 65536)
            came = time.perf_counter()
            if b"\x1b[6n" in part:  # a terminal answers where its cursor is
                os.write(self.handle, b"\x1b[1;1R")
            self.stream.feed(part)
            if holds(self.text):
                return came - begun - spent
            spent += time.perf_counter() - came

    def settle(self, seconds: float = 0.3) -> None:
        """Read on until nothing has come for so long."""
        while select.select([self.handle], [], [], seconds)[0]:
            self.stream.feed(os.read(self.handle, 65536))

    def type(self, text: str, holds: Callable[[str], bool]) -> float:
        """Seconds from these keys to what they bring."""
        os.write(self.handle, text.encode())
        return self.wait(holds)

    def end(self) -> None:
        """End it, whatever it does."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.handle)


def started(home: str) -> Child:
    """A call on its first card, idle."""
    child = Child(["-m", "difficult_cx", "handle", "with-ease", "-c", "Ada Brook"], home)
    child.wait(lambda text: "NEVER" in text)
    child.settle(0.7)
    return child


def bare(home: str) -> Child:
    """A prompt_toolkit line and nothing else, idle."""
    child = Child(["-c", BARE], home)
    child.wait(lambda text: "Note >" in text)
    child.settle()
    return child


def echoes(child: Child, count: int) -> list[float]:
    """Each letter to its echo, in a line that grows to 500 characters; then the line is cleared."""
    times: list[float] = []
    chance = random.Random(count)
    child.type("> ", lambda text: "> >" in text)
    typed = ""
    for _ in range(count):
        child.settle(0.004)
        typed += chance.choice(LETTERS)
        end = typed[-8:]  # what is drawn late for the letter before doesn't end so
        times.append(child.type(typed[-1], lambda text, end=end: end in _joined(text)))  # type: ignore[misc]
    child.settle(0.1)
    child.type("\x15", lambda text: "> >" not in text)
    child.settle(0.1)
    return times


def _joined(text: str) -> str:
    return text.replace("\n", "").replace(" ", "")


def enters(child: Child, count: int, saved: str = "") -> list[float]:
    """Enter on a line of up to 500 characters, until it is free again; for a call: said to be saved."""
    times = []
    for number in range(count):
        head, tail = f"n{len(times)}{os.urandom(2).hex()}", f"end{number}"
        line = head + (LETTERS * 20)[: 20 + 25 * (number % 19)]

        def typed(text: str, tail: str = tail) -> bool:
            return tail in text.replace("\n", "")  # a bare line is wrapped

        child.type(line + tail, typed)
        child.settle(0.03)
        said = saved + head if saved else ""
        times.append(child.type("\r", lambda text, said=said: _free(text) and said in text))  # type: ignore[misc]
        child.settle(0.03)
    return times


def _free(text: str) -> bool:
    """Whether nothing stands behind the last label; what follows it may be the row of keys."""
    return text.rpartition("Note >")[2].strip()[:3] in ("", "Ent")


def cards(child: Child, count: int) -> list[float]:
    """Enter to the next card; and `b` back again."""
    times = []
    for _ in range(count):
        time.sleep(0.36)  # longer than a key that bounces
        times.append(child.type("\r", lambda text: "STEP 2 of" in text))
        child.settle(0.03)
        child.type("b\r", lambda text: "STEP 1 of" in text)
        child.settle(0.03)
    return times


def first_cards(home: str, count: int) -> tuple[list[float], list[float]]:
    """Starting to the first card, each time with another customer, and importing alone, in turns."""
    ours, floor = [], []
    for name in known(home, count):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", FLOOR], check=True)
        floor.append(time.perf_counter() - begun)
        child = Child(["-m", "difficult_cx", "handle", "-c", name], home)
        waited = child.wait(lambda text: "NEVER" in text)
        ours.append(waited)
        os.kill(child.pid, signal.SIGTERM)
        os.waitpid(child.pid, 0)
        os.close(child.handle)
    return ours, floor


def known(home: str, count: int) -> list[str]:
    """So many customers of this record, spread over it; where there are none, one who is added at first."""
    journal = Path(home, "journal.jsonl")
    lines = journal.read_text("ascii").splitlines() if journal.exists() else []
    names = [json.loads(line)["name"] for line in lines if '"kind":"customer_added"' in line]
    return [names[place * len(names) // count] for place in range(count)] if names else ["Ada Brook"] * count


def report(what: str, ours: list[float], floor: list[float], most: float) -> None:
    """One line: ours, the floor's, the ratio that counts."""
    high = lambda times: sorted(times)[min(len(times) - 1, int(len(times) * 0.99))]  # noqa: E731
    median, top = statistics.median(ours) / statistics.median(floor), high(ours) / high(floor)
    print(
        f"{what:34} median {statistics.median(ours) * 1000:7.2f} ms, 99 % {high(ours) * 1000:7.2f} ms; "
        f"floor {statistics.median(floor) * 1000:7.2f}, {high(floor) * 1000:7.2f}; "
        f"ratio {median:5.2f}, 99 % {top:5.2f} (to reach: {most})"
    )


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home")
    parser.add_argument("--keys", type=int, default=400)
    parser.add_argument("--cards", type=int, default=100)
    parser.add_argument("--starts", type=int, default=20)
    given = parser.parse_args()
    as_installed()
    with tempfile.TemporaryDirectory() as folder:
        home = given.home or folder
        call, line = started(home), bare(home)
        ours: dict[str, list[float]] = {"echo": [], "enter": [], "card": []}
        floor: dict[str, list[float]] = {"echo": [], "enter": []}
        for _ in range(4):  # in turns, so that both meet the same neighbours
            ours["echo"] += echoes(call, given.keys // 4)
            floor["echo"] += echoes(line, given.keys // 4)
            ours["enter"] += enters(call, given.cards // 4, "Noted: ")
            floor["enter"] += enters(line, given.cards // 4)
            ours["card"] += cards(call, given.cards // 4)
        call.end()
        line.end()
        report("a key to its echo", ours["echo"], floor["echo"], 3)
        report("Enter to the note, saved", ours["enter"], floor["enter"], 3)
        report("Enter to the next card, saved", ours["card"], floor["enter"], 3)
        firsts, imports = first_cards(home, given.starts)
        report("dcx handle -c KNOWN, first card", firsts, imports, 1.25)


if __name__ == "__main__":
    main()
