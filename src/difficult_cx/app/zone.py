"""The zone dcx runs in: the configuration's, else `TZ`, else the system's, else UTC."""

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from difficult_cx.errors import DcxError
from difficult_cx.records import dataclass

MARK = "zoneinfo/"


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone, its IANA name, and where it came from.

    `source`: configuration, TZ, system or fallback. `note`: what doctor says about it, often nothing.
    """

    info: ZoneInfo
    name: str
    source: str
    note: str = ""


def find_zone(configured: str, env: Mapping[str, str], localtime: str = "/etc/localtime") -> Zone:
    """The zone for this configuration and environment.

    The system's is asked only when nothing else answers: first the link at `localtime`, which names it on
    almost every Unix for the price of one system call, then tzlocal, which knows all the other ways (35 ms).
    """
    if configured:
        info = load_zone(configured)
        if info is not None:
            return Zone(info, configured, "configuration")
    named = env.get("TZ", "").removeprefix(":")
    if named:
        named = named.rpartition(MARK)[2]
        info = load_zone(named)
        if info is not None:
            return Zone(info, named, "TZ")
        return _utc(f'TZ names no zone that is known here; set zone = "…" in config.toml (TZ is {named!r})')
    name = _linked(localtime) or _asked()
    info = load_zone(name) if name else None
    if name and info is not None:
        return Zone(info, name, "system")
    return _utc('the zone of this system is not known; set zone = "…" in config.toml')


def load_zone(name: str) -> ZoneInfo | None:
    """The zone of this IANA name; None when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _linked(localtime: str) -> str:
    try:
        target = str(Path(localtime).readlink())
    except (OSError, ValueError):
        return ""
    return target.rpartition(MARK)[2] if MARK in target else ""


def _asked() -> str:
    import tzlocal  # 35 ms, so only where the link doesn't answer

    try:
        return tzlocal.get_localzone_name() or ""
    except (LookupError, ValueError, OSError):
        return ""


def _utc(note: str) -> Zone:
    info = load_zone("UTC")
    if info is None:
        raise DcxError("This machine has no time zone data.", "install it: pip install tzdata")
    return Zone(info, "UTC", "fallback", note)
