"""Which face a call has: the full screen, or plain lines."""

from collections.abc import Mapping
from typing import Literal

from difficult_cx.domain.settings import Settings

Face = Literal["plain", "screen"]
NO_SCREEN = frozenset({"", "dumb", "unknown"})


def choose(
    env: Mapping[str, str], stdin_tty: bool, stdout_tty: bool, settings: Settings, plain_flag: bool
) -> Face:
    """Plain where it was asked for or where a screen can't be drawn; a screen reader is never guessed.

    A Windows console has no TERM; there an absent one says nothing.
    """
    asked = plain_flag or settings.plain or accessible(env)
    if asked or not stdin_tty or not stdout_tty:
        return "plain"
    if "TERM" not in env and env.get("OS") == "Windows_NT":
        return "screen"
    return "plain" if env.get("TERM", "").casefold() in NO_SCREEN else "screen"


def accessible(env: Mapping[str, str]) -> bool:
    """Whether ACCESSIBLE is set to anything but 0 or false."""
    return env.get("ACCESSIBLE", "").strip().casefold() not in ("", "0", "false")
