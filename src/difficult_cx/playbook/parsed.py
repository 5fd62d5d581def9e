"""Parsed playbooks in the cache folder: a start needn't read YAML; any doubt, and it is read again."""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from difficult_cx import __version__
from difficult_cx.domain.playbook import Playbook
from difficult_cx.playbook.kept import digest, from_json, to_json
from difficult_cx.storage.private import write_whole

Signature = list[list[Any]]


def signature(folders: Iterable[Path]) -> Signature:
    """Name, size and time of every file that a playbook could be made of; any change is another signature."""
    found: Signature = []
    for folder in folders:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name.endswith(".yaml"):
                with suppress(OSError):
                    status = entry.stat()
                    found.append([str(folder), entry.name, status.st_size, status.st_mtime_ns])
    return found


def read_parsed(path: Path, wanted: Signature) -> Playbook | None:
    """The playbook that was kept under this signature; None for any other, and for garbage."""
    try:
        kept = json.loads(path.read_bytes())
        if kept["version"] != __version__ or kept["signature"] != wanted:
            return None
        playbook = from_json(kept["body"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError, AttributeError):
        return None
    made = replace(playbook, hash=digest(playbook), path=str(kept.get("path", "")))
    return made if made.hash == kept.get("hash") else None


def write_parsed(path: Path, wanted: Signature, playbook: Playbook) -> None:
    """Keep it for the next start; where that fails, the next start reads YAML again."""
    body = {
        "version": __version__,
        "signature": wanted,
        "hash": playbook.hash,
        "path": playbook.path,
        "body": to_json(playbook),
    }
    with suppress(OSError):
        write_whole(path, json.dumps(body, ensure_ascii=True).encode("ascii"))
