"""A disk that gets full, and a file that may not grow: what was acknowledged stays, what wasn't saved is said."""

import os
import random
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.faults import record
from tests.faults.broken import CARELESS, SILENT
from tests.faults.driving import LIMIT, PLAYBOOK, a_home, acknowledged, command, dcx, environment
from tests.faults.report import Outcome
from tests.faults.screen import Screen

MIB = 1 << 20


@contextmanager
def small_disk() -> Iterator[Path]:
    """A home on a file system of 1 MiB."""
    with tempfile.TemporaryDirectory(prefix="dcx-faults-") as place:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "none", place], check=True, capture_output=True
        )
        try:
            yield Path(place) / "home"
        finally:
            subprocess.run(["umount", "-l", place], check=False, capture_output=True)


def why_not() -> str:
    """Why a small file system can't be mounted here; empty when it can."""
    try:
        with small_disk():
            return ""
    except (OSError, subprocess.CalledProcessError):
        return "a file system can't be mounted here"


def fill(home: Path, leave: int) -> Path:
    """Fill the disk, so much is left."""
    path = home.parent / "filler"
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    os.truncate(path, max(0, path.stat().st_size - leave))
    return path


def judged(home: Path, out: bytes, err: bytes, sent: list[str], names: tuple[str, ...]) -> list[str]:
    """What is wrong about an answer to these notes."""
    wrong = []
    text = (out + err).decode("utf-8", "replace")
    said = acknowledged(out)
    there = record.notes(home)
    if "Traceback" in text or "has a bug" in text:
        wrong.append(f"a traceback: {text[-300:]}")
    if lost := set(said) - set(there):
        wrong.append(f"acknowledged and lost: {sorted(lost)[:3]}")
    if len(set(there)) != len(there):
        wrong.append("there twice")
    if len(said) < len(sent) and not any(f"({name})" in text for name in names):
        wrong.append(f"{len(sent) - len(said)} not saved, and nobody was told: {text[-300:]!r}")
    return wrong


def on_full_disk(chance: random.Random, *, broken: str = "") -> list[str]:
    """Notes until the disk is full and beyond; then room is made, and the next one works."""
    with small_disk() as home:
        home.mkdir()
        filler = fill(home, chance.choice((0, 4096, 8192, 40_960, 81_920, 163_840)))
        sent = [f"note {number} ".ljust(chance.choice((80, 500, 3_500)), "x") for number in range(60)]
        done = dcx(home, "handle", PLAYBOOK, stdin="".join(f"//{one}\n" for one in sent), broken=broken)
        wrong = judged(home, done.stdout, done.stderr, sent, ("ENOSPC",))
        filler.unlink()
        return wrong + next_note(home)


def on_screen() -> list[str]:
    """The same on the full screen: the text stays in the line, Enter saves it once there is room."""
    with (
        small_disk() as home,
        Screen([*command(), "handle", PLAYBOOK], environment(home, TERM="xterm")) as screen,
    ):
        until = time.monotonic() + LIMIT
        while not screen.shows("Note >") and time.monotonic() < until:
            screen.turn()
        screen.send(b"note 1 before\r")
        while 1 not in screen.noted and time.monotonic() < until:
            screen.turn()
        filler = fill(home, 0)
        screen.send(b"note 2 " + b"x" * 5000 + b"\r")
        while not screen.shows("ENOSPC") and time.monotonic() < until:
            if not screen.turn() or 2 in screen.noted:
                break
        wrong = (
            []
            if screen.shows("(ENOSPC)") and screen.shows("xxx")
            else [f"not said, or not kept: {screen.text}"]
        )
        filler.unlink()
        screen.send(b"\r")
        while 2 not in screen.noted and time.monotonic() < until:
            screen.turn()
        screen.kill()
        there = record.notes(home)
        kept = [len(one) for one in there] == [len("note 1 before"), 5007]
        return (
            wrong
            if kept
            else [*wrong, f"the line wasn't saved once there was room: {[one[:20] for one in there]}"]
        )


def on_limited_file(chance: random.Random, *, broken: str = "") -> list[str]:
    """RLIMIT_FSIZE: the journal may grow by a few bytes only."""
    with a_home() as home:
        dcx(home, "handle", PLAYBOOK, stdin="//before\n")
        size = (home / "journal.jsonl").stat().st_size + chance.choice(
            (0, 1, 100, 300, 499, 512, 1000, 4000, 20_000)
        )
        sent = [f"note {number} ".ljust(chance.choice((80, 3_500)), "x") for number in range(20)]
        done = subprocess.run(
            [*command(broken), "handle", "--resume"],
            input="".join(f"//{one}\n" for one in sent).encode(),
            capture_output=True,
            env=environment(home),
            check=False,
            timeout=LIMIT,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        )
        return judged(home, done.stdout, done.stderr, sent, ("EFBIG",)) + next_note(home)


def next_note(home: Path) -> list[str]:
    """Once the cause is gone, the next note works, and verify finds nothing serious."""
    for args in (("--resume",), (PLAYBOOK,)):
        done = dcx(home, "handle", *args, stdin="//the next one\n")
        if acknowledged(done.stdout) == ["the next one"]:
            verified = dcx(home, "journal", "verify")
            return [] if verified.returncode == 0 else [f"verify: {verified.stdout[-300:]!r}"]
    return [f"the next note isn't taken: {done.stderr[-300:]!r}"]


def run(rounds: int, seed: int, seconds: float) -> Outcome:
    """Prove that broken writers are caught, then fill disks."""
    outcome = Outcome("full disk and limited file")
    chance = random.Random(seed)
    for name, code in (
        ("a writer that ignores a short write", CARELESS),
        ("one that swallows errors", SILENT),
    ):
        outcome.caught(name, any(on_limited_file(chance, broken=code) for _ in range(5)))
    until = time.monotonic() + seconds
    reason = why_not()
    for _ in range(rounds if outcome.proves else 0):
        if time.monotonic() > until:
            break
        outcome.found(*on_limited_file(chance))
        outcome.count(limited_files=1)
        if not reason:
            outcome.found(*on_full_disk(chance))
            outcome.found(*on_screen())
            outcome.count(full_disks=1, on_the_full_screen=1)
        outcome.tell_now_and_then()
    if reason:
        print(f"  full disks skipped: {reason}")
    return outcome
