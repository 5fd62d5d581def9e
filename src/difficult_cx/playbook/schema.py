"""The playbook format as a JSON Schema, for editors: what the tables of docs/playbook-format.md say.

Made from the limits the loader itself enforces. `dcx playbook schema` prints it; docs/playbook.schema.json is
the same, held by a test. What a schema can't say, `dcx playbook lint` does.
"""

import json
from collections.abc import Sequence
from typing import Any

from difficult_cx.playbook import names, written

Schema = dict[str, Any]
ID = f"^{names.ID.pattern}$"
NAME = "^[a-z][a-z_]{0,39}$"
FACT = "^(not )?[a-z][a-z_]{0,39}$"
GO = "next, a step's id, return (from a situation), situation.ID, next-issue, end"


def schema() -> Schema:
    """The whole schema, draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A playbook of dcx",
        "description": "docs/playbook-format.md says what every key means.",
        **_map(
            {
                "dcx": {"const": 1, "description": "The format."},
                "id": _pattern(ID, "What `use`, `go` and `dcx handle` name; the file's name."),
                "kind": _one_of(
                    written.KINDS, "One behaviour, an order of them, or a card any step can call."
                ),
                "title": _words(6),
                "lang": _pattern(f"^{names.LANG.pattern}$", "Other languages lie in playbooks/LANG/."),
                "when": _one_of(written.WHENS, "`outside`: not walked in a call."),
                "source": _text("A key of sources.yaml."),
                "why": _words(25, "dcx playbook show ID --why"),
                "evidence": _list(_text("A key of evidence.yaml.")),
                "rules": _list(_text("An id of rules.yaml.")),
                "synonyms": _list(
                    _words(written.LONGEST_SYNONYM, "Everyday words that `dcx say` finds it by."),
                    most=written.MOST_SYNONYMS,
                ),
                "key": _pattern(r"^[^\s\d]$", "A situation's letter."),
                "cues": _list(_text("What one hears."), most=6),
                "steps": _list({"oneOf": [{"$ref": "#/$defs/step"}, {"$ref": "#/$defs/use"}]}, least=1),
            },
            needs=("dcx", "id", "kind", "title", "steps"),
        ),
        "allOf": [_situations_only()],
        "$defs": {"step": _step(), "use": _use(), "way": _way(), "facts": _facts()},
    }


def text() -> str:
    """The schema as it is printed and kept, without a last newline."""
    return json.dumps(schema(), indent=2, ensure_ascii=True)


def _situations_only() -> Schema:
    return {
        "if": {"properties": {"kind": {"const": "situation"}}, "required": ["kind"]},
        "then": {"required": ["key"], "properties": {"steps": {"maxItems": 1}}},
        "else": {"properties": {"key": False, "cues": False}},
    }


def _step() -> Schema:
    quote = _map({"quote": _words(20, "Word for word as the document has it.")}, needs=("quote",))
    return _map(
        {
            "id": _pattern(ID, "Once in the file."),
            "title": _words(5, "The header."),
            "do": _words(12, "The DO row."),
            "tone": _one_of(written.TONES),
            "clock": {"type": "boolean", "description": "A second clock from the moment the card stands."},
            "say": {
                "description": "The first is the SAY row; blanks are {name|words without it}.",
                "oneOf": [{"const": "nothing"}, _list({"oneOf": [_words(15), quote]}, least=1, most=3)],
            },
            "never": _list(_text("A phrase of phrases.yaml."), least=1, most=2),
            "listen": _list(_text(), most=3),
            "until": _words(12, "When it is over, or time to leave it."),
            "ask": _map(
                {
                    "field": _pattern(NAME, "The field that the answer fills."),
                    "label": _words(3, "The label of the input line."),
                    "as": _one_of(written.ASKED_AS),
                    "by": _one_of(written.ASKED_BY),
                },
                needs=("field", "label"),
            ),
            "ways": _list({"$ref": "#/$defs/way"}, least=1, most=written.MOST_WAYS),
            "needs": _named(NAME, "Holds the card back until the fact is there: {fact: what is missing}."),
            "if": {"$ref": "#/$defs/facts"},
            "unless": {"$ref": "#/$defs/facts"},
            "then": _text(f"Where Enter goes: {GO}"),
            "rules": _list(_text("What meeting this card counts for.")),
        },
        needs=("id", "title", "do", "say", "never"),
    )


def _use() -> Schema:
    used = r"^[a-z0-9-]{2,40}(\.[a-z0-9-]{2,40})?$"
    return _map(
        {
            "use": _pattern(used, "TECHNIQUE, or TECHNIQUE.STEP: its steps stand here."),
            "if": {"$ref": "#/$defs/facts"},
            "unless": {"$ref": "#/$defs/facts"},
            "ways": _list({"$ref": "#/$defs/way"}, least=1, most=written.MOST_WAYS),
            "then": _text(GO),
        },
        needs=("use",),
    )


def _way() -> Schema:
    return _map(
        {
            "label": _words(5),
            "go": _text(GO),
            "set": _named(NAME, "The fields that picking this line fills."),
            "if": {"$ref": "#/$defs/facts"},
            "from": {
                "type": "integer",
                "minimum": 1,
                "maximum": 99,
                "description": "Shown from this showing on.",
            },
        },
        needs=("label",),
    )


def _facts() -> Schema:
    return _list(_pattern(FACT, "A field that has a value other than `no`, or `not NAME`."))


def _map(keys: Schema, needs: Sequence[str]) -> Schema:
    return {
        "type": "object",
        "properties": keys,
        "required": list(needs),
        "additionalProperties": False,
    }


def _named(pattern: str, what: str) -> Schema:
    return {
        "type": "object",
        "description": what,
        "propertyNames": {"pattern": pattern},
        "additionalProperties": _text(),
    }


def _list(items: Schema, least: int = 0, most: int = 0) -> Schema:
    limits = {key: value for key, value in (("minItems", least), ("maxItems", most)) if value}
    return {"type": "array", "items": items, **limits}


def _one_of(values: Sequence[str], what: str = "") -> Schema:
    return {"enum": list(values), **({"description": what} if what else {})}


def _text(what: str = "") -> Schema:
    """Text; an editor may take `2017` or `true` for something else, dcx doesn't."""
    return {
        "type": ["string", "number", "boolean"],
        "minLength": 1,
        **({"description": what} if what else {}),
    }


def _pattern(pattern: str, what: str) -> Schema:
    return {"type": "string", "pattern": pattern, "description": what}


def _words(most: int, what: str = "") -> Schema:
    limit = f"At most {most} words."
    return {
        **_text(f"{what} {limit}".strip()),
        "pattern": rf"^\s*\S+(\s+\S+){{0,{most - 1}}}\s*$",
    }
