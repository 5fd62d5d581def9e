"""The root of the commands."""

import inspect
import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
import typer

from difficult_cx import __version__
from difficult_cx.__main__ import main
from difficult_cx.cli.main import TABLE
from tests.conftest import Dcx

Process = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.mark.parametrize("name", TABLE)
def test_the_table_lists_only_what_exists(name: str) -> None:
    """Behind every line stands a function with a docstring, or a group."""
    module, _, attribute = TABLE[name].target.partition(":")
    target = getattr(import_module(f"difficult_cx.cli.{module}"), attribute)
    assert isinstance(target, typer.Typer) or inspect.getdoc(target)


@pytest.mark.parametrize("name", TABLE)
def test_every_command_has_help(dcx: Dcx, name: str) -> None:
    """`dcx NAME --help` and `-h` show how it is called."""
    assert f"Usage: dcx {name}" in dcx(name, "--help").out
    assert dcx(name, "-h").out == dcx(name, "--help").out


def test_help_lists_every_command_without_importing_one() -> None:
    """The list is drawn from the table alone."""
    code = (
        "import sys; from difficult_cx.__main__ import main; main(['--help']);"
        "print('LOADED', [m for m in sys.modules if m.startswith('difficult_cx.')])"
    )

    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    listing, _, loaded = out.partition("LOADED")
    for name, line in TABLE.items():
        assert f"  {name} " in listing
        assert line.section in listing
        assert f"difficult_cx.cli.{line.target.partition(':')[0]}'" not in loaded


def test_version_is_answered_before_typer(dcx_process: Process) -> None:
    """`dcx --version` imports neither Typer nor any room but the door's own streams."""
    code = (
        "import sys; from difficult_cx.__main__ import main; main(['--version']);"
        "print(sorted(m for m in sys.modules if m.startswith(('typer', 'difficult_cx'))))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    rooms = ["difficult_cx", "difficult_cx.__main__", "difficult_cx.cli", "difficult_cx.cli.streams"]
    assert out == f"dcx {__version__}\n{rooms}\n"
    assert dcx_process(["--version"]).stdout == f"dcx {__version__}\n"


def test_both_ways_to_the_version_agree(dcx: Dcx, capsys: pytest.CaptureFixture[str]) -> None:
    """The short way and the long one print the same; `--json` has its envelope."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == dcx("--version").out
    assert dcx("--version", "--json").json["data"] == {"version": __version__}


def test_an_unknown_command_names_those_that_are_close(dcx: Dcx) -> None:
    """Exit 2, in one line what, in one line what next."""
    assert dcx("folowups", code=2).err == "No command 'folowups' in dcx.\nhint: close: dcx followups\n"
    assert dcx("zzz", code=2).err == "No command 'zzz' in dcx.\nhint: `dcx --help` lists the commands\n"
    failed = dcx("config", "chek", "--json", code=2).json
    assert failed["command"] == "config"
    assert failed["errors"] == [
        {"code": "usage", "message": "No command 'chek' in dcx config.", "hint": "close: dcx config check"}
    ]


@pytest.mark.parametrize(
    "args", [("config", "show", "--nope"), ("config", "show", "extra"), ("--nope",), ("followups", "keep")]
)
def test_a_wrong_command_line_is_usage(dcx: Dcx, args: tuple[str, ...]) -> None:
    """Exit 2, and where the help is; no traceback, no box."""
    ran = dcx(*args, code=2)
    assert ran.out == ""
    assert "hint: `dcx" in ran.err
    assert "--help` shows how it is called" in ran.err
    assert len(ran.err.splitlines()) == 2


def test_a_group_alone_shows_its_commands(dcx: Dcx) -> None:
    """`dcx config` is a question: the answer is the list, and exit 2."""
    ran = dcx("config", code=2)
    assert "check" in ran.out
    assert "show" in ran.out


def test_options_before_a_command_are_refused(dcx: Dcx) -> None:
    """`dcx --json config show` says where `--json` belongs."""
    assert "dcx config --json" in dcx("--json", "config", "show", code=2).json["errors"][0]["hint"]


def test_a_closed_pipe_is_quiet() -> None:
    """`dcx --help | head -0` ends with 0 and without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    for args in (["--help"], ["--version"], ["config", "show"], ["config", "show", "--json"]):
        done = subprocess.run(
            [sys.executable, "-m", "difficult_cx", *args], stdout=writing, stderr=subprocess.PIPE, check=False
        )
        assert (done.returncode, done.stderr) == (0, b""), args
    os.close(writing)


@pytest.mark.skipif(sys.platform == "win32", reason="a Unix shell")
def test_streams_that_were_closed_from_outside() -> None:
    """Without any stream at all, dcx still ends with its own exit code."""
    for args, code in (("--version", 0), ("config show", 0), ("nonsense", 2)):
        line = f"{sys.executable} -m difficult_cx {args} <&- >&- 2>&-"
        assert subprocess.run(line, shell=True, check=False).returncode == code, args


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_a_full_disk_is_said() -> None:
    """What can't be written is an error with its name, not a success."""
    for args in ("--version", "config show", "config show --json"):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "difficult_cx", *args.split()],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        said = "The output can't be written: the disk is full (ENOSPC).\nhint: nothing else was lost; send the output somewhere else\n"
        assert (done.returncode, done.stderr) == (3, said)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_no_code_page_is_fatal(dcx_process: Process, encoding: str) -> None:
    """What a code page lacks is written as an escape or in UTF-8; invalid bytes in arguments too."""
    done = dcx_process(
        ["config", "sh\udc80w", "--json"], env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    )
    assert done.returncode == 2
    assert json.loads(done.stdout)["data"] is None
    done = dcx_process(
        ["ünsinn 苦"], env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"}
    )
    assert done.returncode == 2
    assert "No command 'ünsinn 苦'" in done.stderr
