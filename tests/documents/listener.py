"""A server that only counts who calls: what should fetch nothing must leave it at nought."""

from __future__ import annotations

import socket
import threading
from typing import Self


class Listener:
    """Listens on a free port of this machine while the block lasts."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.1)
        self._open = True
        self._thread = threading.Thread(target=self._listen)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._socket.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._open = False
        self._thread.join()
        self._socket.close()

    def _listen(self) -> None:
        while self._open:
            try:
                caller, _address = self._socket.accept()
            except TimeoutError:
                continue
            self.calls += 1
            caller.close()
