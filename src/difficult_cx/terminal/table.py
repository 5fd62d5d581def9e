"""Plain tables: columns of text with blanks between them; no box, no colour, nothing to import."""

from collections.abc import Sequence

from difficult_cx.terminal.width import cut, pad, width

GAP = 2


def columns(rows: Sequence[Sequence[str]], most: int, gap: int = GAP) -> list[str]:
    """The rows as lines of at most `most` columns; the last column is cut when it doesn't fit.

    The texts must be cleaned already. Columns before the last take what they need, up to a third of the
    line each.
    """
    return [cut(line, most).rstrip() for line in _joined(rows, most, gap)]


def whole_columns(rows: Sequence[Sequence[str]], most: int, indent: str, gap: int = GAP) -> list[str]:
    """The same, but a last column that doesn't fit stands below its row, wrapped, to its end."""
    lines: list[str] = []
    for row, line in zip(rows, _joined(rows, most, gap), strict=True):
        if width(line) <= most:
            lines.append(line.rstrip())
        else:
            lines.append(cut(line.removesuffix(row[-1]), most).rstrip())
            lines += wrap(row[-1], most, indent)
    return lines


def _joined(rows: Sequence[Sequence[str]], most: int, gap: int) -> list[str]:
    if not rows:
        return []
    count = max(len(row) for row in rows)
    limit = max(8, most // 3)
    sizes = [
        min(limit, max((width(row[place]) for row in rows if place < len(row)), default=0))
        for place in range(count - 1)
    ]
    return [
        (" " * gap).join([*(pad(cell, size) for cell, size in zip(row[:-1], sizes, strict=False)), row[-1]])
        for row in rows
    ]


def wrap(text: str, most: int, indent: str = "") -> list[str]:
    """Cleaned text broken at blanks into lines of at most `most` columns; words too long are broken."""
    lines: list[str] = []
    line = ""
    room = max(8, most - len(indent))
    for word in text.split(" "):
        rest = word
        while width(rest) > room:
            taken = cut(rest, room + 2).removesuffix("..") if width(rest) > room + 2 else rest[:-2]
            if line:
                lines.append(line)
                line = ""
            lines.append(taken)
            rest = rest[len(taken) :]
        joined = f"{line} {rest}" if line else rest
        if width(joined) > room:
            lines.append(line)
            joined = rest
        line = joined
    lines.append(line)
    return [f"{indent}{one}" for one in lines]
