"""Pages that people write, with parts that are made from the code.

A part stands between two comments that no reader sees:

    <!-- made: settings -->
    ...
    <!-- /made -->
"""

import re
from collections.abc import Callable, Iterable, Iterator

PART = re.compile(r"(<!-- made: ([^\n]+) -->\n)(.*?)(<!-- /made -->)", re.DOTALL)


def with_parts(page: str, make: Callable[[str, str], str]) -> str:
    """The page with each of its parts made anew, from its name and what it was."""
    return PART.sub(lambda part: f"{part[1]}\n{make(part[2], part[3])}\n{part[4]}", page)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of Markdown, newline included; an upright stroke in a cell is guarded."""
    names = tuple(head)
    lines = [_row(names), f"|{'---|' * len(names)}\n", *map(_row, rows)]
    return "".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in cells)} |\n"


def cells(text: str) -> Iterator[list[str]]:
    """The cells of each row of a table."""
    for line in text.splitlines():
        if line.startswith("| "):
            yield [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
