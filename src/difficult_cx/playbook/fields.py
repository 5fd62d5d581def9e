"""Reading one key of a map: its type, its limit, and a finding where it is something else."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from difficult_cx.playbook.nodes import COMMA, Node, Page

NEAR = 0.6
LONGEST_KEY = 40
LONGEST_WORD = 60
LONGEST_TEXT = 600
NAME = re.compile(r"[a-z][a-z_]{0,39}")


def words_in(text: str) -> int:
    """How many words a text has; a blank counts as its fallback, a dash by itself as none."""
    from difficult_cx.domain.call.blanks import BLANK

    plain = BLANK.sub(lambda found: found.group(2), text)
    return sum(any(letter.isalnum() for letter in word) for word in plain.split())


@dataclass(slots=True)
class Map:
    """A map of the file whose keys are known: what isn't among them is a finding."""

    page: Page
    node: Node
    what: str
    keys: Iterable[str]
    values: dict[str, Node] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the keys out."""
        known = tuple(self.keys)
        if self.node.kind != "map":
            self.page.find(self.node.spot, "type", f"{self.what} must be a map", "key: value")
            return
        for name, value in self.node.pairs:
            if name.text in known:
                self.values[name.text] = value
            else:
                hint = COMMA if half_of_a_text(self.node, value) else _near(name.text, known)
                self.page.find(
                    name.spot, "unknown-key", f"{self.what} has no key `{name.text[:LONGEST_KEY]}`", hint
                )

    def has(self, key: str) -> bool:
        """Whether the key stands there."""
        return key in self.values

    def spot_of(self, key: str) -> Node:
        """The node of the key, or of the whole map."""
        return self.values.get(key, self.node)

    def text(self, key: str, *, most: int = 0, one_of: Iterable[str] = (), needed: bool = False) -> str:
        """Text of at most so many words; empty where there is none."""
        node = self.values.get(key)
        if node is None:
            if needed and self.node.kind == "map":
                self.page.find(self.node.spot, "missing-key", f"{self.what} needs `{key}`")
            return ""
        return read_text(self.page, node, key, most=most, one_of=tuple(one_of))

    def texts(self, key: str, *, most: int = 0, words: int = 0) -> tuple[str, ...]:
        """A list of texts, at most so many, of at most so many words each."""
        return tuple(text for _, text in self.texts_at(key, most=most, words=words))

    def texts_at(self, key: str, *, most: int = 0, words: int = 0) -> list[tuple[Node, str]]:
        """The same, each with its node."""
        node = self.values.get(key)
        if node is None:
            return []
        if node.kind != "list":
            self.page.find(node.spot, "type", f"`{key}` must be a list", f"{key}: [one, two]")
            return []
        if most and len(node.items) > most:
            self.page.find(node.spot, "limit", f"`{key}` has {len(node.items)} entries, at most {most}")
        found = [(one, read_text(self.page, one, key, most=words)) for one in node.items]
        return [(one, text) for one, text in found if text]

    def truth(self, key: str) -> bool:
        """`true`, or nothing."""
        node = self.values.get(key)
        if node is None:
            return False
        if node.kind != "text" or node.text not in ("true", "false"):
            self.page.find(node.spot, "type", f"`{key}` is true or it isn't there")
        return node.text == "true"

    def number(self, key: str, default: int) -> int:
        """A number from 1."""
        node = self.values.get(key)
        if node is None:
            return default
        text = node.text if node.kind == "text" and node.text.isascii() else ""
        if not text.isdecimal() or not 0 < int(text[:4]) < 100:
            self.page.find(node.spot, "type", f"`{key}` must be a number from 1 to 99")
            return default
        return int(node.text)

    def mapping(self, key: str) -> Mapping[str, str]:
        """A map of texts."""
        node = self.values.get(key)
        if node is None:
            return {}
        if node.kind != "map":
            self.page.find(node.spot, "type", f"`{key}` must be a map", f"{key}: {{name: text}}")
            return {}
        found = {}
        for name, value in node.pairs:
            if half_of_a_text(node, value):
                self.page.find(name.spot, "type", f"`{name.text[:LONGEST_KEY]}` has no value", COMMA)
            else:
                found[name.text] = read_text(self.page, value, name.text)
        return found

    def names(self, key: str) -> Mapping[str, str]:
        """A map of texts whose keys are names of fields or facts."""
        node = self.values.get(key)
        found = self.mapping(key)
        for name, _ in node.pairs if node is not None else ():
            check_name(self.page, name, key, name.text)
        return found

    def each(self, key: str, read: Callable[[Node], None]) -> None:
        """Hand over every entry of a list."""
        node = self.values.get(key)
        if node is None:
            return
        if node.kind != "list":
            self.page.find(node.spot, "type", f"`{key}` must be a list", "each entry begins with a dash")
            return
        for one in node.items:
            read(one)


def read_text(page: Page, node: Node, what: str, *, most: int = 0, one_of: tuple[str, ...] = ()) -> str:
    """The text of this node; a finding where it is a list, empty, too long, or none of those allowed."""
    if node.kind != "text":
        page.find(node.spot, "type", f"`{what}` must be text", "quotes are missing?")
        return ""
    text = " ".join(node.text.split())
    if not text:
        page.find(node.spot, "type", f"`{what}` is empty", "leave the key out, or write something")
    for letter in text:
        if not letter.isprintable():
            page.find(
                node.spot, "control", f"`{what}` holds a character that can't be seen (U+{ord(letter):04X})"
            )
            break
    if one_of and text and text not in one_of:
        page.find(node.spot, "type", f"`{what}` is {text[:LONGEST_KEY]!r}", f"one of {', '.join(one_of)}")
    if most and words_in(text) > most:
        page.find(node.spot, "limit", f"`{what}` has {words_in(text)} words, at most {most}", "say less")
    elif len(text) > LONGEST_TEXT or (most and any(len(word) > LONGEST_WORD for word in text.split())):
        page.find(node.spot, "limit", f"`{what}` is too long to be read at a glance", "say less")
    return text


def half_of_a_text(inside: Node, value: Node) -> bool:
    """Whether this is the second half of a text cut by its comma: `{label: Later, with a time}`."""
    return inside.flow and value.kind == "text" and value.plain and not value.text


def check_name(page: Page, node: Node, what: str, text: str) -> None:
    """A finding where this can't be the name of a field or a fact."""
    if text and not NAME.fullmatch(text):
        page.find(
            node.spot, "name", f"`{what}`: {text[:LONGEST_KEY]!r} is no name", "a-z and _, a letter first"
        )


def _near(name: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1, cutoff=NEAR)
    return f"`{close[0]}`?" if close else f"the keys are {', '.join(known)}"
