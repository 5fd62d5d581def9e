"""A reader of the journal of our own, written after docs/journal.md: the harness trusts nothing of dcx's."""

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

_BEGIN = re.compile(rb'\{"dcx":1,')
_END = re.compile(rb',"crc":"([0-9a-f]{8})"\}')


@dataclass(frozen=True, slots=True)
class Record:
    """A whole record: its fields, its line (from 1), its place in the line, and the bytes it is."""

    fields: dict[str, Any]
    line: int
    start: int
    raw: bytes

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.fields["id"])

    @property
    def order(self) -> tuple[int, str, str]:
        """Its place in the fold."""
        return (self.fields["n"], self.fields["device"], self.fields["id"])


def whole_records(content: bytes) -> Iterator[Record]:
    """Every record whose checksum is right, wherever it stands."""
    for number, line in enumerate(content.split(b"\n"), 1):
        begins = [found.start() for found in _BEGIN.finditer(line)]
        for start, stop in pairwise([*begins, len(line)]):
            for end in _END.finditer(line, start, stop):
                if b"%08x" % zlib.crc32(line[start : end.start()]) == end.group(1):
                    raw = line[start : end.end()]
                    yield Record(json.loads(raw), number, start, raw)
                    break


def records(home: Path) -> list[Record]:
    """The records of this home's journal in the order of the fold, each id once."""
    path = home / "journal.jsonl"
    found: dict[str, Record] = {}
    for one in whole_records(path.read_bytes()) if path.exists() else ():
        found.setdefault(one.id, one)
    return sorted(found.values(), key=lambda one: one.order)


def glued(home: Path) -> int:
    """How many records don't begin a line of their own: a torn tail before them wasn't closed."""
    return sum(one.start > 0 for one in records(home))


def notes(home: Path) -> list[str]:
    """The texts of the notes, in the order of the fold."""
    return [one.fields["text"] for one in records(home) if one.fields["kind"] == "noted"]


def is_sound(home: Path) -> bool:
    """Whether the journal is whole records, a line each, and nothing else."""
    lines = (home / "journal.jsonl").read_bytes().split(b"\n")
    return not lines[-1] and len(records(home)) == len(lines) - 1 and not glued(home)


def draft(path: Path) -> str:
    """The half-typed line in this file; empty when it can't be read."""
    try:
        return str(json.loads(path.read_bytes())["text"])
    except (OSError, ValueError, KeyError):
        return ""


@dataclass
class Follower:
    """A journal that one writer after the other adds to, read on from where it was left."""

    path: Path
    content: bytes = b""
    ids: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    last: tuple[int, str, str] = (0, "", "")
    new: list[Record] = field(default_factory=list)

    def go_on(self) -> list[str]:
        """Read what came since; what was wrong with it."""
        before, self.content = self.content, self.path.read_bytes() if self.path.exists() else b""
        wrong = [] if self.content.startswith(before) else ["what stood in the file already has changed"]
        begin = before.rfind(b"\n") + 1
        for one in whole_records(self.content[begin:]):
            if one.id in self.ids:
                continue
            if one.start:
                wrong.append("a torn tail took the next record with it")
            if one.order <= self.last:
                wrong.append("a record comes before one that was there already")
            self.ids.add(one.id)
            self.kinds[one.fields["kind"]] += 1
            self.last = one.order
            self.new.append(one)
        return wrong

    def taken(self) -> Iterator[str]:
        """The texts of the notes that came since, each only once."""
        new, self.new = self.new, []
        return (one.fields["text"] for one in new if one.fields["kind"] == "noted")
