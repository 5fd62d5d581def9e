"""The tables of docs/json.md: every key that a command gives, with its type, as seen in a rich record.

A part is named by what it tells: `json follow-up` an object that stands in several places, `json call close`
the data of a command, `json commands` which command gives what. The last column of a table is written by
hand and kept; a new key gets `?` there, which a test doesn't let pass.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from making.commands import commands
from making.regions import PART, cells, table
from making.rich import rich
from making.shapes import Shape

PAGE = Path(__file__).parent.parent / "docs" / "json.md"
ELSEWHERE = {"customer": "#json", "event": "journal.md#an-event"}
# What may be null although nothing in the record makes it so.
ALSO_NULL = {("call", "warnings[].kind"), ("recommendation", "untried")}
# Keys that are always null or empty today, and why; the page says it too.
NEVER_SEEN = {
    ("follow-up", "at_risk.told_at"),  # they are told with a new time, and then it isn't at risk any more
    ("call", "about"),  # only calls of the first versions have it
}


@cache
def by_command() -> Mapping[str, Shape]:
    """What the data of each command looks like."""
    found: dict[str, Shape] = {}
    for name, data in rich().said:
        found.setdefault(name, Shape()).look(data)
    return found


@cache
def by_name() -> Mapping[str, Shape]:
    """The same of the objects that stand in several places."""
    found: dict[str, Shape] = {}
    waiting = list(by_command().values())
    while waiting:
        for name, objects in waiting.pop().named.items():
            for one in objects if name not in ELSEWHERE else ():
                inside = Shape()
                inside.look(one, whole=True)
                waiting.append(inside)
                found.setdefault(name, Shape()).look(one, whole=True)
    return found


def made(name: str, old: str) -> str:
    """The table of this part; `old` has the words that stand behind each key."""
    about = name.removeprefix("json ")
    if about == "commands":
        return _overview()
    shape = by_name().get(about) or by_command()[about]
    kept = {row[0]: row[2] for row in cells(old) if len(row) == 3}
    rows = []
    for path, kind in shape.rows():
        null = (about, path) in ALSO_NULL and "null" not in kind
        key = f"`{path.removeprefix('[].')}`"
        rows.append((key, _linked(kind + (", or null" if null else "")), kept.get(key, "?")))
    return table(("key", "type", "it is"), rows)


def _overview() -> str:
    """Every command that takes --json, and what its data is."""
    told = {**{name: name for name in by_command()}, **rich().same}
    takers = [
        path.removeprefix("dcx ") for path, command, context in commands() if _has_json(command, context)
    ]
    assert set(takers) <= told.keys(), f"never played with --json: {set(takers) - told.keys()}"
    names = sorted(
        told,
        key=lambda name: max(
            i for i, one in enumerate(takers) if f"{name} ".startswith(f"{one} ") or one == "dcx"
        ),
    )
    rows = ((_typed(name), _linked(by_command()[told[name]].type_of(), told[name])) for name in names)
    return table(("command", "its `data`"), rows)


def _typed(name: str) -> str:
    return "`dcx`" if name == "dcx" else f"`dcx {name}`"


def _has_json(command: object, context: object) -> bool:
    return any("--json" in one.opts for one in command.get_params(context))  # type: ignore[attr-defined]


def _linked(kind: str, command: str | None = None) -> str:
    """The type, its names linked to where they are told."""
    for name, place in (*((one, _place(one)) for one in by_name()), *ELSEWHERE.items()):
        kind = re.sub(rf"(?<![\w-]){name}(?![\w-])", f"[{name}]({place})", kind)
    if command is not None and "object" in kind:
        kind = kind.replace("object", f"[object]({_place(command)})")
    return kind


def _place(name: str) -> str:
    """The heading above the part of that name."""
    page = PAGE.read_text(encoding="utf-8")
    at = next(found.start() for found in PART.finditer(page) if found[2] == f"json {name}")
    heading = re.findall("^#+ (.*)$", page[:at], re.MULTILINE)[-1]
    return "#" + re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
