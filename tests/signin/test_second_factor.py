"""A second factor is asked of who has one, and demanded where the facility says so."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from people.models import User
from tests.cast import PASSWORD
from tests.signin.door import app_code, enter, is_in, last, verbs

pytestmark = pytest.mark.django_db


def seed_of(client: Client) -> str:
    return str(client.session["mfa.totp.secret"])


def set_up_app(client: Client) -> tuple[str, list[str]]:
    """Confirms, reads the seed, types the first code; gives the seed and the recovery codes."""
    client.get("/account/safety/app/")
    client.post("/account/safety/confirm/", {"password": PASSWORD, "next": "/account/safety/app/"})
    assert client.get("/account/safety/app/").status_code == 200
    seed = seed_of(client)
    done = client.post("/account/safety/app/", {"code": app_code(seed)})
    assert done["Location"] == "/account/safety/codes/"
    return seed, client.get("/account/safety/codes/").context["unused_codes"]


@pytest.fixture
def joris(client: Client, people: dict[str, User]) -> Client:
    enter(client, "jvermaat")
    return client


def test_it_works(joris: Client) -> None:
    seed, _codes = set_up_app(joris)
    assert last("user.factor_added").details["kind"] in {"totp", "recovery_codes"}
    there = Client()
    assert enter(there, "jvermaat")["Location"] == "/sign-in/second/"
    assert not is_in(there)
    assert there.post("/sign-in/second/", {"code": "000000"}).status_code == 200
    assert not is_in(there)
    assert there.post("/sign-in/second/", {"code": app_code(seed, 1)}).status_code == 302
    assert is_in(there)
    assert last("user.signed_in").details["by"] == ["password", "totp"]
    assert verbs("user.sign_in_failed") == ["user.sign_in_failed"]


def test_a_code_opens_once(joris: Client) -> None:
    seed, _codes = set_up_app(joris)
    code = app_code(seed, 1)
    for is_first in (True, False):
        there = Client()
        enter(there, "jvermaat")
        there.post("/sign-in/second/", {"code": code})
        assert is_in(there) is is_first


def test_a_recovery_code_opens_once(joris: Client) -> None:
    _seed, codes = set_up_app(joris)
    for is_first in (True, False):
        there = Client()
        enter(there, "jvermaat")
        there.post("/sign-in/second/", {"code": codes[0]})
        assert is_in(there) is is_first
    assert "****" in str(joris.get("/account/safety/codes/").context["unused_codes"])


def test_wrong_codes_lock_the_account(joris: Client) -> None:
    seed, _codes = set_up_app(joris)
    there = Client()
    enter(there, "jvermaat")
    for _ in range(5):
        there.post("/sign-in/second/", {"code": "000000"})
    there.post("/sign-in/second/", {"code": app_code(seed, 1)})
    assert not is_in(there)
    assert "account.locked" in verbs()


def test_a_seed_is_kept_encrypted(joris: Client) -> None:
    seed, _codes = set_up_app(joris)
    assert seed not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_removing_it_asks_again_who_it_is(joris: Client, settings: Any) -> None:
    set_up_app(joris)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    assert joris.post("/account/safety/app/remove/")["Location"].startswith(
        "/account/safety/confirm/"
    )
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    joris.post("/account/safety/confirm/", {"password": PASSWORD})
    assert joris.post("/account/safety/app/remove/")["Location"] == "/account/safety/"
    assert not Authenticator.objects.exists()
    assert "user.factor_removed" in verbs()
    assert enter(Client(), "jvermaat")["Location"] == "/"


@pytest.mark.urs("ANX11D-11")
@pytest.mark.parametrize(
    ("required", "address", "is_demanded"),
    [
        ("off", "198.51.100.7", False),
        ("remote", "10.1.2.3", False),
        ("remote", "198.51.100.7", True),
        ("always", "10.1.2.3", True),
    ],
)
def test_remote_access_needs_a_second_factor(
    people: dict[str, User], settings: Any, required: str, address: str, is_demanded: bool
) -> None:
    from ipaddress import ip_network

    settings.MFA_REQUIRED, settings.FACILITY_NETWORKS = required, [ip_network("10.1.0.0/16")]
    client = Client(REMOTE_ADDR=address)
    enter(client, "pnorth")
    page = client.get("/batches/")
    assert (page.status_code == 302) is is_demanded
    told = b64encode(f"pnorth:{PASSWORD}".encode()).decode()
    basic = {"Authorization": f"Basic {told}"}
    answer = Client(REMOTE_ADDR=address).get("/api/v1/batches/", headers=basic)
    assert (answer.status_code == 401) is is_demanded
    if is_demanded:
        assert page["Location"] == reverse("mfa_index")
        assert client.get("/api/v1/batches/").status_code == 401
        seed, _codes = set_up_app(client)
        assert client.get("/batches/").status_code == 200
        there = Client(REMOTE_ADDR=address)
        enter(there, "pnorth")
        there.post("/sign-in/second/", {"code": app_code(seed, 1)})
        assert there.get("/batches/").status_code == 200


def test_a_password_alone_is_no_way_around_the_second_factor(joris: Client) -> None:
    set_up_app(joris)
    told = b64encode(f"jvermaat:{PASSWORD}".encode()).decode()
    answer = Client().get("/api/v1/batches/", headers={"Authorization": f"Basic {told}"})
    assert answer.status_code == 401
    assert "second factor" in answer.text
