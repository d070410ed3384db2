"""In by user name and password; every coming and going is an event, never with a secret."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.urls import NoReverseMatch, reverse

from integrity.models import AuditEvent
from people.models import User
from tests.cast import PASSWORD
from tests.deeds import changed
from tests.signin.door import enter, is_in, last, verbs

pytestmark = pytest.mark.django_db
API = "/api/v1/batches/"


def basic(username: str, password: str = PASSWORD) -> dict[str, str]:
    told = b64encode(f"{username}:{password}".encode()).decode()
    return {"Authorization": f"Basic {told}"}


def trail() -> str:
    return "".join(AuditEvent.objects.values_list("body", flat=True))


def test_it_works(client: Client, people: dict[str, User]) -> None:
    before = client.cookies
    answer = enter(client, "JVermaat", next="/batches/")
    assert (answer.status_code, answer["Location"]) == (302, "/batches/")
    assert is_in(client)
    event = last("user.signed_in")
    assert (event.actor_id, event.subject_id) == (people["jvermaat"].pk, str(people["jvermaat"].pk))
    assert event.details == {"by": ["password"], "address": "127.0.0.1", "device": ""}
    assert before is client.cookies


@pytest.mark.urs("P11-10d")
def test_who_is_not_signed_in_gets_nothing(client: Client, people: dict[str, User]) -> None:
    assert client.get(API).status_code == 401
    assert client.get("/batches/", headers={"HX-Request": "true"}).status_code == 401
    assert client.get("/batches/")["Location"] == "/sign-in/?next=/batches/"
    enter(client, "jvermaat")
    assert client.get(API).status_code == 200
    assert client.get("/batches/", headers={"HX-Request": "true"}).status_code == 200


def test_the_session_gets_another_key_at_sign_in(client: Client, people: dict[str, User]) -> None:
    client.get("/sign-in/")
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    enter(client, "jvermaat")
    assert client.session.session_key != session.session_key


def test_a_wrong_password_is_an_event_of_the_door(client: Client, people: dict[str, User]) -> None:
    assert enter(client, "jvermaat", "a-secret-that-is-wrong").status_code == 200
    assert not is_in(client)
    event = last("user.sign_in_failed")
    assert event.actor_name == "CGT-LIMS sign-in"
    assert event.details["by"] == "password"
    enter(client, "nobody-of-this-name", "a-secret-that-is-wrong")
    assert verbs("user.sign_in_failed") == ["user.sign_in_failed"]
    assert "a-secret-that-is-wrong" not in "".join(
        AuditEvent.objects.values_list("body", flat=True)
    )


def test_a_closed_account_stays_shut(client: Client, people: dict[str, User]) -> None:
    changed(people["jvermaat"], is_active=False)
    assert enter(client, "jvermaat").status_code == 200
    assert not is_in(client)


@pytest.mark.urs("P11-300")
def test_five_failures_lock_pages_and_api_alike(client: Client, people: dict[str, User]) -> None:
    for _ in range(3):
        enter(client, "pnorth", "wrong")
    for _ in range(2):
        assert client.get(API, headers=basic("pnorth", "wrong")).status_code == 401
    assert verbs("user.sign_in_failed", "account.locked") == [
        *["user.sign_in_failed"] * 4, "account.locked", "user.sign_in_failed",
    ]  # fmt: skip
    assert client.get(API, headers=basic("pnorth")).status_code == 401
    enter(client, "pnorth")
    assert not is_in(client)
    enter(client, "jvermaat")
    assert is_in(client)


def test_signing_out_ends_the_session(client: Client, people: dict[str, User]) -> None:
    enter(client, "jvermaat")
    assert client.get("/sign-out/").status_code == 405
    answer = client.post("/sign-out/", {"next": "/batches/"})
    assert answer["Location"] == "/sign-in/?next=%2Fbatches%2F"
    assert not is_in(client)
    assert last("user.session_ended").details["why"] == "signed out"
    assert client.post("/sign-out/")["Location"] == "/sign-in/"


def test_nobody_signs_up_and_no_mail_resets_a_password() -> None:
    for name in (
        "account_signup",
        "account_reset_password",
        "account_email",
        "socialaccount_signup",
    ):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_another_password_ends_the_other_sessions(people: dict[str, User]) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        enter(client, "jvermaat")
    new = "another-long-phrase-of-joris"
    wrong = {"oldpassword": "wrong", "password1": new, "password2": new}
    assert (
        "This is not the password you have." in here.post("/account/safety/password/", wrong).text
    )
    same = {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD}
    assert "This is the password you have." in here.post("/account/safety/password/", same).text
    right = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/account/safety/password/", right)["Location"] == "/account/safety/"
    assert is_in(here)
    assert not is_in(there)
    assert verbs("user.sign_in_failed", "user.password_changed")[-1] == "user.password_changed"
    assert new not in trail()
    assert enter(there, "jvermaat").status_code == 200
    assert enter(there, "jvermaat", new).status_code == 302


def test_a_program_pays_argon2_once(
    client: Client, people: dict[str, User], monkeypatch: Any
) -> None:
    compared: list[str] = []
    real = Argon2PasswordHasher.verify
    monkeypatch.setattr(
        Argon2PasswordHasher, "verify",
        lambda self, password, encoded: compared.append(password) or real(self, password, encoded),
    )  # fmt: skip
    for _ in range(3):
        assert client.get(API, headers=basic("jvermaat")).status_code == 200
    assert compared == [PASSWORD]
    assert client.get(API, headers=basic("jvermaat", "wrong")).status_code == 401
    assert compared == [PASSWORD, "wrong"]
    changed(people["jvermaat"], is_active=False)
    assert client.get(API, headers=basic("jvermaat")).status_code == 401
