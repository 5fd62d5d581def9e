"""What is said where a hub can't be reached or refuses, by a server that answers as PostgreSQL would."""

import contextlib
import re
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from making.answering import PASSWORD, READY
from making.player import Player, player
from making.regions import table

OK = b"R" + struct.pack("!ii", 8, 0)
ROOT = Path(__file__).parent.parent


def refusal(code: str, words: str, level: str = "ERROR") -> bytes:
    """The server's own message."""
    fields = b"".join(
        key + value.encode() + b"\0"
        for key, value in ((b"S", level), (b"V", level), (b"C", code), (b"M", words))
    )
    return b"E" + struct.pack("!i", len(fields) + 5) + fields + b"\0"


def _at_the_door(code: str, words: str) -> bytes:
    return refusal(code, words, "FATAL")


# What happens there, and what the server answers: at the door, or to the first question; `more` of the URL.
DOOR: Mapping[str, bytes] = {
    "it asks for a password, and none is known": PASSWORD,
    "the password is wrong": _at_the_door("28P01", 'password authentication failed for user "sam"'),
    "it knows no such login": _at_the_door("28000", 'role "sam" does not exist'),
    "its rules let nobody in from here": _at_the_door("28000", 'no pg_hba.conf entry for host "10.0.0.7"'),
    "it has no such database": _at_the_door("3D000", 'database "dcx" does not exist'),
    "all its connections are taken": _at_the_door("53300", "sorry, too many clients already"),
    "it is starting": _at_the_door("57P03", "the database system is starting up"),
    "it refuses for a reason of its own": _at_the_door("XX000", "internal error"),
    "it hangs up": b"",
}
ANSWER: Mapping[str, bytes] = {
    "nobody ran `dcx team init`": refusal("3F000", 'schema "dcx" does not exist'),
    "its schema is older than this dcx": refusal("42883", "function dcx.my_team() does not exist"),
    "you are in no team there": refusal("DX001", "not a member"),
    "your login has no rights": refusal("42501", "permission denied for schema dcx"),
    "this journal was shared under another login": refusal("DX002", "not yours"),
    "a record is damaged": refusal("DX003", "not a record"),
    "two write the same records": refusal("40001", "could not serialize access"),
    "a question takes too long": refusal("57014", "canceling statement due to statement timeout"),
    "it is a copy that is only read": refusal("25006", "cannot execute in a read-only transaction"),
    "its disk is full": refusal("53100", "could not extend file"),
    "it is out of memory": refusal("53200", "out of memory"),
    "it is stopped meanwhile": refusal("57P01", "terminating connection", "FATAL"),
    "it refuses for another reason": refusal("XX000", "internal error"),
}


def hub() -> str:
    """A row for each: what happens there, the message, what next."""
    with player() as machine:
        rows = [
            *((what, *_told(machine, answer, b"")) for what, answer in DOOR.items()),
            ("it offers no TLS, and the URL wants it", *_told(machine, OK, b"", "?sslmode=require")),
            *((what, *_told(machine, OK + READY, answer)) for what, answer in ANSWER.items()),
            ("nothing answers there", *_said(machine, "postgresql://sam@127.0.0.1:1/dcx")),
        ]
    return table(("at the hub", "message", "what next"), rows)


def _told(machine: Player, door: bytes, answer: bytes, more: str = "") -> tuple[str, str]:
    with _server(door, answer) as port:
        return _said(machine, f"postgresql://sam@127.0.0.1:{port}/dcx{more}")


def _said(machine: Player, url: str) -> tuple[str, str]:
    _, said = machine.play(f"dcx team join {url}")
    message, _, hint = said.strip().partition("\nhint: ")
    message = re.sub(r"port \d+", "port 5432", message)
    return re.sub(r"127\.0\.0\.1(:\d+)?", "hub.example", message), hint


@contextlib.contextmanager
def _server(door: bytes, answer: bytes) -> Iterator[int]:
    """A process of its own, so that no test opens a port."""
    command = [sys.executable, "-m", "making.answering", door.hex(), answer.hex()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()
