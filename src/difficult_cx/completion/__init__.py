"""What a shell offers when Tab is pressed, answered before Typer is imported.

    dcx completion SHELL                 the lines for a shell's own start-up file
    dcx completion SHELL -- WORD ...     what fits the last word; bash hands over its whole line instead

Whatever is odd gives an empty answer and no message: a Tab key must never print an error.
"""

import os
import sys
from collections.abc import Sequence

SHELLS = ("bash", "zsh", "fish", "powershell")
SCRIPTS = os.path.join(os.path.dirname(os.path.dirname(__file__)), "cli", "shells")


def answer(typed: Sequence[str]) -> str | None:
    """What `dcx completion` prints for these words; None where the command itself has to answer."""
    if not typed or typed[0] not in SHELLS:
        return None
    if len(typed) == 1:
        return script(typed[0])
    if typed[1] != "--":
        return None
    return _fitting(typed[0], typed[2:])


def script(shell: str) -> str:
    """The lines that switch the completion on in this shell."""
    with open(os.path.join(SCRIPTS, f"dcx.{shell}"), encoding="utf-8") as file:
        return file.read()


def _fitting(shell: str, words: Sequence[str]) -> str:
    from difficult_cx.completion.fitting import FILES, fitting

    if shell == "bash":
        from difficult_cx.completion.bash import offer

        return offer(words)
    found = fitting(words, os.environ, sys.platform)
    if found is FILES:
        return ":files\n"
    return "".join(f"{value}\t{what}\n" if what else f"{value}\n" for value, what in found)
