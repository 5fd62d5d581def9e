"""What the desktop is told: how many promises are late or due soon; never a word of anybody's."""

import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from difficult_cx.domain.promise import Promise

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


def said(promises: Iterable[Promise], now: datetime) -> str:
    """`2 promises overdue, 1 due within 30 minutes`: numbers only; empty when nothing presses.

    The time we aim at counts before the time that was told.
    """
    still_open = [one for one in promises if one.state == "open" and one.due is not None]
    late = sum(one.overdue(now) for one in still_open)
    soon = sum(_soon(one, now) for one in still_open)
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
