"""The world of this run, made once at the door and handed to the commands."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TextIO

from difficult_cx.app.clock import SystemClock
from difficult_cx.app.world import World
from difficult_cx.storage.folders import find_folders

_world: ContextVar[World] = ContextVar("world")


def real_world(stdin: TextIO, stdout: TextIO, stderr: TextIO) -> World:
    """This process's own environment, clock and streams."""
    env = dict(os.environ)
    return World(
        env=env,
        folders=find_folders(env, sys.platform),
        clock=SystemClock(),
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        platform=sys.platform,
        progress=_bar(stderr) if stderr.isatty() else None,
    )


def _bar(stderr: TextIO) -> Callable[[int, int], None]:
    from difficult_cx.terminal.progress import Bar

    return Bar(stderr)


def current() -> World:
    """The world of the command that runs now."""
    return _world.get()


@contextmanager
def inside(world: World) -> Iterator[World]:
    """Make this the current world for as long as the command runs."""
    token = _world.set(world)
    try:
        yield world
    finally:
        _world.reset(token)
