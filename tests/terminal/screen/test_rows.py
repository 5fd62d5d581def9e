"""Rows as a terminal's encoding can show them."""

import pytest

from difficult_cx.terminal.screen.row import fit_for, text_of


@pytest.mark.parametrize(
    ("encoding", "text", "shown"),
    [
        ("ascii", "Zoë 日本", "Zo? ????"),
        ("cp437", "Zoë 日本", "Zoë ????"),
        ("utf-8", "Zoë 日本", "Zoë 日本"),
        ("cp1252", "plain", "plain"),
    ],
)
def test_what_a_code_page_lacks_keeps_its_columns(encoding: str, text: str, shown: str) -> None:
    """The clock stays where it is, whatever the console can show."""
    assert text_of(fit_for((("", text),), encoding)) == shown
