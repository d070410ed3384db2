"""granian against gunicorn on real pages: the batch list and a batch record, eight at a time."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from bench.figures import Figure, at_least
from bench.scenes import facility
from bench.timing import seconds
from tests.browser.session import signed_in
from tests.browser.site import Site, serving
from tests.databases import current

BIN = Path(sys.executable).parent
PAGES = ("/batches/", "/batches/CART-26-001/?operation=7")
CLIENTS, REQUESTS, ROUNDS = 8, 80, 15


def figures() -> Iterator[Figure]:
    """Two processes with four threads each, in turn on the same database."""
    facility()
    with serving(current(), command=granian) as ours, serving(current(), command=gunicorn) as peer:
        pairs = [(pace(ours), pace(peer)) for _ in range(ROUNDS)]
    yield at_least("server-granian-pages", statistics.median(a for a, _ in pairs), "pages/s", "20")
    yield at_least("server-granian-to-gunicorn", ratio(pairs), "times", "0.9")


def ratio(pairs: list[tuple[float, float]]) -> float:
    return statistics.median(ours / peer for ours, peer in pairs)


def granian(port: int) -> list[str]:
    return [
        str(BIN / "granian"), "--interface", "wsgi", "cgtlims.wsgi:application",
        "--host", "127.0.0.1", "--port", str(port), "--workers", "2",
        "--blocking-threads", "4", "--no-ws",
    ]  # fmt: skip


def gunicorn(port: int) -> list[str]:
    return [
        str(BIN / "gunicorn"), "cgtlims.wsgi:application", "--bind", f"127.0.0.1:{port}",
        "--workers", "2", "--threads", "4", "--worker-class", "gthread",
    ]  # fmt: skip


def pace(site: Site) -> float:
    """Pages a second, half of them lists and half of them records."""
    cookie = signed_in("kadler", site.url)
    header = {"Cookie": f"{cookie['name']}={cookie['value']}"}
    share = REQUESTS // CLIENTS

    def browse(client: int) -> None:
        connection = HTTPConnection(urlsplit(site.url).netloc)
        for turn in range(share):
            connection.request("GET", PAGES[(client + turn) % len(PAGES)], headers=header)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{site.url} answered {answer.status}.")

    def all_together() -> None:
        with ThreadPoolExecutor(CLIENTS) as clients:
            list(clients.map(browse, range(CLIENTS)))

    return REQUESTS / seconds(all_together)
