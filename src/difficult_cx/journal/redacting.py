"""What is cut out of an entry before it is written: the same everywhere."""

from collections.abc import Mapping
from typing import Any

from difficult_cx.domain.kinds import OURS
from difficult_cx.domain.redact import redact

_SMALLEST_CARD = 10**11


def clean_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with card numbers and codes cut out of every text that isn't an id or a time of ours."""
    return {name: value if name in OURS else clean_value(value) for name, value in data.items()}


def clean_value(value: Any) -> Any:
    """The same of one value; a number that is a card's becomes text."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, list):
        return [clean_value(one) for one in value]
    if isinstance(value, dict):
        return {redact(name): clean_value(one) for name, one in value.items()}
    if isinstance(value, int) and value >= _SMALLEST_CARD:
        return cut if (cut := redact(str(value))) != str(value) else value
    return value
