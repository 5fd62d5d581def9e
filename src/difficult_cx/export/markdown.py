"""Promises as Markdown: a list of boxes to tick, whatever signs the words have in them."""

import re
from collections.abc import Sequence

from difficult_cx.export.harmless import one_line

# what starts something in the middle of a line; addresses are no links, and nobody is mentioned
_SIGNS = re.compile(r"([\\`*_\[\]<>#!|~&$^@]|:(?=//)|(?<=www)\.)", re.IGNORECASE)


def escaped(text: str) -> str:
    """The text on one line, every sign that Markdown or HTML would read taken literally."""
    return _SIGNS.sub(r"\\\1", one_line(text))


def listed(title: str, groups: Sequence[tuple[str, Sequence[tuple[bool, str, str, str]]]]) -> str:
    """A heading, and for each group a heading and its rows: (settled, when, whose, what)."""
    rows = [f"# {escaped(title)}"]
    for name, ones in groups:
        rows += ["", f"## {escaped(name)}", ""]
        rows += [
            f"- [{'x' if settled else ' '}] **{escaped(when)}** {escaped(whose)}: {escaped(what)}"
            for settled, when, whose, what in ones
        ]
    return "\n".join(rows) + "\n"
