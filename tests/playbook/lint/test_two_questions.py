"""A stem that asks twice, or begins with a bare why."""

from pathlib import Path

import pytest

from tests.playbook.lint.mine import found_at_its_place, linted, method, step

WRONG = {
    "two questions": (
        method(step(say='["What? And why?"]')),
        ("two-questions", 9, 11),
        "'What? And why?' asks two questions",
    ),
    "a bare why": (
        method(step(say='["Why did you wait?"]')),
        ("two-questions", 9, 11),
        "'Why did you wait?'",
    ),
}
RIGHT = [
    method(step(say='["I want to get it right. What happened?"]')),
]


@pytest.mark.parametrize("what", WRONG)
def test_it_is_found_at_its_place(tmp_path: Path, what: str) -> None:
    """Rule, line, column, what is wrong, and the line itself."""
    found_at_its_place(tmp_path, *WRONG[what])


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_near_it_is_clean(tmp_path: Path, text: str) -> None:
    """As people write them, and nothing to say about it."""
    assert linted(tmp_path, text) == []
