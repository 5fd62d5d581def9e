"""The reference pages and the program say the same."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from making.commands import commands
from making.made import MADE

import difficult_cx
from difficult_cx.cli.boundary import BUG, INTERRUPTED
from difficult_cx.errors import DcxError
from difficult_cx.terminal.plain import PARKED
from tests.conftest import Dcx

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_every_command_is_documented_and_every_documented_command_exists() -> None:
    """The headings of docs/commands.md are the commands."""
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert re.findall("^## (.*)$", page, re.MULTILINE) == [path for path, _, _ in commands()]


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.name)
def test_what_is_made_is_that_of_the_code(path: Path) -> None:
    """`python -m making` would change nothing."""
    assert path.read_text(encoding="utf-8") == MADE[path](), "run `python -m making`"


def _errors() -> list[type[DcxError]]:
    """Our kinds of errors, wherever they stand."""
    for module in pkgutil.walk_packages(difficult_cx.__path__, "difficult_cx."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found = [DcxError]
    for kind in found:
        found += [one for one in kind.__subclasses__() if one.__module__.startswith("difficult_cx")]
    return found


def test_the_codes_of_errors_are_those_of_the_page() -> None:
    """docs/json.md names the code of each of our errors, and no other."""
    page = (DOCS / "json.md").read_text(encoding="utf-8")
    told = re.findall("`([a-z_]+)`", page.partition("\nCodes: ")[2].partition("\n")[0])
    assert sorted(told) == sorted({*(kind.code for kind in _errors()), "bug"})


def exit_codes() -> dict[int, str]:
    """What docs/exit-codes.md tells of each."""
    page = (DOCS / "exit-codes.md").read_text(encoding="utf-8")
    return {int(code): what for code, what in re.findall(r"^\| (\d+) \| ([^|]+) \|", page, re.MULTILINE)}


def test_the_exit_codes_are_those_of_the_page() -> None:
    """Those of our errors, of a bug, of an interruption, and of an answer: the page has no other."""
    ours = {kind.exit_code for kind in _errors()} | {BUG, INTERRUPTED, PARKED}
    assert set(exit_codes()) == ours | {0, 1}


@pytest.mark.parametrize(
    ("code", "line"),
    [
        (0, "followups"),
        (1, "when soon"),
        (2, "folowups"),
        (3, "followups keep zzz"),
        (4, "handle"),
        (70, "doctor"),
        (130, "doctor"),
    ],
)
def test_each_exit_code_is_given(dcx: Dcx, monkeypatch: pytest.MonkeyPatch, code: int, line: str) -> None:
    """By a real command; a bug and a Ctrl-C are put into `dcx doctor`."""
    broken = {BUG: ValueError, INTERRUPTED: KeyboardInterrupt}.get(code)
    if broken is not None:
        monkeypatch.setattr("difficult_cx.app.health.look.look", mock.Mock(side_effect=broken))
    assert code in exit_codes()
    dcx(*line.split(), code=code)


def environment() -> Iterator[str]:
    """The variables that the code asks the environment for."""
    for path in (DOCS.parent / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        yield from re.findall(r'\benv(?:\.get\(|\[)"([A-Z_]+)"', text)
        yield from re.findall(r'"([A-Z_]+)" (?:not )?in env\b', text)
        yield from re.findall(r'\bplace\("([A-Z_]+)"', text)
        for names in re.findall(r"env\.get\(key[^)]*\) for key in \(([^)]*)\)", text):
            yield from re.findall('"([A-Z]+)"', names)


def test_the_variables_of_the_environment_are_those_of_the_page() -> None:
    """docs/configuration.md tells each that is read, and none that isn't."""
    page = (DOCS / "configuration.md").read_text(encoding="utf-8")
    table = page.partition("| variable |")[2].partition("\n\n")[0]
    told = re.findall("`([A-Z_]+)(?:=[a-z]+)?`", "".join(row.split("|")[1] for row in table.splitlines()[2:]))
    assert sorted(told) == sorted(set(environment()))


def anchors(page: Path) -> set[str]:
    """The names that the headings of a page can be linked by."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    titles = re.findall("^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_links_between_pages_lead_somewhere() -> None:
    """No page names a file that isn't there, or a heading that it doesn't have."""
    for page in (*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md")):
        for target, heading in re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", page.read_text(encoding="utf-8")):
            there = page.parent / target if target else page
            assert there.exists(), (page.name, target)
            assert not heading or heading in anchors(there), (page.name, target, heading)


def test_every_decision_has_a_number_of_its_own() -> None:
    """The same in its file's name and in its heading."""
    pages = sorted((DOCS / "decisions").glob("0*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    assert len(set(numbers)) == len(numbers)
    for number, page in zip(numbers, pages, strict=True):
        assert page.read_text(encoding="utf-8").startswith(f"# {number}. "), page.name
