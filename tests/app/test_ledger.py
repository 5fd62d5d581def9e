"""What the journal says about promises and customers."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from difficult_cx.app.customers import calls_of, close_line, known_customer, name_customer, standings
from difficult_cx.app.ledger import Ledger, open_ledger
from difficult_cx.app.morning import morning_groups, overdue_line
from difficult_cx.domain.event import Event
from difficult_cx.errors import DcxError, NotFoundError
from difficult_cx.journal.codec import encode
from tests.journal.test_journal import journal

NOW = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
Told = tuple[str, str, dict[str, object]]


Tell = Callable[..., Ledger]


@pytest.fixture
def ledger(home: Path) -> Tell:
    """Makes the ledger of events with these ids, kinds and fields."""

    def tell(*told: Told) -> Ledger:
        home.mkdir(exist_ok=True)
        events = (
            Event(one, None, n, NOW, "Europe/London", "sam", "d22222222222", kind, data)
            for n, (one, kind, data) in enumerate(told, 1)
        )
        (home / "journal.jsonl").write_bytes(b"".join(map(encode, events)))
        return open_ledger(journal(home))

    return tell


def promise(one: str, text: str = "call back", **more: object) -> Told:
    """A promise with this id."""
    return (one, "promise_made", {"text": text, "type": "promise", **more})


def test_a_promise_is_found_by_its_beginning(ledger: Tell) -> None:
    """Any beginning that fits one, in either case; several or none are errors with candidates."""
    book = ledger(promise("bcdf22222222"), promise("bcdg22222222"), promise("xzz222222222", "send voucher"))
    assert book.find_promise("BCDF").id == "bcdf22222222"
    shown = {one: book.short[one] for one in ("bcdf22222222", "bcdg22222222", "xzz222222222")}
    assert shown == {"bcdf22222222": "bcdf", "bcdg22222222": "bcdg", "xzz222222222": "xzz"}
    with pytest.raises(NotFoundError, match="Several promises begin with 'bcd'") as several:
        book.find_promise("bcd")
    assert several.value.hint == "bcdf (call back); bcdg (call back)"
    with pytest.raises(NotFoundError) as none:
        book.find_promise("xzx")
    assert none.value.hint == "xzz (send voucher)"
    with pytest.raises(NotFoundError):
        book.find_promise("")


def test_a_call_is_no_promise(ledger: Tell) -> None:
    """Who types the id of a call is told so; calls make the shown ids longer."""
    book = ledger(("bcdf22222222", "call_started", {"customer": None}), promise("bcdg22222222"))
    assert book.short["bcdg22222222"] == "bcdg"
    with pytest.raises(NotFoundError, match="is a call, not a promise"):
        book.find_promise("bcdf")


def test_a_settled_promise_is_never_a_candidate_by_chance(ledger: Tell) -> None:
    """When nothing is near, the last that are still open are offered."""
    book = ledger(
        promise("bbb222222222", "open"),
        promise("ccc222222222", "done"),
        ("k22222222222", "promise_kept", {"promise": "ccc222222222"}),
    )
    with pytest.raises(NotFoundError) as none:
        book.find_promise("zzz")
    assert none.value.hint == "bbb (open)"


def test_naming_a_customer(ledger: Tell) -> None:
    """A known name is that customer; a new one gets an entry and the names that are close."""
    book = ledger(
        ("b22222222222", "customer_added", {"name": "Ada Brook"}),
        ("c22222222222", "call_started", {"customer": "b22222222222"}),
        ("d22222222222", "call_started", {"customer": None}),
        ("f22222222222", "call_named", {"call": "d22222222222", "customer": "b22222222222"}),
    )
    known = name_customer(book, "ada  BROOK", lambda: "n22222222222")
    assert (known.customer.id, known.entries, known.close) == ("b22222222222", (), ())
    new = name_customer(book, "Brook  Ada", lambda: "n22222222222")
    assert (new.customer.id, new.customer.name) == ("n22222222222", "Brook Ada")
    assert [entry.data for entry in new.entries] == [{"name": "Brook Ada"}]
    assert close_line(new.close).startswith("Close: Ada Brook, 2 calls.")
    assert close_line(()) == ""
    for bad in ("", "   ", "x" * 201):
        with pytest.raises(DcxError):
            name_customer(book, bad, lambda: "n22222222222")


def test_standings_count_what_belongs_to_both_after_a_merge(ledger: Tell) -> None:
    """Calls and open promises of the customer that was merged count for the other."""
    book = ledger(
        ("b22222222222", "customer_added", {"name": "Zoe"}),
        ("g22222222222", "customer_added", {"name": "ada"}),
        ("m22222222222", "customer_added", {"name": "Bo"}),
        ("c22222222222", "call_started", {"customer": "b22222222222"}),
        promise("p22222222222", customer="g22222222222"),
        promise("q22222222222", customer="b22222222222"),
        ("k22222222222", "promise_kept", {"promise": "q22222222222"}),
        ("j22222222222", "customer_merged", {"customer": "b22222222222", "into": "g22222222222"}),
    )
    assert [(one.customer.name, one.calls, one.open_promises) for one in standings(book)] == [
        ("ada", 1, 1),
        ("Bo", 0, 0),
    ]
    assert calls_of(book, known_customer(book, "zoe")) == 1


def test_a_customer_nobody_knows(ledger: Tell) -> None:
    """The error names who is close."""
    book = ledger(("b22222222222", "customer_added", {"name": "Ada Brook"}))
    with pytest.raises(NotFoundError, match="No customer has the name 'Ada Brok'") as none:
        known_customer(book, "Ada Brok")
    assert none.value.hint == "close: Ada Brook"


def test_the_line_on_what_is_overdue(ledger: Tell) -> None:
    """One line with the worst, and none when nothing is late."""
    book = ledger(
        promise("bbb222222222", due="2026-11-24T09:00:00.000Z"),
        promise("ccc222222222", due="2026-11-22T09:00:00.000Z"),
        promise("ddd222222222", due="2026-11-24T11:00:00.000Z"),
    )
    assert (
        overdue_line(book, NOW) == "2 promises are overdue, ccc by 2 d. dcx followups lists what is promised."
    )
    assert overdue_line(ledger(promise("ddd222222222")), NOW) == ""
    groups = morning_groups(book, NOW, UTC)
    assert ([one.id[:3] for one in groups.overdue], [one.id[:3] for one in groups.today]) == (
        ["ccc", "bbb"],
        ["ddd"],
    )


def test_undone_changes_are_no_changes(ledger: Tell) -> None:
    """What undo took back is not taken back again."""
    book = ledger(
        promise("bbb222222222"),
        ("t22222222222", "promise_tried", {"promise": "bbb222222222", "reason": "voicemail"}),
        ("k22222222222", "promise_kept", {"promise": "bbb222222222"}),
        ("v22222222222", "promise_undone", {"promise": "bbb222222222", "target": "k22222222222"}),
    )
    one = book.find_promise("bbb")
    assert one.state == "open"
    assert [event.id for event in book.changes_of(one)] == ["t22222222222"]
