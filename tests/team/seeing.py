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


def on_every_screen(dcx: Dcx) -> list[str]:
    """Every line of every list, page and report of the whole team's record; as programs get them what `views` has."""
    names = [one["name"] for one in dcx("customer", "list", "--team", "--json").json["data"]]
    asked = (
        ("followups", "--all", "--team"),
        ("followups", "--overdue", "--team"),
        ("followups", "--owner", "bo"),
        ("followups", "--check", "--team"),
        ("followups", "--markdown", "--team"),
        ("call", "list", "--all", "--team"),
        ("call", "list", "--owner", "sam"),
        ("customer", "list", "--team"),
        *(("customer", "show", name) for name in names),
        ("report", "--team"),
        ("report", "promises", "--team"),
        ("report", "--owner", "kim"),
        ("search", "pump", "--team"),
        ("search", "send", "part", "--all", "--team"),
    )
    shown = [line for args in asked for line in dcx(*args, code=None).out.splitlines()]
    return shown + views(dcx)


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
