"""What belongs to a customer, or to a time long gone: found, shown, and erased when asked again."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from difficult_cx.app.customers import known_customer
from difficult_cx.app.ledger import open_ledger
from difficult_cx.app.world import World
from difficult_cx.domain.customer import Customer
from difficult_cx.domain.event import Event
from difficult_cx.domain.kinds import OURS
from difficult_cx.errors import BusyError, NotFoundError
from difficult_cx.journal.calls import is_open
from difficult_cx.journal.care import CareFile
from difficult_cx.journal.drafts import Draft
from difficult_cx.journal.erasing import SHORTEST_MARK, erase, finish, journal_files
from difficult_cx.journal.rescue import rescued_files
from difficult_cx.journal.scanning import events_in, lines_of
from difficult_cx.storage.private import not_saved, write_whole

if TYPE_CHECKING:
    from difficult_cx.app.ledger import Ledger

# What others find a customer by: erased last, so that an erasing that was cut off can be begun again.
_LAST = frozenset(
    {"customer_added", "customer_named", "customer_merged", "customer_parted", "customer_dropped"}
)
_NAMES = OURS | {
    "playbook",
    "channel",
    "field",
    "label",
    "asked",
    "how",
    "where",
    "key",
    "title",
    "missing",
    "sets",
}
_NO_MENTION = frozenset({"playbook_kept", "erased", "exported"})


@dataclass(frozen=True, slots=True)
class Found:
    """What would be erased, and where the names stand besides: events of others, rescue files, exports.

    `ids`: of the events, those that others are found by last; `texts`: what they said. `events`: themselves,
    for a customer; a purge may be of a million, and keeps none. `cared`: lines of the rep's own care file
    that name them; they go too.
    """

    ids: tuple[str, ...]
    calls: frozenset[str]
    promises: frozenset[str]
    texts: frozenset[str] = frozenset()
    events: tuple[Event, ...] = ()
    mentions: tuple[Event, ...] = ()
    rescued: tuple[str, ...] = ()
    exports: tuple[str, ...] = ()
    customer: Customer | None = None
    cared: int = 0


def find_customer(world: World, name: str, *, care: bool = True) -> Found:
    """Everything of this customer, and every mention of their names elsewhere.

    `care`: the rep's own file is looked at too, which only forgetting may do.
    """
    finish(world.journal)
    ledger = open_ledger(world.journal)
    customer = known_customer(ledger, name)
    own = ledger.ids_of(customer.id)
    calls = {row.id for row in ledger.calls_of(customer.id)}
    index = ledger.index
    promises = {one.id for one in (*ledger.promises_of(customer.id), *index.promises_of_calls(calls))}
    found = {one.id: one for one in index.events_about((*calls, *promises, *own))}
    found.update((one.id, one) for one in index.events_of_customers(own))
    merged = ledger.events_of_kinds(("customer_merged",))
    found.update((one.id, one) for one in merged if one.text("into") in own)
    events = sorted(found.values(), key=lambda event: (event.kind in _LAST, event.order))
    return Found(
        tuple(one.id for one in events),
        frozenset(calls),
        frozenset(promises),
        frozenset(text for one in events for text in _said(one)),
        tuple(events),
        tuple(_mentions_of(world, customer.names, found.keys())),
        _rescued(world, customer.names, calls),
        _exports(ledger),
        customer,
        CareFile(world.folders, world.clock).naming(customer.names) if care else 0,
    )


def find_before(world: World, moment: datetime) -> Found:
    """The closed calls in which nothing has happened since, and promises settled by then; nothing open.

    The journal is gone through twice, line by line: what is kept of it are ids.
    """
    finish(world.journal)
    ledger = open_ledger(world.journal)
    index = ledger.index
    closed = {row.id for row in index.calls() if row.closed}
    settled = ledger.settled_promises()
    home = {one.id: one.call or one.id for one in (*settled, *ledger.open_promises())}
    candidates = (closed | {home[one.id] for one in settled}) - {
        home[one.id] for one in ledger.open_promises()
    }
    candidates -= {row.id for row in index.unclosed()}
    last: dict[str, datetime] = {}
    for event in _all_events(world):
        where = _home(event, home)
        if where in candidates:
            last[where] = max(event.at, last.get(where, event.at))
    old = {where for where, at in last.items() if at < moment}
    ids = dict.fromkeys(event.id for event in _all_events(world) if _home(event, home) in old)
    loose = frozenset(old) - closed
    return Found(tuple(ids), frozenset(old) & closed, loose, exports=_exports(ledger))


def forget(world: World, found: Found, also: tuple[str, ...] = ()) -> int:
    """Erase what was found and the mentions named in `also`; drafts and rescued lines of theirs go too."""
    wanted = [one for one in found.mentions if one.id in also]
    if unknown := sorted(set(also) - {one.id for one in wanted}):
        raise NotFoundError(
            f"No mention has the id {', '.join(unknown)}.", "without --yes they are all listed"
        )
    if held := [one for one in found.calls if is_open(world.folders, one)]:
        raise BusyError(f"The call {held[0]} with them is going on now.", "end it first; nothing was erased")
    if found.customer is not None and found.cared:
        CareFile(world.folders, world.clock).forget(found.customer.names)
    texts = found.texts | {text for one in wanted for text in _said(one)}
    _clear_calls(world, found.calls, texts)
    return erase(world.journal, (*(one.id for one in wanted), *found.ids), texts)


def clear_away(world: World, events: Iterable[Event], names: Iterable[str]) -> frozenset[str]:
    """What lies beside the record of events that are being erased goes: drafts, rescued and care lines.

    `names`: of a customer who was forgotten by a colleague. What the events said, to be found elsewhere.
    """
    every = list(events)
    called = tuple(names)
    if called:
        CareFile(world.folders, world.clock).forget(called)
    texts = frozenset(text for one in every for text in _said(one)) | frozenset(called)
    _clear_calls(world, [one.id for one in every if one.kind == "call_started"], texts)
    return texts


def _clear_calls(world: World, calls: Iterable[str], texts: frozenset[str]) -> None:
    gone = list(calls)
    for call in gone:
        Draft(world.folders, call).clear()
    for path in rescued_files(world.folders, gone):
        path.unlink(missing_ok=True)
    _clear_rescued(world, texts)


def _clear_rescued(world: World, texts: frozenset[str]) -> None:
    """Lines of other rescue files that say what is erased go too."""
    whole = {one.strip() for one in texts}
    parts = [one for one in whole if len(one) >= SHORTEST_MARK]
    for path in rescued_files(world.folders):
        lines = path.read_text(encoding="utf-8", errors="surrogateescape").splitlines(keepends=True)
        kept = [line for line in lines if line.strip() not in whole and not any(one in line for one in parts)]
        if len(kept) < len(lines):
            try:
                write_whole(path, "".join(kept).encode("utf-8", "surrogateescape"))
            except OSError as error:
                raise not_saved(path, error) from error


def _all_events(world: World) -> Iterator[Event]:
    return (one for path in journal_files(world.journal) for one in events_in(lines_of(path)))


def _home(event: Event, promises: dict[str, str]) -> str:
    """The call an event belongs to, else the promise; its own id where it begins one."""
    if event.kind == "call_started":
        return event.id
    promise = event.text("promise") or event.id
    return event.text("call") or promises.get(promise, promise)


def _mentions_of(world: World, names: Iterable[str], gone: Iterable[str]) -> Iterator[Event]:
    """Events of others that name one of these, in the order of the fold; most lines aren't read as JSON."""
    wanted = [_fold(one) for one in names if one.strip()]
    # in a line of ASCII a name's words stand as they are; only where escapes are it takes a closer look
    bare = [
        [word.encode("ascii") for word in one.split() if word.isalnum()] for one in wanted if one.isascii()
    ]
    known = set(gone)
    found: dict[str, Event] = {}
    for path in journal_files(world.journal):
        for line in lines_of(path):
            lowered = line.lower()
            escaped = b"\\u" in line
            if not escaped and not any(all(word in lowered for word in words) for words in bare):
                continue
            for event in events_in([line]):
                texts = [_fold(one) for one in _texts(event.data)]
                named = any(name in text for name in wanted for text in texts)
                if named and event.id not in known and event.kind not in _NO_MENTION:
                    found[event.id] = event
    return iter(sorted(found.values(), key=lambda event: event.order))


def _fold(text: str) -> str:
    """As names are compared: NFC, case apart, single blanks."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).split())


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _said(event: Event) -> Iterator[str]:
    """What somebody typed: not the names of cards, channels and fields, which stand in many a record."""
    return (text for name, value in event.data.items() if name not in _NAMES for text in _texts(value))


def _rescued(world: World, names: Iterable[str], calls: Iterable[str]) -> tuple[str, ...]:
    """Rescue files of other calls that name them."""
    own = set(rescued_files(world.folders, calls))
    wanted = [_fold(one) for one in names]
    files = [path for path in rescued_files(world.folders) if path not in own]
    return tuple(str(path) for path in files if any(name in _fold(_read(path)) for name in wanted))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _exports(ledger: "Ledger") -> tuple[str, ...]:
    made = ledger.events_of_kinds(("exported",))
    return tuple(dict.fromkeys(one.text("file") for one in made))
