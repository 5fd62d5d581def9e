"""What the desktop is told: how many promises are late or due soon; never a word of anybody's.

The same promise is named once a day while it comes near, and once when it is late: a job that runs every half
hour nags nobody (docs/decisions/0013-said-once-a-day.md).
"""

import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from difficult_cx.domain.promise import Promise
from difficult_cx.storage.private import read_whole, write_whole

SOON = timedelta(minutes=30)
PATIENCE = 20
_BALLOON = (
    "Add-Type -AssemblyName System.Windows.Forms; $n = New-Object System.Windows.Forms.NotifyIcon; "
    "$n.Icon = [System.Drawing.SystemIcons]::Information; $n.Visible = $true; "
    "$n.ShowBalloonTip(10000, 'dcx', '{text}', [System.Windows.Forms.ToolTipIcon]::None); Start-Sleep 10"
)
# how each desktop shows a line: the program, and its arguments
TOOLS: Mapping[str, Sequence[str]] = {
    "darwin": ("osascript", "-e", 'display notification "{text}" with title "dcx"'),
    "win32": ("powershell", "-NoProfile", "-NonInteractive", "-Command", _BALLOON),
    "linux": ("notify-send", "--app-name=dcx", "dcx", "{text}"),
}


def pressing(promises: Iterable[Promise], now: datetime) -> dict[str, str]:
    """What presses, by id: `late`, or `soon`; the time we aim at counts before the time that was told."""
    still_open = [one for one in promises if one.state == "open" and one.due is not None]
    late = {one.id: "late" for one in still_open if one.overdue(now)}
    return late | {one.id: "soon" for one in still_open if _soon(one, now)}


def said(found: Mapping[str, str]) -> str:
    """`2 promises overdue, 1 due within 30 minutes`: numbers only; empty when nothing presses."""
    hows = list(found.values())
    late, soon = hows.count("late"), hows.count("soon")
    parts = []
    if late:
        parts.append(f"{late} promise{'s' * (late != 1)} overdue")
    if soon:
        parts.append(f"{soon} due within {SOON.seconds // 60} minutes")
    return ", ".join(parts)


def _soon(promise: Promise, now: datetime) -> bool:
    first = promise.aim or promise.due
    assert first is not None, "only dated ones are asked about"
    return not promise.overdue(now) and first <= now + SOON


def is_news(file: Path, found: Mapping[str, str], day: str) -> bool:
    """Whether something presses that was not said on this day yet."""
    known = _known(file, day)
    return any(known.get(one) != how for one, how in found.items())


def remember(file: Path, found: Mapping[str, str], day: str) -> None:
    """Keep what was said today; where it can't be kept, it is said once more."""
    known = _known(file, day) | dict(found)
    with suppress(OSError):
        write_whole(file, json.dumps({"day": day, "said": known}).encode("ascii"))


def _known(file: Path, day: str) -> dict[str, str]:
    """What was said on this day; nothing where that can't be read."""
    try:
        kept = json.loads(read_whole(file) or b"{}")
        return dict(kept["said"]) if kept["day"] == day else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def show(text: str, platform: str, env: Mapping[str, str]) -> bool:
    """Let the desktop show this line; False where there is no desktop to show it."""
    words = TOOLS.get(platform, TOOLS["linux"])
    program = shutil.which(words[0], path=env.get("PATH", ""))
    if program is None:
        return False
    arguments = [word.replace("{text}", text) for word in words[1:]]
    try:
        done = subprocess.run(
            [program, *arguments],
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
