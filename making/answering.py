"""A server that answers like PostgreSQL, always the same: `python -m making.answering DOOR ANSWER`, in hex.

DOOR is sent to whoever comes, ANSWER to their first question; the port stands on stdout.
"""

import contextlib
import socket
import struct
import sys

PASSWORD = b"R" + struct.pack("!ii", 8, 3)
READY = b"Z" + struct.pack("!i", 5) + b"I"
TLS = 80877103


def main() -> None:
    """Answer until it is killed."""
    door, answer = (bytes.fromhex(one) for one in sys.argv[1:])
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(listening.getsockname()[1], flush=True)
        while True:
            one, _ = listening.accept()
            with one, contextlib.suppress(OSError, struct.error):
                _greet(one, door)
                if answer:
                    one.recv(65536)
                    one.sendall(answer + READY)
                    one.recv(65536)


def _greet(one: socket.socket, door: bytes) -> None:
    """The start of a conversation; there is no TLS here."""
    while True:
        length, code = struct.unpack("!ii", one.recv(8, socket.MSG_WAITALL))
        one.recv(length - 8, socket.MSG_WAITALL)
        if code != TLS:
            break
        one.sendall(b"N")
    one.sendall(door)
    if door == PASSWORD:
        one.recv(65536)


if __name__ == "__main__":
    main()
