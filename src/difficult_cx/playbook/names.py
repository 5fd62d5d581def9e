"""How playbooks, languages and data files are named, and the folders they are looked for in."""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

ID = re.compile(r"[a-z0-9-]{2,40}")
LANG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")
DATA_FILES = frozenset({"sources", "evidence", "rules", "phrases", "words", "coverage"})


def shipped_folder() -> Path:
    """The playbooks that came with dcx: inside the installed package, else beside the sources."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "playbooks"
    return inside if inside.is_dir() else package.parents[1] / "playbooks"


def languages(folders: Iterable[Path]) -> tuple[str, ...]:
    """The languages that have a folder of their own in one of these."""
    found: set[str] = set()
    for folder in folders:
        with suppress(OSError):
            found |= {one.name for one in os.scandir(folder) if LANG.fullmatch(one.name) and one.is_dir()}
    return tuple(sorted(found - {"en"}))


def phrase_folders(shipped: Path, own: tuple[Path, ...]) -> list[Path]:
    """Where phrases.yaml is looked for, in every language; the last one has the last word."""
    every = (shipped, *reversed(own))
    return [*every, *(one / lang for one in every for lang in languages(every))]


def folders(shipped: Path, own: tuple[Path, ...], lang: str) -> list[Path]:
    """Where a playbook is looked for: one's own first; those of the language before all others."""
    found = [*own, shipped]
    return found if lang == "en" else [one / lang for one in found] + found
