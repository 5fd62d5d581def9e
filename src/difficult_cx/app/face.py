"""Which face a call has, the full screen or plain lines, and whether anything may be painted over here."""

from collections.abc import Mapping

from difficult_cx.app.world import World
from difficult_cx.domain.settings import Settings

NO_SCREEN = frozenset({"", "dumb", "unknown"})
# The smallest screen on which a card can be read with its log.
COLUMNS, LINES = 40, 12


def why_plain(world: World, settings: Settings, *, asked: bool = False) -> str:
    """Why a call here gets plain lines; empty where it gets the full screen. No screen reader is guessed."""
    if asked:
        return "--plain"
    if not world.stdin_tty or not world.stdout_tty:
        return "no terminal"
    if steady := why_steady(world.env, settings):
        return steady
    size = f"{world.width}x{world.height}"
    return f"{size} is too small" if world.width < COLUMNS or 0 < world.height < LINES else ""


def why_steady(env: Mapping[str, str], settings: Settings) -> str:
    """Why nothing that stands on this terminal may be painted over; empty where it may.

    A Windows console has no TERM; there an absent one says nothing.
    """
    if settings.plain:
        return "plain = true"
    if env.get("ACCESSIBLE", "").strip().casefold() not in ("", "0", "false"):
        return "ACCESSIBLE"
    if "TERM" not in env and env.get("OS") == "Windows_NT":
        return ""
    name = env.get("TERM", "")
    return f"TERM {name or 'not set'}" if name.casefold() in NO_SCREEN else ""
