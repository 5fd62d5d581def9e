"""Tables for spreadsheets."""

import csv
import io

import pytest

from difficult_cx.export.cells import cell, table


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+44 20 7946 0000", "-2", "@SUM(A1)", "  =1+1", "\t=1", "\r=1", "'=1", '"=1', "|cmd", "%0A",
        "\uff1dcmd|' /C calc'!A0", "\u2212" + "1", '=HYPERLINK("http://x")', "\n=1", "\x00=1", "\u200b=1",
    ],
)  # fmt: skip
def test_a_cell_that_would_be_run_gets_a_quote(text: str) -> None:
    """No cell begins with what a spreadsheet takes for a formula, blanks and hidden signs aside."""
    made = cell(text)
    assert made.startswith("'")
    assert "\n" not in made


@pytest.mark.parametrize("text", ["refund both fees", "a=b", "5 - 3", "Ω 日本", "'quoted'", ""])
def test_other_cells_stay_as_they_are(text: str) -> None:
    """Words are not touched."""
    assert cell(text) == text


def test_numbers_and_yes_stay_what_they_are() -> None:
    """A negative number is a number."""
    assert [cell(one) for one in (-5, 1.5, True, False, None)] == ["-5", "1.5", "yes", "no", ""]


def test_no_sign_begins_another_cell() -> None:
    """Separators of any country, quotes and line ends stay within their cell; the columns keep their order."""
    words = 'a;=1\t=2,"=3"\r\n=4'
    made = table(["x", "y"], [{"y": words, "x": 1}])
    rows = list(csv.reader(io.StringIO(made), strict=True))
    assert rows == [["x", "y"], ["1", 'a;=1 =2,"=3" =4']]
    assert made.count("\n") == 2
    assert made.splitlines()[1] == '"1","a;=1 =2,""=3"" =4"'
