"""Every command in the docs works as it stands there."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import Dcx

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "CONTRIBUTING.md"]


def examples() -> list[tuple[str, str, str]]:
    """Page, command and the output it promises (where it promises any), of every console block."""
    found = []
    for page in PAGES:
        for block in re.findall(
            r"^```console\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
        ):
            command, output = "", ""
            for line in block.splitlines():
                typed = line.removeprefix("$ ")
                if typed.startswith("dcx"):
                    if command:
                        found.append((page.name, command, output))
                    command, output = typed, ""
                else:
                    output += f"{line}\n"
            if command:
                found.append((page.name, command, output))
    return found


@pytest.mark.parametrize(("page", "command", "output"), examples())
def test_a_command_of_the_docs_works(dcx: Dcx, page: str, command: str, output: str) -> None:
    """With a call parked and promises on the list; `call.txt` is a call, `k7q` the promise."""
    dcx("handle", "with-ease", "-c", "Brook Ltd", stdin="it broke\n", code=4)
    made = dcx("followups", "add", "refund the fee fri noon", "-c", "Brook Ltd", "--json").json["data"]
    words, _, source = command.partition(" < ")
    args = [made["id"] if one == "k7q" else one for one in shlex.split(words)[1:]]
    stdin = "hello\n/end resolved\n" if source else ""
    ran = dcx(*args, stdin=stdin, code=None)
    assert ran.code in (0, 1, 4), f"{page}: {command}: {ran}"
    assert "Traceback" not in ran.err
    if output:
        assert ran.out == output
