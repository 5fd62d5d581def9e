"""The three streams, made safe: invalid UTF-8 is kept, and no character is fatal."""

import codecs
import io
import os
import sys
from typing import Literal, TextIO

CANT = 3
ELSEWHERE = "hint: nothing else was lost; send the output somewhere else"


def prepare() -> tuple[TextIO, TextIO, TextIO]:
    r"""stdin, stdout and stderr of this process, fit for any text.

    A pipe is UTF-8 at both ends, whatever the code page of the machine is; a byte order mark is dropped. A
    terminal is what it says it is. Bytes that can't be read are kept as surrogates; what a terminal can't
    show is written as `\x1b`-like escapes instead of failing. A stream that was closed from outside becomes
    the null device.
    """
    stdin = sys.stdin or _nowhere("r")
    stdout = sys.stdout or _nowhere()
    stderr = sys.stderr or _nowhere()
    if isinstance(stdin, io.TextIOWrapper):
        stdin.reconfigure(encoding=_typed_in(stdin), errors="surrogateescape")
    for stream in (stdout, stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    sys.stdin, sys.stdout, sys.stderr = stdin, stdout, stderr
    return stdin, stdout, stderr


def _typed_in(stdin: TextIO) -> str:
    """The encoding of a terminal where it has letters beyond ASCII; UTF-8 is read anywhere else."""
    name = codecs.lookup(stdin.encoding).name
    return name if stdin.isatty() and name not in ("utf-8", "utf-8-sig", "ascii") else "utf-8-sig"


def write(stream: TextIO | None, text: str) -> int:
    """Write and flush; 0 when it is out or nobody reads any more, 3 when the disk or device refuses it."""
    if stream is None:
        return 0
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        silence(stream)
    except OSError as error:
        silence(stream)
        return complain(error)
    return 0


def complain(error: OSError) -> int:
    """Say on stderr that stdout can't be written, and why."""
    from difficult_cx.storage.private import reason  # every start would pay for what goes wrong so rarely

    if sys.stderr is not None:
        try:
            sys.stderr.write(f"The output can't be written: {reason(error)}.\n{ELSEWHERE}\n")
            sys.stderr.flush()
        except OSError:
            silence(sys.stderr)
    return CANT


def silence(stream: TextIO) -> None:
    """Send the rest of this stream to the null device, so that Python's own flush at exit stays quiet."""
    try:
        there = stream.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, there)
    finally:
        os.close(nowhere)


def _nowhere(mode: Literal["r", "w"] = "w") -> TextIO:
    return open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123  (lives as long as the process)
