"""Customers and the names that mean them."""

import unicodedata
from datetime import UTC, datetime

import pytest

from difficult_cx.domain.customer import Customers
from difficult_cx.domain.event import Event
from difficult_cx.domain.mine import name_key

Told = tuple[str, str, dict[str, object]]


def events(*told: Told) -> list[Event]:
    """Events of these ids, kinds and fields, in this order."""
    at = datetime(2026, 11, 24, tzinfo=UTC)
    return [
        Event(one, None, n, at, "Europe/London", "sam", "d", kind, data)
        for n, (one, kind, data) in enumerate(told)
    ]


def added(one: str, name: str) -> Told:
    """A customer was added."""
    return (one, "customer_added", {"name": name})


def merged(gone: str, into: str) -> Told:
    """Two customers became one."""
    return (f"m{gone}{into}", "customer_merged", {"customer": gone, "into": into})


def test_a_name_is_found_whatever_its_blanks_case_and_form() -> None:
    """NFC, casefold and single blanks make names equal."""
    people = Customers(events(added("a", "Ada  Brøok"), added("b", "STRASSE café")))
    assert people.find(" ada brøok ") is people.get("a")
    assert people.find(unicodedata.normalize("NFD", "Straße CAFÉ")) is people.get("b")
    assert people.find("Ada") is None
    assert people.find("") is None


def test_other_names_count() -> None:
    """A customer is found by each of their names; a main name comes first."""
    people = Customers(
        events(
            added("a", "Brook Ltd"),
            ("n", "customer_named", {"customer": "a", "name": "Brook Limited"}),
            ("o", "customer_named", {"customer": "a", "name": "Brook & Sons", "main": True}),
        )
    )
    one = people.find("brook limited")
    assert one is not None
    assert one.names == ("Brook & Sons", "Brook Ltd", "Brook Limited")


def test_merged_customers_are_one() -> None:
    """Ids and names of both lead to the one that is left, along a chain too; circles are impossible."""
    people = Customers(
        events(
            added("a", "Ann"),
            added("b", "Bea"),
            added("c", "Cleo"),
            merged("a", "b"),
            merged("b", "c"),
            merged("c", "a"),
        )
    )
    assert [one.id for one in people] == ["c"]
    assert people.get("a") is people.find("ann") is people.find("Bea") is people.get("c")
    assert people.find("Cleo") is not None


@pytest.mark.parametrize(
    ("typed", "close"),
    [
        ("Brook Ada", True),  # word order
        ("Ada Broök", True),  # accents
        ("Ada Brok", True),  # one slip in seven letters
        ("Ada Borok", True),  # neighbours swapped
        ("Ada Brooks", True),
        ("Ida Brock", False),  # two slips in eight letters
        ("Ada", False),
        ("Bo", False),
    ],
)
def test_close_names(typed: str, close: bool) -> None:
    """Word order, accents and one slip in five letters are close; more is another name."""
    people = Customers(events(added("a", "Ada Brook")))
    assert [one.name for one in people.close(typed)] == (["Ada Brook"] if close else [])


def test_the_same_name_is_not_close() -> None:
    """Whom the name means is not listed as somebody like them."""
    people = Customers(events(added("a", "Ada Brook"), added("b", "Ada Brooks")))
    assert [one.id for one in people.close("ADA BROOK")] == ["b"]


def test_short_names_are_never_close_by_a_slip() -> None:
    """One slip in four letters is another name: Anna is not Anne."""
    people = Customers(events(added("a", "Anna"), added("b", "李雷")))
    assert people.close("Anne") == []
    assert people.close("韩雷") == []


def test_a_key_is_stable() -> None:
    """The key of a key is the key."""
    for name in ("Ada  Brook", "ΑΪ́", "İstanbul", "ﬁne"):
        assert name_key(name_key(name)) == name_key(name)
