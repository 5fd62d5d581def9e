"""Tables for spreadsheets."""

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from difficult_cx.export.cells import cell, table


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+44 20 7946 0000", "-2", "@SUM(A1)", "  =1+1", "\t=1", "\r=1", "'=1", '"=1', "|cmd", "%0A",
        "\uff1dcmd|' /C calc'!A9", "\u2212" + "1", '=HYPERLINK("http://x")', "\n=1", "\x00=1", "\u200b=1",
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


OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice isn't installed")
def test_a_real_spreadsheet_runs_nothing(tmp_path: Path) -> None:
    """LibreOffice opens it: no cell is a formula or a link, and every column keeps its words."""
    words = [
        "=1+1",
        "+SUM(A1:A9)",
        '=HYPERLINK("http://x","y")',
        "-2+3",
        "@SUM(1)",
        '=cmd|" /C calc"!A9',
        'Zo\u00eb \u65e5\u672c, "x";y',
    ]
    file = tmp_path / "promises.csv"
    file.write_text(table(["a", "b"], [{"a": one, "b": f"<{one}>"} for one in words]), encoding="utf-8")
    assert OFFICE is not None
    done = subprocess.run(
        [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--infilter=CSV:44,34,UTF8",
         "--convert-to", "fods", "--outdir", str(tmp_path), str(file)],
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    made = (tmp_path / "promises.fods").read_text(encoding="utf-8")
    assert done.returncode == 0
    assert "table:formula" not in made
    assert "xlink:href" not in made.partition("<office:spreadsheet>")[2]
    cells = re.findall(r"<text:p>(.*?)</text:p>", made.partition("<office:spreadsheet>")[2])
    assert len([one for one in cells if one.startswith("&lt;")]) == len(words)
    assert "Zo\u00eb \u65e5\u672c, &quot;x&quot;;y" in cells
