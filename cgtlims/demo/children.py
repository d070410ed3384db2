"""The processes of the demo: web and worker, started on a leash, stopped with the demo."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from cgtlims.embedded.leash import leashed

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
STOP_SECONDS = 20
WEB_PROCESSES = "2"


@contextmanager
def running(
    name: str, command: list[str], environment: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Runs a process in a group of its own; at the end it and all it started are gone."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            leashed(command),
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Gently first; then whatever is left of the group is killed."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()


def web(port: int) -> list[str]:
    return [
        str(BIN / "granian"), "--interface", "wsgi", "cgtlims.wsgi:application",
        "--host", "127.0.0.1", "--port", str(port), "--workers", WEB_PROCESSES,
        "--blocking-threads", "4", "--no-ws", "--respawn-failed-workers",
    ]  # fmt: skip


def worker(schedule: Path) -> list[str]:
    return [
        str(BIN / "celery"), "--app", "cgtlims", "worker", "--beat",
        "--schedule", str(schedule), "--concurrency", "2", "--loglevel", "INFO",
        "--without-gossip", "--without-mingle",
    ]  # fmt: skip


def manage(environment: Mapping[str, str], *arguments: str) -> None:
    """Runs a management command to its end; raises CalledProcessError when it fails."""
    subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=dict(environment), check=True
    )


def free_port(wanted: int) -> int:
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
