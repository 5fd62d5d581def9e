"""`phrases.yaml`: what never to say, why, and what to say instead."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from difficult_cx.domain.pattern import MOST_EITHER
from difficult_cx.domain.phrases import WHERE, Phrase, phrase_key
from difficult_cx.playbook.fields import Map
from difficult_cx.playbook.findings import Finding
from difficult_cx.playbook.nodes import Node, Page, read_file
from difficult_cx.playbook.written import LONGEST_SYNONYM, MOST_SYNONYMS, is_format_1

# More would take the matcher long on some sentence: a star tries up to three words, a bracket two ways.
MOST_STARS, MOST_OPEN, LONGEST_WORDING = 3, 4, 14
KEYS = (
    "avoid",
    "also",
    "instead",
    "level",
    "why",
    "rules",
    "evidence",
    "where",
    "unless",
    "synonyms",
    "patterns",
)


def load(folders: Iterable[Path]) -> tuple[Phrase, ...]:
    """The phrases of these folders; a later folder's entry takes the place of an earlier one's."""
    found: dict[str, Phrase] = {}
    for folder in folders:
        path = folder / "phrases.yaml"
        if path.is_file():
            found |= {phrase_key(one.avoid): one for one in read_phrases(path)[0]}
    return tuple(found.values())


def read_phrases(
    path: Path, names: Mapping[str, frozenset[str]] | None = None
) -> tuple[tuple[Phrase, ...], list[Finding]]:
    """The phrases of this file, and what is wrong in it; an entry with a mistake is left out.

    `names`: the `rules` and `evidence` that there are, for the lint.
    """
    page, root = read_file(path)
    if root is None or not is_format_1(page, root):
        return (), page.findings
    found: dict[str, Phrase] = {}
    top = Map(page, root, "phrases.yaml", ("dcx", "phrases"))
    if not top.has("phrases"):
        page.find(root.spot, "missing-key", "phrases.yaml needs `phrases`", "each entry begins with a dash")

    def one(node: Node) -> None:
        before = len(page.findings)
        phrase = _phrase(page, node)
        _check_names(page, node, phrase, names)
        _check_wordings(page, node, phrase)
        for text in (phrase.avoid, *phrase.also):
            if phrase_key(text) in found:
                page.find(node.spot, "duplicate-phrase", f"{text[:60]!r} stands here twice", "one entry each")
        if len(page.findings) == before:
            found.update(by_key((phrase,)))

    top.each("phrases", one)
    return tuple(dict.fromkeys(found.values())), page.findings


def _check_names(page: Page, node: Node, phrase: Phrase, names: Mapping[str, frozenset[str]] | None) -> None:
    for kind, named in (("rules", phrase.rules), ("evidence", phrase.evidence)):
        for text in named:
            if names is not None and text not in names[kind]:
                page.find(node.spot, "unknown", f"no `{text[:60]}` in {kind}.yaml")


def _check_wordings(page: Page, node: Node, phrase: Phrase) -> None:
    for text in (phrase.avoid, *phrase.also, *phrase.unless, *phrase.patterns):
        if _too_much(text):
            hint = (
                f"at most {MOST_STARS} stars, {MOST_OPEN} stars and brackets together, "
                f"{LONGEST_WORDING} words, {MOST_EITHER} ways for one"
            )
            page.find(node.spot, "limit", f"{text[:60]!r} is too much for one wording", hint)


def _too_much(text: str) -> bool:
    stars, parts = text.count("*"), text.split()
    most_ways = max((one.count("/") + 1 for one in parts), default=0)
    return (
        stars > MOST_STARS
        or stars + text.count("(") > MOST_OPEN
        or len(parts) > LONGEST_WORDING
        or most_ways > MOST_EITHER
    )


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
        where=top.text("where", one_of=WHERE),
        unless=top.texts("unless"),
        patterns=top.texts("patterns"),
        synonyms=top.texts("synonyms", most=MOST_SYNONYMS, words=LONGEST_SYNONYM),
    )


def by_key(phrases: Iterable[Phrase]) -> dict[str, Phrase]:
    """Every wording of every phrase, for `never`."""
    return {phrase_key(text): one for one in phrases for text in (one.avoid, *one.also)}
