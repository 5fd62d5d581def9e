"""`sources.yaml`, `evidence.yaml`, `rules.yaml`: where playbooks come from and what is known about them."""

from collections.abc import Iterable
from pathlib import Path

from difficult_cx.playbook.fields import Map, read_text
from difficult_cx.playbook.findings import Finding
from difficult_cx.playbook.nodes import Node, Page, read_page


def read_table(path: Path, name: str, keys: Iterable[str]) -> tuple[dict[str, dict[str, str]], list[Finding]]:
    """`name: {KEY: {…}}` of this file, and what is wrong in it."""
    table: dict[str, dict[str, str]] = {}
    page = _pairs(path, name)
    if page is None:
        return {}, []
    read, pairs = page
    for key, value in pairs:
        top = Map(read, value, f"`{key.text}`", keys)
        table[key.text] = {one: top.text(one) for one in top.values}
    return table, read.findings


def read_texts(path: Path, name: str) -> tuple[dict[str, str], list[Finding]]:
    """`name: {KEY: text}` of this file, and what is wrong in it."""
    page = _pairs(path, name)
    if page is None:
        return {}, []
    read, pairs = page
    return {key.text: read_text(read, value, key.text) for key, value in pairs}, read.findings


def _pairs(path: Path, name: str) -> tuple[Page, list[tuple[Node, Node]]] | None:
    if not path.is_file():
        return None
    page, root = read_page(str(path), path.read_bytes())
    if root is None:
        return page, []
    top = Map(page, root, path.name, ("dcx", name))
    node = top.values.get(name)
    return page, (node.pairs if node is not None else [])
