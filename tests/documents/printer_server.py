"""A printer: a real server on a port of its own that keeps what it is sent."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

RESET = struct.pack("ii", 1, 0)


class RecordingPrinter:
    """`received` has the bytes of each connection. One that `breaks` resets it while it reads."""

    def __init__(self, *, breaks: bool = False) -> None:
        self.breaks = breaks
        self.received: list[bytes] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            with connection:
                if self.breaks:
                    connection.recv(10)
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                    self.received.append(b"")
                    continue
                self.received.append(_all_of(connection))

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(5)


def _all_of(connection: socket.socket) -> bytes:
    whole = b""
    while piece := connection.recv(4096):
        whole += piece
    return whole


@contextmanager
def printer_on_a_port(*, breaks: bool = False) -> Iterator[RecordingPrinter]:
    found = RecordingPrinter(breaks=breaks)
    try:
        yield found
    finally:
        found.close()
