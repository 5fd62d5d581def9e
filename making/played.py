"""Pages whose examples are real: every `$ dcx …` of a console block is run, and what it says is put below it.

Beside the blocks, comments that no reader sees steer the run:

    <!-- file: call.txt -->       the next block is that file
    <!-- clock: 2026-11-25T09:00 -->    from here on it is then (London)
    <!-- config -->               the next block is config.toml
"""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from making.player import Player, player

PARTS = re.compile(r"(^<!-- [^\n]* -->\n|^```\w*\n.*?^```\n)", re.DOTALL | re.MULTILINE)
ZONE = ZoneInfo("Europe/London")


def played(path: Path) -> str:
    """The page with what its commands say now."""
    with player() as machine:
        return filled(path.read_text(encoding="utf-8"), machine)


def filled(page: str, machine: Player) -> str:
    """The text with every console block run anew, in their order, on this machine."""
    out = []
    name = ""
    made = False  # what `making.regions` fills is nothing to play
    for part in PARTS.split(page):
        if part.startswith("<!-- "):
            made = part.startswith("<!-- made: ") or (made and not part.startswith("<!-- /made"))
            name = _steer(part[5:-5], machine) or name
        elif made:
            pass
        elif part.startswith("```console\n") and "\n$ " in part:
            part = f"```console\n{_run(part, machine)}```\n"  # noqa: PLW2901
        elif part.startswith("```") and name:
            machine.write(name, part.partition("\n")[2].removesuffix("```\n"))
            name = ""
        out.append(part)
    return "".join(out)


def _steer(said: str, machine: Player) -> str:
    what, _, value = said.strip().partition(": ")
    if what == "clock":
        machine.clock.moment = datetime.fromisoformat(value).replace(tzinfo=ZONE)
    return {"file": value, "config": ".dcx/config.toml"}.get(what, "")


def _run(block: str, machine: Player) -> str:
    lines = []
    for line in block.splitlines():
        if line.startswith("$ "):
            code, said = machine.play(line[2:])
            lines.append(f"{line}\n{said}" + (f"(exit code {code})\n" if code else ""))
    return "\n".join(lines)
