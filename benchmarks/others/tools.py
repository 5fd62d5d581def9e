"""The programs that are compared: how each is installed into a folder of its own, filled, and asked.

Every one gets the same items: a line of text and a time each, twenty of them long past, the rest later.
"""

import json
import os
import subprocess
import sys
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from difficult_cx.domain.event import Event
from difficult_cx.domain.ids import ALPHABET, LENGTH
from difficult_cx.domain.moment import write_utc
from difficult_cx.journal.codec import encode

LATE = 20
PAST = datetime(2026, 1, 5, 9, tzinfo=UTC)
FUTURE = datetime(2031, 1, 6, 9, tzinfo=UTC)
WORDS = "call back about order"


def items(count: int) -> Iterator[tuple[str, datetime]]:
    """Text and time (UTC) of each item."""
    for number in range(count):
        due = PAST if number < LATE else FUTURE + timedelta(minutes=number)
        yield f"{WORDS} {10_000 + number}", due


@dataclass
class Tool:
    """One program: where it lies, and its words for the three things that are measured."""

    name: str
    top: Path
    env: dict[str, str] = field(default_factory=dict)
    start: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    due: tuple[str, ...] = ()

    def run(self, *command: str | Path) -> str:
        """Run a command of the installation; a SystemExit with all it said when it fails."""
        words = [str(one) for one in command]
        done = subprocess.run(words, cwd=self.top, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def install(self) -> str:
        """Put it into its folder; its version."""
        raise NotImplementedError

    def fill(self, home: Path, count: int) -> None:
        """Write so many items into this home, as the program would have them."""
        raise NotImplementedError

    def world(self, home: Path) -> dict[str, str]:
        """The environment in which it finds them."""
        return {name: value.format(home=home) for name, value in self.env.items()}

    def _venv(self, package: str) -> str:
        self.run(sys.executable, "-m", "venv", "venv")
        self.run("venv/bin/pip", "install", "-q", "--disable-pip-version-check", package)
        show = "from importlib.metadata import version; print(version('" + package + "'))"
        return self.run("venv/bin/python", "-c", show).strip()

    def _debian(self, package: str) -> str:
        self.run("apt-get", "download", "-qq", package)
        file = next(self.top.glob("*.deb"))
        self.run("dpkg", "-x", file, "root")
        return self.run("dpkg-deb", "-f", file, "Version").strip()


class Dcx(Tool):
    """What is installed beside this script."""

    def install(self) -> str:
        dcx = str(Path(sys.executable).with_name("dcx"))
        self.env = {"DCX_HOME": "{home}"}
        self.start = (dcx, "--version")
        self.add = (dcx, "followups", "add", "call", "back", "tomorrow", "3pm")
        self.due = (dcx, "followups", "--overdue")
        return self.run(dcx, "--version").split()[1]

    def fill(self, home: Path, count: int) -> None:
        device = _id(0)
        prev: str | None = None
        with (home / "journal.jsonl").open("wb") as file:
            for n, (text, due) in enumerate(items(count), 1):
                data = {
                    "text": text,
                    "type": "promise",
                    "call": None,
                    "customer": None,
                    "due": write_utc(due),
                    "aim": None,
                    "due_zone": "UTC",
                    "words": "",
                    "owner": None,
                    "backup": None,
                    "channel": None,
                }
                one = Event(
                    _id(n), prev, n, PAST - timedelta(days=1), "UTC", "sam", device, "promise_made", data
                )
                prev = one.id
                file.write(encode(one))
        (home / "device").write_text(f"{device}\n", encoding="ascii")


def _id(n: int) -> str:
    """An id of our letters, spread over all of them as chance would."""
    value = zlib.crc32(str(n).encode()) << 20 | n
    letters = []
    for _ in range(LENGTH):
        value, rest = divmod(value, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


class Taskwarrior(Tool):
    """Debian's package, unpacked."""

    def install(self) -> str:
        version = self._debian("taskwarrior")
        task = str(self.top / "root" / "usr" / "bin" / "task")
        self.env = {"TASKDATA": "{home}", "TASKRC": "{home}/rc"}
        self.start = (task, "--version")
        self.add = (task, "rc.confirmation=no", "add", "call back", "due:tomorrow")
        self.due = (task, "+OVERDUE", "list")
        return version

    def fill(self, home: Path, count: int) -> None:
        (home / "rc").write_text(f"data.location={home}\nverbose=nothing\n", encoding="utf-8")
        with (home / "pending.data").open("w", encoding="utf-8") as file:
            for text, due in items(count):
                at, begun = int(due.timestamp()), int(PAST.timestamp()) - 86_400
                file.write(
                    f'[description:"{text}" due:"{at}" entry:"{begun}" modified:"{begun}" status:"pending" '
                    f'uuid:"{uuid.uuid5(uuid.NAMESPACE_OID, text)}"]\n'
                )


class TodoTxt(Tool):
    """Debian's package, unpacked; it knows no due dates, so the date is looked for as text."""

    def install(self) -> str:
        version = self._debian("todotxt-cli")
        script = self.top / "root" / "usr" / "bin" / "todo-txt"
        start = ("bash", str(script), "-d", str(self.top / "config"), "-p")
        (self.top / "config").write_text(
            'export TODO_DIR="$TODO_HOME"\nexport TODO_FILE="$TODO_DIR/todo.txt"\n'
            'export DONE_FILE="$TODO_DIR/done.txt"\nexport REPORT_FILE="$TODO_DIR/report.txt"\n',
            encoding="utf-8",
        )
        self.env = {"TODO_HOME": "{home}"}
        self.start = (*start, "-V")
        self.add = (*start, "add", "call back due:2031-01-06")
        self.due = (*start, "list", f"due:{PAST:%Y-%m-%d}")
        return version

    def fill(self, home: Path, count: int) -> None:
        rows = (f"{text} due:{due:%Y-%m-%d}\n" for text, due in items(count))
        (home / "todo.txt").write_text("".join(rows), encoding="utf-8")


class Jrnl(Tool):
    """From PyPI, in a venv of its own; a journal, so that what is due is what stands under that day."""

    def install(self) -> str:
        version = self._venv("jrnl")
        jrnl = (str(self.top / "venv" / "bin" / "jrnl"), "--config-file")
        self.env = {"HOME": "{home}", "XDG_CONFIG_HOME": "{home}"}
        self.start = (jrnl[0], "--version")
        self.add = (*jrnl, "{home}/jrnl.yaml", "call", "back")
        self.due = (*jrnl, "{home}/jrnl.yaml", "-on", f"{PAST:%Y-%m-%d}", "--short")
        self.version = version
        return version

    def fill(self, home: Path, count: int) -> None:
        config = {
            "version": self.version,
            "journals": {"default": {"journal": str(home / "journal.txt")}},
            "default_hour": 9,
            "default_minute": 0,
            "editor": "",
            "encrypt": False,
            "highlight": False,
            "indent_character": "|",
            "linewrap": 79,
            "tagsymbols": "@",
            "template": False,
            "timeformat": "%Y-%m-%d %H:%M",
            "display_format": "short",
            "colors": {"body": "none", "date": "none", "tags": "none", "title": "none"},
        }
        (home / "jrnl.yaml").write_text(f"# YAML that is JSON\n{json.dumps(config)}\n", encoding="utf-8")
        rows = (f"[{due:%Y-%m-%d %H:%M}] {text}\n\n" for text, due in items(count))
        (home / "journal.txt").write_text("".join(rows), encoding="utf-8")


class Todoman(Tool):
    """From PyPI, in a venv of its own; a calendar file for each item, and a cache beside them."""

    def install(self) -> str:
        version = self._venv("todoman")
        todo = (str(self.top / "venv" / "bin" / "todo"),)
        self.env = {"HOME": "{home}", "XDG_CONFIG_HOME": "{home}", "XDG_CACHE_HOME": "{home}/cache"}
        self.start = (*todo, "--version")
        self.add = (*todo, "new", "--list", "work", "--due", "2031-01-06", "call back")
        self.due = (*todo, "list", "--due", "1")
        return version

    def fill(self, home: Path, count: int) -> None:
        (home / "todoman").mkdir()
        (home / "lists" / "work").mkdir(parents=True)
        (home / "todoman" / "config.py").write_text(
            f'path = "{home}/lists/*"\ndefault_list = "work"\n'
            'date_format = "%Y-%m-%d"\ntime_format = "%H:%M"\n',
            encoding="utf-8",
        )
        for number, (text, due) in enumerate(items(count)):
            lines = (
                *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//items//EN", "BEGIN:VTODO"),
                *(f"UID:{number}@items", "DTSTAMP:20260104T090000Z", f"DUE:{due:%Y%m%dT%H%M%SZ}"),
                *(f"SUMMARY:{text}", "STATUS:NEEDS-ACTION", "END:VTODO", "END:VCALENDAR", ""),
            )
            (home / "lists" / "work" / f"{number}.ics").write_bytes("\r\n".join(lines).encode())


TOOLS = {"dcx": Dcx, "Taskwarrior": Taskwarrior, "todo.txt": TodoTxt, "jrnl": Jrnl, "todoman": Todoman}


def installed(top: Path, names: list[str]) -> dict[str, tuple[Tool, str]]:
    """Each of these programs in a folder below `top`, with its version."""
    found = {}
    for name in names:
        place = top / name
        place.mkdir(parents=True)
        tool = TOOLS[name](name, place)
        print(f"installing {name}", file=sys.stderr, flush=True)
        found[name] = (tool, tool.install())
    return found


def environment(tool: Tool, home: Path) -> dict[str, str]:
    """Nothing of the user's but the path."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        **tool.world(home),
    }
