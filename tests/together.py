"""Doing things at the same time, each on a database connection of its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, connections

WAITING = (
    "SELECT count(*) FROM pg_locks"
    " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
)
PATIENCE_SECONDS = 90


def together(*calls: Callable[[], Any]) -> list[Any]:
    """Runs the calls in threads; gives what each returned or raised, in the order given."""

    def run(call: Callable[[], Any]) -> Any:
        try:
            return call()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def until(is_so: Callable[[], object], what: str) -> None:
    """Waits for something that must come; fails naming it when it does not."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < end, f"This never came: {what}"
        time.sleep(0.02)


def until_another_waits() -> None:
    """Goes on when another connection waits for a lock that this one holds."""
    until(lambda: waiting() > 0, "another connection that waits for a lock")


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return int(cursor.fetchone()[0])
