"""Rule by rule: which card, situation or command carries it, and which test shows that it was met.

Cards say themselves what they carry; what a command carries, and the tests, stand in `coverage.yaml`, since
an installed dcx has no tests with it (docs/decisions/0004-coverage.md). tests/rules/test_coverage.py holds
the file to the tests that there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from difficult_cx.playbook.data import read_texts
from difficult_cx.playbook.fields import Map
from difficult_cx.playbook.findings import Finding
from difficult_cx.playbook.library import Library
from difficult_cx.playbook.nodes import read_file
from difficult_cx.playbook.written import Written, is_format_1

NAME = "coverage"
KEYS = ("by", "tests")


@dataclass(frozen=True, slots=True)
class Covered:
    """A rule: its text, the cards, playbooks and commands that carry it, the tests that show it."""

    rule: str
    text: str
    cards: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether something carries it and a test shows it."""
        return bool((self.cards or self.by) and self.tests)


def coverage(library: Library) -> list[Covered]:
    """Every rule of the shipped rules.yaml, in its order."""
    rules, _ = read_texts(library.shipped / "rules.yaml", "rules")
    claimed, _ = read_coverage(library.shipped / f"{NAME}.yaml")
    cards: dict[str, list[str]] = {}
    for carrier, rule in _carried(library):
        cards.setdefault(rule, []).append(carrier)
    return [
        Covered(rule, text, tuple(dict.fromkeys(cards.get(rule, ()))), *claimed.get(rule, ((), ())))
        for rule, text in rules.items()
    ]


def _carried(library: Library) -> Iterator[tuple[str, str]]:
    """Every card and every whole playbook with each rule it names."""
    shelf = library.shelf
    for name in shelf.ids():
        written = shelf.used(name, "en")
        if written is None:
            continue
        yield from ((name, rule) for rule in written.rules)
        for card, rules in _steps(name, written):
            yield from ((card, rule) for rule in rules)


def _steps(name: str, written: Written) -> Iterator[tuple[str, tuple[str, ...]]]:
    for step in written.steps:
        if not step.use:
            yield f"{name}.{step.id}", step.rules


def read_coverage(path: Path) -> tuple[dict[str, tuple[tuple[str, ...], tuple[str, ...]]], list[Finding]]:
    """`by` and `tests` of every rule that the file names, and what is wrong in it."""
    if not path.is_file():
        return {}, []
    page, root = read_file(path)
    if root is None or not is_format_1(page, root):
        return {}, page.findings
    top = Map(page, root, path.name, ("dcx", NAME)).values.get(NAME)
    if top is None or top.kind != "map":
        page.find(root.spot, "missing-key", f"{path.name} needs `{NAME}`", "RULE: {by: […], tests: […]}")
        return {}, page.findings
    found = {}
    for key, value in top.pairs:
        entry = Map(page, value, f"`{key.text[:20]}`", KEYS)
        found[key.text] = (entry.texts("by"), entry.texts("tests"))
    return found, page.findings
