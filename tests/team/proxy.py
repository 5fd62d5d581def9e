"""A network that fails: passes bytes on to a server until so many have gone by, then drops or swallows the rest.

Run as a process of its own, since a test may not touch the network: `proxy.py PORT HOW BYTES`; prints its own port.
"""

import socket
import struct
import sys
import threading

CHUNK = 4096


def main() -> None:
    """Serve until killed."""
    target, how, most = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    listening = socket.create_server(("127.0.0.1", 0))
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    while True:
        near, _ = listening.accept()
        far = socket.create_connection(("127.0.0.1", target))
        gone = [0]
        for one, other in ((near, far), (far, near)):
            threading.Thread(target=_pass, args=(one, other, gone, how, most), daemon=True).start()


def _pass(one: socket.socket, other: socket.socket, gone: list[int], how: str, most: int) -> None:
    try:
        while content := one.recv(CHUNK):
            gone[0] += len(content)
            if gone[0] > most:
                if how == "swallow":
                    continue
                other.sendall(content[: max(0, len(content) - (gone[0] - most))])
                for end in (one, other):
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    end.close()
                return
            other.sendall(content)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        return


if __name__ == "__main__":
    main()
