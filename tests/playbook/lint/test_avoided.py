"""An avoided phrase in what a card says."""

from pathlib import Path

import pytest

from tests.playbook.lint.mine import found_at_its_place, linted, method, step

WRONG = {
    "a phrase in a stem": (
        method(step(say='[Hello., "It is our policy."]')),
        ("avoided", 9, 19),
        "'It is our policy.' says 'It is our policy'",
    ),
    "a blank with its fallback": (
        method(step(say='["That is our {what|policy}."]')),
        ("avoided", 9, 11),
        "'That is our {what|policy}.' says 'That is our policy'",
    ),
    "a quote as the first stem": (
        method(step(say="[{quote: We are not allowed to}]")),
        ("avoided", 9, 11),
        "'We are not allowed to' says 'We are not allowed'",
    ),
}
RIGHT = [
    method(step(say="[Hello., {quote: We are not allowed to}]")),
    method(step(say="[That was our mistake.]")),
]


@pytest.mark.parametrize("what", WRONG)
def test_it_is_found_at_its_place(tmp_path: Path, what: str) -> None:
    """Rule, line, column, what is wrong, and the line itself."""
    found_at_its_place(tmp_path, *WRONG[what])


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_near_it_is_clean(tmp_path: Path, text: str) -> None:
    """As people write them, and nothing to say about it."""
    assert linted(tmp_path, text) == []
