"""A condition on a fact that nothing sets."""

from pathlib import Path

import pytest

from tests.playbook.lint.mine import found_at_its_place, linted, method, step

WRONG = {
    "a fact that nothing sets": (
        method(step(), step("two", if_="[chronic, unknown_fact]")),
        ("unset-fact", 16, 19),
        "nothing sets the fact `unknown_fact`",
    ),
    "a gate that nothing opens": (
        method(step(needs="{unknown_fact: Something.}")),
        ("unset-fact", 11, 13),
        "nothing sets the fact `unknown_fact`",
    ),
    "what is only ever set to no": (
        method(step(ways="[{label: x, set: {ours: no}}]"), step("two", if_="[ours]")),
        ("unset-fact", 17, 10),
        "`ours` is only ever set to no",
    ),
    "the condition of a use": (
        method(step(), "  - use: pause\n    if: [unknown_fact]\n"),
        ("unset-fact", 12, 10),
        "nothing sets the fact `unknown_fact`",
    ),
}
RIGHT = [
    method(
        step(
            "one",
            if_="[promise_broken, chronic, warnings_spent, may_end_call, another_issue, chosen, not agreed, lawyer]",
        ),
        step("two"),
    ),
    method(step("one", if_="[whatever]"), kind="technique"),
]


@pytest.mark.parametrize("what", WRONG)
def test_it_is_found_at_its_place(tmp_path: Path, what: str) -> None:
    """Rule, line, column, what is wrong, and the line itself."""
    found_at_its_place(tmp_path, *WRONG[what])


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_near_it_is_clean(tmp_path: Path, text: str) -> None:
    """As people write them, and nothing to say about it."""
    assert linted(tmp_path, text) == []
