"""The pictures in the docs are of real calls, as they are now."""

import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pexpect")
pytest.importorskip("pyte")
if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

MADE: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "pictures" / "make.py"))
SHOWN = {
    (page.name, found.group(1)): found.group()
    for page in MADE["PAGES"]
    for found in MADE["MARKED"].finditer(page.read_text(encoding="utf-8"))
}


def test_every_picture_that_can_be_made_is_shown() -> None:
    """And none is shown that nobody makes."""
    assert {name for _, name in SHOWN} == {*MADE["PICTURES"], "plain"}


@pytest.mark.parametrize(
    ("page", "name"),
    [one if one[1] in ("small", "plain") else pytest.param(*one, marks=pytest.mark.slow) for one in SHOWN],
)
def test_a_picture_is_what_a_call_shows_now(page: str, name: str) -> None:
    """Made anew it is the same; `python docs/pictures/make.py` puts the new ones into the pages."""
    shown = SHOWN[page, name]
    assert MADE["put"](shown, name, MADE["make"](name)) == shown
