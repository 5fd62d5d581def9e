"""The Tab key in real shells, with names that a shell would obey."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest

from tests.conftest import Dcx

# Each begins with another letter or sign, so that its beginning is enough.
NAMES = {
    "Bro": 'Brook "Ltd"; touch gone',
    "d$": "d$(touch gone)",
    "O": "O'Hara & Co",
    "q": "q`touch gone`",
    "Zo": "Zoë's \\ café!",
    "王": "王 小明",
    "a:": "a:b=c d",
    "[": '[/] "; rm -rf * $HOME',
    "h": "h$HOME ~ !!",
}
ENDS = "@@@@"


def names_as_typed(shell: str) -> dict[str, str]:
    """What is typed for each name: a beginning that the shell itself takes for nothing else."""
    typed = {begun: shlex.quote(begun) if begun in ("d$", "[") else begun for begun in NAMES}
    return typed if shell != "bash" else {**typed, "d$": "'d$", "[": "\\["}


@pytest.fixture
def folder(dcx: Dcx, tmp_path: Path) -> Path:
    """A folder with a `dcx` in it that everybody finds, and a record with these names."""
    for name in NAMES.values():
        dcx("followups", "add", "call", "fri", "noon", "-c", name)
    dcx("followups")
    place = tmp_path / "bin"
    place.mkdir()
    program = place / "dcx"
    program.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m difficult_cx "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    show = place / "show"
    show.write_text(
        f"#!/bin/sh\nprintf '{ENDS}%s\\n' \"$@\" > {shlex.quote(str(tmp_path / 'shown'))}\n", encoding="utf-8"
    )
    show.chmod(0o755)
    return place


@contextmanager
def shell(name: str, args: list[str], folder: Path, home: Path) -> Iterator["pexpect.spawn[str]"]:
    """An interactive shell in which `dcx` is the one of this test."""
    where = shutil.which(name)
    if where is None:
        pytest.skip(f"{name} is not installed")
    env = {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "ZDOTDIR": str(folder),
        "DCX_HOME": str(home),
        "TZ": "Europe/London",
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb" if name != "fish" else "xterm",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    child = pexpect.spawn(
        where, args, env=env, encoding="utf-8", timeout=20, dimensions=(40, 200), cwd=folder
    )
    try:
        yield child
    finally:
        child.close(force=True)


def shown(folder: Path) -> list[str]:
    """What the program that stands behind `dcx` was given as its arguments."""
    path = folder.parent / "shown"
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if path.exists() and (text := path.read_text(encoding="utf-8")).endswith("\n"):
            path.unlink()
            return text[len(ENDS) : -1].split(f"\n{ENDS}")
        time.sleep(0.02)
    raise AssertionError("nothing was run")


def all_names(child: "pexpect.spawn[str]", folder: Path, name: str) -> None:
    """Each name completed from its beginning arrives as it is, and none of it was obeyed."""
    for begun, typed in names_as_typed(name).items():
        child.send(f"dcx customer show {typed}\t")
        child.send("\x01show \r")  # to the beginning of the line: another program takes the words
        assert shown(folder) == ["dcx", "customer", "show", NAMES[begun]], (name, begun)
    assert not list(folder.rglob("gone"))


def test_bash(folder: Path, home: Path) -> None:
    """bash, its own quoting and an open quote of either kind."""
    with shell("bash", ["--norc", "--noprofile", "-i"], folder, home) as child:
        child.send('PS1=; set +H; eval "$(dcx completion bash)"\r')
        all_names(child, folder, "bash")
        for quote in "'\"":
            child.send(f"dcx followups add x -c {quote}Zo\t")
            child.send("\x01show \r")
            assert shown(folder)[-1] == NAMES["Zo"]
        child.send("dcx followups keep \t\t")
        child.expect_exact("dcx followups keep ")
        child.send("\x15dcx handle with-\t")
        child.send("\x01show \r")
        assert shown(folder) == ["dcx", "handle", "with-ease"]


def test_zsh(folder: Path, home: Path) -> None:
    """Zsh quotes what it is offered."""
    (folder / ".zshrc").write_text('PROMPT=""; bindkey -e; setopt no_beep\neval "$(dcx completion zsh)"\n')
    with shell("zsh", ["-i"], folder, home) as child:
        all_names(child, folder, "zsh")


def test_fish(folder: Path, home: Path) -> None:
    """Fish quotes what it is offered."""
    with shell("fish", ["--no-config", "-i"], folder, home) as child:
        child.send("dcx completion fish | source\r")
        all_names(child, folder, "fish")


def test_powershell(folder: Path, home: Path) -> None:
    """PowerShell, asked for its completion by its own interface."""
    where = shutil.which("pwsh")
    if where is None:
        pytest.skip("pwsh is not installed: dotnet tool install --global PowerShell")
    script = (
        "dcx completion powershell | Out-String | Invoke-Expression; $line = 'dcx customer show Bro';"
        "(TabExpansion2 $line $line.Length).CompletionMatches | ForEach-Object { $_.CompletionText }"
    )
    env = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "DCX_HOME": str(home)}
    done = subprocess.run(
        [where, "-NoProfile", "-Command", script], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"'{NAMES['Bro']}'"
