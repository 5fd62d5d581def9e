"""A blank without words for when it is empty, or where nothing is filled in."""

from pathlib import Path

import pytest

from tests.playbook.lint.mine import found_at_its_place, linted, method, step

WRONG = {
    "no fallback": (
        method(step(say='["Hello {customer|}."]')),
        ("blank", 9, 11),
        "the blank {customer|} has no fallback",
    ),
    "a blank outside say": (method(step(do='"Do {it|that}."')), ("blank", 8, 9), "`do` is never filled in"),
}
RIGHT = [
    method(step(say='["Hello {customer|you}."]')),
    method(step(say='["{read_back|What you told me}. Do I have that right?"]')),
]


@pytest.mark.parametrize("what", WRONG)
def test_it_is_found_at_its_place(tmp_path: Path, what: str) -> None:
    """Rule, line, column, what is wrong, and the line itself."""
    found_at_its_place(tmp_path, *WRONG[what])


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_near_it_is_clean(tmp_path: Path, text: str) -> None:
    """As people write them, and nothing to say about it."""
    assert linted(tmp_path, text) == []
