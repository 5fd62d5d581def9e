"""What JSON looks like, told by many of its kind: every key with its type."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

# Objects that stand in several places are told once: what they are called, and a key that only they have.
NAMED = {
    "follow-up": "late_s",
    "call": "asked_beneath",
    "story": "last_spoken",
    "note": "told_by",
    "check-in": "went",
    "recommendation": "decided_by",
    "card": "unless",
    "section": "says",
    "rate": "on_time",
}
CUSTOMER = ("id", "name")
# Below these the keys are names that somebody gave: of fields, of settings, of the columns of a table.
MAPS = ("fields", "settings", "sets", "needs", "rows[]")
ANYTHING = ("settings.NAME.value",)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?(Z|[+-]\d\d:\d\d)")
ID = re.compile(r"[bcdfghjkmnpqrstvwxz23456789]{12}")


@dataclass
class Shape:
    """What was seen at each path: how often, of which kinds; and the objects that have a name."""

    kinds: dict[str, set[str]] = field(default_factory=dict)
    often: dict[str, int] = field(default_factory=dict)
    objects: dict[str, int] = field(default_factory=dict)
    named: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def look(self, value: Any, path: str = "", *, whole: bool = False) -> None:
        """Take in one value; `whole`: although it has a name, by its keys."""
        self.often[path] = self.often.get(path, 0) + 1
        if path in ANYTHING:
            self.kinds[path] = {"any value"}
            return
        name = "" if whole or not isinstance(value, dict) else name_of(value)
        self.kinds.setdefault(path, set()).add(name or kind_of(value))
        if name:
            self.named.setdefault(name, []).append(value)
        elif isinstance(value, list):
            for one in value:
                self.look(one, f"{path}[]")
        elif isinstance(value, dict):
            self.objects[path] = self.objects.get(path, 0) + 1
            a_map = path.rpartition(".")[2] in MAPS
            for key, one in value.items():
                self.look(one, f"{path}.{'NAME' if a_map else key}".lstrip("."))

    def rows(self) -> Iterator[tuple[str, str]]:
        """Every key with its type in words; what a list has is told behind `[]`."""
        for path in self.kinds:
            if not path.endswith("[]") and path:
                above = path.rpartition(".")[0]
                rare = self.often[path] < self.objects.get(above, 0) and not path.endswith(".NAME")
                yield path, self.type_of(path) + ("; not always" if rare else "")

    def type_of(self, path: str = "") -> str:
        """`list of text, or null`; what was only seen as null, or empty, is said so."""
        kinds = set(self.kinds[path])
        if "text" in kinds:  # a text may look like an id
            kinds -= {"time", "id"}
        words = [self._one(kind, path) for kind in sorted(kinds - {"null"})]
        return ", or ".join(
            [*([" or ".join(words)] if words else []), *(["null"] if "null" in kinds else [])]
        )

    def _one(self, kind: str, path: str) -> str:
        if kind != "list":
            return kind
        return f"list of {self.type_of(f'{path}[]')}" if f"{path}[]" in self.kinds else "empty list"


def name_of(value: Mapping[str, Any]) -> str:
    """What an object is called that is told elsewhere; empty for one of its own."""
    if tuple(value) == CUSTOMER:
        return "customer"
    if {"n", "at", "kind"} <= set(value):
        return "event"
    return next((name for name, key in NAMED.items() if key in value), "")


def kind_of(value: Any) -> str:
    """`text`, `time`, `id`, `number`, `true or false`, `object`, `list` or `null`."""
    if isinstance(value, str):
        return "time" if TIME.fullmatch(value) else "id" if ID.fullmatch(value) else "text"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, dict):
        return "object"
    return "list" if isinstance(value, list) else "number"
