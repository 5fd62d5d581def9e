"""The half-typed line of a call, kept so that a kill costs a second of typing at most."""

import json
from contextlib import suppress

from difficult_cx.domain.ids import is_id
from difficult_cx.domain.redact import redact, without_growing
from difficult_cx.storage.folders import Folders
from difficult_cx.storage.private import not_saved, read_whole, write_whole


class Draft:
    """One call's half-typed line, with the id that its entry will have."""

    def __init__(self, folders: Folders, call_id: str) -> None:
        assert is_id(call_id), "a draft is named for a call"
        self.path = folders.drafts / f"{call_id}.json"

    def save(self, text: str, line_id: str) -> None:
        """Keep the line, redacted; a NotSavedError says why it can't be kept."""
        kept = redact(without_growing(text))
        try:
            write_whole(self.path, json.dumps({"id": line_id, "text": kept}).encode("ascii"))
        except OSError as error:
            raise not_saved(self.path, error) from error

    def load(self) -> tuple[str, str] | None:
        """The line and its id; None where there is none that can be read."""
        try:
            found = json.loads(read_whole(self.path) or b"null")
            text, line_id = found["text"], found["id"]
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return (text, line_id) if isinstance(text, str) and text and is_id(line_id) else None

    def clear(self) -> None:
        """The line was sent, or taken away."""
        with suppress(OSError):
            self.path.unlink()
