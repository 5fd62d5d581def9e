"""A newcomer finds any rule in a minute: `grep` hits what carries it, its test, one page, and nothing else."""

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
RULE = re.compile(r"(?<![\w.])[A-E]\d(?:\.\d)?(?![\w.]*\d)")
# These list all of them: their texts, what carries each, and the page.
LISTS = {"playbooks/rules.yaml", "playbooks/coverage.yaml", "docs/rules.md"}


def rules() -> list[str]:
    """All of them, in their order."""
    return list(yaml.safe_load((ROOT / "playbooks" / "rules.yaml").read_text(encoding="utf-8"))["rules"])


def files() -> Iterator[Path]:
    """Everything a newcomer would search: what git keeps, or what lies in these folders where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        yield from (ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())
        return
    for folder in ("src", "playbooks", "tests", "docs", "making", "benchmarks"):
        yield from (
            path for path in sorted((ROOT / folder).rglob("*.*")) if path.suffix in (".py", ".yaml", ".md")
        )
    yield from (path for path in ROOT.iterdir() if path.suffix in (".md", ".toml"))


@cache
def hits() -> dict[str, set[str]]:
    """The files in which each rule is named."""
    known = set(rules())
    found: dict[str, set[str]] = defaultdict(set)
    for path in files():
        for rule in RULE.findall(path.read_bytes().decode("utf-8", "replace")):
            if rule in known:
                found[rule].add(path.relative_to(ROOT).as_posix())
    return found


@pytest.mark.parametrize("rule", rules())
def test_a_rule_is_found_in_its_places_and_nowhere_else(rule: str) -> None:
    """The lists, a playbook or the code that runs it, one file of tests in this folder, and one page."""
    named = hits()[rule]
    assert named >= LISTS
    carried = {one for one in named - LISTS if one.startswith(("playbooks/", "src/difficult_cx/"))}
    held = {one for one in named if one.startswith("tests/rules/test_")}
    assert carried
    assert len(held) == 1
    assert named - LISTS - carried - held == set(), "name the rule where it is carried or held, nowhere else"
