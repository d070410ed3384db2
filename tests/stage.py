"""A stage for tests, measurements and proofs: real services, a migrated database, static files."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from cgtlims.embedded import ServiceUrls, services
from cgtlims.embedded.command import given_from_outside
from cgtlims.embedded.throwaway import throwaway_folder
from cgtlims.places import data_dir
from cgtlims.roles import derive_role_urls

ROOT = Path(__file__).resolve().parents[1]


def set_up(stack: ExitStack, *, waits_for_disk: bool = False) -> None:
    """Starts the services until `stack` closes and tells their addresses to this environment.

    With `waits_for_disk` every commit is on the disk when it returns, as in production.
    """
    urls = given() or started(stack, waits_for_disk)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cgtlims-stage-")))
    os.environ.update(urls.environment())
    os.environ.update(
        CGTLIMS_TEST_ADMIN_URL=urls.admin,
        CGTLIMS_STATIC_ROOT=str(folder / "static"),
        CGTLIMS_FILES_DIR=str(folder / "files"),
        CGTLIMS_LOG_LEVEL="WARNING",
        CGTLIMS_PRINTER_NETWORKS="127.0.0.1/32",
    )
    manage("migrate", "--verbosity=0")
    manage("collectstatic", "--noinput", "--verbosity=0")


def started(stack: ExitStack, waits_for_disk: bool) -> ServiceUrls:
    """With data that are thrown away either way."""
    if not waits_for_disk:
        return stack.enter_context(services(data_dir(), ephemeral=True))
    folder = stack.enter_context(throwaway_folder())
    return stack.enter_context(services(folder, ephemeral=False))


def given() -> ServiceUrls | None:
    """The services of DATABASE_URL and REDIS_URL, when both are set."""
    if not given_from_outside(os.environ):
        return None
    urls = derive_role_urls(os.environ["DATABASE_URL"], data_dir())
    return ServiceUrls(**urls.by_role(), redis=os.environ["REDIS_URL"])


def manage(*arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, check=True)
