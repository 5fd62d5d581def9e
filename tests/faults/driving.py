"""Starting the installed dcx, whole or with a writer broken on purpose; nothing of it is imported here."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

PLAYBOOK = "with-ease"
LIMIT = 60.0


def command(broken: str = "") -> list[str]:
    """The words that start dcx: the installed script, or one with this patch applied first."""
    if broken:
        return [
            sys.executable,
            "-c",
            f"{broken}\nimport sys\nfrom difficult_cx.__main__ import main\nsys.exit(main())",
        ]
    script = Path(sys.executable).with_name("dcx")
    return [str(script)] if script.exists() else [sys.executable, "-m", "difficult_cx"]


def environment(home: Path, **more: str) -> dict[str, str]:
    """What it is started with: a home of its own, nothing of ours."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(home.parent),
        "DCX_HOME": str(home),
        "TZ": "UTC",
        "USER": "sam",
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        **more,
    }


def dcx(
    home: Path,
    *args: str,
    stdin: bytes | str = b"",
    broken: str = "",
    before: Sequence[str] = (),
    more: Mapping[str, str] | None = None,
) -> "subprocess.CompletedProcess[bytes]":
    """Run one command to its end. `before`: words in front, such as strace's."""
    return subprocess.run(
        [*before, *command(broken), *args],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        env=environment(home, **(more or {})),
        check=False,
        timeout=LIMIT,
    )


def acknowledged(output: bytes) -> list[str]:
    """The notes that the plain face said are saved."""
    lines = output.decode("utf-8", "replace").splitlines()
    return [line.removeprefix("Noted: ") for line in lines if line.startswith("Noted: ")]


@contextmanager
def a_home() -> Iterator[Path]:
    """An empty place for a home, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="dcx-faults-") as place:
        yield Path(place) / "home"


def start_time() -> float:
    """How many seconds a start takes on this machine, now."""
    with a_home() as home:
        begun = time.monotonic()
        assert b"Step 1 of 9" in dcx(home, "handle", PLAYBOOK).stdout
        return time.monotonic() - begun
