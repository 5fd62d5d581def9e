"""A `go`, a `then` or a situation to nowhere."""

from pathlib import Path

import pytest

from tests.playbook.lint.mine import found_at_its_place, linted, method, step

WRONG = {
    "a go to nowhere": (
        method(step(ways="\n      - {label: x}\n      - {label: y, go: nowhere}")),
        ("goto", 13, 9),
        "`nowhere` leads nowhere",
    ),
    "a then to nowhere, said once": (
        method(step(), "  - use: pause\n    then: nowhere\n"),
        ("goto", 12, 11),
        "`nowhere` leads nowhere",
    ),
    "a situation that there is not": (
        method(step(ways="[{label: x, go: situation.nothing}]")),
        ("goto", 11, 12),
        "`situation.nothing` leads nowhere",
    ),
    "a method that returns": (
        method(step(ways="[{label: x, go: return}]")),
        ("goto", 11, 12),
        "only a situation can `return`",
    ),
}
RIGHT = [
    method(step(ways="[{label: x, go: situation.yelling}]")),
    method("  - use: pause\n", step(ways="[{label: x, go: listen}]")),
    method(step(ways="[{label: x, go: end}, {label: y, go: next}]")),
]


@pytest.mark.parametrize("what", WRONG)
def test_it_is_found_at_its_place(tmp_path: Path, what: str) -> None:
    """Rule, line, column, what is wrong, and the line itself."""
    found_at_its_place(tmp_path, *WRONG[what])


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_near_it_is_clean(tmp_path: Path, text: str) -> None:
    """As people write them, and nothing to say about it."""
    assert linted(tmp_path, text) == []
