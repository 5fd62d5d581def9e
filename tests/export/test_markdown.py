"""Markdown, read back by another program's parser."""

from typing import Any

import pytest
from markdown_it import MarkdownIt

from difficult_cx.export.markdown import escaped, listed


def flat(text: str) -> list[Any]:
    """Every token that a Markdown parser finds, the inline ones too."""
    found = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    return [one for token in found for one in (token, *(token.children or ()))]


@pytest.mark.parametrize(
    "words",
    ["**bold** _it_ `code`", "<script>alert(1)</script>", "[x](http://evil)", "![i](x)", "a\n# head", "| a | b |",
     "&amp; &#60;b&#62;", "~~gone~~", "http://evil.example", "www.evil.example", "@team", "1. one", "\x1b[2J\u202e"],
)  # fmt: skip
def test_words_stay_words(words: str) -> None:
    """A row has its box, its bold time and plain text; nothing of the words is markup."""
    made = listed("Follow-ups", [("Today", [(False, "Fri 27 Nov 12:00", words, words)])])
    kinds = {token.type for token in flat(made)}
    assert kinds <= {
        "heading_open", "heading_close", "inline", "text", "bullet_list_open", "bullet_list_close",
        "list_item_open", "list_item_close", "paragraph_open", "paragraph_close", "strong_open", "strong_close",
        "text_special",
    }  # fmt: skip
    assert len([token for token in flat(made) if token.type == "list_item_open"]) == 1


def test_a_settled_one_is_ticked() -> None:
    """Open boxes for what is to do, ticked ones for what is settled."""
    made = listed("T", [("A", [(False, "w", "Ada", "x"), (True, "w", "Bo", "y")])])
    assert "- [ ] **w** Ada: x" in made
    assert "- [x] **w** Bo: y" in made


def test_plain_words_are_not_escaped() -> None:
    """What has no meaning to Markdown reads as it was said."""
    assert escaped("Fri 27 Nov 12:00, in 2 d (k7q) 5% - x.y") == "Fri 27 Nov 12:00, in 2 d (k7q) 5% - x.y"
