"""Real Celery workers, each on a test's own database and queue."""

from __future__ import annotations

import re
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import redis
from django.conf import settings

from cgtlims import processes
from cgtlims.embedded.urls import redis_client_url
from tests import databases


class Worker:
    """A worker in a process group of its own, with what it said."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self.process = process
        self.log = log

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    @property
    def has_swept(self) -> bool:
        """True when it has looked for what was left behind; from then on it hears only rings."""
        return re.search(r"integrity\.sweep\[.*succeeded", self.said) is not None

    def kill(self) -> None:
        """Kills the worker and all its children at once, as a power cut would."""
        processes.kill(self.process)


@contextmanager
def worker(environment: Mapping[str, str], *options: str) -> Iterator[Worker]:
    """Starts a worker; at the end nothing of it is left."""
    with tempfile.TemporaryDirectory(prefix="cgtlims-worker-") as folder:
        log = Path(folder, "log")
        given = ("--schedule", str(Path(folder, "schedule")), *options)
        command = processes.worker(*given, processes=1)
        with processes.running(command, environment, log) as process:
            found = Worker(process, log)
            try:
                yield found
            finally:
                found.kill()


def environment(database: str, queue: str, **more: str) -> dict[str, str]:
    """The environment of a worker on this database and queue, quick to notice what was lost."""
    return {
        **databases.environment(database),
        "CGTLIMS_QUEUE": queue,
        "CGTLIMS_JOB_LEASE_SECONDS": "2",
        "CGTLIMS_JOB_SWEEP_SECONDS": "1",
        "CGTLIMS_LOG_LEVEL": "INFO",
        **more,
    }


def new_queue() -> str:
    return f"test-{uuid.uuid4().hex}"


@contextmanager
def broker() -> Iterator[redis.Redis]:
    """The tests' Valkey itself."""
    with redis.Redis.from_url(redis_client_url(settings.CELERY_BROKER_URL)) as client:
        yield client
