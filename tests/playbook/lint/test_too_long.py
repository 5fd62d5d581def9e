"""Title, do, first stem and never of more than forty words."""

from pathlib import Path

import pytest

from tests.playbook.lint.mine import found_at_its_place, linted, method, step

LONG = method(
    step(
        title="one two three four five",
        do="one two three four five six seven eight nine ten eleven twelve",
        say='["one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"]',
        never="[I understand exactly how you feel, there's nothing I can do]",
    )
)

WRONG = {
    "a paragraph": (LONG, ("too-long", 6, 5), "43 words on the card, at most 40"),
}
RIGHT = [
    LONG.replace("one two three four five\n", "one two\n"),
]


@pytest.mark.parametrize("what", WRONG)
def test_it_is_found_at_its_place(tmp_path: Path, what: str) -> None:
    """Rule, line, column, what is wrong, and the line itself."""
    found_at_its_place(tmp_path, *WRONG[what])


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_near_it_is_clean(tmp_path: Path, text: str) -> None:
    """As people write them, and nothing to say about it."""
    assert linted(tmp_path, text) == []
