"""A first password that another person chose is changed before anything else."""

from __future__ import annotations

import uuid
from base64 import b64encode

import pytest
from django.test import Client

from people.models import User
from tests.cast import PASSWORD
from tests.signin.door import enter, is_in
from tests.signin.test_password_reset import NEW, signs
from tests.signin.test_password_reset import boss as boss

pytestmark = pytest.mark.django_db


def new_account(boss: Client) -> Client:
    """Somebody whose first password was chosen by Silke Haas, and who is signed in with it."""
    typed = {
        "username": "new", "display_name": "New Person", "email": "", "password": PASSWORD,
        "command_id": str(uuid.uuid4()),
    }  # fmt: skip
    assert boss.post("/people/new/", typed).status_code == 302
    client = Client()
    enter(client, "new")
    return client


@pytest.mark.urs("P11-300")
def test_a_first_password_is_changed_before_anything_else(boss: Client) -> None:
    client, page = new_account(boss), "/account/safety/password/"
    for path in ("/", "/account/", "/account/safety/", "/batches/"):
        assert client.get(path)["Location"] == page
    assert client.post("/account/pin/", {"password": PASSWORD})["Location"] == page
    assert client.get("/board/", headers={"HX-Request": "true"}).status_code == 403
    assert client.get("/api/v1/batches/").status_code == 401
    assert "was chosen by somebody else" in client.get(page).text
    user = User.objects.get(username="new")
    assert signs(user, PASSWORD) == "PASSWORD_NOT_OWN"
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post(page, typed).status_code == 302
    assert is_in(client)
    assert client.get("/account/").status_code == 200
    assert signs(User.objects.get(username="new"), NEW) == "signed"


def test_the_api_waits_for_it_too(boss: Client) -> None:
    new_account(boss)
    told = b64encode(f"new:{PASSWORD}".encode()).decode()
    answer = Client().get("/api/v1/batches/", headers={"Authorization": f"Basic {told}"})
    assert answer.status_code == 401
    assert "was set by somebody else" in answer.text


def test_the_person_s_page_says_so(boss: Client) -> None:
    new_account(boss)
    assert "first one, to be changed" in boss.get("/people/accounts/new/").text
