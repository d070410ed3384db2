"""The facility board as tablets ask for it every five seconds: unchanged, and after a change."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlsplit

from django.utils import timezone

from bench.figures import Figure, at_least, at_most
from bench.scenes import facility
from bench.servers import granian
from bench.timing import seconds
from cleanrooms.commands.rooms import change_room_state
from cleanrooms.models import Room, RoomState
from people.models import User
from tests.browser.session import signed_in
from tests.browser.site import Site, serving
from tests.databases import current

NOW = "/board/now/"
CLIENTS, REQUESTS, ROUNDS, CHANGES = 8, 1_600, 7, 40


def figures() -> Iterator[Figure]:
    """Through the web server with two processes; the clients share both cores with it."""
    facility()
    with serving(current(), command=granian) as site:
        paces = [unchanged(site) for _ in range(ROUNDS)]
        times = [changed(site, n) for n in range(CHANGES)]
    yield at_least("board-unchanged", statistics.median(paces), "pages/s", "400")
    yield at_most("board-changed", statistics.median(times) * 1000, "ms", "40")


def unchanged(site: Site) -> float:
    """Answers a second to eight who have the board as it is."""
    asked = header(site)
    asked["If-None-Match"] = get(HTTPConnection(urlsplit(site.url).netloc), asked, 200)
    share = REQUESTS // CLIENTS

    def ask(_client: int) -> None:
        connection = HTTPConnection(urlsplit(site.url).netloc)
        mine = dict(asked)
        for _ in range(share):
            mine["If-None-Match"] = get(connection, mine, 304)

    def all_together() -> None:
        with ThreadPoolExecutor(CLIENTS) as clients:
            list(clients.map(ask, range(CLIENTS)))

    return REQUESTS / seconds(all_together)


def changed(site: Site, turn: int) -> float:
    """Seconds until somebody has the board after a room came into another state."""
    asked = header(site)
    connection = HTTPConnection(urlsplit(site.url).netloc)
    asked["If-None-Match"] = get(connection, asked, 200)
    states = (RoomState.OUT_OF_SERVICE, RoomState.UNDER_QUALIFICATION)
    change_room_state(
        room=Room.objects.get(code="CR13"), state=states[turn % 2], reason=f"Turn {turn}",
        by=User.objects.get(username="kadler"), at=timezone.now(),
    )  # fmt: skip
    return seconds(lambda: get(connection, asked, 200))


def header(site: Site) -> dict[str, str]:
    cookie = signed_in("kadler", site.url)
    return {"Cookie": f"{cookie['name']}={cookie['value']}", "HX-Request": "true"}


def get(connection: HTTPConnection, asked: dict[str, str], status: int) -> str:
    """The tag of the answer, which has this status."""
    connection.request("GET", NOW, headers=asked)
    answer = connection.getresponse()
    answer.read()
    if answer.status != status:
        raise RuntimeError(f"The board answered {answer.status}, not {status}.")
    return answer.headers["ETag"]
