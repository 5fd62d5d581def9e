"""Every system call on the data files: killed at it, and failing once with each errno (strace's injection).

One run is traced to learn which calls touch the home; then the same run is done again and again, each time with
one of them failing or killed. Whatever happens: no traceback, what was acknowledged is there once, what was not
saved is said with the errno's name, and the next note works.
"""

import atexit
import os
import random
import re
import shutil
import subprocess
import tempfile
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.faults import record
from tests.faults.broken import LATE, SILENT
from tests.faults.driving import PLAYBOOK, a_home, acknowledged, dcx
from tests.faults.report import Outcome

ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EFBIG", "EROFS", "EACCES", "EMFILE", "ENOLCK", "ELOOP")
NAMES = (
    "openat,write,pwrite64,fsync,fdatasync,flock,fcntl,lseek,read,pread64,newfstatat,statx,mkdir,rename,unlink,"
    "chmod,fchmod,ftruncate,close,getdents64"
)
_LINE = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?(\w+)\((.*)$")
NOTES = ("first " + "x" * 70, "second " + "x" * 3_400, "third")
STDIN = "".join(f"//{one}\n" for one in NOTES)
# Of calls that do the same to the same file, so many are tried.
ALIKE = 3


@dataclass(frozen=True, slots=True)
class Call:
    """The so-manieth call of this name, and what it was about."""

    name: str
    number: int
    about: str

    def __str__(self) -> str:
        """`write 12 (journal.jsonl>, …)`."""
        return f"{self.name} {self.number} ({self.about[:60]})"


def why_not() -> str:
    """Why it can't be done here; empty when it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "tracing is not permitted here"


@cache
def _template() -> Path:
    """A home with a parked call, a note and a promise, made once; copies of it are spoiled."""
    place = Path(tempfile.mkdtemp(prefix="dcx-faults-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    home = place / "home"
    done = dcx(home, "handle", PLAYBOOK, "-c", "Ada Brook", stdin="//before\n+ call back fri noon\n")
    assert acknowledged(done.stdout) == ["before"], done
    return home


@dataclass
class Scene:
    """What is run: a command on a home that `before` has made ready."""

    name: str
    args: tuple[str, ...]
    stdin: str = ""
    fresh: bool = False

    def ready(self, home: Path) -> None:
        """A home with a call and a note in it, or none at all."""
        if not self.fresh:
            shutil.copytree(_template(), home)

    def traced(self, home: Path, place: Path, *inject: str, broken: str = "") -> tuple[int, str, str, str]:
        """Run it under strace: exit code, stdout, stderr and what was traced."""
        log = place / "trace"
        words = ["strace", "-f", "--seccomp-bpf", "-y", "-o", str(log), "-e", f"trace={NAMES}", *inject]
        done = dcx(home, *self.args, stdin=self.stdin, before=words, broken=broken)
        text = log.read_text(errors="replace") if log.exists() else ""
        return (
            done.returncode,
            done.stdout.decode("utf-8", "replace"),
            done.stderr.decode("utf-8", "replace"),
            text,
        )


SCENES = (
    Scene("first call", ("handle", PLAYBOOK), STDIN, fresh=True),
    Scene("resumed call", ("handle", "--resume"), STDIN),
    Scene("promise added", ("followups", "add", "send it tomorrow 3pm", "-c", "Ada Brook")),
    Scene("followups", ("followups",)),
    Scene("call list", ("call", "list")),
    Scene("verify", ("journal", "verify")),
    Scene("doctor", ("doctor",)),
)


def calls_of(scene: Scene) -> list[Call]:
    """The calls of this scene that touch its home."""
    with a_home() as home:
        scene.ready(home)
        dcx(home, "--version")  # what Python compiles is compiled now
        scene.traced(home, home.parent)
    with a_home() as home:
        scene.ready(home)
        text = scene.traced(home, home.parent)[3]
        counted: Counter[str] = Counter()
        alike: Counter[tuple[str, str]] = Counter()
        found = []
        for line in text.splitlines():
            match = _LINE.match(line)
            if match is None:
                continue
            counted[match.group(1)] += 1
            if str(home) in line:
                about = match.group(2).replace(str(home), "")
                alike[match.group(1), re.sub(r"\d", "", about)[:30]] += 1
                if alike[match.group(1), re.sub(r"\d", "", about)[:30]] <= ALIKE:
                    found.append(Call(match.group(1), counted[match.group(1)], about))
        return found


def tried(scene: Scene, call: Call, error: str, *, broken: str = "") -> str:
    """What was wrong when this call failed, or was killed (`error` empty); empty when nothing was."""
    how = f"error={error}" if error else "signal=SIGKILL"
    with a_home() as home:
        scene.ready(home)
        inject = f"inject={call.name}:{how}:when={call.number}"
        code, out, err, text = scene.traced(home, home.parent, "-e", inject, broken=broken)
        hit = next((line for line in text.splitlines() if "(INJECTED)" in line), "")
        where = f"{scene.name}, {call}, {error or 'SIGKILL'}"
        if "Traceback" in err or code == 70:
            return f"{where}: a traceback or a bug: {err[-300:]}"
        said = acknowledged(out.encode())
        if wrong := _lost(home, said):
            return f"{where}: {wrong}"
        if error and (wrong := _unsaid(scene, said, code, out + err, error, hit)):
            return f"{where}: {wrong}"
        if wrong := _next_note(home):
            return f"{where}: {wrong}"
    return ""


def _lost(home: Path, said: list[str]) -> str:
    there = record.notes(home)
    if lost := set(said) - set(there):
        return f"acknowledged and lost: {sorted(lost)}"
    if len(set(there)) != len(there):
        return f"there twice: {there}"
    return ""


def _unsaid(scene: Scene, said: list[str], code: int, text: str, error: str, hit: str) -> str:
    """What wasn't saved must be said with the errno's name, and what wasn't read too."""
    told = f"({error})" in text
    if scene.stdin and len(said) < len(NOTES) and not told:
        return f"only {len(said)} notes saved, and nobody was told: {text[-200:]!r}"
    if not scene.stdin and code not in (0, 1) and not told:
        return f"exit {code} without the reason: {text[-200:]!r}"
    wanted = "/journal.jsonl" in hit and any(
        f" {one}(" in f" {hit.partition(' ')[2].strip()}" for one in ("write", "fsync")
    )
    return "a failed write or sync was passed over" if wanted and not told else ""


def _next_note(home: Path) -> str:
    for args in (("handle", "--resume"), ("handle", PLAYBOOK)):
        done = dcx(home, *args, stdin="//the next one\n")
        if acknowledged(done.stdout) == ["the next one"]:
            break
        if b"No call is parked" not in done.stderr:
            return f"the next note isn't taken: {done.stdout[-200:]!r} {done.stderr[-300:]!r}"
    else:
        return "the next note isn't taken"
    if "the next one" not in record.notes(home):
        return "the next note is lost"
    if record.is_sound(home):
        return ""
    verified = dcx(home, "journal", "verify")
    return "" if verified.returncode == 0 else f"verify: {verified.stdout[-300:]!r}"


def trials(
    seed: int, share: float = 1.0, scenes: tuple[Scene, ...] = SCENES
) -> Iterator[tuple[Scene, Call, str]]:
    """Every call of every scene with every way to fail, or a share of them.

    All the calls one way, in any order, then all the next; which way comes first depends on the seed (1: they are
    killed). Cut short, a run has tried each call one way, and another seed tries them another way.
    """
    chance = random.Random(seed)
    calls = [(scene, call) for scene in scenes for call in calls_of(scene)]
    ways = deque(("", *ERRORS))
    ways.rotate(1 - seed)
    every = []
    for error in ways:
        chance.shuffle(calls)
        every += [(scene, call, error) for scene, call in calls]
    return iter(every[: max(1, int(share * len(every)))])


def catches(broken: str, seed: int) -> bool:
    """Whether a broken writer is noticed among the writes and syncs of a resumed call."""
    scene = SCENES[1]
    wanted = [
        one
        for one in calls_of(scene)
        if one.name in ("write", "fsync", "openat") and "journal.jsonl" in one.about
    ]
    random.Random(seed).shuffle(wanted)
    return any(tried(scene, call, error, broken=broken) for call in wanted for error in ("", "ENOSPC", "EIO"))


def run(seed: int, seconds: float, share: float = 1.0) -> Outcome:
    """Prove that broken writers are caught, then every call."""
    outcome = Outcome("every system call", skipped=why_not())
    if outcome.skipped:
        return outcome
    outcome.caught("a writer that swallows what the system refuses", catches(SILENT, seed))
    outcome.caught("a writer that acknowledges before it writes", catches(LATE, seed))
    until = time.monotonic() + seconds
    for scene, call, error in trials(seed, share):
        if time.monotonic() > until or not outcome.proves:
            break
        with suppress(subprocess.TimeoutExpired):
            wrong = tried(scene, call, error)
            outcome.count(killed=not error, failed=bool(error))
            outcome.found(*([wrong] if wrong else []))
            outcome.tell_now_and_then()
            continue
        outcome.found(f"{scene.name}, {call}, {error}: it never ended")
    return outcome
