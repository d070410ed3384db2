"""Asks one address as one caller; whatever was done is taken back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from http.cookies import SimpleCookie

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import reverse

from tests.access.book import callers
from tests.access.routes import METHODS, SEEN_BY_GET, Route
from tests.access.scene import Scene

REFUSED = {"405"}
TRAIL = """
SELECT md5(string_agg(seq || hash::text || body, '' ORDER BY seq))
FROM integrity_auditevent WHERE seq <= %s
"""


@dataclass
class Asking:
    """A scene with everybody signed in."""

    scene: Scene

    @cached_property
    def sessions(self) -> dict[str, str]:
        found = {}
        for name, user in self.scene.users.items():
            client = Client()
            if user is not None:
                client.force_login(user)
            found[name] = client.cookies.output(header="", sep=";")
        return found

    @cached_property
    def trail(self) -> tuple[int, str]:
        """How long the trail was when the asking began, and what it was."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(seq) FROM integrity_auditevent")
            (seq,) = cursor.fetchone()
            cursor.execute(TRAIL, [seq])
            return seq, cursor.fetchone()[0]

    def answers(self, route: Route) -> dict[str, dict[str, str]]:
        """What every caller is answered to every method, as words of the file or as a status.

        HEAD is asked where GET is refused: what may be seen whole may be seen without its body.
        """
        address = reverse(route.name, kwargs=self.place(route))
        found: dict[str, dict[str, str]] = {}
        for method in METHODS:
            found[method] = {
                caller: "ok"
                if method == "HEAD" and found["GET"][caller] == "ok"
                else self.ask(caller, method, route.name, address)
                for caller in callers()
            }
        return found

    def place(self, route: Route) -> dict[str, object]:
        place = self.scene.places.get(route.name, {})
        if missing := route.parameters - set(place):
            raise LookupError(f"tests/access/scene.py says no {', '.join(missing)} for {route}.")
        return place

    def ask(self, caller: str, method: str, name: str, address: str) -> str:
        client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        client.cookies = SimpleCookie(self.sessions[caller])
        self.trail  # noqa: B018  (read before anything is done)
        with transaction.atomic():
            response = self.sent(client, method, name, address)
            answer = word(response)
            if method not in SEEN_BY_GET and answer == "ok" and not self.trail_is_whole():
                answer = "the trail was altered"
            transaction.set_rollback(True)
        return answer

    def sent(self, client: Client, method: str, name: str, address: str) -> HttpResponse:
        if method in {*SEEN_BY_GET, "OPTIONS", "TRACE"}:
            return client.generic(method, address)
        body = {"command_id": str(uuid.uuid4()), **self.scene.bodies.get((name, method), {})}
        if address.startswith("/api/") or method != "POST":
            return getattr(client, method.lower())(address, body, content_type="application/json")
        return client.post(address, body)

    def trail_is_whole(self) -> bool:
        seq, was = self.trail
        with connection.cursor() as cursor:
            cursor.execute(TRAIL, [seq])
            return cursor.fetchone()[0] == was


def word(response: HttpResponse) -> str:
    """An answer in the words of the file; any other status as its number."""
    status = response.status_code
    place = response.headers.get("Location", "")
    if status == 401 or (status == 302 and place.startswith(f"{resolve_url(settings.LOGIN_URL)}?")):
        return "sign-in"
    return "ok" if status < 400 else str(status)
