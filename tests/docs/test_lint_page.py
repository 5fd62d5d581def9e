"""docs/playbook-format.md names every rule of the lint."""

import ast
import re
from pathlib import Path

from difficult_cx.playbook.checking import RULES

ROOT = Path(__file__).resolve().parents[2]


def test_every_rule_stands_on_the_page() -> None:
    """Those of the lint, and those that reading a file can give."""
    page = (ROOT / "docs" / "playbook-format.md").read_text(encoding="utf-8")
    table = page.partition("| rule | it finds |")[2]
    told = set(
        re.findall(r"`([a-z-]+)`", "".join(row.split("|")[1] for row in table.splitlines() if row[:1] == "|"))
    )
    given: set[object] = set(RULES)
    for path in (ROOT / "src" / "difficult_cx" / "playbook").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(node, ast.Call) and isinstance(called, ast.Attribute) and called.attr == "find":
                given |= {one.value for one in node.args[1:2] if isinstance(one, ast.Constant)}
    assert given <= told, given - told
    assert told <= given, told - given
