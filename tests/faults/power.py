"""Power cuts, by a model made from a trace: what no fsync had covered is dropped, kept, torn or zeros.

A call is traced with all that it writes. For each moment the disks that may be left are made: of every file the bytes
that were synced, and of the rest nothing, all, a part, or zeros; of every folder the entries that were synced, and
of the others none, some, or all. On each of them, what the screen had acknowledged until then must be on the record.
"""

import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from tests.faults import record
from tests.faults.broken import LATE, NO_FOLDER, UNSYNCED
from tests.faults.calls import why_not
from tests.faults.driving import PLAYBOOK, a_home, acknowledged, dcx
from tests.faults.report import Outcome

_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) = (-?\d+)")
_FD = re.compile(r"^(\d+)<([^>]*)>(?:, )?(.*)$")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
NAMES = "openat,write,fsync,fdatasync,rename,mkdir,unlink,ftruncate"
NOTES = ("first " + "x" * 70, "second " + "x" * 3_400, "third " + "x" * 9_000)
# Derived, or of no consequence: what becomes of them is tried by other scripts.
APART = ("/cache/", ".lock", "/drafts")


def _bytes(hexed: str) -> bytes:
    return bytes.fromhex(hexed.replace("\\x", ""))


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done: make, create, write, sync, rename, unlink, say."""

    what: str
    path: str = ""
    data: bytes = b""
    to: str = ""


def steps_of(trace: str, home: Path) -> Iterator[Step]:
    """What a trace says was done to this home, and what was said on stdout."""
    for line in trace.splitlines():
        found = _CALL.match(line)
        if found is None or int(found.group(3)) < 0:
            continue
        name, words, _ = found.groups()
        texts = [_bytes(one) for one in _TEXT.findall(words)]
        fd = _FD.match(words)
        place = _bytes(fd.group(2)).decode("utf-8", "replace") if fd else ""
        if name == "write" and fd and fd.group(1) == "1":
            yield Step("say", data=texts[0])
        elif name == "write" and place.startswith(str(home)):
            yield Step("write", place, texts[0])
        elif name in ("fsync", "fdatasync"):
            yield Step("sync", place)
        elif name == "openat" and "O_CREAT" in words and texts[0].decode().startswith(str(home)):
            yield Step("create", texts[0].decode())
        elif name == "mkdir" and texts[0].decode().startswith(str(home)):
            yield Step("make", texts[0].decode())
        elif name == "rename" and texts[1].decode().startswith(str(home)):
            yield Step("rename", texts[0].decode(), to=texts[1].decode())
        elif name == "unlink" and texts[0].decode().startswith(str(home)):
            yield Step("unlink", texts[0].decode())


@dataclass
class File:
    """A file: what is on the disk for sure, and what was written since."""

    synced: bytes = b""
    pending: bytes = b""

    def leavings(self) -> Iterator[bytes]:
        """What may be left of it."""
        yield self.synced
        if not self.pending:
            return
        yield self.synced + self.pending
        yield self.synced + bytes(len(self.pending))
        size = len(self.pending)
        for part in {
            1,
            5,
            size // 2,
            size - 1,
            500,
            512 - len(self.synced) % 512,
            4096 - len(self.synced) % 4096,
        }:
            if 0 < part < size:
                yield self.synced + self.pending[:part]
                yield self.synced + self.pending[:part] + bytes(size - part)
                yield self.synced + bytes(part) + self.pending[part:]


@dataclass
class Disk:
    """Files by their names now, and the changes of names that no folder's fsync has covered."""

    home: str
    files: dict[str, File] = field(default_factory=dict)
    names: list[tuple[Step, File | None]] = field(default_factory=list)
    settled: list[tuple[Step, File | None]] = field(default_factory=list)
    said: bytes = b""

    def take(self, step: Step) -> None:
        """One step further."""
        if step.what == "say":
            self.said += step.data
        elif step.what == "write":
            self.files[step.path].pending += step.data
        elif step.what == "create" and step.path not in self.files:
            self.files[step.path] = File()
            self.names.append((step, self.files[step.path]))
        elif step.what == "rename":
            self.files[step.to] = self.files.pop(step.path)
            self.names.append((step, self.files[step.to]))
        elif step.what in ("make", "unlink"):
            self.names.append((step, self.files.pop(step.path, None)))
        elif step.what == "sync" and step.path in self.files:
            file = self.files[step.path]
            file.synced, file.pending = file.synced + file.pending, b""
        elif step.what == "sync":
            covered = [one for one in self.names if _folder_of(one[0]) == step.path]
            self.settled += covered
            self.names = [one for one in self.names if one not in covered]

    def leavings(self) -> Iterator[dict[str, bytes]]:
        """Every disk that may be left: names settled for sure, of the others the first few, or each without one."""
        chosen = [self.names[:count] for count in range(len(self.names) + 1)]
        chosen += [[one for one in self.names if one is not left_out] for left_out in self.names]
        for names in chosen:
            tree = self._tree([*self.settled, *names])
            wanted = {path: file for path, file in tree.items() if not any(part in path for part in APART)}
            for contents in product(*(list(file.leavings()) for file in wanted.values())):
                yield dict(zip(wanted, contents, strict=True))

    def _tree(self, names: list[tuple[Step, File | None]]) -> dict[str, File]:
        """The files that can be reached when only these changes of names are on the disk."""
        folders = {str(Path(self.home).parent)}
        tree: dict[str, File] = {}
        for step, file in names:
            if step.what == "make":
                folders.add(step.path)
            elif step.what == "unlink":
                tree.pop(step.path, None)
            elif file is not None:
                tree.pop(step.path, None)
                tree[step.to or step.path] = file
        return {path: file for path, file in tree.items() if str(Path(path).parent) in folders}


def _folder_of(step: Step) -> str:
    return str(Path(step.to or step.path).parent)


def traced(broken: str = "") -> tuple[Path, list[Step]]:
    """A first call in a new home with three notes, then a resumed one: all that was done."""
    with tempfile.TemporaryDirectory(prefix="dcx-faults-") as place:
        home = Path(place) / "home"
        steps: list[Step] = []
        for args, lines in (((PLAYBOOK,), NOTES[:2]), (("--resume",), NOTES[2:])):
            log = Path(place) / "trace"
            words = [
                "strace",
                "-f",
                "--seccomp-bpf",
                "-y",
                "-xx",
                "-s",
                "10000000",
                "-o",
                str(log),
                "-e",
                f"trace={NAMES}",
            ]
            stdin = "".join(f"//{one}\n" for one in lines)
            dcx(home, "handle", *args, stdin=stdin, before=words, broken=broken)
            steps += steps_of(log.read_text(), home)
        return home, steps


def cuts(home: Path, steps: list[Step]) -> Iterator[tuple[int, dict[str, bytes], list[str]]]:
    """Every moment, every disk that may be left then, and what had been acknowledged."""
    disk = Disk(str(home))
    for number, step in enumerate(steps):
        disk.take(step)
        if step.what == "sync" and not disk.names and not any(file.pending for file in disk.files.values()):
            continue
        seen = set()
        for left in disk.leavings():
            key = tuple(sorted(left.items()))
            if key not in seen:
                seen.add(key)
                yield number, left, acknowledged(disk.said)


def lost(home: Path, left: dict[str, bytes], said: list[str]) -> str:
    """What was acknowledged and isn't on this disk; empty when all is."""
    content = left.get(str(home / "journal.jsonl"), b"")
    there = [one.fields["text"] for one in record.whole_records(content) if one.fields["kind"] == "noted"]
    gone = [text for text in said if there.count(text) != 1]
    return f"acknowledged and lost: {[text[:20] for text in gone]}" if gone else ""


def goes_on(left: dict[str, bytes], old: Path) -> str:
    """What was wrong when dcx itself went on from this disk; empty when nothing was."""
    with a_home() as home:
        for path, content in left.items():
            place = home / Path(path).relative_to(old)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        before = set(record.notes(home))
        done = dcx(home, "handle", PLAYBOOK, stdin="//the next one\n")
        if acknowledged(done.stdout) != ["the next one"] or set(record.notes(home)) != before | {
            "the next one"
        }:
            return f"the next note isn't taken: {done.stderr[-300:]!r}"
        if record.glued(home):
            return "a torn tail took the next record with it"
    return ""


def is_caught(broken: str) -> bool:
    """Whether a broken writer loses something acknowledged on one of the disks."""
    home, steps = traced(broken)
    return any(lost(home, left, said) for _, left, said in cuts(home, steps))


def run(seed: int, seconds: float) -> Outcome:
    """Prove that writers that don't sync are caught, then cut the power at every moment."""
    outcome = Outcome("power cuts (model)", skipped=why_not())
    if outcome.skipped:
        return outcome
    for name, code in (
        ("a writer that never syncs a file", UNSYNCED),
        ("one that never syncs a folder", NO_FOLDER),
        ("one that acknowledges before it writes", LATE),
    ):
        outcome.caught(name, is_caught(code))
    until = time.monotonic() + seconds
    home, steps = traced() if outcome.proves else (Path(), [])
    moments = set()
    for number, (moment, left, said) in enumerate(cuts(home, steps)):
        moments.add(moment)
        wrong = lost(home, left, said)
        if not wrong and number % 7 == seed % 7 and time.monotonic() < until:
            wrong = goes_on(left, home)
            outcome.count(gone_on_from_with_dcx=1)
        outcome.count(disks=1)
        outcome.found(*([f"{steps[moment]}: {wrong}"[:300]] if wrong else []))
        outcome.tell_now_and_then()
    outcome.count(moments=len(moments))
    return outcome
