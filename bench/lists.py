"""The list of batches with 2,000 of them, through the whole web stack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

from django.db import connection
from django.test import Client

from bench.figures import Figure, at_most
from bench.many import make_batches
from bench.scenes import facility
from bench.timing import median_seconds

BATCHES = 2_000


def figures() -> Iterator[Figure]:
    scene = facility()
    make_batches(scene.new_batch("BENCH-LIST-0000"), "BENCH-LIST-{:04}".format, BATCHES)
    client = Client(SERVER_NAME="localhost")
    client.force_login(scene.people["kadler"])
    queries = Counter[str]()

    def counted(run: Callable[..., Any], statement: str, *rest: Any) -> Any:
        queries[statement] += 1
        return run(statement, *rest)

    with connection.execute_wrapper(counted):
        page = client.get("/batches/")
    if page.status_code != HTTPStatus.OK:
        raise RuntimeError(f"The list answered {page.status_code}.")
    yield at_most(
        "batch-list-median", 1000 * median_seconds(lambda: client.get("/batches/"), 15), "ms", "60"
    )
    yield at_most("batch-list-queries", queries.total(), "queries", "20")
    yield at_most("batch-list-size", len(page.content) / 1000, "kB", "100")
