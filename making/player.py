"""Runs real commands for a page: in a folder of its own, at a moment of the page's, with ids that repeat."""

import contextlib
import io
import os
import random
import re
import shlex
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

from difficult_cx.app.world import World
from difficult_cx.cli.boundary import run
from difficult_cx.domain.ids import ALPHABET, LENGTH
from difficult_cx.storage.folders import find_folders

BEGIN = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
# What stands in a page for the ids of promises and calls, in the order in which they are made.
NAMES = (
    "k7q", "m3x", "t9d", "h4z", "w2b", "p8f", "g5n", "r6c", "j4v", "b2s", "q9h", "x3k", "z5m", "n8t", "v4g",
    "d6w", "f2r", "c9p", "s7b", "k2z", "m8v", "t4n", "h9q", "w5x", "p3d", "g7c", "r2m", "j8z", "b5t", "q4f",
)  # fmt: skip
MADE = ("promise_made", "alternative_picked", "call_started")
HOME = "/home/sam/.dcx"
CAT = re.compile(r"\$\(cat ([\w.]+)\)")


class Stream(io.StringIO):
    """A pipe's end."""

    encoding = "utf-8"


@dataclass
class Clock:
    """Stands where the page puts it."""

    moment: datetime = BEGIN

    def now(self) -> datetime:
        """This moment."""
        return self.moment


@dataclass
class Player:
    """A rep's machine for the length of a page."""

    top: Path
    clock: Clock = field(default_factory=Clock)

    @property
    def home(self) -> Path:
        """The data folder."""
        return self.top / ".dcx"

    def play(self, line: str, *, shown: bool = True) -> tuple[int, str]:
        """Run a line of the page, `dcx … $(cat FILE) [< FILE] [> FILE]`; its exit code, and what it said.

        Any other line is the shell's. `shown`: with the ids and folders that pages have, not this run's.
        """
        if not line.startswith("dcx"):
            done = subprocess.run(
                ["sh", "-c", line], cwd=self.top, capture_output=True, text=True, check=False
            )
            return done.returncode, done.stdout + done.stderr
        words = [self._real(word) for word in shlex.split(line, comments=True)]
        words = [CAT.sub(lambda found: self._read(found[1]), word) for word in words]
        stdin, target = "", None
        while len(words) > 2 and words[-2] in ("<", ">"):
            *words, sign, name = words
            if sign == "<":
                stdin = self._read(name)
            else:
                target = self.top / name
        said = Stream()
        env = {"DCX_HOME": str(self.home), "TZ": "Europe/London", "USER": "sam", "COLUMNS": "80"}
        out = said if target is None else Stream()
        world = World(env, find_folders(env, "linux"), self.clock, Stream(stdin), out, said)
        with contextlib.chdir(self.top), contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
            code = run(words[1:], world)
        if target is not None:
            target.write_text(out.getvalue(), encoding="utf-8")
        return code, self._shown(said.getvalue()) if shown else said.getvalue()

    def _read(self, name: str) -> str:
        return (self.top / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """A file that the page shows."""
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def _ids(self) -> list[str]:
        """The ids of promises and calls, in the order in which they were made."""
        path = self.home / "journal.jsonl"
        if not path.is_file():
            return []
        kinds = "|".join(MADE)
        return re.findall(rf'"id":"(\w+)"[^\n]*?"kind":"(?:{kinds})"', path.read_text(encoding="ascii"))

    def _real(self, word: str) -> str:
        return dict(zip(NAMES, self._ids(), strict=False)).get(word, word)

    def _shown(self, text: str) -> str:
        text = text.replace(str(self.home), HOME).replace(str(self.top), "/home/sam")
        for one, name in zip(self._ids(), NAMES, strict=False):
            rest = "".join(f"(?:{letter}" for letter in one[3:]) + ")?" * (LENGTH - 3)
            text = re.sub(rf"(?<![\w-]){one[:3]}{rest}(?![\w-])", name, text)
        return text


@contextlib.contextmanager
def player() -> Iterator[Player]:
    """A machine that forgets everything afterwards."""
    chance = random.Random(7)

    def new_id() -> str:
        return "".join(chance.choices(ALPHABET, k=LENGTH))

    with tempfile.TemporaryDirectory() as top, mock.patch("difficult_cx.journal.journal.new_id", new_id):
        old = os.umask(0o077)
        try:
            yield Player(Path(top))
        finally:
            os.umask(old)
