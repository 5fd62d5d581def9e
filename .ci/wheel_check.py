"""Plays a call with an installed dcx, no source at hand: started, walked, promised, closed, listed."""

import json
import subprocess
import sys
from pathlib import Path

dcx = sys.argv[1]
HERE = Path(__file__).parent
CALL = """it broke twice

all of it

the printer

a refund

a quiet week

yes
1 refund the fee
1
fri noon
e
1
4
1
1
ask first
"""


def run(*args: str, stdin: str = "", expect: int = 0) -> str:
    """Run dcx; fail loudly on another exit code."""
    done = subprocess.run([dcx, *args], input=stdin, capture_output=True, text=True, cwd=HERE, check=False)
    if done.returncode != expect:
        sys.exit(f"dcx {' '.join(args)}: exit {done.returncode}, not {expect}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def main() -> None:
    """The main job, from the wheel alone."""
    assert "difficult_cx" not in {path.name for path in HERE.iterdir()}, "the source is in reach"
    print(run("--version").strip())
    names = json.loads(run("playbook", "list", "--json"))["data"]
    assert any(one["id"] == "with-ease" for one in names), names
    run("playbook", "lint")
    run("handle", "with-ease", "-c", "Brook Ltd", stdin=CALL)
    calls = json.loads(run("call", "list", "--json"))["data"]
    assert len(calls) == 1 and calls[0]["customer"]["name"] == "Brook Ltd", calls
    promises = json.loads(run("followups", "--json"))["data"]
    assert promises and promises[0]["due"], promises
    run("journal", "verify")
    print(f"wheel: a call walked, {len(promises)} promise listed, journal whole")


main()
