"""Random damage: bytes flipped, ranges zeroed, lines cut, swapped, removed, glued, garbage in between.

Afterwards every record whose bytes are still there is shown, none is shown that never was, each damaged place is
named with its line and an offset in that line, and the next note works.
"""

import json
import random
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from tests.faults import record
from tests.faults.broken import HASTY_READER
from tests.faults.driving import PLAYBOOK, a_home, acknowledged, dcx
from tests.faults.report import Outcome

PLACES = 20


def flip(content: bytearray, chance: random.Random) -> None:
    """One bit to a few bytes are another's."""
    at = chance.randrange(len(content))
    for place in range(at, min(len(content), at + chance.choice((1, 1, 4)))):
        content[place] ^= 1 << chance.randrange(8)


def zero(content: bytearray, chance: random.Random) -> None:
    """A range is zeros."""
    at, size = chance.randrange(len(content)), chance.choice((1, 16, 512, 4096))
    content[at : at + size] = bytes(len(content[at : at + size]))


def cut(content: bytearray, chance: random.Random) -> None:
    """A part of a line is gone, its end perhaps with it."""
    at = chance.randrange(len(content))
    end = content.find(b"\n", at)
    del content[at : chance.choice((end, end + 1, at + 7)) if end >= 0 else len(content)]


def _lines(content: bytearray) -> list[bytes]:
    return bytes(content).split(b"\n")


def swap(content: bytearray, chance: random.Random) -> None:
    """Two lines have each other's place."""
    lines = _lines(content)
    one, other = chance.randrange(len(lines) - 1), chance.randrange(len(lines) - 1)
    lines[one], lines[other] = lines[other], lines[one]
    content[:] = b"\n".join(lines)


def remove(content: bytearray, chance: random.Random) -> None:
    """A line is gone."""
    lines = _lines(content)
    del lines[chance.randrange(len(lines) - 1)]
    content[:] = b"\n".join(lines)


def glue(content: bytearray, chance: random.Random) -> None:
    """A line end is gone."""
    ends = [place for place, byte in enumerate(content) if byte == 10]
    if ends:
        del content[chance.choice(ends)]


def garbage(content: bytearray, chance: random.Random) -> None:
    """Something else stands in between."""
    rubbish = chance.choice(
        (
            chance.randbytes(chance.choice((1, 50, 5000))),
            b"\0" * 512,
            b'{"dcx":1,',
            b"not ours\n",
            b'{"a":1}\n',
            b"\r",
        )
    )
    at = chance.choice((chance.randrange(len(content)), len(content)))
    content[at:at] = rubbish


KINDS: tuple[Callable[[bytearray, random.Random], None], ...] = (flip, zero, cut, swap, remove, glue, garbage)


def a_journal(home: Path) -> None:
    """Some calls with notes and promises."""
    for number in range(4):
        lines = [f"//note {number} {line} ".ljust(60 + 40 * (line % 9), "x") for line in range(25)]
        done = dcx(
            home,
            "handle",
            PLAYBOOK,
            "-c",
            f"Customer {number}",
            stdin="\n".join([*lines, "+ call fri noon", ""]),
        )
        assert len(acknowledged(done.stdout)) == len(lines)


def damaged(home: Path, chance: random.Random, *, broken: str = "") -> list[str]:
    """Damage a copy of this home's journal in twenty places, and look."""
    path = home / "journal.jsonl"
    whole = path.read_bytes()
    try:
        content = bytearray(whole)
        for _ in range(PLACES):
            chance.choice(KINDS)(content, chance)
        path.write_bytes(content)
        return _judged(home, whole, bytes(content), broken)
    finally:
        path.write_bytes(whole)


def _judged(home: Path, whole: bytes, content: bytes, broken: str) -> list[str]:
    wrong = []
    originals = {one.raw for one in record.whole_records(whole)}
    left = {raw for raw in originals if raw in content}
    shown = {
        one.raw for one in record.whole_records(dcx(home, "journal", "export", "-", broken=broken).stdout)
    }
    if missing := left - shown:
        wrong.append(f"{len(missing)} undamaged records aren't shown: {min(missing)[:80]!r}")
    if strange := shown - originals:
        wrong.append(f"a record is shown that never was: {min(strange)[:80]!r}")
    wrong += _unnamed(home, content, originals, left)
    note = dcx(home, "handle", PLAYBOOK, stdin="//the next one\n", broken=broken)
    if acknowledged(note.stdout) != ["the next one"] or "the next one" not in record.notes(home):
        wrong.append(f"the next note isn't taken: {note.stderr[-300:]!r}")
    return wrong


def _unnamed(home: Path, content: bytes, originals: set[bytes], left: set[bytes]) -> list[str]:
    """Damaged lines that verify doesn't name, and names that are wrong."""
    verified = dcx(home, "journal", "verify", "--json")
    findings = json.loads(verified.stdout)["data"]["findings"]
    named = {one["line"] for one in findings}
    wrong, offset = [], 0
    for number, line in enumerate(content.split(b"\n"), 1):
        if line and line not in originals and number not in named:
            wrong.append(f"line {number} is damaged, and isn't named: {line[:60]!r}")
        wrong += [
            f"line {number}: byte {one['offset']} isn't in it"
            for one in findings
            if one["line"] == number and not offset <= one["offset"] <= offset + len(line)
        ]
        offset += len(line) + 1
    lost = originals - left
    ordered = sorted(record.whole_records(b"\n".join(originals)), key=lambda one: one.order)
    gone = any(one.raw in lost and after.raw in left for one, after in pairwise(ordered))
    told = verified.returncode == 1 and any(one["kind"] == "missing" for one in findings)
    return (
        [*wrong, "a record before one that is left is gone, and nobody is told"]
        if gone and not told
        else wrong
    )


def run(rounds: int, seed: int, seconds: float) -> Outcome:
    """Prove that a reader that stops at the first record of a line is caught, then damage."""
    outcome = Outcome("random damage")
    until = time.monotonic() + seconds
    chance = random.Random(seed)
    with a_home() as home:
        a_journal(home)
        tries = (damaged(home, chance, broken=HASTY_READER) for _ in range(30))
        outcome.caught("a reader that stops at the first record of a line", any(tries))
        outcome.caught("a record changed with its checksum", _forged(home))
        for _ in range(rounds if outcome.proves else 0):
            outcome.found(*damaged(home, chance))
            outcome.count(damaged_journals=1, places=PLACES)
            outcome.tell_now_and_then()
            if time.monotonic() > until:
                break
    return outcome


def _forged(home: Path) -> bool:
    """A record that never was, with a right checksum, put among the others: the harness must see it shown."""
    path = home / "journal.jsonl"
    whole = path.read_bytes()
    with a_home() as other:
        dcx(other, "handle", PLAYBOOK, stdin="//forged\n")
        forged = (other / "journal.jsonl").read_bytes()
    try:
        path.write_bytes(whole + forged)
        return any("never was" in one for one in _judged(home, whole, whole + forged, ""))
    finally:
        path.write_bytes(whole)
