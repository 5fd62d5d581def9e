"""Kill -9 at random moments: while it starts, between two notes, in the middle of one, on both faces.

Notes of 80 bytes to 20 kB are fed in bursts; then `dcx handle --resume` goes on. What was acknowledged (`Noted: …`
was read, or its row stood whole in the log on the screen) must be on the record exactly once, whole and in order.
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
from tests.faults.notes import a_note, is_shown, number_of
from tests.faults.report import Outcome
from tests.faults.screen import ROOM, Screen

# So many of a hundred notes have so many characters. Through a terminal 20 kB take seconds, key by key.
PIPED = {80: 50, 500: 17, 3_500: 17, 20_000: 16}
TYPED = {80: 70, 500: 18, 3_500: 10, 20_000: 2}
# Each broken writer, what is noticed of it, and the share of its lives on the full screen.
BROKEN = (
    ("a writer that acknowledges before it writes", LATE, "acknowledged and lost", 0.0),
    ("one that does so on the full screen", LATE, "acknowledged and lost", 1.0),
    ("a writer that leaves torn tails open", UNSEALED, "torn tail", 0.0),
    ("a writer that writes twice", DOUBLING, "there twice", 0.0),
)
LIVES = 25
DEADLINE = 30.0
RESTORED = "Your half-typed line is here again"


@dataclass
class Home:
    """One home, many lives cut off: what was sent and acknowledged so far, and what was wrong.

    `half`: half-typed lines of an earlier life that were sent as they were, by the number they begin with. They
    count once they are seen again, and come later than their number says.
    """

    home: Path
    chance: random.Random
    longest: float
    broken: str = ""
    sent: list[str] = field(default_factory=list)
    said: set[int] = field(default_factory=set)
    half: dict[int, str] = field(default_factory=dict)
    kills: int = 0
    on_screen: int = 0
    seen: int = 0
    wrong: list[str] = field(default_factory=list)
    reader: record.Follower = field(init=False)
    there: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Nothing of the journal is read yet."""
        self.reader = record.Follower(self.home / "journal.jsonl")

    def live(self, *, full: bool) -> None:
        """Start, feed, kill, look."""
        args = ["handle", "--resume"] if self.reader.kinds["call_started"] else ["handle", PLAYBOOK]
        (self._on_screen if full else self._by_pipe)(args)
        self.kills += 1
        self.look()

    def note(self, sizes: dict[int, int]) -> bytes:
        """The next note, of one of these sizes."""
        size = self.chance.choices(list(sizes), list(sizes.values()))[0]
        self.sent.append(a_note(len(self.sent), size))
        return self.sent[-1].encode()

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
        for text in acknowledged(b"".join(heard).rpartition(b"\n")[0]):
            self._acknowledged(text, whole=True)

    def _feed(self, stdin: IO[bytes], until: float) -> None:
        """Notes in bursts, until the time has come or the child is gone; it is read from all the while."""
        while time.monotonic() < until:
            for _ in range(self.chance.choice((1, 1, 3, 10, 25))):
                try:
                    stdin.write(self.note(PIPED) + b"\n")
                    stdin.flush()
                except BrokenPipeError:
                    return
            time.sleep(self.chance.uniform(0, self.longest / 2))

    def _on_screen(self, args: list[str]) -> None:
        """In a pseudo-terminal; a restored half-typed line is sent or taken away, each now and then."""
        restored = self._half_typed()
        # typed ahead, before anything is drawn; behind a line that comes back it would be a part of that
        ahead = not restored and self.chance.random() < 0.2
        with Screen(command(self.broken) + args, environment(self.home, TERM="xterm")) as screen:
            until = time.monotonic() + self.chance.uniform(0.05, 2 * self.longest)
            ready = False
            while time.monotonic() < until and screen.turn():
                if not ready and (ahead or screen.shows("Note >")):
                    ready = True
                    if screen.shows(RESTORED):
                        screen.send(self._send_or_take_away(restored))
                    until = time.monotonic() + self.chance.uniform(
                        0.01, self.chance.choice((1, 1, 3)) * self.longest
                    )
                elif ready and not screen.pending:
                    for _ in range(self.chance.choice((1, 1, 3, 5))):
                        # until the screen has the keyboard, the line is the terminal's, and short
                        screen.send(self.note({80: 1} if ahead else TYPED) + b"\r")
            screen.kill()
        self.on_screen += 1
        before = len(self.said)
        for row in screen.rows:
            self._acknowledged(row, whole=False)
        self.seen += len(self.said) - before

    def _half_typed(self) -> str:
        """The half-typed line that lies in the drafts now."""
        found = [record.draft(path) for path in (self.home / "drafts").glob("*.json")]
        return found[0] if found else ""

    def _send_or_take_away(self, restored: str) -> bytes:
        number = number_of(restored)
        if number is None or self.chance.random() < 0.5:
            return b"\x15"
        self.half[number] = restored.strip()
        return b"\r"

    def _acknowledged(self, text: str, *, whole: bool) -> None:
        """This is what was seen; it counts when it is a note of ours from its first letter to its last."""
        number = number_of(text)
        if number is None or number >= len(self.sent):
            return
        for ours in (self.sent[number], self.half.get(number, "")):
            if ours and (text == ours if whole else is_shown(text, ours, ROOM)):
                self.said.add(number)

    def look(self) -> None:
        """Every acknowledged note is there, once, whole and in order; what was there before still is."""
        self.wrong += self.reader.go_on()
        for text in self.reader.taken():
            number = number_of(text)
            if number is None or number >= len(self.sent):
                self.wrong.append(f"a note that nobody sent: {text[:60]!r}")
            elif text not in (self.sent[number], self.half.get(number)):
                self.wrong.append(f"note {number} isn't whole: {len(text)} of {len(self.sent[number])}")
            elif number in self.there:
                self.wrong.append(f"note {number} is there twice")
            else:
                self.there.append(number)
        if lost := self.said - set(self.there):
            self.wrong.append(f"acknowledged and lost: {sorted(lost)[:5]}")
        kept = [one for one in self.there if one not in self.half]
        if kept != sorted(kept):
            self.wrong.append("the order has changed")

    def end(self) -> None:
        """The next note works, and dcx itself shows what our own reader found."""
        begun = self.reader.kinds["call_started"]
        done = dcx(self.home, "handle", *(["--resume"] if begun else [PLAYBOOK]), stdin="//at the end\n")
        if acknowledged(done.stdout) != ["at the end"]:
            self.wrong.append(f"the next note isn't taken: {done.stdout[-200:]!r} {done.stderr[-200:]!r}")
        verified = dcx(self.home, "journal", "verify")
        if verified.returncode != 0:
            self.wrong.append(f"verify: {verified.stdout[-200:]!r}")
        exported = dcx(self.home, "journal", "export", "-").stdout
        ours = [one.raw for one in record.records(self.home)]
        if [one.raw for one in record.whole_records(exported)] != ours:
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
    longest = 2 * start_time()
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


def catches(broken: str, seed: int, how: str, *, full: float = 0.0) -> bool:
    """Whether a broken writer is noticed within 75 kills, and for what it does."""
    return any(how in wrong for one in lives(75, seed, broken=broken, full=full) for wrong in one.wrong)


def run(kills: int, seed: int, seconds: float) -> Outcome:
    """Prove that broken writers are caught, then count."""
    outcome = Outcome("kill -9")
    for name, code, how, full in BROKEN:
        outcome.caught(name, catches(code, seed, how, full=full))
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
