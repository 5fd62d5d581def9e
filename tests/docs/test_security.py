"""docs/security.md names every package that an installed dcx brings along, with its licence."""

import re
from importlib.metadata import PackageNotFoundError, distribution, metadata, requires
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "security.md").read_text(encoding="utf-8")


def brought_along() -> set[str]:
    """The names of all packages that are installed with dcx and nothing else, extras left out."""
    found: set[str] = set()
    waiting = ["difficult-cx"]
    while waiting:
        for line in requires(waiting.pop()) or ():
            name = re.split(r"[\s<>=!~;\[(]", line, maxsplit=1)[0]
            key = name.casefold().replace("_", "-")
            if "extra ==" in line or key in found:
                continue
            try:
                distribution(name)
            except PackageNotFoundError:  # of another system or an older Python
                continue
            found.add(key)
            waiting.append(name)
    return found


def told() -> dict[str, str]:
    """The packages on the page and their licences."""
    rows = re.findall(r"^\| ([\w-]+)(?: \(\w+\))? \| [^|]+ \| ([\w.-]+) \|$", PAGE, re.MULTILINE)
    return {name.casefold().replace("_", "-"): licence for name, licence in rows}


def test_every_package_is_named() -> None:
    """Those we ask for, and those that these bring along."""
    assert brought_along() <= told().keys(), brought_along() - told().keys()


def test_each_licence_is_what_the_package_says() -> None:
    """By its own metadata: an expression, a classifier, or its text."""
    for name in sorted(brought_along()):
        fields = metadata(name)
        told_by = ("License-Expression", "License", "Classifier")
        said = " ".join(line for field in told_by for line in fields.get_all(field) or ())
        kind = told()[name].partition("-")[0]
        assert kind in said, (name, told()[name], said[:200])


def test_every_row_of_the_threats_names_what_holds_it() -> None:
    """Files and folders that are there."""
    table = PAGE.partition("| threat |")[2].partition("\n\n")[0]
    root = Path(__file__).parents[2]
    held = re.findall(r"`(tests/[^`]+)`", table)
    assert len(held) > 9
    assert [one for one in held if not (root / one).exists()] == []
