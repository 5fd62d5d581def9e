"""`dcx playbook coverage`: every rule has something that carries it and a test that shows it."""

import ast
import re
from pathlib import Path

import pytest

from difficult_cx.cli.main import TABLE
from difficult_cx.playbook.coverage import coverage, read_coverage
from difficult_cx.playbook.library import Library, shipped_folder
from tests.conftest import Dcx

HERE = Path(__file__).parent
FOUND = {one.rule: one for one in coverage(Library(shipped_folder()))}
# What carries a rule beside cards and commands: parts of a call that every card has.
PARTS = {
    "hints",
    "subtext notes",
    "wrap-up",
    "warnings",
    "authority",
    "precedent",
    "nudges",
    "signals",
    "first card",
    "gate",
    "first issue",
}


def named_tests() -> dict[str, set[str]]:
    """The tests of this folder by the rule that their name begins with."""
    found: dict[str, set[str]] = {}
    for path in HERE.glob("test_*.py"):
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(one, ast.FunctionDef) and (named := re.match(r"test_([A-E]\d(?:_\d)?)_", one.name)):
                found.setdefault(named.group(1).replace("_", "."), set()).add(one.name)
    return found


def test_the_file_names_every_test_and_only_tests_that_there_are() -> None:
    """A test that was renamed or taken out is noticed, and so is one that the file doesn't know."""
    assert {rule: set(one.tests) for rule, one in FOUND.items() if one.tests} == named_tests()
    _, findings = read_coverage(shipped_folder() / "coverage.yaml")
    assert findings == []


def test_what_carries_a_rule_exists() -> None:
    """A command of `dcx --help`, or one of the parts of a call."""
    for one in FOUND.values():
        for carrier in one.by:
            words = carrier.split()
            assert carrier in PARTS or (words[0] == "dcx" and (len(words) == 1 or words[1] in TABLE)), carrier


@pytest.mark.parametrize("rule", [one.rule for one in FOUND.values() if one.whole])
def test_a_rule_is_tested_where_it_is_carried(rule: str) -> None:
    """The test's body asserts something."""
    bodies = {}
    for path in HERE.glob("test_*.py"):
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(one, ast.FunctionDef):
                bodies[one.name] = one
    for name in FOUND[rule].tests:
        assert any(isinstance(part, ast.Assert) for part in ast.walk(bodies[name])), name


def test_the_command_prints_the_table(dcx: Dcx) -> None:
    """Each rule with what carries it and its test; exit 1 while one has not both."""
    lacking = [rule for rule, one in FOUND.items() if not one.whole]
    ran = dcx("playbook", "coverage", code=1 if lacking else 0)
    assert "shown by test_A3_3_their_words_are_read_back_and_the_answer_is_recorded" in ran.out.replace(
        "\n      ", " "
    )
    data = dcx("playbook", "coverage", "--json", code=None).json["data"]
    assert [one["rule"] for one in data] == list(FOUND)
    read_back = [one["rule"] for one in data if "reflect.read-back" in one["cards"]]
    assert read_back == [rule for rule, one in FOUND.items() if "reflect.read-back" in one.cards] != []
    assert [one["rule"] for one in data if not one["whole"]] == lacking


def test_a_rule_without_a_card_or_a_test_is_not_covered(tmp_path: Path) -> None:
    """A sentence somewhere doesn't count: an empty folder with one rule covers nothing."""
    (tmp_path / "rules.yaml").write_text("dcx: 1\nrules: {Z1.1: Stay calm}\n")
    [one] = coverage(Library(tmp_path))
    assert not one.whole
    (tmp_path / "coverage.yaml").write_text("dcx: 1\ncoverage: {Z1.1: {tests: [test_Z1_1_x]}}\n")
    assert not coverage(Library(tmp_path))[0].whole
    (tmp_path / "coverage.yaml").write_text("dcx: 1\ncoverage: {Z1.1: {by: [hints], tests: [test_Z1_1_x]}}\n")
    assert coverage(Library(tmp_path))[0].whole
