"""`sources.yaml`, `evidence.yaml`, `rules.yaml`: where playbooks come from and what is known about them."""

from collections.abc import Sequence
from pathlib import Path

from difficult_cx.playbook.fields import Map, read_text
from difficult_cx.playbook.findings import Finding
from difficult_cx.playbook.nodes import Node, Page, read_file
from difficult_cx.playbook.written import is_format_1

SOURCE_KEYS = ("title", "author", "year", "publisher")
EVIDENCE_KEYS = ("finding", "source", "grade")
GRADES = ("A", "B", "C")


def read_table(path: Path, name: str, keys: Sequence[str]) -> tuple[dict[str, dict[str, str]], list[Finding]]:
    """`name: {KEY: {…}}` of this file, and what is wrong in it."""
    table: dict[str, dict[str, str]] = {}
    page = _pairs(path, name)
    if page is None:
        return {}, []
    read, pairs = page
    for key, value in pairs:
        top = Map(read, value, f"`{key.text}`", keys)
        first = keys[0]  # a source needs its title, evidence its finding
        top.text(first, needed=True)
        table[key.text] = {one: top.text(one, one_of=GRADES if one == "grade" else ()) for one in top.values}
    return table, read.findings


def read_texts(path: Path, name: str) -> tuple[dict[str, str], list[Finding]]:
    """`name: {KEY: text}` of this file, and what is wrong in it."""
    page = _pairs(path, name)
    if page is None:
        return {}, []
    read, pairs = page
    return {key.text: read_text(read, value, key.text) for key, value in pairs}, read.findings


def read_words(path: Path) -> tuple[tuple[tuple[str, ...], ...], list[Finding]]:
    """The groups of words that mean nearly the same (`words.yaml`), and what is wrong in them."""
    if not path.is_file():
        return (), []
    page, root = read_file(path)
    if root is None or not is_format_1(page, root):
        return (), page.findings
    top = Map(page, root, path.name, ("dcx", "words"))
    if not top.has("words"):
        page.find(root.spot, "missing-key", f"{path.name} needs `words`", "- [shout, yell, scream]")
    groups: list[tuple[str, ...]] = []
    top.each("words", lambda node: groups.append(_group(page, node)))
    return tuple(one for one in groups if one), page.findings


def _group(page: Page, node: Node) -> tuple[str, ...]:
    if node.kind != "list":
        page.find(node.spot, "type", "a group must be a list of words", "- [shout, yell, scream]")
        return ()
    found = []
    for one in node.items:
        word = read_text(page, one, "a word", most=1)
        if word and len(word.split()) > 1:
            page.find(
                one.spot,
                "limit",
                f"{word[:40]!r} is more than a word",
                "`synonyms` of a playbook may be longer",
            )
        elif word:
            found.append(word)
    return tuple(found)


def _pairs(path: Path, name: str) -> tuple[Page, list[tuple[Node, Node]]] | None:
    if not path.is_file():
        return None
    page, root = read_file(path)
    if root is None or not is_format_1(page, root):
        return page, []
    node = Map(page, root, path.name, ("dcx", name)).values.get(name)
    if node is None:
        page.find(root.spot, "missing-key", f"{path.name} needs `{name}`")
        return page, []
    if node.kind != "map":
        page.find(node.spot, "type", f"`{name}` must be a map", "KEY: …")
    return page, node.pairs
