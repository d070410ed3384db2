"""The embedded Valkey: it writes what it is told to disk and is reached by unix socket only."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

from cgtlims.embedded.account import server_account
from cgtlims.embedded.home import Home
from cgtlims.embedded.server import Server


def valkey(home: Home, program: Path) -> Server:
    """The server on the data folder; at most the last second is lost when it is killed."""
    settings = {
        "port": "0",
        "unixsocket": str(home.valkey_socket),
        "unixsocketperm": "700",
        "dir": str(home.valkey),
        "daemonize": "no",
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
    }
    options = [part for name, value in settings.items() for part in (f"--{name}", value)]
    return Server(
        name="Valkey",
        command=[str(program), *options],
        folder=home.valkey,
        log=home.log / "valkey.log",
        is_ready=lambda _pid: _answers(home.valkey_socket),
        stop_signals=(signal.SIGTERM,),
        account=server_account(),
    )


def _answers(path: Path) -> bool:
    """True when the server says PONG; while it reads its file back it says LOADING instead."""
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1)
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
    except OSError:
        return False
