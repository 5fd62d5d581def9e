"""A newcomer finds any rule in a minute: `grep` hits what carries it, its test, one page, and nothing else."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
RULE = re.compile(r"(?<![\w.])[A-E]\d(?:\.\d)?(?![\w.]*\d)")
# Pages that show how a file is written, with a rule as its example.
EXAMPLES = {"docs/practice.md", "docs/playbook-format.md"}
# These list all of them: their texts, and what carries each.
LISTS = {"playbooks/rules.yaml", "playbooks/coverage.yaml", "docs/rules.md"}


def files() -> Iterator[Path]:
    """Everything a newcomer would search."""
    for folder, kinds in (("src", "*.py"), ("playbooks", "*.yaml"), ("tests", "*.py"), ("docs", "*.md")):
        yield from sorted((ROOT / folder).rglob(kinds))
    yield from (ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))


def hits() -> dict[str, set[str]]:
    """The files in which each rule is named."""
    rules = yaml.safe_load((ROOT / "playbooks" / "rules.yaml").read_text(encoding="utf-8"))["rules"]
    found: dict[str, set[str]] = defaultdict(set)
    for path in files():
        for rule in RULE.findall(path.read_text(encoding="utf-8")):
            if rule in rules:
                found[rule].add(path.relative_to(ROOT).as_posix())
    assert found.keys() == set(rules)
    return found


def test_each_rule_is_found_in_its_places() -> None:
    """In the lists, in a playbook or the code that runs it, and in a test of this folder."""
    for rule, named in hits().items():
        assert named >= LISTS, rule
        assert any(one.startswith(("playbooks/", "src/")) for one in named - LISTS), rule
        assert any(one.startswith("tests/rules/") for one in named), rule


def test_one_page_names_the_rules() -> None:
    """No other page does, but for examples of how a file is written."""
    for rule, named in hits().items():
        pages = {one for one in named if one.endswith(".md")}
        assert pages <= {"docs/rules.md", *EXAMPLES}, rule
