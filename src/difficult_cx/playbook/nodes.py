"""YAML as text with its places: no tag, anchor, alias, merge or second document; nothing is ever run."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from difficult_cx.playbook.findings import Finding
from difficult_cx.storage.private import reason

BIGGEST = 256 * 1024
DEEPEST = 20
MOST_NODES = 20_000
MOST_FINDINGS = 200
COMMA = "a comma inside { } needs quotes"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file: line and column, from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Node:
    """A piece of YAML: `kind` is text, list or map; `value` a str, a list of nodes, or pairs of them."""

    kind: str
    spot: Spot
    text: str = ""
    items: list["Node"] = field(default_factory=list)
    pairs: list[tuple["Node", "Node"]] = field(default_factory=list)
    plain: bool = True
    flow: bool = False

    def get(self, key: str) -> "Node | None":
        """The value of this key of a map."""
        return next((value for name, value in self.pairs if name.text == key), None)


class Page:
    """A file being read: its name, its lines, and what was found wrong in it."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.findings: list[Finding] = []
        self._said: set[tuple[Spot, str, str]] = set()

    def find(self, spot: Spot, rule: str, message: str, hint: str = "", *, level: str = "error") -> None:
        """Note a mistake at this place, once; after the 200th only that there are more."""
        if (spot, rule, message) in self._said or len(self.findings) > MOST_FINDINGS:
            return
        self._said.add((spot, rule, message))
        if len(self.findings) == MOST_FINDINGS:
            rule, message, hint = "size", "there are more mistakes than these", "mend these first"
        text = self.lines[spot.line - 1] if 0 < spot.line <= len(self.lines) else ""
        self.findings.append(Finding(self.path, spot.line, spot.column, rule, message, hint, text, level))

    @property
    def broken(self) -> bool:
        """Whether any finding is an error."""
        return any(one.level == "error" for one in self.findings)


def read_file(path: Path) -> tuple[Page, Node | None]:
    """The file's only document as nodes; one that can't be opened is a finding too."""
    page = Page(str(path), "")
    if path.is_symlink():  # a shared folder could show any file of this machine in a finding
        page.find(Spot(1, 1), "unreadable", "this is a link", "folders may be links, playbooks may not")
        return page, None
    try:
        content = read_plain(path)
    except OSError as error:
        page.find(Spot(1, 1), "unreadable", f"this can't be read: {reason(error)}", "may you read the file?")
        return page, None
    if content is None:
        page.find(
            Spot(1, 1), "unreadable", "this is no file", "a pipe, a device or a folder holds no playbook"
        )
        return page, None
    return read_page(str(path), content)


def read_plain(path: Path) -> bytes | None:
    """What is in the file, up to one byte more than a playbook may have; None where it is no plain file.

    Looked at once it is open, and opened without waiting: a pipe that nobody writes to would wait for ever.
    """
    opened = os.open(path, _OPENED)
    try:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            return None
        with os.fdopen(os.dup(opened), "rb") as file:
            return file.read(BIGGEST + 1)
    finally:
        os.close(opened)


# Windows has neither of the first two, and only Windows has the last.
_OPENED = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)


def read_page(path: str, content: bytes) -> tuple[Page, Node | None]:
    """The file's only document as nodes; None when it can't be read as one: the findings say why."""
    start = Spot(1, 1)
    if b"\0" in content[:4]:  # of UTF-16 and UTF-32 some would pass for text with odd signs in it
        page = Page(path, "")
        page.find(start, "encoding", "this isn't UTF-8", "save the file as UTF-8")
        return page, None
    if len(content) > BIGGEST:
        page = Page(path, "")
        page.find(start, "size", f"larger than {BIGGEST // 1024} KiB", "a playbook is a few cards")
        return page, None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        page = Page(path, content.decode("utf-8", "replace"))
        line = content[: error.start].count(b"\n") + 1
        page.find(Spot(line, 1), "encoding", "this isn't UTF-8", "save the file as UTF-8")
        return page, None
    page = Page(path, text)
    return page, _compose(page, text)


def _compose(page: Page, text: str) -> Node | None:
    import yaml  # 20 ms, so only where no parsed copy is at hand

    loader: Any = getattr(yaml, "CLoader", yaml.Loader)
    try:
        if not _allowed(page, yaml.parse(text, Loader=loader)):
            return None
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        spot = Spot(mark.line + 1, mark.column + 1) if mark is not None else Spot(1, 1)
        page.find(
            spot, "yaml", str(error.problem or error.context or "not YAML"), _yaml_hint(page, spot, error)
        )
        return None
    except (yaml.YAMLError, ValueError) as error:
        page.find(
            _control_spot(page), "yaml", str(error).splitlines()[0], "a character that YAML doesn't allow"
        )
        return None
    if root is None:
        page.find(Spot(1, 1), "empty", "the file is empty", "it begins with `dcx: 1`")
        return None
    return _node(page, root)


def _allowed(page: Page, events: Iterator[Any]) -> bool:
    """Whether the stream of events is plain and small; the first that isn't is found."""
    depth = documents = 0
    for count, event in enumerate(events):
        name = type(event).__name__
        documents += name == "DocumentStartEvent"
        depth += name in _OPENING
        depth -= name in _CLOSING
        refused = _refused(event, name, depth, documents, count)
        if refused:
            mark = event.start_mark
            page.find(Spot(mark.line + 1, mark.column + 1), "yaml", *refused)
            return False
    return True


_OPENING = frozenset({"MappingStartEvent", "SequenceStartEvent"})
_CLOSING = frozenset({"MappingEndEvent", "SequenceEndEvent"})


def _refused(event: Any, name: str, depth: int, documents: int, count: int) -> tuple[str, str] | None:
    """Why this event of the YAML is not allowed, and what to do instead."""
    if name == "AliasEvent" or getattr(event, "anchor", None):
        return "anchors and aliases (& and *) are not allowed", "write it out, or use quotes"
    if getattr(event, "tag", None):
        return f"tags ({str(event.tag)[:60]}) are not allowed", "write plain text, in quotes if need be"
    if documents > 1:
        return "a second document", "one file is one playbook; take out the `---`"
    if depth > DEEPEST:
        return f"nested deeper than {DEEPEST}", "a playbook is a list of steps"
    if count > MOST_NODES:
        return "too many entries", "a playbook is a few cards"
    return None


def _yaml_hint(page: Page, spot: Spot, error: Any) -> str:
    line = page.lines[spot.line - 1] if 0 < spot.line <= len(page.lines) else ""
    if "document start" in str(error.problem):
        return "one file is one playbook; nothing follows its end"
    if "\t" in line[: spot.column]:
        return "use blanks, not tabs, to indent"
    if "mapping values" in str(error.problem) and "{" not in line:
        return "a colon inside text needs quotes"
    if "{" in line or "flow mapping" in str(error.context or ""):
        return COMMA
    if "'" in line:
        return "text with an apostrophe goes in double quotes"
    if ": " in line.partition(": ")[2]:
        return "a colon inside text needs quotes"
    return "text with signs in it needs quotes"


def _control_spot(page: Page) -> Spot:
    for number, line in enumerate(page.lines, 1):
        for place, letter in enumerate(line, 1):
            if letter != "\t" and not letter.isprintable() and ord(letter) < 0xA0:
                return Spot(number, place)
    return Spot(1, 1)


def _node(page: Page, raw: Any) -> Node:
    spot = Spot(raw.start_mark.line + 1, raw.start_mark.column + 1)
    if raw.id == "scalar":
        return Node("text", spot, raw.value, plain=not raw.style)
    if raw.id == "sequence":
        return Node("list", spot, items=[_node(page, one) for one in raw.value])
    node = Node("map", spot, flow=bool(raw.flow_style))
    seen: set[str] = set()
    for key, value in raw.value:
        name = _node(page, key)
        if name.kind != "text":
            page.find(name.spot, "yaml", "a key must be text", "quotes are missing?")
            continue
        if name.text == "<<":
            page.find(name.spot, "yaml", "merges (<<) are not allowed", "write it out")
            continue
        if name.text in seen:
            page.find(name.spot, "duplicate-key", f"`{name.text}` stands here twice", "take one of them out")
            continue
        seen.add(name.text)
        node.pairs.append((name, _node(page, value)))
    return node
