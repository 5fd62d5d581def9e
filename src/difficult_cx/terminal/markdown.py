"""Text on its way into a Markdown file: nothing of it is a heading, a link, a tag or a table of its own."""

import re

from difficult_cx.terminal.clean import clean

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+!|~&=-])")


def md(text: str) -> str:
    """The text as Markdown that shows it as it stands."""
    return _SIGNS.sub(r"\\\1", clean(text))
