"""What each command may import: the start is what a rep waits for."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# Beside these, a command loads the standard library, Typer and dcx itself.
TYPER = {"typer", "annotated_doc", "shellingham"}
# Parts of the standard library that cost 5 ms or more and are needed by few.
HEAVY = {
    "tomllib",
    "sqlite3",
    "asyncio",
    "email",
    "http",
    "logging",
    "multiprocessing",
    "unittest",
    "xml",
    "difflib",
}

MAY: dict[str, set[str]] = {
    "--help": set(),
    "followups": {"sqlite3"},
    "followups --json": {"sqlite3"},
    "followups --check": {"sqlite3"},
    "followups add call back fri noon -c Ada": {"sqlite3"},
    "customer list": {"sqlite3"},
    "config show": set(),
    "say she wants my boss": set(),
    "": {"sqlite3"},
}
# What is read once and then kept in the cache: the second time counts.
KEPT = {"say she wants my boss"}
CODE = """
import json, sys
before = set(sys.modules)
from difficult_cx.__main__ import main
code = main(sys.argv[1:])
sys.stdout.flush()
print("\\n" + json.dumps([code, sorted({name.partition(".")[0] for name in set(sys.modules) - before})]))
"""


@pytest.mark.parametrize("line", MAY)
def test_a_command_imports_what_it_may(line: str, home: Path) -> None:
    """Nothing but what stands in the table: no Rich, no prompt_toolkit, no YAML where they aren't used."""
    env = {
        "PATH": os.environ.get("PATH", ""),
        "DCX_HOME": str(home),
        "TZ": "Europe/London",
        "HOME": str(home),
    }
    for _ in range(1 + (line in KEPT)):
        done = subprocess.run(
            [sys.executable, "-c", CODE, *line.split()], env=env, capture_output=True, text=True, check=True
        )
    code, loaded = json.loads(done.stdout.rsplit("\n", 2)[-2])
    assert code == 0, done.stderr
    ours = {"difficult_cx", *TYPER, *MAY[line]}
    foreign = {name for name in loaded if name not in sys.stdlib_module_names and not name.startswith("_")}
    assert foreign <= ours
    assert not HEAVY & set(loaded) - MAY[line] - {"difflib"}
