"""At most nine cards that always stand, at most twelve on the way."""

from pathlib import Path

import pytest

from tests.playbook.lint.mine import found_at_its_place, linted, method, step

WRONG = {
    "ten that always stand": (
        method(*(step(f"s{number}") for number in range(13))),
        ("too-many", 6, 3),
        "13 cards without `if`, at most 9",
    ),
}
RIGHT = [
    method(
        *(step(f"s{number}") for number in range(9)),
        *(
            step(f"a{letter}", ask=f"{{field: q_{letter}, label: It}}", unless=f"[q_{letter}]")
            for letter in "abc"
        ),
    ),
    method(
        *(step(f"s{number}") for number in range(8)),
        step("can", ways="[{label: yes, set: {can_do: yes}}]"),
        *(step(f"o{number}", unless="[can_do]") for number in range(5)),
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
