"""The reference pages and the program say the same."""

import re
from pathlib import Path

import pytest
from making.commands import commands
from making.made import MADE

from difficult_cx import errors
from difficult_cx.config.keys import KEYS
from difficult_cx.errors import DcxError

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_every_command_is_documented_and_every_documented_command_exists() -> None:
    """The headings of docs/commands.md are the commands."""
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert re.findall("^## (.*)$", page, re.MULTILINE) == [path for path, _, _ in commands()]


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.name)
def test_what_is_made_is_that_of_the_code(path: Path) -> None:
    """`python -m making` would change nothing."""
    assert path.read_text(encoding="utf-8") == MADE[path](), "run `python -m making`"


def test_every_key_is_documented_with_what_is_allowed() -> None:
    """The table of docs/configuration.md is that of the code."""
    page = (DOCS / "configuration.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if re.match(r"\| `[a-z_]+` \| [^|]+ \| [^|]+ \| `", line)]
    wanted = [f"| `{name}` | {key.what} | {key.allowed} | `{key.example}` |" for name, key in KEYS.items()]
    assert rows == wanted


def test_every_kind_of_error_is_documented() -> None:
    """docs/json.md names the code of each of our errors, docs/exit-codes.md its exit code."""
    kinds = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, DcxError)]
    json_page, codes_page = (
        (DOCS / name).read_text(encoding="utf-8") for name in ("json.md", "exit-codes.md")
    )
    for kind in kinds:
        assert f"`{kind.code}`" in json_page
        assert f"| {kind.exit_code} |" in codes_page


def test_the_fields_of_a_follow_up_are_documented_in_their_order() -> None:
    """What docs/json.md lists is what programs get."""
    from tests.cli.test_followups import FIELDS

    page = (DOCS / "json.md").read_text(encoding="utf-8")
    section = page.split("## A follow-up")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == FIELDS


def test_links_between_pages_lead_somewhere() -> None:
    """No page names a file that isn't there."""
    for page in DOCS.rglob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)
