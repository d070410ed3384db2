"""The facility's sign-in service opens accounts that are here, and never makes one."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from cgtlims.env import Env
from cgtlims.oidc import oidc_apps
from people.models import User
from tests.deeds import changed
from tests.signin.door import enter, is_in, last, verbs
from tests.signin.oidc_server import CLIENT, SECRET
from tests.signin.test_second_factor import set_up_app

pytestmark = pytest.mark.django_db
JORIS = {"sub": "7f3a", "preferred_username": "JVermaat"}
Come = Callable[..., Any]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """Its address, while it runs."""
    command = [sys.executable, "-m", "tests.signin.oidc_server"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.kill()


@pytest.fixture
def come(provider: str, people: dict[str, User], settings: Any, monkeypatch: Any) -> Come:
    """Goes to the service and back as this person; gives the browser and the last answer."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    given = {
        "CGTLIMS_OIDC_ISSUER": provider,
        "CGTLIMS_OIDC_CLIENT_ID": CLIENT,
        "CGTLIMS_OIDC_CLIENT_SECRET": SECRET,
        "CGTLIMS_OIDC_NAME": "Northside account",
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": oidc_apps(Env(given))}}

    settings.OIDC_CLAIM = "preferred_username"

    def came(person: dict[str, Any], client: Client | None = None) -> tuple[Client, Any]:
        client = client or Client()
        told = json.dumps(person).encode()
        urllib.request.urlopen(urllib.request.Request(f"{provider}/person", told, method="PUT"))
        away = client.get("/sign-in/by/facility/?next=/batches/")
        assert away["Location"].startswith(f"{provider}/authorize")
        back = requests.get(away["Location"], allow_redirects=False, timeout=5)
        parts = urlsplit(back.headers["Location"])
        return client, client.get(f"{parts.path}?{parts.query}")

    return came


def test_it_works(come: Come, people: dict[str, User]) -> None:
    assert "Sign in with Northside account" in Client().get("/sign-in/").text
    client, answer = come(JORIS)
    assert (answer.status_code, answer["Location"]) == (302, "/batches/")
    assert is_in(client)
    assert verbs("user.single_sign_on_linked", "user.signed_in") == [
        "user.single_sign_on_linked", "user.signed_in",
    ]  # fmt: skip
    assert last("user.signed_in").details["by"] == ["socialaccount"]
    assert SocialAccount.objects.get().user == people["jvermaat"]


def test_once_linked_the_service_s_identifier_counts_and_not_the_name(
    come: Come, people: dict[str, User]
) -> None:
    come(JORIS)
    client, _answer = come({**JORIS, "preferred_username": "aowusu"})
    assert client.get("/").context["request"].user == people["jvermaat"]


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "1", "preferred_username": "nobody"},
        {"sub": "1"},
        {"sub": "1", "preferred_username": "a\x00b"},
        {"sub": "1", "preferred_username": ["jvermaat"]},
        {"sub": "1", "email": "jvermaat", "preferred_username": ""},
    ],
)
def test_who_has_no_account_gets_none(
    come: Come, people: dict[str, User], person: dict[str, Any]
) -> None:
    client, answer = come(person)
    assert answer.status_code == 403
    assert "did not lead to an account that is open here" in answer.text
    assert not is_in(client)
    assert User.objects.count() == len(people)


def test_a_linked_account_is_not_taken_by_somebody_else_of_the_service(come: Come) -> None:
    come(JORIS)
    client, answer = come({**JORIS, "sub": "another"})
    assert answer.status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize("is_linked", [True, False])
def test_a_closed_account_stays_shut(come: Come, people: dict[str, User], is_linked: bool) -> None:
    if is_linked:
        come(JORIS)
    changed(people["jvermaat"], is_active=False)
    client, answer = come(JORIS)
    assert answer.status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize("wrong", [{"iss": "https://elsewhere.example"}, {"aud": "x"}, {"exp": 1}])
def test_a_token_for_somebody_else_is_refused(come: Come, wrong: dict[str, Any]) -> None:
    client, answer = come({**JORIS, **wrong})
    assert answer.status_code == 401
    assert not is_in(client)


def test_who_turns_back_is_told_so(come: Come) -> None:
    client, answer = come({})
    assert "You turned back" in client.get(answer["Location"]).text


def test_an_answer_that_nobody_asked_for_is_refused(come: Come) -> None:
    answer = Client().get("/sign-in/by/facility/back/?code=x&state=made-up")
    assert answer.status_code == 401


def test_a_second_factor_is_asked_here_too(come: Come, client: Client) -> None:
    enter(client, "jvermaat")
    set_up_app(client)
    there, answer = come(JORIS)
    assert answer["Location"] == "/sign-in/second/"
    assert not is_in(there)


def test_without_a_service_there_is_no_way_to_it(client: Client, people: dict[str, User]) -> None:
    assert client.get("/sign-in/by/facility/").status_code == 404
    assert "Sign in with" not in client.get("/sign-in/").text
