"""What a shell offers when Tab is pressed, answered before Typer is imported.

    dcx completion SHELL                 the lines for a shell's own start-up file
    dcx completion SHELL -- WORD ...     what fits the last word; bash hands over its whole line instead

Whatever is odd gives an empty answer and no message: a Tab key must never print an error.
"""

import io
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

        return _sayable(shell, offer(words))
    if shell == "powershell":
        words = [decoded(word) for word in words]
    found = fitting(words, os.environ, sys.platform)
    if found is FILES:
        return ":files\n"
    return _sayable(shell, "".join(f"{value}\t{what}\n" if what else f"{value}\n" for value, what in found))


def decoded(word: str) -> str:
    """A word as PowerShell's lines hand it over, `=` and the word in %XX; any other as it is."""
    if not word.startswith("="):
        return word
    first, *rest = word[1:].split("%")
    try:
        parts = [first.encode(), *(bytes.fromhex(one[:2]) + one[2:].encode() for one in rest)]
    except ValueError:
        return word
    return b"".join(parts).decode("utf-8", "replace")


def _sayable(shell: str, lines: str) -> str:
    """Without what the shell's own encoding lacks: it couldn't be typed there either."""
    if lines.isascii():
        return lines
    if shell == "powershell" and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # as its own lines ask for
        return lines
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return "".join(f"{line}\n" for line in lines.split("\n") if line and _fits(line, encoding))


def _fits(line: str, encoding: str) -> bool:
    try:
        line.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
