"""The man page reads without a complaint, and names every command."""

import shutil
import subprocess
from pathlib import Path

import pytest
from making.commands import commands

PAGE = Path(__file__).parents[2] / "docs" / "dcx.1"


@pytest.mark.parametrize("reader", ["mandoc -T lint", "groff -ww -man -T utf8 -z"])
def test_readers_have_nothing_to_complain_of(reader: str) -> None:
    """Not one warning, where the reader is installed."""
    if shutil.which(reader.split(maxsplit=1)[0]) is None:
        pytest.skip(f"{reader.split(maxsplit=1)[0]} is not installed")
    done = subprocess.run([*reader.split(), str(PAGE)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_it_names_every_command() -> None:
    """By its whole path, and what it does."""
    text = PAGE.read_text(encoding="utf-8").replace("\\-", "-")
    for path, _, _ in commands():
        assert f"\\fB{path}\\fR" in text
