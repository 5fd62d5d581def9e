"""One file per rule, each with a test of its own name."""

from pathlib import Path

import pytest

from difficult_cx.playbook import lint
from difficult_cx.playbook.checking import RULES

HERE = Path(__file__).parent
FILES = {one.stem for one in Path(next(iter(lint.__path__))).glob("*.py")} - {"__init__", "subject"}


def test_each_file_is_a_rule_that_is_asked() -> None:
    """No rule lies there unasked, none is asked that has no file."""
    assert {check.__module__.rpartition(".")[2] for check in RULES.values()} == FILES


@pytest.mark.parametrize("name", sorted(FILES))
def test_each_rule_has_its_test(name: str) -> None:
    """Under the same name, beside this one."""
    assert (HERE / f"test_{name}.py").is_file()
