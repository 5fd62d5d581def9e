"""The JSON Schema says what the loader says, and is printed as it is kept."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from difficult_cx.playbook.names import DATA_FILES, shipped_folder
from difficult_cx.playbook.schema import schema, text
from tests.conftest import Dcx

PAGE = Path(__file__).resolve().parents[2] / "docs" / "playbook.schema.json"
TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "number": (int, float),
    "integer": int,
}
GOOD: dict[str, Any] = {
    "dcx": 1,
    "id": "mine",
    "kind": "method",
    "title": "Mine",
    "steps": [{"id": "one", "title": "One", "do": "Do it.", "say": "nothing", "never": ["Calm down"]}],
}


def fits(value: Any, rule: Any, root: dict[str, Any]) -> bool:
    """Whether the value fits this part of the schema: the few words of JSON Schema that ours uses."""
    if isinstance(rule, bool):
        return rule
    if "$ref" in rule:
        return fits(value, root["$defs"][rule["$ref"].rpartition("/")[2]], root)
    kinds = rule.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(
        isinstance(value, TYPES[one]) and not (one in ("number", "integer") and isinstance(value, bool))
        for one in kinds
    ):
        return False
    if ("const" in rule and value != rule["const"]) or ("enum" in rule and value not in rule["enum"]):
        return False
    if "oneOf" in rule and sum(fits(value, one, root) for one in rule["oneOf"]) != 1:
        return False
    if isinstance(value, int):
        return bool(rule.get("minimum", value) <= value <= rule.get("maximum", value))
    if isinstance(value, str):
        return len(value) >= rule.get("minLength", 0) and bool(re.search(rule.get("pattern", ""), value))
    if isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", 99):
            return False
        return all(fits(one, rule.get("items", True), root) for one in value)
    if isinstance(value, dict):
        known = rule.get("properties", {})
        return (
            all(name in value for name in rule.get("required", ()))
            and all(fits(one, known[name], root) for name, one in value.items() if name in known)
            and all(
                fits(one, rule.get("additionalProperties", True), root)
                for name, one in value.items()
                if name not in known
            )
            and all(re.search(rule.get("propertyNames", {}).get("pattern", ""), name) for name in value)
            and all(_when(value, one, root) for one in rule.get("allOf", ()))
        )
    return True


def _when(value: Any, rule: dict[str, Any], root: dict[str, Any]) -> bool:
    return fits(value, rule["then" if fits(value, rule["if"], root) else "else"], root)


class TextLoader(yaml.SafeLoader):
    """Reads YAML as editors do (1.2): `yes` and `12:30` are text, `1` and `true` aren't."""


TextLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in found if tag.endswith((":int", ":bool")) and first not in "yYnNoO"
    ]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize(
    "path", [one for one in sorted(shipped_folder().glob("*.yaml")) if one.stem not in DATA_FILES], ids=str
)
def test_every_shipped_playbook_fits(path: Path) -> None:
    """An editor that knows the schema underlines nothing in what comes with dcx."""
    value = yaml.load(path.read_text(encoding="utf-8"), Loader=TextLoader)
    assert fits(value, schema(), schema())


@pytest.mark.parametrize(
    "change",
    [
        {"dcx": 2},
        {"id": "Not An Id"},
        {"kind": "song"},
        {"title": "one two three four five six seven"},
        {"surprise": "x"},
        {"key": "x"},
        {"kind": "situation"},
        {"steps": []},
        {"steps": [{"use": "a.b.c"}]},
        {"steps": [{"id": "one"}]},
        {"steps": [{**GOOD["steps"][0], "say": []}]},
        {"steps": [{**GOOD["steps"][0], "never": ["a", "b", "c"]}]},
        {"steps": [{**GOOD["steps"][0], "ways": [{"label": "x", "from": 0}]}]},
        {"steps": [{**GOOD["steps"][0], "if": ["not not x"]}]},
        {"steps": [{**GOOD["steps"][0], "ask": {"field": "a b", "label": "x"}}]},
    ],
    ids=str,
)
def test_a_mistake_does_not_fit(change: dict[str, Any]) -> None:
    """What the loader refuses for its shape, an editor underlines."""
    assert fits(GOOD, schema(), schema())
    assert not fits({**GOOD, **change}, schema(), schema())


def test_the_command_prints_what_is_kept(dcx: Dcx) -> None:
    """docs/playbook.schema.json, `dcx playbook schema` and the code are one."""
    assert dcx("playbook", "schema").out == text() + "\n" == PAGE.read_text(encoding="utf-8")
    assert json.loads(text()) == schema()
