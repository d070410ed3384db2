"""Real services for the tests: PostgreSQL with a migrated database, Valkey, collected static files.

Loaded before Django's settings are read. The process that starts the run starts the services;
its xdist workers inherit their addresses.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from cgtlims.embedded import ServiceUrls, services
from cgtlims.places import data_dir
from cgtlims.roles import derive_role_urls

ROOT = Path(__file__).resolve().parents[1]
running = ExitStack()


def is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    if is_worker() or "CGTLIMS_TEST_ADMIN_URL" in os.environ:
        return
    if early_config.known_args_namespace.help or early_config.known_args_namespace.version:
        return
    urls = start()
    folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="cgtlims-tests-")))
    os.environ.update(urls.environment())
    os.environ.update(
        CGTLIMS_TEST_ADMIN_URL=urls.admin,
        CGTLIMS_STATIC_ROOT=str(folder / "static"),
        CGTLIMS_FILES_DIR=str(folder / "files"),
        CGTLIMS_LOG_LEVEL="WARNING",
    )
    manage("migrate", "--verbosity=0")
    manage("collectstatic", "--noinput", "--verbosity=0")


def pytest_unconfigure() -> None:
    if not is_worker():
        running.close()


def start() -> ServiceUrls:
    """The embedded services, or a database of the tests' own on a server given from outside."""
    database, broker = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    if not (database and broker):
        return running.enter_context(services(data_dir(), ephemeral=True))
    urls = derive_role_urls(database, data_dir())
    return ServiceUrls(**urls.by_role(), redis=broker)


def manage(*arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, check=True)
