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
    world = World(
        env=env,
        folders=find_folders(env, sys.platform),
        clock=SystemClock(),
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        platform=sys.platform,
    )
    if stderr.isatty():
        world.progress = _bar(world)
    return world


def _bar(world: World) -> Callable[[int, int], None]:
    from difficult_cx.terminal.progress import Bar

    def steady() -> bool:
        from difficult_cx.app.face import why_steady  # only where reading takes a while

        return bool(why_steady(world.env, world.configuration.settings))

    return Bar(world.stderr, steady)


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
