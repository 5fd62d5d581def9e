"""From every card a way to the end."""

from pathlib import Path

import pytest

from tests.playbook.lint.mine import found_at_its_place, linted, method, step

WRONG = {
    "a round without a way out": (
        method(step(), "  - use: say-i\n    then: one\n"),
        ("no-end", 6, 5),
        "from the card `one` there is no way to the end",
    ),
}
RIGHT = [
    method(step(ways="[{label: x, go: end}]"), "  - use: say-i\n    then: one\n"),
    method(step()),
]


@pytest.mark.parametrize("what", WRONG)
def test_it_is_found_at_its_place(tmp_path: Path, what: str) -> None:
    """Rule, line, column, what is wrong, and the line itself."""
    found_at_its_place(tmp_path, *WRONG[what])


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_near_it_is_clean(tmp_path: Path, text: str) -> None:
    """As people write them, and nothing to say about it."""
    assert linted(tmp_path, text) == []
