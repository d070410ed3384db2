"""A PostgreSQL of the proof's own that is killed and started again, as a power cut would."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from django.db import connections
from psycopg.conninfo import conninfo_to_dict

from cgtlims.connections import LOGINS
from cgtlims.embedded.binaries import binaries
from cgtlims.embedded.credentials import SUPERUSER, admin_url, passwords_for, service_urls
from cgtlims.embedded.home import Home, locked, sockets
from cgtlims.embedded.leftovers import processes_in
from cgtlims.embedded.postgres import make_cluster, postgres
from cgtlims.embedded.server import Server, running
from cgtlims.embedded.throwaway import throwaway_folder
from cgtlims.places import data_dir
from cgtlims.processes import manage
from cgtlims.roles import ensure_roles

PARTS = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


class Killable:
    """Every commit of it is on the disk when it returns; `variables` name it to processes."""

    def __init__(self, server: Server, variables: dict[str, str], stack: ExitStack) -> None:
        self.variables, self._server, self._stack = variables, server, stack

    def kill(self) -> None:
        """SIGKILL to all its processes at once, then started again on what the disk has."""
        for pid in list(processes_in(self._server.folder, "postgres")):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._stack.close()
        self._stack.enter_context(running(self._server))


@contextmanager
def killable() -> Iterator[Killable]:
    """Migrated; Django's connections of this process lead to it inside the block."""
    with ExitStack() as stack:
        home = Home(stack.enter_context(throwaway_folder()))
        stack.enter_context(locked(home))
        stack.enter_context(sockets(home))
        programs = binaries(data_dir()).postgres
        passwords = passwords_for(home)
        make_cluster(home, programs, passwords[SUPERUSER], ephemeral=False)
        server = postgres(home, programs, ephemeral=False)
        runs = stack.enter_context(ExitStack())
        runs.enter_context(running(server))
        ensure_roles(admin_url(home, passwords, "postgres"), passwords)
        addresses = service_urls(home, passwords).database_environment()
        variables = {**os.environ, **addresses}
        manage(variables, "migrate", "--verbosity=0")
        with pointed_at(addresses):
            yield Killable(server, variables, runs)


@contextmanager
def pointed_at(addresses: dict[str, str]) -> Iterator[None]:
    """Django's aliases speak to these databases, and afterwards to those of before."""
    before = {alias: dict(connections[alias].settings_dict) for alias in LOGINS}
    for alias, variable in LOGINS.items():
        parts = conninfo_to_dict(addresses[variable])
        connections[alias].close()
        connections[alias].settings_dict.update(
            {name: parts.get(part, "") for name, part in PARTS.items()}
        )
    try:
        yield
    finally:
        for alias, earlier in before.items():
            connections[alias].close()
            connections[alias].settings_dict.update(earlier)
