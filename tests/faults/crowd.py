"""Eight calls at once on one home, others reading all the while, half of them killed."""

import random
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from tests.faults import record
from tests.faults.broken import UNLOCKED
from tests.faults.driving import PLAYBOOK, a_home, acknowledged, command, dcx, environment, start_time
from tests.faults.kills import listen
from tests.faults.report import Outcome

WRITERS = 8
READERS = (("followups", "--json"), ("call", "list", "--json"), ("journal", "verify"))


def crowd(chance: random.Random, usual: float, *, broken: str = "", notes: int = 60) -> tuple[int, list[str]]:
    """How many notes were acknowledged by all, and what was wrong; `usual`: seconds that a start takes."""
    with a_home() as home:
        wrong: list[str] = []
        writers = [
            subprocess.Popen(
                [*command(broken), "handle", PLAYBOOK],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(home),
            )
            for _ in range(WRITERS)
        ]
        heard: list[list[bytes]] = [[] for _ in writers]
        listening = [
            threading.Thread(target=listen, args=(one.stdout, mine))
            for one, mine in zip(writers, heard, strict=True)
        ]
        for thread in listening:
            thread.start()
        for number, one in enumerate(writers):
            sent = [f"//w{number} {note} ".ljust(chance.choice((80, 3_500)), "x") for note in range(notes)]
            feeding = threading.Thread(target=_feed, args=(one.stdin, sent))
            feeding.start()
            listening.append(feeding)
        looking = [threading.Thread(target=_look, args=(home, args, wrong)) for args in READERS]
        for thread in looking:
            thread.start()
        time.sleep(4 * usual)
        for one in chance.sample(writers, WRITERS // 2):
            time.sleep(chance.uniform(0, usual / 2))
            one.kill()
        for thread in looking:
            thread.join()
        for one in writers:
            one.wait()
        for thread in listening:
            thread.join()
        for one in writers:
            assert one.stdout is not None
            one.stdout.close()
        said = [text for mine in heard for text in acknowledged(b"".join(mine).rpartition(b"\n")[0])]
        there = record.notes(home)
        if lost := set(said) - set(there):
            wrong.append(f"acknowledged and lost: {sorted(lost)[:3]}")
        if len(set(there)) != len(there):
            wrong.append("a note is there twice")
        numbers = [one.order[0] for one in record.records(home)]
        if len(set(numbers)) != len(numbers):
            wrong.append("two records have the same number")
        verified = dcx(home, "journal", "verify")
        if verified.returncode != 0:
            wrong.append(f"verify: {verified.stdout[-200:]!r}")
        return len(said), wrong


def _feed(stdin: IO[bytes] | None, lines: list[str]) -> None:
    """Line by line, until it is gone."""
    assert stdin is not None
    with suppress(BrokenPipeError):
        for line in lines:
            stdin.write(f"{line}\n".encode())
            stdin.flush()
    with suppress(BrokenPipeError):
        stdin.close()


def _look(home: Path, args: tuple[str, ...], wrong: list[str]) -> None:
    """Read while others write: never an error, never a wait."""
    for _ in range(3):
        read = dcx(home, *args)
        if read.returncode != 0:
            wrong.append(
                f"{' '.join(args)} while others write: {read.stdout[-200:]!r} {read.stderr[-200:]!r}"
            )


def crowds(seed: int, *, broken: str = "") -> Iterator[tuple[int, list[str]]]:
    """One after another, without end."""
    chance = random.Random(seed)
    usual = start_time()
    while True:
        yield crowd(chance, usual, broken=broken)


def run(rounds: int, seed: int, seconds: float) -> Outcome:
    """Prove that a writer without a lock is caught, then crowd."""
    outcome = Outcome("eight writers")
    tries = crowds(seed, broken=UNLOCKED)
    outcome.caught("a writer that takes no lock", any(next(tries)[1] for _ in range(4)))
    until = time.monotonic() + seconds
    for _, (said, wrong) in zip(range(rounds if outcome.proves else 0), crowds(seed), strict=False):
        outcome.count(crowds=1, acknowledged=said)
        outcome.found(*wrong)
        outcome.tell_now_and_then()
        if time.monotonic() > until:
            break
    return outcome
