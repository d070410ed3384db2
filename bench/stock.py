"""Stock: genealogy over a million edges, many hands in one lot, the list of 20,000 lots."""

from __future__ import annotations

import random
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any

from django.db import connection
from django.test import Client

from bench.figures import Figure, at_least, at_most
from bench.scenes import Scene, facility
from bench.stock_hands import hands
from bench.stock_rows import EDGES, LAST, LOTS, fill, keys
from bench.timing import median_seconds, seconds
from materials.genealogy import ancestors, descendants, held
from materials.models import Edge, Lot

ASKED, PAGES, MOST_QUERIES = 200, 40, 20


def figures() -> Iterator[Figure]:
    scene = facility()
    yield from hands(scene)
    fill(Lot.objects.earliest("entered_at"))
    yield at_least("genealogy-edges", Edge.objects.count(), "edges", str(EDGES))
    rng = random.Random(1)  # noqa: S311
    first, last = keys(0), keys(LAST)
    up = [partial(ancestors, [key]) for key in rng.sample(last, ASKED)]
    down = [partial(descendants, [key]) for key in rng.sample(first, ASKED)]
    blocked = [partial(held, [key]) for key in rng.sample(last, ASKED)]
    yield at_most("genealogy-up-p95", p95(up), "ms", "50")
    yield at_most("genealogy-down-p95", p95(down), "ms", "50")
    yield at_most("genealogy-holds-p95", p95(blocked), "ms", "50")
    yield from the_page(scene, rng.sample(range(LOTS), PAGES))
    yield from the_list(scene)


def the_page(scene: Scene, places: Sequence[int]) -> Iterator[Figure]:
    """The whole page of a lot's genealogy, both ways, with its drawing and its lists."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(scene.people["kadler"])
    asked = [partial(read, client, f"/stock/lots/BENCH-{place:05}/genealogy/") for place in places]
    yield at_most("genealogy-page-p95", p95(asked), "ms", "500")


def read(client: Client, address: str) -> None:
    page = client.get(address)
    if page.status_code != HTTPStatus.OK or "<svg" not in page.text:
        raise RuntimeError(f"{address} answered {page.status_code}.")


def p95(asked: Sequence[Callable[[], object]]) -> float:
    """Milliseconds that 95 of 100 questions stay below, each asked of another container."""
    for ask in asked[:5]:
        ask()
    return 1000 * statistics.quantiles([seconds(ask) for ask in asked], n=20)[-1]


def the_list(scene: Scene) -> Iterator[Figure]:
    """The first page with all lots and with one: what it reads does not grow with the stock."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(scene.people["kadler"])
    client.get("/stock/")  # what is read once a process
    of_all, of_one = queries(client, "/stock/"), queries(client, "/stock/?words=BENCH-00017")
    yield at_most(
        "stock-list-median", 1000 * median_seconds(lambda: client.get("/stock/"), 15), "ms", "60"
    )
    yield at_most("stock-list-queries", of_all, "queries", str(MOST_QUERIES))
    yield at_most("stock-list-queries-more", abs(of_all - of_one), "queries", "0")


def queries(client: Client, address: str) -> int:
    said = Counter[str]()

    def counted(run: Callable[..., Any], statement: str, *rest: Any) -> Any:
        said[statement] += 1
        return run(statement, *rest)

    with connection.execute_wrapper(counted):
        page = client.get(address)
    if page.status_code != HTTPStatus.OK or "BENCH-" not in page.text:
        raise RuntimeError(f"The list of {LOTS} lots answered {page.status_code}.")
    return said.total()
