"""The index says what reading the whole journal says, whatever it has taken in before and however."""

import random
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from difficult_cx.domain.customer import Customers
from difficult_cx.domain.event import Event
from difficult_cx.domain.ids import ALPHABET, LENGTH, SHORTEST
from difficult_cx.domain.promise import fold_promises, taken_back_ids
from difficult_cx.domain.story.packing import packed
from difficult_cx.domain.story.past import past_calls
from difficult_cx.journal.codec import encode
from difficult_cx.journal.index.index import Index
from difficult_cx.journal.index.where import index_file
from difficult_cx.storage.folders import Folders
from tests.conftest import NOW
from tests.journal.test_journal import folders, journal

DEVICES = ("bbbb22222222", "bbbb33333333", "zzzz22222222")
NAMES = ("Ada Brook", "ada  BROOK", "Brook, Ada", "Zoë 日本", "Ada Brok", "\ud800 odd \x00", "王")


def shorten(ids: Iterable[str]) -> dict[str, str]:
    """The shortest beginning of each id that no other of these has, looked for one letter after the other."""
    short = {}
    for one in set(ids):
        others = set(ids) - {one}
        size = SHORTEST
        while size < len(one) and any(other.startswith(one[:size]) for other in others):
            size += 1
        short[one] = one[:size]
    return short


def an_id(chance: random.Random) -> str:
    """An id drawn from this chance."""
    return "".join(chance.choices(ALPHABET, k=LENGTH))


def told(seed: int, count: int = 60) -> list[Event]:
    """A history in which everything happens, some of it in an order that no rep would choose."""
    chance = random.Random(seed)
    customers, calls, promises = ["xxxx22222222"], list[str](), list[str]()
    events: list[Event] = []
    for n in range(count):
        kind, data = _happened(chance, customers, calls, promises, events)
        one = Event(
            an_id(chance), None, 1 + chance.choice((n, n // 2)), NOW + timedelta(seconds=n), "Europe/London",
            "sam", chance.choice(DEVICES), kind, data,
        )  # fmt: skip
        events.append(one)
        for names, makes in (
            (customers, "customer_added"),
            (calls, "call_started"),
            (promises, "promise_made"),
        ):
            if kind == makes:
                names.append(one.id)
    return events


def _happened(
    chance: random.Random, customers: list[str], calls: list[str], promises: list[str], events: list[Event]
) -> tuple[str, dict[str, Any]]:
    kind = chance.choice(
        ("customer_added", "customer_named", "customer_merged", "customer_parted", "customer_dropped", "call_started", "call_named", "call_closed",
         "heat_read",
         "promise_made", "promise_made", "promise_kept", "promise_moved", "promise_missed", "promise_undone",
         "taken_back", "restored", "noted", "playbook_kept", "brand_new")
    )  # fmt: skip
    target = chance.choice(events).id if events else "nnnn22222222"
    call = chance.choice(calls) if calls else "nnnn22222222"
    data = {
        "name": chance.choice(NAMES),
        "customer": chance.choice(customers),
        "into": chance.choice(customers),
        "call": call,
        "promise": chance.choice(promises) if promises else "nnnn22222222",
        "target": target,
        "text": 'words ,"call":"bcdfghjkmnpq" and {braces}',
        "due": chance.choice(("2026-11-24T17:00:00.000Z", None)),
        "hash": chance.choice(("h1", "h2")),
        "body": {"call": call, "id": "x"},
        "reason": "nnnn22222222",
        "type": "promise",
        "value": chance.randrange(5),
        "main": chance.choice((True, False)),
    }
    fields = {
        "customer_added": ("name",), "customer_named": ("customer", "name", "main"),
        "customer_merged": ("customer", "into"), "customer_parted": ("customer", "into"),
        "customer_dropped": ("customer",),
        "call_started": ("customer",), "call_named": ("call", "customer"), "call_closed": ("call",),
        "promise_made": ("call", "customer", "text", "due", "type"), "promise_undone": ("promise", "target"),
        "promise_kept": ("promise",), "promise_moved": ("promise", "due"), "promise_missed": ("promise", "reason"),
        "taken_back": ("call", "target"), "restored": ("call", "target"), "noted": ("call", "text"),
        "heat_read": ("call", "value"),
        "playbook_kept": ("hash", "body"), "brand_new": ("body", "text", "customer"),
    }[kind]  # fmt: skip
    return kind, {name: data[name] for name in fields}


def said_by(index: Index) -> dict[str, Any]:
    """All that the index says, in a form that can be compared."""
    rows = index.calls()
    calls = [row.id for row in rows]
    ids = calls + [one.id for one in (*index.open_promises(), *index.settled_promises())]
    return {
        "promises": {one.id: one for one in (*index.open_promises(), *index.settled_promises())},
        "calls": {row.id: (row.customer, row.closed, row.started) for row in rows},
        "customers": {one.id: one for one in index.customers},
        "found": {name: index.customers.find(name) for name in NAMES},
        "close": {name: index.customers.close(name) for name in NAMES},
        "short": index.shorts(ids),
        "by id": index.customers_with_ids(one.id for one in index.events_of_kinds(("customer_added",))),
        "unclosed": sorted(row.id for row in index.unclosed()),
        "kept": {digest: index.kept_playbook(digest) for digest in ("h1", "h2")},
        "notes": index.events_of_kinds(("noted", "brand_new")),
        "past": [{one.id: packed(one) for one in index.past_calls(calls)} for _ in ("made", "kept")],
    }


def said_by_reading(folder: Folders) -> dict[str, Any]:
    """The same, from the whole journal and the domain's rules alone."""
    events = journal(folder.data).read().events
    promises, customers = fold_promises(events), Customers(events)
    gone = taken_back_ids(events)
    calls = {}
    for event in events:
        if event.kind == "call_started":
            calls[event.id] = (_known_id(event.maybe("customer")), False, event.at)
    for event in events:
        if event.kind == "call_named" and event.text("call") in calls and event.id not in gone:
            calls[event.text("call")] = (_known_id(event.maybe("customer")), *calls[event.text("call")][1:])
        if event.kind == "call_closed" and event.text("call") in calls:
            calls[event.text("call")] = (calls[event.text("call")][0], True, calls[event.text("call")][2])
    kept = {}
    for digest in ("h1", "h2"):
        of_it = [one for one in events if one.kind == "playbook_kept" and one.text("hash") == digest]
        kept[digest] = of_it[0].data["body"] if of_it else None
    return {
        "promises": promises,
        "calls": calls,
        "customers": {one.id: one for one in customers},
        "found": {name: customers.find(name) for name in NAMES},
        "close": {name: customers.close(name) for name in NAMES},
        "short": shorten([*promises, *calls]),
        "by id": {
            one.id: customer
            for one in events
            if one.kind == "customer_added" and (customer := customers.get(one.id)) is not None
        },
        "unclosed": sorted(call for call, (_, closed, _) in calls.items() if not closed),
        "notes": [one for one in events if one.kind in ("noted", "brand_new")],
        "past": [{one.id: packed(one) for one in past_calls(events).values()}] * 2,
    }


def _known_id(text: str | None) -> str | None:
    return text if text is not None and len(text) == LENGTH else None


def same(index: Index, folder: Folders) -> None:
    """Fail unless index and reading agree."""
    ours, whole = said_by(index), said_by_reading(folder)
    kept = ours.pop("kept")
    assert all((kept[digest] is None) == (not any_kept(folder, digest)) for digest in kept)
    for name, value in whole.items():
        assert ours[name] == value, name


def any_kept(folder: Folders, digest: str) -> bool:
    """Whether the playbook of this hash was ever kept."""
    return any(
        one.text("hash") == digest
        for one in journal(folder.data).read().events
        if one.kind == "playbook_kept"
    )


def write(path: Path, events: Sequence[Event]) -> None:
    """Put these events at the end of the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(b"".join(map(encode, events)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), parts=st.integers(1, 6))
def test_any_order_of_arrival_gives_what_reading_gives(
    tmp_path_factory: pytest.TempPathFactory, seed: int, parts: int
) -> None:
    """Three devices' journals that arrive in any order and any parts, the index kept all the while."""
    home = tmp_path_factory.mktemp("dcx")
    folder, chance = folders(home), random.Random(seed)
    events = told(seed)
    left = {name: [one for one in events if one.device == name] for name in DEVICES}
    paths = {name: folder.fetched / f"{name}.jsonl" for name in DEVICES}
    paths[DEVICES[0]] = folder.journal
    index = Index(folder)
    for part in range(parts):
        for name in chance.sample(DEVICES, k=3):
            count = len(left[name]) if part == parts - 1 else chance.randrange(len(left[name]) + 1)
            write(paths[name], left[name][:count])
            left[name] = left[name][count:]
            if chance.random() < 0.5:
                index.refresh()
        index.refresh()
        same(index, folder)
    index.rebuild()
    same(index, folder)


@pytest.mark.parametrize("seed", range(25))
def test_damage_hides_nothing_that_reading_finds(home: Path, seed: int) -> None:
    """Bytes changed, cut out, doubled and torn at random, before the index is made."""
    folder, chance = folders(home), random.Random(seed)
    write(folder.journal, told(seed))
    content = bytearray(folder.journal.read_bytes())
    for _ in range(6):
        place = chance.randrange(len(content))
        what = chance.randrange(4)
        if what == 0:
            content[place] ^= 1 << chance.randrange(8)
        elif what == 1:
            del content[place : place + chance.randrange(300)]
        elif what == 2:
            content[place:place] = content[place : place + chance.randrange(300)]
        else:
            content[place:place] = b"\n" * chance.randrange(3)
    folder.journal.write_bytes(bytes(content))
    same(Index(folder), folder)


def _gone(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _garbage(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(50_000))


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20_000])


def _scribbled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in range(5_000, len(content), 4096):
        content[place : place + 400] = b"\xff" * 400
    path.write_bytes(bytes(content))


def _foreign(path: Path) -> None:
    path.unlink()
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE meta (name TEXT, value TEXT)")
    db.commit()
    db.close()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


def _read_only(path: Path) -> None:
    path.chmod(0o400)


@pytest.mark.parametrize(
    "spoil", [_gone, _empty, _garbage, _torn, _scribbled, _foreign, _folder, _link, _read_only]
)
def test_whatever_became_of_the_index_the_answer_is_the_same(
    home: Path, spoil: Callable[[Path], None]
) -> None:
    """Missing, broken, somebody else's: it is made anew, or made in memory."""
    folder = folders(home)
    write(folder.journal, told(7, 400))
    Index(folder).close()
    spoil(index_file(folder))
    same(Index(folder), folder)
    write(folder.journal, told(8))
    same(Index(folder), folder)


@pytest.mark.parametrize("seed", range(30))
def test_pages_changed_at_random_change_no_answer(home: Path, seed: int) -> None:
    """Two pages in each other's place, bytes of zero, another bit, the schema in no UTF-8."""
    folder, chance = folders(home), random.Random(seed)
    write(folder.journal, told(7, 400))
    Index(folder).close()
    path = index_file(folder)
    content = bytearray(path.read_bytes())
    one, other = (chance.randrange(len(content) // 4096) * 4096 for _ in range(2))
    if seed % 3 == 0:
        content[one : one + 4096], content[other : other + 4096] = (
            content[other : other + 4096],
            content[one : one + 4096],
        )
    elif seed % 3 == 1:
        content[one + 100 : one + 164] = bytes(64)
    else:
        place = content.index(b"CREATE TABLE", chance.randrange(2000)) + chance.randrange(40)
        content[place] ^= 0x80
    path.write_bytes(bytes(content))
    same(Index(folder), folder)


def test_a_lock_on_the_index_is_no_reason_to_wait(home: Path) -> None:
    """Somebody writes to it and doesn't end: the answer comes all the same."""
    folder = folders(home)
    write(folder.journal, told(7))
    Index(folder).close()
    other = sqlite3.connect(index_file(folder), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    write(folder.journal, told(8))
    same(Index(folder), folder)
    other.close()


def test_a_journal_that_was_put_in_anothers_place_is_read_anew(home: Path) -> None:
    """Restored from a backup, in the same file or as a new one, shorter or longer."""
    folder = folders(home)
    write(folder.journal, told(1))
    for seed, count in ((2, 30), (3, 60), (4, 90)):
        Index(folder).close()
        folder.journal.write_bytes(b"".join(map(encode, told(seed, count))))
        same(Index(folder), folder)
        Index(folder).close()
        folder.journal.unlink()
        write(folder.journal, told(seed + 10, count))
        same(Index(folder), folder)


def test_a_record_changed_behind_the_index_is_not_shown(home: Path) -> None:
    """Bytes of a note changed in place while the index is open: the note is damage, not an old note."""
    folder = folders(home)
    write(folder.journal, told(5))
    index = Index(folder)
    note = index.events_of_kinds(("noted",))[0]
    content = folder.journal.read_bytes()
    place = content.index(b"words", content.index(note.id.encode("ascii")))
    with folder.journal.open("r+b") as file:
        file.seek(place)
        file.write(b"sword")
    assert note not in index.events_of_kinds(("noted",))
    same(index, folder)


def test_erased_events_are_never_shown_again(home: Path) -> None:
    """An erasing that arrives after what it erases, from another device, while a file still holds it."""
    folder = folders(home)
    events = told(5)
    write(folder.journal, events)
    index = Index(folder)
    gone = [one.id for one in events[::3]]
    erased = Event("v22222222222", None, 999, NOW, "UTC", "kim", DEVICES[2], "erased", {"ids": gone})
    write(folder.fetched / f"{DEVICES[2]}.jsonl", [erased])
    index.refresh()
    same(index, folder)
    assert not any(one.id in gone for one in index.events_about(gone))


def test_a_journal_nobody_may_read_is_said(home: Path) -> None:
    """A link in its place: refused with the reason, not taken for an empty one."""
    folder = folders(home)
    write(home / "elsewhere", told(5))
    folder.journal.symlink_to(home / "elsewhere")
    with pytest.raises(Exception, match="it is a link"):
        Index(folder)


def test_nothing_on_the_record_makes_no_file(home: Path) -> None:
    """Looking at an empty record leaves no trace."""
    assert Index(folders(home)).calls() == []
    assert not home.exists()
