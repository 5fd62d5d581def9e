"""docs/journal.md and the kinds of the code say the same."""

import re
from pathlib import Path

from difficult_cx.domain.kinds import KINDS

PAGE = Path(__file__).parent.parent.parent / "docs" / "journal.md"


def test_every_kind_and_field_is_on_the_page() -> None:
    """Each kind has its row, with all its fields; the page names no kind that isn't there."""
    rows = {}
    for line in PAGE.read_text(encoding="utf-8").split("## Kinds")[1].splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 6 and re.fullmatch(r"`[a-z_]+`", cells[1]):
            rows[cells[1].strip("`")] = (re.findall(r"`(\w+)`", cells[3]), re.findall(r"`(\w+)`", cells[4]))
    assert rows == {name: (list(kind.needs), list(kind.may)) for name, kind in KINDS.items()}
