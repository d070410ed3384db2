"""One's own account: the PIN, and what is delegated."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from integrity.signatures.content import content_hash
from people.models import Delegation
from people.permissions import Permission
from tests.cast import PASSWORD
from tests.people.sending import again, end, send, words

pytestmark = pytest.mark.django_db


def test_ones_own_pin_is_set_after_the_password(browse, people):
    client, user = browse("jvermaat"), people["jvermaat"]
    for typed, said in (
        ({"password": "wrong", "pin": "730519", "again": "730519"}, "This is not right"),
        ({"password": PASSWORD, "pin": "730519", "again": "730518"}, "not the same PIN"),
        ({"password": PASSWORD, "pin": "123456", "again": "123456"}, "counts up or down"),
    ):
        answer = send(client, "/account/pin/", **typed)
        assert (answer.status_code, said in words(answer)) == (422, True)
        assert PASSWORD not in words(answer)
    send(client, "/account/pin/", password=PASSWORD, pin="730519", again="730519")
    assert again(user).check_pin("730519")
    assert "A PIN is set" in words(client.get("/account/"))


def test_a_guessed_password_locks_here_too(browse, people):
    client = browse("jvermaat")
    typed = {"pin": "730519", "again": "730519"}
    for _ in range(5):
        send(client, "/account/pin/", password="wrong", **typed)
    locked = send(client, "/account/pin/", password=PASSWORD, **typed)
    assert (locked.status_code, "locked after too many" in words(locked)) == (409, True)
    assert again(people["jvermaat"]).pin == ""


def test_ones_own_is_delegated_and_taken_back(browse, people):
    client = browse("kadler")
    until = timezone.localtime(timezone.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    typed = {"to": people["aowusu"].pk, "valid_until": until, "reason": "Holiday"}
    nothing = send(client, "/account/delegate/", **typed)
    assert (nothing.status_code, "Say what is delegated" in words(nothing)) == (422, True)
    answer = send(client, "/account/delegate/", **typed, permissions=["batches.create"])
    given = Delegation.objects.get()
    assert answer.url == f"/account/delegate/{given.pk}/"
    assert "Not signed yet" in words(client.get("/account/"))
    assert not again(people["aowusu"]).may(Permission.CREATE_BATCH)
    signed = {"who": "kadler", "secret": "wrong", "shown": content_hash(given)}
    assert send(client, answer.url, **signed).status_code == 422
    assert not again(people["aowusu"]).may(Permission.CREATE_BATCH)
    assert send(client, answer.url, **{**signed, "secret": PASSWORD}).status_code == 302
    assert "To Ama Owusu" in words(client.get("/account/"))
    assert again(people["aowusu"]).may(Permission.CREATE_BATCH)
    client.force_login(people["aowusu"])
    assert "Acts for Kwame Adler" in words(client.get("/account/"))
    client.force_login(people["kadler"])
    given.refresh_from_db()
    end(client, "own-delegation", given, reason="Back")
    assert not again(people["aowusu"]).may(Permission.CREATE_BATCH)
