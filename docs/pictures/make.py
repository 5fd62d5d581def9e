"""Make the pictures in the docs from real calls: `python docs/pictures/make.py [NAME…]`.

Each picture is the screen of a real `dcx handle` in a pseudo-terminal, read off a pyte screen, with the clock
started at a fixed moment; `plain` is what comes out of a pipe. A picture stands wherever
`<!-- picture: NAME -->` and `<!-- /picture -->` do; a test makes them again and compares.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pexpect
import pyte

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "docs" / "screen.md", ROOT / "docs" / "tour.md")
PATIENCE = 60.0
CLOCK = "00:07"  # how quick this machine is does not belong into a picture
BEGIN = ["-m", "difficult_cx", "handle", "-c", "Dana Ruiz", "--now", "2026-11-24T10:15"]
MARKED = re.compile(r"<!-- picture: ([a-z]+) -->\n.*?<!-- /picture -->", re.DOTALL)
HEARD = (
    ("two missed deliveries, took days off work\r", "Noted: two missed"),
    ("spoke to Sam on the 12th, no call back\r", "Noted: spoke to Sam"),
)
HALF = (*HEARD, ("wants her money ba", "wants her money ba"))
PROMISED = (
    *HEARD,
    ("\r", "STEP 2 of"),
    ("\r", "STEP 3 of"),
    ("\r", "STEP 4 of"),
    ("parcel 8841 was never delivered\r", "Thank"),
    ("\r", "STEP 5 of"),
    ("+ text the ETA to 555-0134 fri noon\r", "PROMISE 1 saved"),
)


@dataclass(frozen=True)
class Picture:
    """What is typed, each with what it brings, and the size of the terminal."""

    steps: tuple[tuple[str, str], ...] = ()
    columns: int = 80
    rows: int = 24


PICTURES = {
    "card": Picture(),
    "strip": Picture((*HALF, ("\t", "Press a letter"))),
    "situation": Picture((*HALF, ("\t", "Press a letter"), ("y", "! YELLING"))),
    "promise": Picture(PROMISED),
    "wrapup": Picture((*PROMISED, ("e\r", "WRAP-UP 1"))),
    "small": Picture((*HEARD, ("\r", "STEP 2 of")), 50, 15),
}
PLAIN = "two missed deliveries\n\ny\nwants it today\n\n+ call her back fri noon\n/yel\ne\n"


def main(names: list[str]) -> None:
    """Put the pictures into the pages; only those that are named, where some are."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        wanted = [name for name in MARKED.findall(text) if not names or name in names]
        for name in wanted:
            text = put(text, name, make(name))
        page.write_text(text, encoding="utf-8")


def put(text: str, name: str, picture: str) -> str:
    """The page with this picture in its place."""
    shown = f"<!-- picture: {name} -->\n```text\n{picture}\n```\n<!-- /picture -->"
    return MARKED.sub(lambda found: shown if found.group(1) == name else found.group(), text)


def make(name: str) -> str:
    """The picture of this name, made anew."""
    with tempfile.TemporaryDirectory() as home:
        env = {
            "PATH": os.environ["PATH"],
            "HOME": home,
            "DCX_HOME": f"{home}/dcx",
            "TERM": "xterm-256color",
            "TZ": "Europe/London",
            "USER": "alex",
        }
        return plain(env) if name == "plain" else drawn(PICTURES[name], env)


def plain(env: dict[str, str]) -> str:
    """What a call from a pipe prints."""
    ran = subprocess.run(
        [sys.executable, *BEGIN], input=PLAIN, env=env, capture_output=True, encoding="utf-8", check=False
    )
    return re.sub(r"\b\d\d:\d\d(?=\. )", CLOCK, ran.stdout).rstrip()


def drawn(picture: Picture, env: dict[str, str]) -> str:
    """The screen after these keys, its clocks masked."""
    screen = pyte.Screen(picture.columns, picture.rows)
    stream = pyte.ByteStream(screen)
    size = (picture.rows, picture.columns)
    child = pexpect.spawn(sys.executable, BEGIN, dimensions=size, env=env, timeout=PATIENCE)
    _wait(child, stream, lambda: any("Note >" in row for row in screen.display))
    _settle(child, stream)  # keys that were typed before the editor was there are fine, a picture of it isn't
    for keys, brings in picture.steps:
        time.sleep(0.4 if keys == "\r" else 0)  # longer than a key bounces
        child.send(keys)
        _wait(child, stream, lambda brings=brings: brings in "\n".join(screen.display))  # type: ignore[misc]
    _settle(child, stream)
    child.close(force=True)
    rows = [row.rstrip() for row in screen.display]
    rows[0] = re.sub(r"\d\d:\d\d(?= |$)", CLOCK, rows[0])
    began = [re.sub(r"^( *|  Call ended )\d\d:\d\d(?=[ .])", rf"\g<1>{CLOCK}", row) for row in rows[1:]]
    return "\n".join([rows[0], *began]).rstrip()


def _wait(child: "pexpect.spawn[bytes]", stream: pyte.ByteStream, holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError(holds)
        _read(child, stream)


def _settle(child: "pexpect.spawn[bytes]", stream: pyte.ByteStream) -> None:
    """Read on until nothing has come for a while."""
    while _read(child, stream):
        pass


def _read(child: "pexpect.spawn[bytes]", stream: pyte.ByteStream) -> bool:
    try:
        stream.feed(child.read_nonblocking(65536, 0.3))
    except pexpect.TIMEOUT:
        return False
    return True


if __name__ == "__main__":
    main(sys.argv[1:])
