"""Read `config.toml`: what was understood and every mistake, each with its line and what is allowed."""

import os
import re
import stat
from dataclasses import field
from pathlib import Path
from typing import Any

from difficult_cx.domain.office import Office
from difficult_cx.domain.policy import Policy
from difficult_cx.domain.settings import Settings
from difficult_cx.records import dataclass
from difficult_cx.storage.private import reason

MOST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake: in which file, on which line (0: the file as a whole), what is wrong and what is allowed."""

    path: Path
    line: int
    message: str
    key: str = ""

    def __str__(self) -> str:
        """`/home/ada/.config/dcx/config.toml:3: hours: …`."""
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings that could be read, the keys the file sets, the findings, and whether there is a file."""

    path: Path
    settings: Settings = field(default_factory=Settings)
    set_here: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    there: bool = True


def load(path: Path, home: str = "") -> Configuration:
    """What this file says; no file is no mistake. A wrong value leaves the default standing.

    `home` is what `~` means in a folder's name.
    """
    try:
        text = _read(path)
    except FileNotFoundError:
        return Configuration(path, there=False)
    except OSError as error:
        return Configuration(path, findings=(Finding(path, 0, f"can't be read: {reason(error)}"),))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Configuration(path, findings=(Finding(path, line, "isn't UTF-8 text"),))
    return read(text, path, home)


def read(text: str, path: Path, home: str = "") -> Configuration:
    """What this text says, as the file at `path`."""
    import tomllib  # 10 ms, so only where there is a file

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Configuration(path, findings=(_broken(path, text, str(error)),))
    except RecursionError:
        return Configuration(path, findings=(Finding(path, 0, "is nested too deeply"),))
    return _understand(table, text, path, home)


def _understand(table: dict[str, Any], text: str, path: Path, home: str) -> Configuration:
    from difficult_cx.config.keys import KEYS, Wrong  # only where there is a file

    values: dict[str, Any] = {}
    findings: list[Finding] = []
    for name, given in table.items():
        key = KEYS.get(name)
        if key is None:
            findings.append(Finding(path, _line_of(text, name), _unknown(name)))
            continue
        try:
            values.update(key.read(given))
        except Wrong as wrong:
            for one in wrong.all:
                line = _line_of(text, name, one.item)
                findings.append(Finding(path, line, f"{name}: {one.why}. Allowed: {key.allowed}", name))
    ordered = tuple(sorted(findings, key=lambda finding: finding.line))
    return Configuration(path, _settings(values, path, home), tuple(table), ordered)


def _settings(values: dict[str, Any], path: Path, home: str) -> Settings:
    office, policy = _below(values, "office."), _below(values, "policy.")
    plain = {name: value for name, value in values.items() if "." not in name}
    folders = (
        f"{home}{folder[1:]}" if home and folder.startswith("~/") else folder
        for folder in plain.pop("playbook_folders", ())
    )
    beside = tuple(str(path.parent / folder) for folder in folders)
    return Settings(office=Office(**office), policy=Policy(**policy), playbook_folders=beside, **plain)


def _below(values: dict[str, Any], prefix: str) -> dict[str, Any]:
    """The values whose names begin so, without that beginning."""
    return {name.removeprefix(prefix): value for name, value in values.items() if name.startswith(prefix)}


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    from difficult_cx.config.keys import KEYS

    close = get_close_matches(name, KEYS, n=1)
    meant = f" Did you mean {close[0]}?" if close else ""
    return f"{name!r} is no key.{meant} Allowed: {', '.join(KEYS)}"


def _broken(path: Path, text: str, message: str) -> Finding:
    """The words of tomllib, with the line taken out of them to stand where a line stands."""
    at = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", message)
    if at is None:
        return Finding(path, 0, f"isn't TOML: {message}")
    line = int(at[1]) if at[1] else text.count("\n") + (not text.endswith("\n"))
    said = message[: at.start()] + message[at.end() :]
    return Finding(path, line, f'isn\'t TOML: {said}. A line reads: name = "value"')


def line_of(path: Path, name: str, item: str = "") -> int:
    """The line of this key in the file, or of its item further down in a list; 0 when it isn't found."""
    try:
        return _line_of(_read(path), name, item)
    except (OSError, UnicodeDecodeError):
        return 0


def _line_of(text: str, name: str, item: str = "") -> int:
    """The line where this key stands, or its item further down in a list; 0 when it isn't found."""
    key = re.compile(rf"""^\s*\[?\s*["']?{re.escape(name)}["']?\s*[=.\]]""")
    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines, 1) if key.match(line)), 0)
    if start and item:
        return next((n for n, line in enumerate(lines[start - 1 :], start) if item in line), start)
    return start


def _read(path: Path) -> str:
    """The text of a real file; a link is refused, since it may lead anywhere."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(0, "it is no ordinary file")
        data = file.read(MOST + 1)
    if len(data) > MOST:
        raise OSError(0, "it is larger than 1 MiB")
    return data.decode("utf-8-sig")
