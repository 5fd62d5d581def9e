"""Every command line of the docs works as it stands there."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from making.made import PLAYED

from difficult_cx.completion.fitting import TABLE
from tests.conftest import Dcx

ROOT = Path(__file__).parent.parent.parent
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
]
SHELLS = ("console", "sh", "bash", "zsh", "fish", "powershell")

# What no test runs, and why; a line stands for every command that begins so.
CANT = {
    "apt-get update": "installs on the machine; .ci/run runs the README's two lines in a clean checkout",
    "python3 -m venv .venv-dev": "the same line of the README, in steps",
    ".venv-dev/bin/": "the same line of the README, in steps",
    ".ci/run": "would run itself; it is what CI runs",
    "pipx install": "needs the package index; python -m tests.install does it with the built artefacts",
    "uv tool install": "needs the package index; python -m tests.install does it with the built artefacts",
    "python -m tests.install": "minutes long; a share of it runs in .ci/run",
    "python -m making": "writes into the checkout; tests/docs/test_reference.py compares instead",
    "python -m tests.faults": "minutes long; a share of it runs in tests/faults",
    "python -m benchmarks": "a measurement, minutes long",
    **dict.fromkeys(
        ("dcx team init postgresql", "dcx team add postgresql", "dcx team join postgresql"),
        "needs a PostgreSQL server; the tests of the hub have one of their own",
    ),
    "dcx care breather ": "waits for ten minutes, in a terminal",
    "zensical": "runs in .ci/run, in an environment of its own",
    "pip-audit": "needs the network",
}


def lines() -> Iterator[tuple[str, str]]:
    """Page and command of every line of every shell block, except those whose output stands below them."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for kind, block in re.findall(r"^```(\w+)\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
            if kind in SHELLS and not block.startswith("$ "):
                for line in block.replace("\\\n", " ").splitlines():
                    if line.strip() and not line.lstrip().startswith("#"):
                        yield page.relative_to(ROOT).as_posix(), line.strip()


def is_left_out(line: str) -> bool:
    """Whether a line of CANT stands for this one."""
    return any(line.startswith(begun) for begun in CANT)


@pytest.fixture
def rep(dcx: Dcx) -> Dcx:
    """A record that the docs' commands find: a call, a promise `k7q`, customers, files of their names."""
    dcx("handle", "with-ease", "-c", "Brook Ltd", stdin="it broke\n", code=4)
    dcx("followups", "add", "refund the fee fri noon", "-c", "Brook Ltd")
    dcx("followups", "add", "call back", "tomorrow 3pm", "-c", "Ada Brook")
    return dcx


@pytest.mark.parametrize(("page", "line"), [one for one in lines() if not is_left_out(one[1])])
def test_a_command_of_the_docs_works(
    rep: Dcx, page: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a call parked and promises on the list: `ID` and `c4l` are a call, `k7q` a promise."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "call.txt").write_text("hello\n/end resolved\n", encoding="utf-8")
    promise = rep("followups", "-c", "Brook Ltd", "--json").json["data"][0]["id"]
    call = rep("call", "list", "--json").json["data"][0]["id"]
    if "import record.jsonl" in line:
        rep("journal", "export", "record.jsonl")
    line = line.replace("/mnt/team/", f"{tmp_path}/shared/")
    (tmp_path / "shared" / "dcx").mkdir(parents=True)
    if line.startswith("dcx team ") and "join" not in line:
        rep("team", "join", str(tmp_path / "shared" / "dcx"))
    line = re.sub(r"\bk7q\b", promise, line)
    line = re.sub(r"\b(ID|c4l)\b", call, line)
    code = _plainly(rep, line) if line.startswith("dcx ") else None
    if code is None:
        code = _in_a_shell(rep, line, tmp_path)
    assert code in (0, 1, 4), f"{page}: {line}: exit {code}"


def _plainly(rep: Dcx, line: str) -> int | None:
    """Run it in this process; None where a shell is needed."""
    command, _, source = line.partition(" < ")
    words = shlex.split(command, comments=True)
    if any(sign in command for sign in ("|", "&&", "$(", ">")):
        return None
    stdin = Path(source).read_text(encoding="utf-8") if source else ""
    ran = rep(*words[1:], stdin=stdin, code=None)
    assert "Traceback" not in ran.err
    return ran.code


def _in_a_shell(rep: Dcx, line: str, folder: Path) -> int:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    program = folder / "bin" / "dcx"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m difficult_cx "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    env = {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "DCX_HOME": str(rep.home),
        "HOME": str(folder),
    }
    done = subprocess.run([bash, "-c", line], env=env, cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "command not found" not in done.stderr, done.stderr
    return done.returncode


def test_what_is_left_out_stands_in_the_docs() -> None:
    """A line of CANT that stands for nothing is taken out."""
    told = [line for _, line in lines()]
    assert [begun for begun in CANT if not any(line.startswith(begun) for line in told)] == []


def test_every_page_with_output_is_played() -> None:
    """Where a command's output stands below it, `python -m making` put it there."""
    shown = {
        page.stem for page in PAGES if re.search(r"^```console\n\$ ", page.read_text("utf-8"), re.MULTILINE)
    }
    assert shown == set(PLAYED)


def commands_in_words() -> Iterator[tuple[str, str]]:
    """Page and command of every `dcx …` in running text and tables."""
    for page in PAGES:
        text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        for said in re.findall(r"(?<!`)`(dcx (?!has )[^`]+)`(?!`)", text):
            yield page.relative_to(ROOT).as_posix(), said.replace("\\|", "|")


def test_every_command_named_in_the_text_exists() -> None:
    """The command, and each of its options; ids, names and files stand for anything."""
    rows = [line.rstrip("\n").split("\t") for line in Path(TABLE).read_text(encoding="utf-8").splitlines()]
    options = {(row[0], row[2]) for row in rows if row[1:2] == ["option"]}
    commands = {f"{row[0]} {row[2]}".strip() for row in rows if row[1:2] == ["command"]}
    hidden = {"--now"}
    wrong = []
    for page, said in commands_in_words():
        path = ""
        for word in re.split(r"[\s|]+", said)[1:]:
            if f"{path} {word}".strip() in commands:
                path = f"{path} {word}".strip()
            elif word.startswith("-") and len(word) > 1 and word != "--" and word not in hidden:
                name = re.match(r"-[\w-]*", word)
                if name is not None and (path, name[0]) not in options:
                    wrong.append((page, said, word))
        first = said.split()[1].rstrip("…,.:")
        if not path and first.isalpha() and first.islower():
            wrong.append((page, said, first))
    assert wrong == []
