"""A letter that a command or another situation has."""

from pathlib import Path

import pytest

from tests.playbook.lint.mine import found_at_its_place, linted, situation

WRONG = {
    "a letter of the grammar": (
        situation("u"),
        ("letter", 4, 6),
        "the letter `u` is taken by the grammar of a call",
    ),
    "a letter of another situation": (situation("y"), ("letter", 4, 6), "the letter `y`"),
}
RIGHT = [
    situation("d"),
]


@pytest.mark.parametrize("what", WRONG)
def test_it_is_found_at_its_place(tmp_path: Path, what: str) -> None:
    """Rule, line, column, what is wrong, and the line itself."""
    found_at_its_place(tmp_path, *WRONG[what])


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_near_it_is_clean(tmp_path: Path, text: str) -> None:
    """As people write them, and nothing to say about it."""
    assert linted(tmp_path, text) == []
