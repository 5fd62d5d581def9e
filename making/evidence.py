"""docs/evidence.md: every finding that playbooks name, its source and strength, and what rests on it."""

import re
from collections import defaultdict

from difficult_cx.playbook.names import shipped_folder

HEAD = """\
# What the evidence says

Made from `playbooks/evidence.yaml` by `python -m making`.

Each card names what it rests on; `dcx playbook show ID --why` shows it. **A** is a meta-analysis or a large
field experiment, **B** one study, **C** what practitioners say. Many were read as abstracts. A finding says
what was measured, in its own setting; none shows that a list of steps calms a customer on the phone.

| grade | finding | source | rests on it |
|---|---|---|---|
"""


def page() -> str:
    """The whole page, the strongest first."""
    import yaml

    folder = shipped_folder()
    found = yaml.safe_load((folder / "evidence.yaml").read_text(encoding="utf-8"))["evidence"]
    used: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*.yaml")):
        for named in re.findall(r"evidence: \[([^]]*)\]", path.read_text(encoding="utf-8")):
            for one in named.split(","):
                if path.stem not in used[one.strip()]:
                    used[one.strip()].append(path.stem)
    rows = sorted(found.items(), key=lambda row: (row[1]["grade"], row[0]))
    cells = (
        (one["grade"], one["finding"], one["source"], ", ".join(used[name]) or "-") for name, one in rows
    )
    return HEAD + "".join(f"| {' | '.join(map(_cell, row))} |\n" for row in cells)


def _cell(text: str) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")
