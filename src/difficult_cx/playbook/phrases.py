"""`phrases.yaml`: what never to say, why, and what to say instead."""

from pathlib import Path

from difficult_cx.domain.phrases import Phrase, phrase_key
from difficult_cx.playbook.fields import Map
from difficult_cx.playbook.findings import Finding
from difficult_cx.playbook.nodes import Node, Page, read_page

KEYS = ("avoid", "also", "instead", "level", "why", "rules", "evidence", "where", "unless")


def read_phrases(path: Path) -> tuple[tuple[Phrase, ...], list[Finding]]:
    """The phrases of this file, and what is wrong in it."""
    page, root = read_page(str(path), path.read_bytes())
    if root is None:
        return (), page.findings
    found: list[Phrase] = []
    top = Map(page, root, "phrases.yaml", ("dcx", "phrases"))
    top.each("phrases", lambda node: found.append(_phrase(page, node)))
    return tuple(found), page.findings


def _phrase(page: Page, node: Node) -> Phrase:
    top = Map(page, node, "a phrase", KEYS)
    return Phrase(
        avoid=top.text("avoid", needed=True),
        also=top.texts("also"),
        instead=top.text("instead"),
        level=top.text("level", one_of=("warn", "hint")) or "warn",
        why=top.text("why"),
        rules=top.texts("rules"),
        evidence=top.texts("evidence"),
        where=top.text("where"),
        unless=top.texts("unless"),
    )


def by_key(phrases: tuple[Phrase, ...]) -> dict[str, Phrase]:
    """Every wording of every phrase, for `never`."""
    return {phrase_key(text): one for one in phrases for text in (one.avoid, *one.also)}
