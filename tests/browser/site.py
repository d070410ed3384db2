"""A running site for the browser: web server and worker as processes on a database of its own."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from cgtlims import processes
from tests.databases import environment

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
    port = processes.free_port()
    with ExitStack() as stack:
        start = command(port) if command else processes.web(port, processes=1)
        stack.enter_context(processes.running(start, variables, patience=0))
        if worker:
            start = processes.worker(processes=1)
            stack.enter_context(processes.running(start, variables, patience=0))
        url = f"http://127.0.0.1:{port}"
        await_answer(url)
        yield Site(url, database, variables)


def await_answer(url: str) -> None:
    """Returns when the web server answers, also with an error page."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:  # refused, reset, or silent for too long
            time.sleep(0.05)
    raise TimeoutError(f"{url} did not answer.")
