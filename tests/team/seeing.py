"""What is looked at on a machine of a team."""

import json
import zlib
from pathlib import Path

from tests.conftest import Dcx


def views(dcx: Dcx) -> list[str]:
    """What a rep sees of the whole team's record."""
    lists = (
        ("followups", "--all", "--team"),
        ("call", "list", "--all", "--team"),
        ("customer", "list", "--team"),
        ("report", "--team"),
    )
    return [dcx(*args, "--json").out for args in lists]


def lines(path: Path) -> list[bytes]:
    """The lines of a file."""
    return path.read_bytes().splitlines()


def device(dcx: Dcx) -> str:
    """The name of this machine's journal."""
    return (dcx.home / "device").read_text().strip()


def forged(line: bytes, **fields: object) -> str:
    """A line with other fields, and a check sum that fits."""
    whole = json.loads(line)
    del whole["crc"]
    whole.update(fields)
    body = json.dumps(whole, separators=(",", ":"))[:-1]
    return f'{body},"crc":"{zlib.crc32(body.encode()):08x}"}}'
