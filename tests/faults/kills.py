"""Kill -9 at random moments: while it starts, between two notes, in the middle of one, on both faces.

Notes of 80 bytes, 3.5 kB and 20 kB are fed in bursts; then `dcx handle --resume` goes on. What was acknowledged
(`Noted: …` was read, or it stood in the log on the screen) must be on the record exactly once, whole and in order.
"""

import os
import random
import select
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tests.faults import record
from tests.faults.broken import DOUBLING, LATE, UNSEALED
from tests.faults.driving import PLAYBOOK, a_home, acknowledged, command, dcx, environment, start_time
from tests.faults.report import Outcome
from tests.faults.screen import Screen

SIZES = (80, 80, 80, 500, 3_500, 20_000)
LIVES = 25
DEADLINE = 30.0


@dataclass
class Home:
    """One home, many lives cut off: what was sent and acknowledged so far, and what was wrong."""

    home: Path
    chance: random.Random
    longest: float
    broken: str = ""
    sent: dict[int, int] = field(default_factory=dict)
    said: set[int] = field(default_factory=set)
    drafted: set[int] = field(default_factory=set)
    kills: int = 0
    on_screen: int = 0
    seen: int = 0
    wrong: list[str] = field(default_factory=list)

    def live(self, *, full: bool) -> None:
        """Start, feed, kill, look."""
        args = ["handle", "--resume"] if self.said else ["handle", PLAYBOOK]
        (self._on_screen if full else self._by_pipe)(args)
        self.kills += 1
        self.look()

    def note(self, size: int = 0) -> bytes:
        """The next note: its number and so many letters."""
        number, size = len(self.sent) + 1, size or self.chance.choice(SIZES)
        self.sent[number] = size
        return f"note {number} ".ljust(size, "x").encode()

    def _by_pipe(self, args: list[str]) -> None:
        child = subprocess.Popen(
            [*command(self.broken), *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(self.home),
        )
        assert child.stdin is not None
        assert child.stdout is not None
        heard: list[bytes] = []
        listening = threading.Thread(target=listen, args=(child.stdout, heard))
        listening.start()
        self._feed(child.stdin, time.monotonic() + self.chance.uniform(0.01, self.longest))
        child.kill()
        listening.join()
        with suppress(BrokenPipeError):
            child.stdin.close()
        child.stdout.close()
        child.wait()
        whole = b"".join(heard).rpartition(b"\n")[0]
        self.said |= {int(one.split()[1]) for one in acknowledged(whole) if one.startswith("note ")}

    def _feed(self, stdin: IO[bytes], until: float) -> None:
        """Notes in bursts, until the time has come or the child is gone; it is read from all the while."""
        while time.monotonic() < until:
            for _ in range(self.chance.choice((1, 1, 3, 10))):
                try:
                    stdin.write(self.note() + b"\n")
                    stdin.flush()
                except BrokenPipeError:
                    return
            time.sleep(self.chance.uniform(0, 0.02))

    def _on_screen(self, args: list[str]) -> None:
        """In a pseudo-terminal; a restored half-typed line is sent or taken away, each now and then."""
        with Screen(command(self.broken) + args, environment(self.home, TERM="xterm")) as screen:
            until = time.monotonic() + self.chance.uniform(0.05, 2 * self.longest)
            deadline = time.monotonic() + DEADLINE
            early = self.chance.random() < 0.2
            ready = False
            while time.monotonic() < min(until, deadline) and screen.turn():
                if not ready and (early or screen.shows("Note >")):
                    ready = True
                    key = self.chance.choice((b"\x15", b"\r")) if not early else b"\x15"
                    if key == b"\r":
                        self.drafted |= set(self.sent) - self.said
                    screen.send(key)
                    until = time.monotonic() + self.chance.uniform(
                        0.01, self.chance.choice((1, 1, 5)) * self.longest
                    )
                elif ready and not screen.pending:
                    for _ in range(self.chance.choice((1, 1, 3, 5))):
                        # until the screen has the keyboard, the line is the terminal's, and short
                        screen.send(self.note(80 if early else 0) + b"\r")
            screen.kill()
            self.on_screen += 1
            self.seen += len(screen.noted - self.said)
            self.said |= screen.noted

    def look(self) -> None:
        """Every acknowledged note is there, once, whole and in order."""
        there: list[int] = []
        for text in record.notes(self.home):
            if not text.startswith("note "):
                continue
            number = int(text.split()[1])
            there.append(number)
            if len(text) != self.sent[number] and number not in self.drafted:
                self.wrong.append(f"note {number} was cut: {len(text)} of {self.sent[number]}")
        if len(set(there)) != len(there):
            self.wrong.append("a note is there twice")
        if record.glued(self.home):
            self.wrong.append("a torn tail took the next record with it")
        if lost := self.said - set(there):
            self.wrong.append(f"acknowledged and lost: {sorted(lost)[:5]}")
        kept = [one for one in there if one in self.said]
        if kept != sorted(kept):
            self.wrong.append("the order has changed")

    def end(self) -> None:
        """The next note works, and dcx itself shows what our own reader found."""
        done = dcx(self.home, "handle", *(["--resume"] if self.said else [PLAYBOOK]), stdin="//at the end\n")
        if acknowledged(done.stdout) != ["at the end"]:
            self.wrong.append(f"the next note isn't taken: {done.stderr[-200:]!r}")
        verified = dcx(self.home, "journal", "verify")
        if verified.returncode != 0:
            self.wrong.append(f"verify: {verified.stdout[-200:]!r}")
        exported = dcx(self.home, "journal", "export", "-").stdout
        if {one.id for one in record.whole_records(exported)} != {
            one.id for one in record.records(self.home)
        }:
            self.wrong.append("dcx shows other records than there are")


def listen(stdout: IO[bytes], heard: list[bytes]) -> None:
    """All that it says, until it ends or says nothing for long."""
    while select.select([stdout], [], [], DEADLINE)[0] and (part := os.read(stdout.fileno(), 65536)):
        heard.append(part)


def lives(
    kills: int, seed: int, *, broken: str = "", seconds: float = float("inf"), full: float = 0.25
) -> Iterator[Home]:
    """Homes of 25 lives each, a part of them on the full screen, until there are so many or time is up."""
    chance = random.Random(seed)
    longest = 2.5 * start_time()
    until = time.monotonic() + seconds
    while kills > 0 and time.monotonic() < until:
        with a_home() as place:
            one = Home(place, chance, longest, broken)
            for _ in range(min(LIVES, kills)):
                one.live(full=chance.random() < full)
                if one.wrong or time.monotonic() > until:
                    break
            one.end()
            kills -= one.kills
            yield one


def catches(broken: str, seed: int, *, full: float = 0.0) -> bool:
    """Whether a broken writer is noticed within 75 kills."""
    return any(one.wrong for one in lives(75, seed, broken=broken, full=full))


def run(kills: int, seed: int, seconds: float) -> Outcome:
    """Prove that broken writers are caught, then count."""
    outcome = Outcome("kill -9")
    for name, code in (("acknowledges before it writes", LATE), ("leaves torn tails open", UNSEALED)):
        outcome.caught(f"a writer that {name}", catches(code, seed))
    outcome.caught("a writer that writes twice", catches(DOUBLING, seed))
    if not outcome.proves:
        return outcome
    for one in lives(kills, seed, seconds=seconds):
        outcome.count(
            kills=one.kills,
            of_them_on_the_full_screen=one.on_screen,
            sent=len(one.sent),
            acknowledged=len(one.said),
            of_them_seen_on_the_full_screen=one.seen,
        )
        outcome.found(*one.wrong)
        outcome.tell_now_and_then()
    return outcome
