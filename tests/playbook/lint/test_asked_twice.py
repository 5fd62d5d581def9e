"""A field asked by two cards on one path."""

from pathlib import Path

import pytest

from tests.playbook.lint.mine import APOLOGY_THEN_END, found_at_its_place, linted, method, step

ASK = "{field: parcel, label: It}"

WRONG = {
    "the same question again": (
        method(step(ask=ASK), step("two", ask=ASK)),
        ("asked-twice", 17, 10),
        "`parcel` is asked by `one` already",
    ),
}
RIGHT = [
    method(step(ask=ASK), step("two", ask=ASK, unless="[parcel]")),
    method(
        step("zero", ways="[{label: yes, set: {ours: yes}}, {label: no, set: {ours: no}}]"),
        step("one", ask=ASK, if_="[ours]"),
        step("two", ask=ASK, unless="[ours]"),
    ),
    method(
        step("zero", ways="[{label: x, go: three}]"),
        step("one", ask=ASK),
        APOLOGY_THEN_END,
        step("three", ask=ASK),
    ),
]


@pytest.mark.parametrize("what", WRONG)
def test_it_is_found_at_its_place(tmp_path: Path, what: str) -> None:
    """Rule, line, column, what is wrong, and the line itself."""
    found_at_its_place(tmp_path, *WRONG[what])


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_near_it_is_clean(tmp_path: Path, text: str) -> None:
    """As people write them, and nothing to say about it."""
    assert linted(tmp_path, text) == []
