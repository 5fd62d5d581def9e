"""docs/rules.md: every rule of the five documents, what carries it, and the test that shows it was met."""

import re
from pathlib import Path

from difficult_cx.playbook.coverage import coverage
from difficult_cx.playbook.library import Library, shipped_folder

TESTS = Path(__file__).parent.parent / "tests" / "rules"
HEAD = """\
# The rules

Made from the playbooks by `python -m making`; `dcx playbook coverage` prints the same.

Every rule of the five documents ([which these are](why.md)), the cards that carry it, the commands and parts
of a call that carry it beside them, and the file whose test shows that it was met. `grep -rn 'A3\\.3'` finds
the rule in the playbooks, in the code that runs it (where a card alone doesn't), in its test and here.

| rule | it says | cards | also | test |
|---|---|---|---|---|
"""


def page() -> str:
    """The whole page, in the order of the documents."""
    where = {
        name: path.name
        for path in sorted(TESTS.glob("test_*.py"))
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    rows = []
    for one in coverage(Library(shipped_folder())):
        files = dict.fromkeys(where.get(name, "-") for name in one.tests)
        cards = ", ".join(f"`{card}`" for card in one.cards) or "-"
        cells = (one.rule, one.text, cards, ", ".join(one.by) or "-", ", ".join(files) or "-")
        rows.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n")
    return HEAD + "".join(rows)
