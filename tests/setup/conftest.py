"""Data folders for services, and the command that runs something beside them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import redis

from cgtlims.embedded import ServiceUrls, services

ROOT = Path(__file__).resolve().parents[2]
Exec = Callable[..., subprocess.Popen[str]]


@contextmanager
def enterable_folder() -> Iterator[Path]:
    """pytest's own temporary folders are closed to other accounts."""
    folder = Path(tempfile.mkdtemp(prefix="cgtlims-test-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def run(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def passwords(urls: ServiceUrls) -> dict[str, str]:
    """The password of each role, as `ensure_roles` takes them."""
    parts = map(urlsplit, urls.by_role().values())
    return {url.username or "": url.password or "" for url in parts}


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A data folder that is not there yet, where the servers' account may enter."""
    with enterable_folder() as folder:
        yield folder / "data"


@pytest.fixture(scope="session")
def kept() -> Iterator[Path]:
    """A data folder in which services have run once: they left a table with a row, and a key."""
    with enterable_folder() as folder:
        with services(folder / "data") as urls:
            run(urls.owner, "CREATE TABLE kept (word text)")
            run(urls.owner, "INSERT INTO kept VALUES ('row')")
            with redis.Redis.from_url(urls.redis_client) as client:
                client.set("kept", "key")
        yield folder / "data"


@pytest.fixture(scope="session")
def throwaway() -> Iterator[ServiceUrls]:
    """Running services; who bends a role brings it back."""
    with enterable_folder() as folder, services(folder / "data", ephemeral=True) as urls:
        yield urls


@pytest.fixture
def start_exec(kept: Path) -> Iterator[Exec]:
    """Starts `python -m cgtlims.embedded exec`, without the services that the test run has."""
    started = []

    def start(*arguments: str, **variables: str) -> subprocess.Popen[str]:
        cleared = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "REDIS_"))}
        process = subprocess.Popen(
            [sys.executable, "-m", "cgtlims.embedded", "exec", *arguments],
            cwd=ROOT,
            env={**cleared, "CGTLIMS_DATA_DIR": str(kept), **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
