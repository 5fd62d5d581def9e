"""Make the pictures in the docs from real calls: `python docs/pictures/make.py`.

Each picture is the screen of a real `dcx handle` in a pseudo-terminal of 80x24, read off a pyte screen, with
the clock started at a fixed moment. The README's picture stands between its two comment lines.
"""

import os
import re
import sys
import tempfile
import time
from pathlib import Path

import pexpect
import pyte

ROOT = Path(__file__).parents[2]
COLUMNS, ROWS = 80, 24
LINES = [
    "two missed deliveries, took days off work",
    "spoke to Sam on the 12th, no call back",
    "",
    "",
    "",
    "parcel 8841 was never delivered",
    "",
    "+ text the ETA to 555-0134 fri noon",
]
SETTLED = 1.0
CLOCK = "00:07"  # how quick this machine is does not belong into a picture


def picture(lines: list[str]) -> str:
    """The screen after these lines, its clock masked."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    with tempfile.TemporaryDirectory() as home:
        env = {
            "PATH": os.environ["PATH"],
            "HOME": home,
            "DCX_HOME": f"{home}/dcx",
            "TERM": "xterm-256color",
            "TZ": "Europe/London",
            "USER": "alex",
        }
        command = ["-m", "difficult_cx", "handle", "-c", "Dana Ruiz", "--now", "2026-11-24T10:15"]
        child = pexpect.spawn(sys.executable, command, dimensions=(ROWS, COLUMNS), env=env, timeout=20)
        _settle(child, stream)
        for line in lines:
            child.send(f"{line}\r")
            _settle(child, stream)
        child.close(force=True)
    rows = [row.rstrip() for row in screen.display]
    head = re.sub(r"\d\d:\d\d$", CLOCK, rows[0])
    return "\n".join([head, *(re.sub(r"^  \d\d:\d\d(?= )", f"  {CLOCK}", row) for row in rows[1:])]).rstrip()


def _settle(child: "pexpect.spawn[bytes]", stream: pyte.ByteStream) -> None:
    """Read until the screen has been quiet for a while."""
    until = time.monotonic() + SETTLED
    while time.monotonic() < until:
        try:
            stream.feed(child.read_nonblocking(65536, 0.2))
            until = time.monotonic() + SETTLED / 2
        except pexpect.TIMEOUT:
            continue
        except pexpect.EOF:
            return


def main() -> None:
    """Put the picture into the README."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    shown = f"<!-- picture: docs/pictures/make.py -->\n```text\n{picture(LINES)}\n```\n<!-- /picture -->"
    found = re.sub(r"<!-- picture:.*?<!-- /picture -->", lambda _: shown, text, flags=re.DOTALL)
    readme.write_text(found, encoding="utf-8")


if __name__ == "__main__":
    main()
