"""Sharing the record after a call: a process of its own, which nobody waits for and nobody hears."""

import subprocess
import sys
from contextlib import suppress

from difficult_cx.app.world import World


def sync_soon(world: World) -> None:
    """Begin a `dcx team sync --quiet` that outlives this command; where it can't begin, cron or a hand does.

    It has no terminal, so closing the window doesn't end it. Two at once leave it to the first.
    """
    if not world.folders.team.exists():
        return
    apart = {"creationflags": 0x8 | 0x200} if sys.platform == "win32" else {"start_new_session": True}
    with suppress(OSError):
        subprocess.Popen(
            [sys.executable, "-m", "difficult_cx", "team", "sync", "--quiet"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(world.env),
            cwd=world.folders.data,
            close_fds=True,
            **apart,
        ).returncode = 0  # nobody waits for it, and Python need not complain of that
