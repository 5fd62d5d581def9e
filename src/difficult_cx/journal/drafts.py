"""What a call hadn't saved yet, kept so that a kill costs a second of typing at most."""

import json
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from difficult_cx.domain.ids import is_id
from difficult_cx.domain.redact import redact, without_growing
from difficult_cx.records import dataclass
from difficult_cx.storage.folders import Folders
from difficult_cx.storage.private import not_saved, read_whole, write_whole


@dataclass(frozen=True, slots=True)
class Kept:
    """A half-typed line with its id, and before it the lines that were entered, each (line, id)."""

    text: str
    line_id: str
    entered: tuple[tuple[str, str], ...] = ()


class Draft:
    """One call's half-typed line and those that waited to be saved, with the ids their entries will have."""

    def __init__(self, folders: Folders, call_id: str) -> None:
        assert is_id(call_id), "a draft is named for a call"
        self.path = folders.drafts / f"{call_id}.json"

    def save(self, text: str, line_id: str, entered: Iterable[tuple[str, str]] = ()) -> None:
        """Keep the lines, redacted; a NotSavedError says why they can't be kept."""
        body: dict[str, Any] = {"id": line_id, "text": redact(without_growing(text))}
        before = [{"id": one, "text": redact(line)} for line, one in entered]
        if before:
            body["entered"] = before
        try:
            write_whole(self.path, json.dumps(body).encode("ascii"))
        except OSError as error:
            raise not_saved(self.path, error) from error

    def load(self) -> Kept | None:
        """What was kept; None where there is nothing that can be read."""
        try:
            found = json.loads(read_whole(self.path) or b"null")
            kept = Kept(
                found["text"],
                found["id"],
                tuple((one["text"], one["id"]) for one in found.get("entered", ())),
            )
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        lines = (*kept.entered, (kept.text, kept.line_id))
        right = all(isinstance(line, str) and is_id(one) for line, one in lines)
        return kept if right and (kept.text or kept.entered) else None

    def clear(self) -> None:
        """Everything was sent, or taken away."""
        with suppress(OSError):
            self.path.unlink()
