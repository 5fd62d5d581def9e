"""A card that no way leads to."""

from pathlib import Path

import pytest

from tests.playbook.lint.mine import APOLOGY_THEN_END, found_at_its_place, linted, method, step

WRONG = {
    "a card behind the end": (
        method(step(), APOLOGY_THEN_END, step("two")),
        ("unreachable", 13, 5),
        "the card `two` can't be reached",
    ),
}
RIGHT = [
    method(step(ways="[{label: x, go: two}]"), APOLOGY_THEN_END, step("two")),
    method(step(), step("two", if_="[chronic]"), step("three")),
]


@pytest.mark.parametrize("what", WRONG)
def test_it_is_found_at_its_place(tmp_path: Path, what: str) -> None:
    """Rule, line, column, what is wrong, and the line itself."""
    found_at_its_place(tmp_path, *WRONG[what])


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_near_it_is_clean(tmp_path: Path, text: str) -> None:
    """As people write them, and nothing to say about it."""
    assert linted(tmp_path, text) == []
