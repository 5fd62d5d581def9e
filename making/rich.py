"""A record in which everything happened once, and what every command with `--json` says of it.

`making/script/` has the words. Of `commands.txt` a line that begins with `dcx` is run, one with `lee: ` on a
colleague's machine; `[words]` in it is the id of the newest event with these words, `[call 2]` the second
call, `[shared]` a folder; behind `  # ` stands what its data is called where the
command doesn't say it, or `COMMAND = DATA` where it is that of another.
"""

import json
import re
import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from difficult_cx.domain.team import Member, Standing
from making.commands import commands
from making.played import ZONE
from making.player import Player, player

WORDS = Path(__file__).parent / "script"
STANDING = Standing(
    "hub.example",
    "support",
    "sam",
    "rep",
    3,
    None,
    (Member("sam", "Sam", 12),),
    "",
    overdue=1,
    open_promises=4,
)


class AnsweringHub:
    """A hub that says how one stands with it, and nothing else."""

    def standing(self) -> Standing:
        """Like everybody."""
        return STANDING

    def last_sent(self, _device: str) -> str:
        """A record that this machine doesn't have: what is unsent isn't known."""
        return "bcdfghjkmnpq"

    def leave(self, _devices: list[str]) -> None:
        """Goodbye."""

    def close(self) -> None:
        """Nothing is open."""


@dataclass
class Rich:
    """Two machines, and what their commands said: the name of the data, and the data.

    `same`: the name of the data of commands that give the same as another. `recorded`: every event.
    """

    machines: dict[str, Player]
    stack: ExitStack
    said: list[tuple[str, Any]] = field(default_factory=list)
    same: dict[str, str] = field(default_factory=dict)
    recorded: list[dict[str, Any]] = field(default_factory=list)

    def run(self, script: str) -> None:
        """Every line of the script."""
        for line in script.splitlines():
            who, words = ("lee", line[5:]) if line.startswith("lee: ") else ("", line)
            verb, _, rest = words.partition(" ")
            if verb == "dcx":
                self._play(self.machines[who], words)
            else:
                getattr(self, f"_{verb}")(rest)

    def _at(self, when: str) -> None:
        for machine in self.machines.values():
            machine.clock.moment = datetime.fromisoformat(when).replace(tzinfo=ZONE)

    def _file(self, names: str) -> None:
        name, target = names.split()
        path = self.machines[""].top / target
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(WORDS / name, path)

    def _hub(self, _rest: str) -> None:
        hub = AnsweringHub()
        self.stack.enter_context(mock.patch("difficult_cx.app.team.open_hub", return_value=hub))

    def _damage(self, _rest: str) -> None:
        self.recorded = self.events()  # from here on one of them is none any more
        path = self.machines[""].home / "journal.jsonl"
        path.write_bytes(path.read_bytes().replace(b'"zone"', b'"zome"', 1))

    def _spoil(self, _rest: str) -> None:
        (Path(self._shared()) / "notes.jsonl").symlink_to("elsewhere")

    def _shared(self) -> str:
        path = self.machines[""].top / "shared"
        path.mkdir(exist_ok=True)
        return str(path)

    def _play(self, machine: Player, line: str) -> None:
        line, _, name = line.partition("  # ")
        code, text = machine.play(re.sub(r"\[([^]]*)\]", self._meant, line), shown=False)
        assert code in (0, 1, 4), (line, code, text)
        typed, _, name = name.rpartition(" = ")
        if typed:
            self.same[typed] = name
        for row in text.splitlines() if "--json" in line or "--batch" in line else ():
            whole = json.loads(row)
            self.said.append((name or _command(line), whole if "--batch" in line else whole["data"]))

    def _meant(self, found: re.Match[str]) -> str:
        words = found[1]
        if words == "shared":
            return self._shared()
        number = re.fullmatch(r"call ([0-9])", words)
        if number:
            return str(
                [one["id"] for one in self.events() if one["kind"] == "call_started"][int(number[1]) - 1]
            )
        return str(next(one["id"] for one in reversed(self.events()) if words in str(one.get("text", ""))))

    def events(self) -> list[dict[str, Any]]:
        """Everything on the record of both machines, oldest first."""
        paths = [one.home / "journal.jsonl" for one in self.machines.values()]
        return [json.loads(row) for one in paths if one.exists() for row in one.read_bytes().splitlines()]


def _command(line: str) -> str:
    """The command of a line, without its arguments."""
    paths = (path for path, _, _ in commands())
    found = max((path for path in paths if f"{line} ".startswith(f"{path} ")), key=len)
    return found.removeprefix("dcx ")


@cache
def rich() -> Rich:
    """The record, played once for a run."""
    with ExitStack() as stack:
        found = Rich({name: stack.enter_context(player()) for name in ("", "lee")}, stack)
        found.run((WORDS / "commands.txt").read_text(encoding="utf-8"))
        return found
