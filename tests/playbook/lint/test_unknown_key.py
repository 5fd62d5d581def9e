"""Rules, sources and evidence that there are not."""

from pathlib import Path

import pytest

from tests.playbook.lint.mine import RULE, found_at_its_place, linted, method, step

WRONG = {
    "a rule that there is not": (
        method(step(rules=f"[{RULE}, Z9]")),
        ("unknown", 11, 17),
        "no rule `Z9` in rules.yaml",
    ),
    "a source that there is not": (
        method(step()).replace("title: Mine", "title: Mine\nsource: Q"),
        ("unknown", 5, 9),
        "no source `Q` in sources.yaml",
    ),
    "evidence that there is not": (
        method(step()).replace("title: Mine", "title: Mine\nevidence: [hearsay]"),
        ("unknown", 5, 12),
        "no evidence `hearsay` in evidence.yaml",
    ),
}
RIGHT = [
    method(step(rules=f"[{RULE}]")).replace("title: Mine", "title: Mine\nsource: C\nevidence: [mirror]"),
]


@pytest.mark.parametrize("what", WRONG)
def test_it_is_found_at_its_place(tmp_path: Path, what: str) -> None:
    """Rule, line, column, what is wrong, and the line itself."""
    found_at_its_place(tmp_path, *WRONG[what])


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_near_it_is_clean(tmp_path: Path, text: str) -> None:
    """As people write them, and nothing to say about it."""
    assert linted(tmp_path, text) == []
