"""`care.jsonl`: how a rep takes care of themselves. Theirs alone: no export and no report reads it."""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from difficult_cx.domain.clock import Clock
from difficult_cx.domain.moment import read_utc, write_utc
from difficult_cx.domain.redact import redact
from difficult_cx.storage.folders import Folders
from difficult_cx.storage.private import (
    BINARY,
    CLOSE_ON_EXEC,
    FILE_MODE,
    NO_LINKS,
    make_folder,
    not_saved,
    read_whole,
    sync,
    write_whole,
)

BREATHER, HELPS, GONE, MARK = "breather", "helps", "helps_gone", "mark"


@dataclass(frozen=True, slots=True)
class CareEntry:
    """A line of the care file: when (UTC), its kind, and the rest."""

    at: datetime
    kind: str
    data: Mapping[str, Any]

    def text(self, name: str = "text") -> str:
        """The field as text."""
        value = self.data.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int | None:
        """The field as a whole number; None where it is none."""
        value = self.data.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None


class CareFile:
    """The file, made when its first line is written; a line that can't be read is passed over."""

    def __init__(self, folders: Folders, clock: Clock) -> None:
        self._folders = folders
        self._clock = clock

    def add(self, kind: str, **data: Any) -> CareEntry:
        """Keep this, card numbers and codes cut out; on the disk when it returns."""
        kept = {name: redact(value) if isinstance(value, str) else value for name, value in data.items()}
        entry = CareEntry(self._clock.now(), kind, kept)
        line = json.dumps({"dcx": 1, "at": write_utc(entry.at), "kind": kind, **kept}, ensure_ascii=True)
        path = self._folders.care
        try:
            make_folder(path.parent)
            whole = _ends_whole(read_whole(path))
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | NO_LINKS | BINARY | CLOSE_ON_EXEC
            handle = os.open(path, flags, FILE_MODE)
            try:
                if hasattr(os, "fchmod"):
                    os.fchmod(handle, FILE_MODE)
                content = (b"" if whole else b"\n") + line.encode("ascii") + b"\n"
                if os.write(handle, content) != len(content):
                    raise OSError(28, "the disk is full")
                sync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise not_saved(path, error) from error
        return entry

    def entries(self) -> list[CareEntry]:
        """What was kept, oldest first."""
        return [entry for _, entry in self._lines() if entry is not None]

    def naming(self, names: Iterable[str]) -> int:
        """How many lines name one of these; for a customer who is to be forgotten."""
        wanted = [one.casefold() for one in names]
        return sum(_names(line, wanted) for line, _ in self._lines())

    def forget(self, names: Iterable[str]) -> int:
        """Take out every line that names one of these, damaged ones too; how many there were."""
        wanted = [one.casefold() for one in names]
        lines = list(self._lines())
        kept = [line for line, _ in lines if not _names(line, wanted)]
        if len(kept) < len(lines):
            try:
                write_whole(self._folders.care, b"".join(line + b"\n" for line in kept))
            except OSError as error:
                raise not_saved(self._folders.care, error) from error
        return len(lines) - len(kept)

    def _lines(self) -> list[tuple[bytes, CareEntry | None]]:
        try:
            content = read_whole(self._folders.care) or b""
        except OSError as error:
            raise not_saved(self._folders.care, error) from error
        return [(line, _entry(line)) for line in content.split(b"\n") if line]


def _ends_whole(content: bytes | None) -> bool:
    return not content or content.endswith(b"\n")


def _entry(line: bytes) -> CareEntry | None:
    with suppress(ValueError, RecursionError):
        found = json.loads(line)
        if isinstance(found, dict) and isinstance(found.get("kind"), str):
            at = read_utc(str(found.get("at") or ""))
            rest = {name: value for name, value in found.items() if name not in ("dcx", "at", "kind")}
            return CareEntry(at, found["kind"], rest) if at is not None else None
    return None


def _names(line: bytes, wanted: list[str]) -> bool:
    entry = _entry(line)
    values = [line.decode("utf-8", "replace")] if entry is None else entry.data.values()
    texts = [str(value) for value in values]
    return any(name in text.casefold() for name in wanted for text in texts)
