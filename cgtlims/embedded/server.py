"""One server: started on a leash, awaited, stopped step by step."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cgtlims.embedded.account import Account
from cgtlims.embedded.errors import EmbeddedError
from cgtlims.embedded.leash import leashed
from cgtlims.embedded.leftovers import POLL_SECONDS, STOP_SECONDS, end_leftovers

# No variable of the caller's reaches a server, libraries fetched for others least of all.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
START_SECONDS = 120
LOG_BYTES = 5_000_000


@dataclass(frozen=True)
class Server:
    """How to start and stop one program.

    `stop_signals` are tried in turn, the gentlest first. `lock_files` are what the program leaves
    in its folder when it is killed.
    """

    name: str
    command: Sequence[str]
    folder: Path
    log: Path
    is_ready: Callable[[int], bool]
    stop_signals: Sequence[signal.Signals]
    account: Account | None
    lock_files: Sequence[Path] = ()


@contextmanager
def running(server: Server) -> Iterator[None]:
    """The program answers inside the block, and nothing of it is left after."""
    _clear(server)
    process = _launch(server)
    try:
        _await_ready(server, process)
        yield
    finally:
        _stop(server, process)
        _clear(server)


def _clear(server: Server) -> None:
    """Ends what a killed starter or a killed program has left in the folder."""
    end_leftovers(server.folder, Path(server.command[0]).name)
    for file in server.lock_files:
        file.unlink(missing_ok=True)


def _launch(server: Server) -> subprocess.Popen[bytes]:
    account = server.account
    command = leashed(
        server.command,
        at_end=server.stop_signals[0],
        uid=account.uid if account else -1,
        gid=account.gid if account else -1,
    )
    _rotate(server.log)
    with server.log.open("ab") as log:
        # A session of its own: Ctrl-C at the terminal must reach the work first, then the servers.
        return subprocess.Popen(  # noqa: S603
            command,
            cwd=server.folder,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            umask=0o077,
        )


def _await_ready(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not server.is_ready(process.pid):
        if process.poll() is not None:
            raise EmbeddedError(f"{server.name} did not start. {_last_lines(server.log)}")
        if time.monotonic() > deadline:
            raise EmbeddedError(
                f"{server.name} did not answer in {START_SECONDS} s. {_last_lines(server.log)}"
            )
        time.sleep(POLL_SECONDS)


def _stop(server: Server, process: subprocess.Popen[bytes]) -> None:
    """Ends the program; each signal gets its time before the next, harder one."""
    for number in (*server.stop_signals, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(number)
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue


def _last_lines(log: Path, count: int = 12) -> str:
    """The end of a log, for the message that tells why a server failed."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    return "\n".join((f"The end of {log}:", *(f"  {line}" for line in lines)))


def _rotate(log: Path) -> None:
    log.parent.mkdir(mode=0o700, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))
