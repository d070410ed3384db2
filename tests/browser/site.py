"""A running site for the browser: web server and worker as processes on a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cgtlims.embedded.leash import leashed
from tests.databases import environment

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


@dataclass(frozen=True)
class Site:
    """Where it is, which database it works on, and the environment of its processes."""

    url: str
    database: str
    variables: dict[str, str]


@contextmanager
def serving(
    database: str,
    *,
    worker: bool = False,
    command: Callable[[int], list[str]] | None = None,
) -> Iterator[Site]:
    """The web server (and a worker) on this database, until the block ends.

    `command` gives another web server's command for a port.
    """
    queue = f"test-{uuid.uuid4().hex[:8]}"
    variables = {**environment(database), "CGTLIMS_QUEUE": queue}
    port = free_port()
    with ExitStack() as stack:
        stack.enter_context(process((command or web)(port), variables))
        if worker:
            stack.enter_context(process(celery(), variables))
        url = f"http://127.0.0.1:{port}"
        await_answer(url)
        yield Site(url, database, variables)


@contextmanager
def process(command: list[str], variables: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    running = subprocess.Popen(
        leashed(command),
        cwd=ROOT,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield running
    finally:
        os.killpg(running.pid, 9)
        running.wait()


def web(port: int) -> list[str]:
    return [
        str(BIN / "granian"), "--interface", "wsgi", "cgtlims.wsgi:application",
        "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--no-ws",
    ]  # fmt: skip


def celery() -> list[str]:
    return [
        str(BIN / "celery"), "--app", "cgtlims", "worker", "--concurrency", "1",
        "--without-gossip", "--without-mingle", "--without-heartbeat",
    ]  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_answer(url: str) -> None:
    """Returns when the web server answers, also with an error page."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise TimeoutError(f"{url} did not answer.")
