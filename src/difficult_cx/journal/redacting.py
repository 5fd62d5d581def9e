"""What is cut out of an entry before it is written: the same everywhere."""

from collections.abc import Mapping
from typing import Any

from difficult_cx.domain.kinds import OURS
from difficult_cx.domain.redact import redact


def clean_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with card numbers and codes cut out of every text that isn't an id or a time of ours."""
    return {name: value if name in OURS else _clean(value) for name, value in data.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {redact(name): _clean(one) for name, one in value.items()}
    return value
