"""Looking at every record once for what is damaged, whatever their number: an id for each is held at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from difficult_cx.domain.event import Event
from difficult_cx.errors import DcxError
from difficult_cx.journal.index.schema import number
from difficult_cx.journal.journal import Journal, fetched_files
from difficult_cx.journal.opening import open_to_read
from difficult_cx.journal.reading import Damage, erased_ids, missing, records, same_event
from difficult_cx.journal.scanning import CHUNK, events_in, lines_of
from difficult_cx.storage.private import reason


@dataclass(frozen=True, slots=True)
class Survey:
    """How many records there are, every damage that was met, and when the newest was written (UTC)."""

    records: int
    findings: tuple[Damage, ...]
    newest: datetime | None = None


@dataclass
class _Looking:
    """What was seen so far; `gaps`: records that name another one than stands before them, and whose."""

    ids: set[int | None] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    findings: list[Damage] = field(default_factory=list)
    gaps: list[tuple[Event, bool, str, int, int]] = field(default_factory=list)
    again: list[tuple[Event, Damage]] = field(default_factory=list)
    newest: datetime | None = None

    def file(self, name: str, file: BinaryIO, *, ours: bool) -> None:
        """Look at every line of this file."""
        last = ""
        for line_number, offset, line in numbered_lines(file):
            for place, found in records(line):
                if isinstance(found, Event):
                    self.event(found, name, line_number, offset + place)
                    if found.prev not in (None, last):
                        self.gaps.append((found, ours, name, line_number, offset + place))
                    last = found.id
                else:
                    self.findings.append(Damage(name, line_number, offset + place, found.kind, found.what))

    def event(self, event: Event, name: str, line: int, offset: int) -> None:
        """A record: of an id that was seen before it is looked at once more."""
        key = number(event.id)
        if key in self.ids:
            what = f"the id {event.id} stands for another record already"
            self.again.append((event, Damage(name, line, offset, "twice", what)))
            return
        self.ids.add(key)
        self.erased |= erased_ids([event]) if event.kind == "erased" else frozenset()
        if self.newest is None or event.at > self.newest:
            self.newest = event.at


def survey(journal: Journal) -> Survey:
    """Every file, own and fetched; our own that can't be read is a DcxError, another's a finding."""
    looking = _Looking()
    own = journal.folders.journal
    files = [own, *fetched_files(journal.folders)]
    for path in files:
        try:
            file = open_to_read(path)
            if file is not None:
                with file:
                    looking.file(path.name, file, ours=path == own)
        except (DcxError, OSError) as error:
            if path == own:
                raise
            why = error.message if isinstance(error, DcxError) else f"{path.name}: {reason(error)}."
            looking.findings.append(Damage(path.name, 0, 0, "unreadable", why))
    findings = [*looking.findings, *_twice(looking, files), *_missing(looking)]
    gone = sum(number(one) in looking.ids for one in looking.erased)
    return Survey(len(looking.ids) - gone, tuple(findings), looking.newest)


def numbered_lines(file: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    """Each line that isn't empty, with its number (from 1) and the byte it begins at; a tail too."""
    count, offset = 0, 0
    rest: list[bytes] = []
    while chunk := file.read(CHUNK):
        first, *lines = chunk.split(b"\n")
        rest.append(first)
        if not lines:
            continue
        whole, rest = b"".join(rest), [lines.pop()]
        for line in (whole, *lines):
            count += 1
            if line:
                yield count, offset, line
            offset += len(line) + 1
    if whole := b"".join(rest):
        yield count + 1, offset, whole


def _twice(looking: _Looking, files: list[Path]) -> Iterator[Damage]:
    """Two different records of one id; the same one twice is none."""
    if not looking.again:
        return
    wanted = {event.id for event, _ in looking.again}
    first: dict[str, Event] = {}
    for path in files:
        try:
            for event in events_in(lines_of(path)):
                if event.id in wanted:
                    first.setdefault(event.id, event)
        except (DcxError, OSError):
            continue
    yield from (damage for event, damage in looking.again if not same_event(first[event.id], event))


def _missing(looking: _Looking) -> Iterator[Damage]:
    for event, ours, name, line, offset in looking.gaps:
        if number(event.prev) not in looking.ids and event.prev not in looking.erased:
            yield missing(event, name, line, offset, ours=ours)
