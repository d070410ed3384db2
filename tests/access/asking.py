"""Asks one address as one caller; whatever was done is taken back."""

from __future__ import annotations

import os
import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from http.cookies import SimpleCookie
from typing import Any
from zlib import crc32

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import SESSION_KEY
from django.core.files.base import File
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from people.models import User
from tests.access.book import OUTSIDERS, callers
from tests.access.routes import METHODS, SEEN_BY_GET, Route
from tests.access.scene import Scene
from tests.access.words import REFUSED, word

TRAIL = """
SELECT md5(string_agg(seq || hash::text || body, '' ORDER BY seq))
FROM integrity_auditevent WHERE seq <= %s
"""


@dataclass
class Asking:
    """A scene in which everybody signs in for every route: a session locks by itself."""

    scene: Scene
    sessions: dict[str, str] = field(default_factory=dict)

    @cached_property
    def trail(self) -> tuple[int, str]:
        """How long the trail was when the asking began, and what it was."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(seq) FROM integrity_auditevent")
            (seq,) = cursor.fetchone()
            cursor.execute(TRAIL, [seq])
            return seq, cursor.fetchone()[0]

    def answers(
        self, route: Route, only: Collection[str] | None = None
    ) -> dict[str, dict[str, str]]:
        """What every caller is answered to every method, as words of the file or as a status.

        HEAD is asked where GET is refused: what may be seen whole may be seen without its body.
        """
        who = [one for one in asked(route) if only is None or one in only]
        self.sessions = {name: session_of(self.scene.users[name]) for name in who}
        found: dict[str, dict[str, str]] = {}
        for method in METHODS:
            found[method] = {}
            for caller in who:
                found[method][caller] = known(found, caller, method) or self.ask(
                    caller, method, route
                )
        return found

    def address(self, route: Route, caller: str) -> str:
        place = self.scene.place(route.name, caller) | dict(route.given)
        if missing := route.parameters - set(place):
            raise LookupError(f"tests/access/scene.py says no {', '.join(missing)} for {route}.")
        return reverse(route.view, kwargs=place)

    def ask(self, caller: str, method: str, route: Route) -> str:
        client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        client.cookies = SimpleCookie(self.sessions[caller])
        client.cookies.load(self.scene.cookies.get(route.name, {}))
        self.trail  # noqa: B018  (read before anything is done)
        with transaction.atomic():
            more = self.scene.prepared(route.name, client, caller)
            was = length()
            response = self.sent(client, caller, method, route, more)
            answer = word(response, method, is_in=SESSION_KEY in client.session)
            if is_led_away(response, method) and length() == was:
                answer = REFUSED
            if method not in SEEN_BY_GET and answer == "ok" and not self.trail_is_whole():
                answer = "the trail was altered"
            transaction.set_rollback(True)
        return answer

    def sent(
        self, client: Client, caller: str, method: str, route: Route, more: dict[str, Any]
    ) -> HttpResponse:
        address = self.address(route, caller)
        if method in {*SEEN_BY_GET, "OPTIONS", "TRACE"}:
            return client.generic(method, address)
        body = {
            "command_id": str(uuid.uuid4()),
            **self.scene.body(route.name, method, caller),
            **more,
        }
        if address.startswith("/api/") or method != "POST":
            told = {
                one: str(said) if isinstance(said, File) else said for one, said in body.items()
            }
            key = {"Idempotency-Key": body["command_id"]}
            send = getattr(client, method.lower())
            return send(address, told, content_type="application/json", headers=key)
        return client.post(address, body)

    def trail_is_whole(self) -> bool:
        seq, was = self.trail
        with connection.cursor() as cursor:
            cursor.execute(TRAIL, [seq])
            return cursor.fetchone()[0] == was


def asked(route: Route) -> list[str]:
    """Everybody when the whole matrix is asked for (`make proof`); else who has no role here, a
    partner, and one more in three, another three for another route."""
    if os.environ.get("ACCESS_MATRIX") == "whole":
        return callers()
    turn = crc32(route.name.encode())
    always = {*OUTSIDERS, "partner"}
    return [one for at, one in enumerate(callers()) if one in always or (at + turn) % 3 == 0]


def known(found: dict[str, dict[str, str]], caller: str, method: str) -> str:
    """What needs no asking: HEAD of what is shown, and a method that the address does not have.

    405 speaks of the method and not of the person: who is answered alike to GET, HEAD and POST is
    answered 405 alike. Any other answer is asked for one by one.
    """
    if method == "HEAD" and found["GET"][caller] == "ok":
        return "ok"
    if method in {*SEEN_BY_GET, "POST"}:
        return ""
    alike = (
        answer
        for other, answer in found[method].items()
        if all(found[one][other] == found[one][caller] for one in (*SEEN_BY_GET, "POST"))
    )
    return REFUSED if next(alike, "") == REFUSED else ""


def is_led_away(response: HttpResponse, method: str) -> bool:
    """A page that leads who is signed in elsewhere, whatever the method: it did nothing."""
    return 300 <= response.status_code < 400 and method not in {*SEEN_BY_GET, "POST"}


def length() -> int:
    """How many events the trail has now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(seq) FROM integrity_auditevent")
        found: int = cursor.fetchone()[0]
    return found


def session_of(user: User | None) -> str:
    """The cookie of somebody who came in just now, with a password."""
    client = Client()
    if user is not None:
        client.force_login(user)
        request = HttpRequest()
        request.session = session = client.session
        record_authentication(request, user, "password", reauthenticated=True)
        session.save()
    return client.cookies.output(header="", sep=";")
