"""The table of docs/configuration.md: every key with its default and what is allowed."""

import json
from typing import Any

from difficult_cx.config.keys import KEYS
from difficult_cx.config.show import values
from difficult_cx.domain.settings import Settings
from making.regions import table


def settings() -> str:
    """A row a key, in the order of the code."""
    default = values(Settings())
    return table(
        ("key", "it is", "allowed", "default", "example"),
        (
            (f"`{name}`", key.what, key.allowed, _shown(default[name]), f"`{key.example}`")
            for name, key in KEYS.items()
        ),
    )


def _shown(value: Any) -> str:
    """A value as config.toml has it; `-` for one that isn't set."""
    if value is None or value in ("", [], {}):
        return "-"
    if isinstance(value, dict):
        return f"`{{ {', '.join(f'{name} = {json.dumps(one)}' for name, one in value.items())} }}`"
    return f"`{json.dumps(value)}`"
