"""What each command may import: the start is what a rep waits for."""

import json
import os
import subprocess
import sys

import pytest
from making.commands import commands

# Beside these, a command loads the standard library, Typer and dcx itself.
TYPER = {"typer", "annotated_doc", "shellingham"}
# Parts of the standard library that cost 3 ms or more and are needed by few; Typer's own aren't counted again.
HEAVY = {
    *(
        "asyncio",
        "concurrent",
        "csv",
        "decimal",
        "email",
        "hashlib",
        "html",
        "http",
        "logging",
        "multiprocessing",
    ),
    *("random", "sqlite3", "ssl", "statistics", "tempfile", "tomllib", "unittest", "xml"),
}
RECORD = {"sqlite3"}  # through the index
KEPT = {"hashlib"}  # a parsed playbook is found by its hash
CALL = RECORD | KEPT | {"random"}  # ids are made beforehand
YAML = KEPT | {"yaml", "cython_runtime"}  # the files themselves are gone over
REPORT = RECORD | KEPT | {"decimal", "random", "statistics"}
STORY = RECORD | {"decimal"}
HUB = HEAVY | {
    "psycopg",
    "psycopg_binary",
    "typing_extensions",
    "cython_runtime",
}  # whoever talks to a server waits for it
NO_HUB = "postgresql://sam@127.0.0.1:1/dcx"

# Every command as it is mostly called; what is read once and then kept in the cache counts the second time.
MAY: dict[str, set[str]] = {
    "": RECORD,
    "--help": set(),
    "handle": CALL,
    "resume CALL": CALL,
    "call list": RECORD,
    "call show CALL": RECORD | KEPT,
    "call show CALL --as mail": CALL | {"email"},
    "call review CALL": RECORD | KEPT,
    "call close CALL resolved it was": CALL,
    "care": RECORD,
    "care breather --taken": set(),
    "care helps": set(),
    "care mark 2": set(),
    "care trends": RECORD,
    "practice": YAML,
    "followups": RECORD,
    "followups --json": RECORD,
    "followups --check": RECORD,
    "followups --csv": RECORD | {"csv"},
    "followups --markdown": RECORD,
    "followups add call back fri noon -c Ada": RECORD,
    "followups show PROMISE": RECORD,
    "followups attempt PROMISE voicemail": RECORD,
    "followups step PROMISE order a pump": RECORD,
    "followups done PROMISE": RECORD,
    "followups risk PROMISE late": RECORD,
    "followups told PROMISE fri 3pm": RECORD,
    "followups read-back PROMISE": RECORD,
    "followups move PROMISE fri 4pm": RECORD,
    "followups hand-over PROMISE Priya": RECORD,
    "followups keep PROMISE": RECORD,
    "followups undo PROMISE": RECORD,
    "followups miss PROMISE late": RECORD,
    "followups after PROMISE": RECORD,
    "followups withdraw PROMISE no": RECORD,
    "customer list": RECORD,
    "customer show Ada": STORY,
    "customer note Ada": STORY,
    "customer check-in": RECORD,
    "customer inside-look to ask -c Ada": STORY,
    "customer break-up Ada": STORY,
    "customer merge Ada Bo": RECORD,
    "customer rename Ada Bo": RECORD,
    "customer split Ada": RECORD,
    "customer export Ada -": STORY | KEPT | {"random"},
    "customer forget Ada": CALL,
    "report": REPORT,
    "report breakdowns": REPORT,
    "report learned": REPORT,
    "report change other ask": REPORT,
    "report promises": RECORD,
    "when fri noon": set(),
    "say she wants my boss": KEPT,
    "playbook list": YAML,
    "playbook show with-ease": KEPT,
    "playbook lint": YAML,
    "playbook new our-own": YAML,
    "playbook schema": set(),
    "playbook coverage": YAML,
    "search refund": RECORD,
    "journal verify": RECORD,
    "journal export -": set(),
    "journal import nothing": {"tempfile", "random"},  # records wait in a file while they are put in order
    "journal purge --before 2020-01-01": CALL,
    "team join FOLDER": set(),
    "team status": set(),
    "team sync": CALL,
    "team leave": set(),
    f"team init {NO_HUB}": HUB,
    f"team add {NO_HUB} sam": HUB,
    f"team remove {NO_HUB} sam": HUB,
    "doctor": YAML | RECORD,
    "config show": set(),
    "config check": set(),
    "completion bash": set(),
}
# One process has imported Typer; a child of it for each command says what came on top of that.
CODE = """
import contextlib, io, json, os, sys
import typer, difficult_cx.cli.boundary, difficult_cx.cli.main, difficult_cx.cli.world
names = dict(json.loads(sys.argv[1]))
before = set(sys.modules)
for line in json.loads(sys.argv[2]):
    for _ in range(2):
        coming, going = os.pipe()
        if not os.fork():
            from difficult_cx.__main__ import main
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
                code = main([names.get(word, word) for word in line.split()])
            loaded = sorted({name.partition(".")[0] for name in set(sys.modules) - before})
            os.write(going, json.dumps([line, code, loaded, said.getvalue()[:300]]).encode())
            os._exit(0)
        os.close(going)
        told = b"".join(iter(lambda: os.read(coming, 65536), b""))
        os.close(coming)
        os.wait()
    print(told.decode())
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, set[str], str]]:
    """Of each line in the table: its exit code, what was imported for it, what stood on stderr."""
    home = str(tmp_path_factory.mktemp("home"))
    env = {"PATH": os.environ.get("PATH", ""), "DCX_HOME": home, "TZ": "Europe/London", "HOME": home}

    def run(*args: str, stdin: str = "") -> str:
        done = subprocess.run(
            [sys.executable, *args], env=env, input=stdin, capture_output=True, text=True, check=False
        )
        return done.stdout

    dcx = ("-m", "difficult_cx")
    run(*dcx, "handle", "with-ease", "-c", "Bo", stdin="it broke\n")
    made = json.loads(run(*dcx, "followups", "add", "refund", "fri", "noon", "-c", "Ada", "--json"))
    call = json.loads(run(*dcx, "call", "list", "--json"))
    names = {"PROMISE": made["data"]["id"], "CALL": call["data"][0]["id"]}
    names["FOLDER"] = str(tmp_path_factory.mktemp("team"))
    said = run("-c", CODE, json.dumps(list(names.items())), json.dumps(list(MAY)))
    rows = [json.loads(line) for line in said.splitlines()]
    return {line: (code, set(loaded), err) for line, code, loaded, err in rows}


@pytest.mark.skipif(
    not hasattr(os, "fork"), reason="counted in children of one process, which Windows has not"
)
@pytest.mark.parametrize("line", MAY)
def test_a_command_imports_what_it_may(line: str, told: dict[str, tuple[int, set[str], str]]) -> None:
    """Nothing but what stands in the table: no Rich, no prompt_toolkit, no YAML where they aren't used."""
    code, loaded, said = told[line]
    assert code != 70, said
    foreign = {name for name in loaded if name not in sys.stdlib_module_names and not name.startswith("_")}
    assert foreign <= {"difficult_cx", *TYPER, *MAY[line]}
    assert HEAVY & loaded <= MAY[line]


def test_every_command_stands_in_the_table() -> None:
    """A new one has to say what it needs; groups that do nothing alone needn't."""
    alone = {path.partition(" ")[2] for path, command, _ in commands() if not hasattr(command, "commands")}
    missing = {path for path in alone if not any(f"{line} ".startswith(f"{path} ") for line in MAY)}
    assert missing == set()
