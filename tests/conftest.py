"""A world for tests: no real home, clock or network is within their reach."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from difficult_cx.app.clock import SystemClock
from difficult_cx.app.world import World
from difficult_cx.cli.boundary import run
from difficult_cx.storage.folders import find_folders

# How long an example takes says how busy the machine is, and nothing about dcx.
settings.register_profile("dcx", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dcx")

# Tue 24 Nov 2026 10:15 in London: the morning that the tests live in.
NOW = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)
ZONE = "Europe/London"

REAL_HOME = Path(os.environ.get("HOME", "/")).resolve()
_OURS = tuple(
    str(REAL_HOME / place)
    for place in (".local/share/dcx", ".config/dcx", ".cache/dcx", "Library/Application Support/dcx")
)
_guarded = False


class Forbidden(BaseException):
    """A test touched the real world; not an Exception, so that no code under test can swallow it."""


def _watch(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook: the real home's dcx folders and every network address are out of bounds."""
    if not _guarded:
        return
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo"):
        address = args[-1] if event != "socket.getaddrinfo" else args[0]
        if not isinstance(address, (str, bytes)) or event == "socket.getaddrinfo":
            raise Forbidden(f"a test reached for the network: {event}")
    elif event in ("open", "os.mkdir", "os.listdir", "os.remove", "os.rename", "os.scandir") and args:
        path = args[0]
        if isinstance(path, (str, os.PathLike)) and os.fspath(path).__str__().startswith(_OURS):
            raise Forbidden(f"a test touched the real home: {event}")


sys.addaudithook(_watch)


def _no_clock(_self: SystemClock) -> datetime:
    raise Forbidden("a test read the real clock; hand the code a clock")


@pytest.fixture(autouse=True)
def guard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Fail a test that touches the real home, clock or network; its own home is an empty folder."""
    global _guarded  # noqa: PLW0603  (an audit hook can't be taken away again)
    for name in list(os.environ):
        if name.startswith(("DCX_", "_DCX_", "XDG_")) or name in ("TZ", "COLUMNS", "NO_COLOR", "ACCESSIBLE"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "nobody"))
    monkeypatch.setattr(SystemClock, "now", _no_clock)
    _guarded = True
    yield
    _guarded = False


@dataclass
class SetClock:
    """A clock that stands where the test puts it."""

    moment: datetime = NOW

    def now(self) -> datetime:
        """This moment."""
        return self.moment

    def forward(self, **by: float) -> None:
        """Move on, by the arguments of a timedelta."""
        self.moment += timedelta(**by)


@dataclass(frozen=True)
class Ran:
    """What a command line came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The envelope on stdout."""
        import json

        return json.loads(self.out)


class Stream(io.StringIO):
    """A stream of a test: a pipe, or what says it is a terminal."""

    def __init__(self, text: str = "", *, tty: bool = False) -> None:
        super().__init__(text)
        self._tty = tty

    def isatty(self) -> bool:
        """Whether a person sits there."""
        return self._tty


@dataclass
class Dcx:
    """Runs the real commands in this process, in a folder, at a moment and in a zone of the test's."""

    home: Path
    clock: SetClock = field(default_factory=SetClock)
    env: dict[str, str] = field(default_factory=dict)

    def __call__(self, *args: str, stdin: str = "", tty: bool = False, code: int | None = 0) -> Ran:
        """Run `dcx ARGS`; the exit code must be `code` unless that is None."""
        out, err = Stream(tty=tty), Stream(tty=tty)
        world = self.world(Stream(stdin, tty=tty), out, err)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            done = run(args, world)
        ran = Ran(done, out.getvalue(), err.getvalue())
        assert code is None or done == code, f"dcx {args}: {ran}"
        return ran

    def world(self, stdin: Stream, stdout: Stream, stderr: Stream) -> World:
        """The world such a command would run in."""
        env = {"DCX_HOME": str(self.home), "TZ": ZONE, "USER": "sam", **self.env}
        folders = find_folders(env, sys.platform)
        return World(env, folders, self.clock, stdin, stdout, stderr, sys.platform)

    @staticmethod
    def stream(text: str = "", *, tty: bool = False) -> Stream:
        """A stream to hand to `world`."""
        return Stream(text, tty=tty)

    def config(self, text: str) -> Path:
        """Write this `config.toml`."""
        self.home.mkdir(parents=True, exist_ok=True)
        path = self.home / "config.toml"
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A `DCX_HOME` that doesn't exist yet."""
    return tmp_path / "dcx-home"


@pytest.fixture
def dcx(home: Path) -> Dcx:
    """`dcx("followups", "--json")` in this process; `dcx.clock` and `dcx.env` may be set."""
    return Dcx(home)


@pytest.fixture
def dcx_process(home: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """`dcx_process(["--version"])` in a process of its own, with an environment of its own."""

    def start(
        args: Sequence[str], *, stdin: str = "", env: Mapping[str, str] | None = None, **more: Any
    ) -> "subprocess.CompletedProcess[str]":
        whole = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(home.parent / "nobody"),
            "DCX_HOME": str(home),
            "TZ": ZONE,
            "USER": "sam",
            "PYTHONWARNINGS": "error",
            **(env or {}),
        }
        return subprocess.run(
            [sys.executable, "-m", "difficult_cx", *args],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            env=whole,
            check=False,
            timeout=60,
            **more,
        )

    return start
