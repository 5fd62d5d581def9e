"""docs/lint.md names every rule of the lint, each with a file that trips it; docs/playbook-format.md every key."""

import ast
import re
from pathlib import Path

import pytest

from difficult_cx.playbook import names, phrases, schema, written
from difficult_cx.playbook.checking import RULES

ROOT = Path(__file__).resolve().parents[2]
SECTIONS = dict(
    re.findall(
        r"^### (\S+)\n(.*?)(?=^##|\Z)",
        (ROOT / "docs" / "lint.md").read_text("utf-8"),
        re.DOTALL | re.MULTILINE,
    )
)
FORMAT = (ROOT / "docs" / "playbook-format.md").read_text(encoding="utf-8")


def given() -> set[str]:
    """The rules of the lint, and those that reading a file can give."""
    found = set(RULES)
    for path in (ROOT / "src" / "difficult_cx" / "playbook").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(node, ast.Call) and isinstance(called, ast.Attribute) and called.attr == "find":
                found |= {str(one.value) for one in node.args[1:2] if isinstance(one, ast.Constant)}
    return found


def test_every_rule_stands_on_the_page() -> None:
    """And no other."""
    assert SECTIONS.keys() == given()


@pytest.mark.parametrize("rule", SECTIONS)
def test_the_example_of_a_rule_trips_it(rule: str) -> None:
    """What the lint said when the page was made names the rule; `python -m making` keeps it so."""
    said = SECTIONS[rule].partition("$ dcx playbook lint ")[2]
    assert f"({rule})\n" in said


def told(head: str) -> set[str]:
    """The keys in the first column of the tables below a heading of docs/playbook-format.md."""
    text = FORMAT.partition(f"\n## {head}\n")[2].partition("\n## ")[0]
    rows = [row.split("|")[1] for row in text.splitlines() if row.startswith("|")]
    return {key for row in rows for key in re.findall("`([a-z]+)`", row)}


def test_every_key_of_a_playbook_stands_on_its_page() -> None:
    """Those of the schema, which is made from the limits of the code; a `use` is told in words."""
    whole = schema.schema()
    assert told("The file") == set(whole["properties"])
    assert told("A step") == set(whole["$defs"]["step"]["properties"])
    for key in (*whole["$defs"]["use"]["properties"], *whole["$defs"]["way"]["properties"]):
        assert re.search(rf"`[^`]*\b{key}\b[^`]*`", FORMAT), key


def test_every_key_of_the_phrases_stands_on_the_page() -> None:
    """In the table, or in the text above it."""
    text = FORMAT.partition("\n## phrases.yaml\n")[2].partition("\n## ")[0]
    for key in phrases.KEYS:
        assert f"`{key}`" in text, key


def test_the_limits_of_the_page_are_those_of_the_code() -> None:
    """Words, entries and choices, as the schema has them."""
    steps = schema.schema()["$defs"]["step"]["properties"]
    for key, row in re.findall(
        r"^\| `(title|do|until)` \| up to (\d+) words", FORMAT.partition("## A step")[2], re.MULTILINE
    ):
        assert f"At most {row} words." in steps[key]["description"], key
    for choices in (written.KINDS, written.TONES, written.ASKED_AS, written.ASKED_BY, written.WHENS):
        assert all(re.search(rf"`[^`]*\b{one}\b[^`]*`", FORMAT) for one in choices), choices
    assert names.ID.pattern == "[a-z0-9-]{2,40}"
