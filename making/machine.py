"""What is said where the machine fails: on file systems that are really full, read-only or somebody else's.

Each runs in a name space of its own (Linux; no root needed), with dcx as a process. Where that can't be had
the page stays as it is.
"""

import itertools
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

from difficult_cx.storage.lock import Lock
from making.player import player

AS_ROOT = ("unshare", "-U", "-r", "-m")
AS_ANYBODY = ("unshare", "-U", "--map-user=1000", "--map-group=1000")
ADD = 'dcx followups add "call back" fri noon'
# The part of docs/errors.md, in which name space, and the lines.
CASES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "full disk": (
        AS_ROOT,
        (
            "mkdir .dcx && mount -t tmpfs -o size=128k none .dcx && head -c 1M /dev/zero 2>&- > .dcx/other",
            ADD,
            "echo 'it broke twice' | dcx handle with-ease",
        ),
    ),
    "read-only disk": (
        AS_ROOT,
        ("mkdir .dcx && mount -t tmpfs -o ro none .dcx", ADD),
    ),
    "no rights": (
        AS_ANYBODY,
        ("mkdir -m 0500 .dcx", ADD, "dcx doctor | grep BAD -A 1"),
    ),
    "largest size": (
        AS_ANYBODY,
        (f"(ulimit -f 0; {ADD})",),
    ),
}


def machine(name: str, old: str) -> str:
    """The console of this case; what was there before where no name space can be had."""
    if name == "journal held":
        return _held()
    space, lines = CASES[name]
    if (
        shutil.which(space[0]) is None
        or subprocess.run([*space, "true"], capture_output=True, check=False).returncode
    ):
        return old.strip("\n") + "\n"
    with tempfile.TemporaryDirectory() as top:
        said = subprocess.run(
            [*space, "sh", "-c", "\n".join(map(_shown, lines))],
            cwd=top, env=_environment(Path(top)), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        ).stdout  # fmt: skip
    return _console(said.replace(top, "/home/sam"))


def _held() -> str:
    """Another dcx writes for longer than we wait; the waiting itself is left out."""
    moments = itertools.count(0, 100)
    with player() as machine, mock.patch("difficult_cx.storage.lock.time") as time:
        time.monotonic.side_effect = lambda: float(next(moments))
        machine.home.mkdir()
        with Lock(machine.home / "journal.lock").acquire(0, "2026-11-24T10:15:00.000Z"):
            code, said = machine.play(ADD)
    said = re.sub(r"process \d+", "process 4711", said)
    return _console(f"$ {ADD}\n{said}(exit code {code})")


def _console(said: str) -> str:
    return f"```console\n{said.rstrip()}\n```\n"


def _shown(line: str) -> str:
    """The line as it is typed, what it says, and dcx's exit code."""
    typed = shlex.quote(f"$ {line}")
    code = '[ "$code" = 0 ] || echo "(exit code $code)"' if re.search(r"(?<!\.)dcx ", line) else ":"
    return f"printf '%s\\n' {typed}\n{line}\ncode=$?; {code}; echo"


def _environment(top: Path) -> dict[str, str]:
    program = top / "bin" / "dcx"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m difficult_cx "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    path = f"{program.parent}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return {
        "PATH": path,
        "DCX_HOME": str(top / ".dcx"),
        "HOME": str(top),
        "TZ": "Europe/London",
        "USER": "sam",
    }
