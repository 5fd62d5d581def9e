"""A playbook `mine.yaml` of one's own under the lint, written in a line or two."""

from pathlib import Path

from difficult_cx.playbook.checking import Checking
from difficult_cx.playbook.data import read_texts
from difficult_cx.playbook.findings import Finding
from difficult_cx.playbook.library import Library, shipped_folder

# Some rule that there is, of two characters.
RULE = next(one for one in read_texts(shipped_folder() / "rules.yaml", "rules")[0] if len(one) == 2)
APOLOGY_THEN_END = "  - use: short-apology\n    then: end\n"


def step(name: str = "one", **more: str) -> str:
    """A step with these keys; `if_` is `if`."""
    keys = {"title": "One", "do": "Do it.", "say": "[Hello.]", "never": "[Calm down]", **more}
    return f"  - id: {name}\n" + "".join(f"    {key.rstrip('_')}: {value}\n" for key, value in keys.items())


def method(*steps: str, kind: str = "method") -> str:
    """A playbook of these steps, its first step in line 6."""
    return f"dcx: 1\nid: mine\nkind: {kind}\ntitle: Mine\nsteps:\n" + "".join(steps)


def situation(key: str, name: str = "mine") -> str:
    """A situation with this letter, which stands in line 4."""
    return f"dcx: 1\nid: {name}\nkind: situation\nkey: {key}\ntitle: Mine\nsteps:\n{step()}"


def linted(folder: Path, text: str) -> list[Finding]:
    """What the lint says about this text as `mine.yaml` in a folder of one's own."""
    own = folder / "own"
    own.mkdir(exist_ok=True)
    path = own / "mine.yaml"
    path.write_text(text)
    return Checking(Library(shipped_folder(), (own,))).files([path])


def found_at_its_place(folder: Path, text: str, place: tuple[str, int, int], message: str) -> None:
    """The first finding of this rule has this (rule, line, column), says so, and shows the line itself."""
    first = next(one for one in linted(folder, text) if one.rule == place[0])
    assert (first.rule, first.line, first.column) == place
    assert first.message.startswith(message)
    assert text.splitlines()[first.line - 1].strip() in first.render()
