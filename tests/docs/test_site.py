"""The site has every page, and its navigation names no other."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def named(nav: list[dict[str, Any]]) -> Iterator[str]:
    """The files of a navigation, those below others too."""
    for entry in nav:
        for value in entry.values():
            if isinstance(value, str):
                yield value
            else:
                yield from named(value)


def test_every_page_is_in_the_navigation_once() -> None:
    """Decisions are reached by their own list."""
    told = list(named(tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]))
    there = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}
    wanted = sorted(one for one in there if not re.match(r"decisions/\d", one))
    assert sorted(told) == wanted, "a new page needs a line in zensical.toml and one in docs/index.md"


def test_the_front_page_and_the_readme_lead_everywhere() -> None:
    """A newcomer finds each page from one of the two."""
    front = (DOCS / "index.md").read_text(encoding="utf-8")
    led = set(re.findall(r"\]\(([^)#]+)", front))
    there = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}
    assert {one for one in there if not one.startswith("decisions/0")} - led == {"index.md"}
