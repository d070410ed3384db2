"""An empty system begins once, by whoever can run a command on its server."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from cgtlims.web.signin.first_account import INSTALLATION, code_at
from integrity.models import AuditEvent
from integrity.refusals import Refused
from people.commands.first_account import begin_installation
from people.models import Organisation, Role, User
from people.permissions import Permission
from people.roles import ROLES
from tests.cast import NOW, PASSWORD
from tests.signin.door import enter, is_in
from tests.together import together

GIVEN = {
    "name": "Northside Cell Facility", "code": "NORTHSIDE", "display_name": "Silke Haas",
    "username": "shaas", "password": PASSWORD,
}  # fmt: skip


def printed() -> str:
    out = StringIO()
    call_command("first_account", stdout=out)
    return out.getvalue().partition("this code: ")[2].split()[0]


def send(client: Client, setup_code: str, **changed: str) -> Any:
    return client.post("/first-account/", {**GIVEN, "setup_code": setup_code, **changed})


@pytest.mark.django_db
def test_it_works(client: Client) -> None:
    assert "Make the first one." in client.get("/sign-in/").text
    assert send(client, printed().lower())["Location"] == "/sign-in/"
    enter(client, "shaas")
    assert is_in(client)
    user = User.objects.get()
    assert user.may(Permission.MANAGE_PEOPLE)
    assert not user.may(Permission.EXECUTE_STEP)
    assert Organisation.objects.get().name == GIVEN["name"]
    assert Role.objects.count() == len(ROLES)
    begun = AuditEvent.objects.get(verb="installation.begun")
    assert begun.actor_name == "CGT-LIMS installation"
    assert "Make the first one." not in Client().get("/sign-in/").text


@pytest.mark.django_db
def test_the_code_of_the_last_hour_is_good_too(client: Client) -> None:
    """Printed at 8:59, it is typed at 9:01."""
    code = code_at(timezone.now() - timedelta(hours=1))
    assert send(client, code)["Location"] == "/sign-in/"


@pytest.mark.django_db
@pytest.mark.parametrize("hours", [-2, 1])
def test_no_code_but_that_of_this_hour_and_the_last(client: Client, hours: int) -> None:
    page = send(client, code_at(timezone.now() + timedelta(hours=hours)))
    assert page.status_code == 422
    assert "This is not the code." in page.text
    assert 'value="Northside Cell Facility"' in page.text
    assert not User.objects.exists()


@pytest.mark.django_db
def test_what_is_refused_leaves_nothing_behind(client: Client) -> None:
    page = send(client, printed(), password="short")
    assert page.status_code == 422
    assert not Organisation.objects.exists()
    assert not Role.objects.exists()


@pytest.mark.django_db
def test_it_never_works_again(client: Client) -> None:
    code = printed()
    send(client, code)
    again = send(client, code, username="other", code="OTHER")
    assert again.status_code == 404
    assert client.get("/first-account/").status_code == 404
    with pytest.raises(CommandError):
        printed()


def test_of_two_at_once_one_begins(live_db: str) -> None:
    def begin(name: str) -> str:
        try:
            begin_installation(**{**GIVEN, "username": name}, by=INSTALLATION, at=NOW)
        except Refused as refused:
            return refused.blockers[0].code
        return "begun"

    outcomes = together(lambda: begin("one"), lambda: begin("two"))
    assert sorted(outcomes) == ["BEGUN_ALREADY", "begun"]
    assert User.objects.count() == 1
