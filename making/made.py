"""Every file that is made, and what makes it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from difficult_cx.config.show import example_text
from making import commands, decisions, evidence, json_page, man, rules, words
from making.hub import hub
from making.kinds import kinds
from making.machine import machine
from making.played import played
from making.regions import with_parts
from making.settings import settings

ROOT = Path(__file__).parent.parent
PLAYED = ("tour", "due-phrases", "errors", "lint")
PARTS: Mapping[str, Callable[[str, str], str]] = {
    "configuration": lambda _name, _old: settings(),
    "journal": lambda _name, _old: kinds(),
    "json": json_page.made,
    "errors": lambda name, old: hub() if name == "hub" else machine(name, old),
}


def _page(name: str) -> Callable[[], str]:
    """A page that people write: its parts made, its commands played."""
    path = ROOT / "docs" / f"{name}.md"

    def make() -> str:
        text = played(path) if name in PLAYED else path.read_text(encoding="utf-8")
        return with_parts(text, PARTS[name]) if name in PARTS else text

    return make


MADE: Mapping[Path, Callable[[], str]] = {
    ROOT / "docs" / "commands.md": commands.page,
    ROOT / "docs" / "config.example.toml": example_text,
    ROOT / "docs" / "dcx.1": man.page,
    ROOT / "docs" / "decisions" / "index.md": decisions.page,
    ROOT / "docs" / "rules.md": rules.page,
    ROOT / "docs" / "evidence.md": evidence.page,
    ROOT / "src" / "difficult_cx" / "completion" / "words.tsv": words.page,
    **{ROOT / "docs" / f"{name}.md": _page(name) for name in (*PLAYED, *PARTS)},
}
