"""What the journal is made of: an entry is what a line makes, an event is that entry once it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that is to be remembered, before the journal has it.

    `kind` is one of `domain.kinds.KINDS`; `data` its fields (JSON values only). `id` is given when the
    line got its id at its first character, or when another entry of the same batch names it; else the
    journal makes one.
    """

    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened and is on the disk.

    `id`: 12 characters, unique everywhere. `prev`: id of the event before it by the same device, or None.
    `n`: one more than the largest seen. `at`: UTC, milliseconds. `zone`: IANA name the rep was in.
    `data`: every other field, those of newer versions included. Order is (`n`, `device`, `id`).
    """

    id: str
    prev: str | None
    n: int
    at: datetime
    zone: str
    rep: str
    device: str
    kind: str
    data: Mapping[str, Any]

    @property
    def order(self) -> tuple[int, str, str]:
        """The place of this event in the fold; never its place in a file, never its clock."""
        return (self.n, self.device, self.id)

    def text(self, name: str) -> str:
        """The field as text; empty where it is missing or no text (a newer version may have changed it)."""
        value = self.data.get(name)
        return value if isinstance(value, str) else ""

    def maybe(self, name: str) -> str | None:
        """The field as text, or None where there is none."""
        return self.text(name) or None
