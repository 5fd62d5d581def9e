"""docs/decisions/index.md: the decisions by their headings."""

import re
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "docs" / "decisions"
HEAD = """\
# Decisions

What somebody will question one day: the context, what was decided, what holds it.

"""


def page() -> str:
    """The list, in the order of their files."""
    rows = []
    for path in sorted(FOLDER.glob("0*.md")):
        title = path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
        rows.append(f"- [{re.sub(r'^[0-9]+[.] ', '', title)}]({path.name})\n")
    return HEAD + "".join(rows)
