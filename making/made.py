"""Every file that is made, and what makes it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from making import commands, man, words

ROOT = Path(__file__).parent.parent
MADE: Mapping[Path, Callable[[], str]] = {
    ROOT / "docs" / "commands.md": commands.page,
    ROOT / "docs" / "dcx.1": man.page,
    ROOT / "src" / "difficult_cx" / "completion" / "words.tsv": words.page,
}
