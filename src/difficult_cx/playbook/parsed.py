"""Parsed playbooks in the cache folder: a start needn't read YAML; any doubt, and it is read again."""

import json
import os
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from difficult_cx import __version__
from difficult_cx.domain.playbook import Playbook
from difficult_cx.playbook.kept import digest, from_json, to_json
from difficult_cx.storage.private import write_whole

if TYPE_CHECKING:
    from difficult_cx.domain.phrases import Phrase

Signature = list[list[Any]]
# What garbage in the cache, or a copy of another version, can lead to.
DOUBTS = (ValueError, TypeError, KeyError, RecursionError, AttributeError)


def signature(folders: Iterable[Path], only: str = "") -> Signature:
    """Name, size and time of every file that a playbook could be made of; any change is another signature.

    `only`: this file alone.
    """
    found: Signature = []
    for folder in folders:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name == only if only else entry.name.endswith(".yaml"):
                with suppress(OSError):
                    status = entry.stat()
                    found.append([str(folder), entry.name, status.st_size, status.st_mtime_ns])
    return found


def read_playbook(path: Path, wanted: Signature) -> Playbook | None:
    """The playbook that was kept under this signature; None for any other, and for garbage."""
    kept = read_any(path, wanted)
    try:
        playbook = from_json(kept["body"])
        made = replace(playbook, hash=digest(playbook), path=str(kept.get("path", "")))
        return made if made.hash == kept["hash"] else None
    except DOUBTS:
        return None


def write_playbook(path: Path, wanted: Signature, playbook: Playbook) -> None:
    """Keep it for the next start; where that fails, or a card number is in it, that reads YAML again."""
    from difficult_cx.domain.redact import redact  # only where something is written

    body = to_json(playbook)
    text = _dump(body).decode("ascii")
    if redact(text) == text:
        write_any(path, wanted, {"hash": playbook.hash, "path": playbook.path, "body": body})


def read_phrases(path: Path, wanted: Signature) -> "tuple[Phrase, ...] | None":
    """The phrases that were kept under this signature; None for any other, and for garbage."""
    from difficult_cx.domain.phrases import Phrase

    kept = read_any(path, wanted)
    try:
        rows: list[dict[str, Any]] = [
            {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
            for row in kept["body"]
        ]
        return (
            tuple(Phrase(**row) for row in rows) if zlib.crc32(_dump(kept["body"])) == kept["crc"] else None
        )
    except DOUBTS:
        return None


def write_phrases(path: Path, wanted: Signature, phrases: "tuple[Phrase, ...]") -> None:
    """Keep them for the next start."""
    body = [asdict(one) for one in phrases]
    write_any(path, wanted, {"crc": zlib.crc32(_dump(body)), "body": body})


def _dump(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=True).encode("ascii")


def read_any(path: Path, wanted: Signature) -> dict[str, Any]:
    """What was kept under this signature by this version; empty in any doubt."""
    try:
        kept = json.loads(path.read_bytes())
        fits = kept["version"] == __version__ and kept["signature"] == wanted
    except (OSError, *DOUBTS):
        return {}
    return kept if fits else {}


def write_any(path: Path, wanted: Signature, body: dict[str, Any]) -> None:
    """Keep this under the signature; where that fails, the next start makes it again."""
    with suppress(OSError):
        write_whole(path, _dump({"version": __version__, "signature": wanted, **body}))
