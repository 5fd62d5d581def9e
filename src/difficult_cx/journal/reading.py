"""Reading a journal: no lock, no repair; what is damaged is named and never hides its neighbours."""

from collections.abc import Iterable, Iterator
from dataclasses import field

from difficult_cx.domain.event import Event
from difficult_cx.journal.codec import BEGINNING, Unreadable, decode, whole_record
from difficult_cx.records import dataclass

NEXT = {
    "torn": "a write was cut off before it was acknowledged; nothing needs to be done",
    "changed": "keep a copy of the file; bring the record back from a backup if you have one",
    "glued": "both records are read; nothing needs to be done",
    "zeros": "a power cut leaves them behind the last record, and nothing is lost then; else see a backup",
    "blanks": "another program wrote into it; every record is read, but keep such programs away from it",
    "no_event": "keep a copy of the file; something other than dcx wrote into it",
    "newer": "a newer dcx wrote it: update this one to see it",
    "missing": "a record was removed; look for it in a backup (`dcx journal import` brings it back)",
    "elsewhere": "it isn't shared with you, or hasn't come yet: `dcx team sync` fetches what there is",
    "unreadable": "let dcx read it (a link is refused: put the file itself there), or take it away",
    "twice": "keep a copy of the file: two different records have the same id",
}
SERIOUS = frozenset({"changed", "no_event", "zeros", "missing", "twice", "unreadable"})


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where the record is not whole: file, line (from 1), byte offset, kind, what and what next."""

    file: str
    line: int
    offset: int
    kind: str
    what: str

    @property
    def serious(self) -> bool:
        """Whether something that had been acknowledged may be lost."""
        return self.kind in SERIOUS

    @property
    def what_next(self) -> str:
        """What to do about it."""
        return NEXT[self.kind]

    def __str__(self) -> str:
        """`journal.jsonl:12: byte 3456: torn: …`."""
        return f"{self.file}:{self.line}: byte {self.offset}: {self.kind}: {self.what}"


@dataclass(frozen=True, slots=True)
class Reading:
    """Events in the order of the fold, each id once, and every damage that was met."""

    events: tuple[Event, ...]
    findings: tuple[Damage, ...] = ()


@dataclass
class Source:
    """One file of events, read so far: `done` bytes and `lines` of it; `ours`: this machine's own journal."""

    name: str
    ours: bool = True
    done: int = 0
    lines: int = 0
    events: list[Event] = field(default_factory=list)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    findings: list[Damage] = field(default_factory=list)
    tail: tuple[list[Event], list[Damage]] = field(default_factory=lambda: ([], []))

    def refuse(self, why: str) -> None:
        """None of it can be read, and why: that is a finding like any other."""
        self.findings = [Damage(self.name, 0, 0, "unreadable", why)]

    def take(self, content: bytes) -> None:
        """Go on reading at byte `done`: whole lines for good, a tail without newline only for now."""
        start = 0
        while (end := content.find(b"\n", start)) >= 0:
            self.lines += 1
            self._line(content[start:end], self.done + start, self.events, self.findings)
            start = end + 1
        self.tail = ([], [])
        if start < len(content):
            self._line(content[start:], self.done + start, *self.tail, number=self.lines + 1)
        self.done += start

    def _line(
        self,
        line: bytes,
        offset: int,
        events: list[Event],
        findings: list[Damage],
        number: int | None = None,
    ) -> None:
        at = number if number is not None else self.lines
        if not line:
            return
        for place, found in records(line):
            if isinstance(found, Event):
                events.append(found)
                self.places[found.id] = (at, offset + place)
            else:
                findings.append(Damage(self.name, at, offset + place, found.kind, found.what))


def records(line: bytes) -> Iterator[tuple[int, Event | Unreadable]]:
    """What a line holds, from left to right, with its place in it: every whole record, and damage."""
    return ((start, found) for start, _, found in pieces(line))


def pieces(line: bytes) -> Iterator[tuple[int, int, Event | Unreadable]]:
    """The same with where each ends: a record, records glued to one another, and what is damaged between.

    Linear in the line's length: text in a record never looks like the beginning of one, for its quotation
    marks are escaped.
    """
    found = decode(line)
    starts = [] if isinstance(found, Event) or found.kind == "newer" else list(_beginnings(line))
    if not starts:
        yield 0, len(line), found
        return
    known = ""  # the damage that goes on: a run of the same kind is named once
    edges = [0, *starts] if starts[0] else starts
    for start, stop in zip(edges, [*edges[1:], len(line)], strict=True):
        whole = whole_record(line, start, stop)
        done = start
        if whole is not None:
            if start and known == "":
                yield start, start, Unreadable("glued", "the line end before this record is missing")
            yield start, whole[0], whole[1]
            done, known = whole[0], ""
        if done < stop:
            rest = decode(line[done:stop])
            kind = rest.kind if isinstance(rest, Unreadable) else ""
            if not kind or kind != known:
                yield done, stop, rest
            known = kind


def _beginnings(line: bytes) -> Iterator[int]:
    start = line.find(BEGINNING)
    while start >= 0:
        yield start
        start = line.find(BEGINNING, start + 1)


def together(sources: list[Source]) -> Reading:
    """All sources as one record: each id once, ordered by (`n`, `device`, `id`), missing ones named."""
    by_id: dict[str, Event] = {}
    findings: list[Damage] = []
    for source in sources:
        findings += source.findings + source.tail[1]
        for event in (*source.events, *source.tail[0]):
            known = by_id.setdefault(event.id, event)
            if known is not event and not same_event(known, event):
                line, offset = source.places[event.id]
                what = f"the id {event.id} stands for another record already"
                findings.append(Damage(source.name, line, offset, "twice", what))
    erased = erased_ids(by_id.values())
    findings += _missing(by_id, sources, erased)
    ordered = sorted((one for one in by_id.values() if one.id not in erased), key=lambda event: event.order)
    return Reading(tuple(ordered), tuple(findings))


def same_event(one: Event, other: Event) -> bool:
    """Whether these two are one event; a rule for card numbers that came later makes no other one of it."""
    if one.kind != other.kind:
        return False
    from difficult_cx.journal.redacting import clean_data  # its patterns cost 6 ms

    return one.data == other.data or clean_data(one.data) == clean_data(other.data)


def erased_ids(events: Iterable[Event]) -> frozenset[str]:
    """The ids that `erased` events list: they never come back, whatever file still has them."""
    erased: set[str] = set()
    for event in events:
        ids = event.data.get("ids")
        if event.kind == "erased" and isinstance(ids, list):
            erased.update(str(one) for one in ids)
    return frozenset(erased)


def _missing(by_id: dict[str, Event], sources: list[Source], erased: frozenset[str]) -> Iterator[Damage]:
    """Records that another one names as the one before it, and that are nowhere.

    Of another machine's journal one has what came until now and what is shared: a gap there is no loss.
    """
    for source in sources:
        for event in (*source.events, *source.tail[0]):
            if event.prev is not None and event.prev not in by_id and event.prev not in erased:
                yield missing(event, source.name, *source.places[event.id], ours=source.ours)


def missing(event: Event, name: str, line: int, offset: int, *, ours: bool) -> Damage:
    """The finding that the record before this one is missing; of another machine's, that it isn't here."""
    what = f"the record {event.prev} before {event.id} is {'missing' if ours else 'not here'}"
    return Damage(name, line, offset, "missing" if ours else "elsewhere", what)
