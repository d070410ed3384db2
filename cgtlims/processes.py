"""The system's own processes: how web and worker are started, and how they end with the starter."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from cgtlims.embedded.leash import leashed

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PATIENCE_SECONDS = 20


@contextmanager
def running(
    command: Sequence[str],
    environment: Mapping[str, str],
    log: Path | None = None,
    *,
    patience: float = PATIENCE_SECONDS,
) -> Iterator[subprocess.Popen[bytes]]:
    """Runs a process in a group of its own; at the end it and all it started are gone.

    It is asked to end and, when it has not after the seconds of `patience`, killed.
    """
    process = _start(command, environment, log or Path(os.devnull))
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=patience)
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kills it and whatever is left of its group, as a power cut would."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def web(port: int, *, processes: int = 2) -> list[str]:
    return [
        str(BIN / "granian"), "--interface", "wsgi", "cgtlims.wsgi:application",
        "--host", "127.0.0.1", "--port", str(port), "--workers", str(processes),
        "--blocking-threads", "4", "--no-ws", "--respawn-failed-workers",
    ]  # fmt: skip


def worker(*options: str, processes: int = 2) -> list[str]:
    return [
        str(BIN / "celery"), "--app", "cgtlims", "worker", "--concurrency", str(processes),
        "--loglevel", "INFO", "--without-gossip", "--without-mingle", *options,
    ]  # fmt: skip


def manage(environment: Mapping[str, str], *arguments: str) -> None:
    """Runs a management command to its end; raises CalledProcessError when it fails."""
    command = [sys.executable, "manage.py", *arguments]
    subprocess.run(command, cwd=ROOT, env=dict(environment), check=True)  # noqa: S603


def free_port(wanted: int = 0) -> int:
    """The wanted port of this machine when nobody has it, else any free one."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("This machine has no free port.")


def _start(
    command: Sequence[str], environment: Mapping[str, str], log: Path
) -> subprocess.Popen[bytes]:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603
            leashed(command),
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
