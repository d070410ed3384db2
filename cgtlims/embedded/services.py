"""Both servers for the length of a `with` block."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from cgtlims.embedded.account import make_folder, server_account
from cgtlims.embedded.binaries import Binaries, binaries
from cgtlims.embedded.credentials import SUPERUSER, admin_url, passwords_for, service_urls
from cgtlims.embedded.errors import EmbeddedError
from cgtlims.embedded.home import Home, locked, sockets
from cgtlims.embedded.postgres import make_cluster, postgres
from cgtlims.embedded.server import running
from cgtlims.embedded.throwaway import throwaway_folder
from cgtlims.embedded.urls import ServiceUrls
from cgtlims.embedded.valkey import valkey
from cgtlims.roles import ensure_roles


@contextmanager
def services(data_dir: Path, *, ephemeral: bool = False) -> Iterator[ServiceUrls]:
    """Starts PostgreSQL and Valkey, yields their addresses and stops them at the end.

    One user at a time per data folder. With `ephemeral` the data live in a folder of their own
    that is removed at the end; of `data_dir` only root's copy of the programs is used.
    """
    refuse_production()
    lasting = Home(data_dir.absolute())
    with ExitStack() as stack:
        home = Home(stack.enter_context(throwaway_folder())) if ephemeral else lasting
        stack.enter_context(locked(home))
        stack.enter_context(sockets(home))
        programs = binaries(lasting.root)
        yield stack.enter_context(_both_running(home, programs, ephemeral=ephemeral))


def refuse_production() -> None:
    """The embedded servers are for demo and tests; production brings its own."""
    if os.environ.get("CGTLIMS_ENV") == "production":
        raise EmbeddedError(
            "CGTLIMS_ENV is production, where the embedded PostgreSQL and Valkey are refused. "
            "Set DATABASE_URL and REDIS_URL to servers of your own."
        )


@contextmanager
def _both_running(home: Home, programs: Binaries, *, ephemeral: bool) -> Iterator[ServiceUrls]:
    passwords = passwords_for(home)
    make_cluster(home, programs.postgres, passwords[SUPERUSER], ephemeral=ephemeral)
    make_folder(home.valkey, server_account())
    with (
        running(postgres(home, programs.postgres, ephemeral=ephemeral)),
        running(valkey(home, programs.valkey)),
    ):
        ensure_roles(admin_url(home, passwords, "postgres"), passwords)
        yield service_urls(home, passwords)
