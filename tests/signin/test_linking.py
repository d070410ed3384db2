"""Who manages people links an account to the sign-in service; nobody else is let in by it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from cgtlims.env import Env
from cgtlims.oidc import oidc_apps
from integrity.models import AuditEvent
from people.models import User
from tests.deeds import changed
from tests.signin.door import enter, is_in, last
from tests.signin.test_single_sign_on import JORIS, Come
from tests.signin.test_single_sign_on import come as come
from tests.signin.test_single_sign_on import provider as provider

pytestmark = pytest.mark.django_db
PAGE = "/people/accounts/jvermaat/"


@pytest.fixture
def boss(people: dict[str, User], settings: Any) -> Client:
    client = Client()
    client.force_login(people["shaas"])
    return client


@pytest.fixture
def by_hand(come: Come, settings: Any) -> Come:
    """The service, at a facility that names no claim."""
    settings.OIDC_CLAIM = ""
    return come


def do(boss: Client, deed: str, path: str = PAGE, **said: str) -> Any:
    typed = {"command_id": str(uuid.uuid4()), "reason": "Came in person with a passport", **said}
    return boss.post(f"{path}{deed}/", typed)


def test_who_is_not_linked_is_told_whom_to_ask_and_with_what(by_hand: Come) -> None:
    client, answer = by_hand(JORIS)
    assert answer.status_code == 403
    assert not is_in(client)
    assert "Go to the facility's administrator" in answer.text
    assert "7f3a" in answer.text
    assert not SocialAccount.objects.exists()


def test_a_linked_account_is_open_until_it_is_unlinked(by_hand: Come, boss: Client) -> None:
    assert do(boss, "link", subject=" 7f3a ").status_code == 302
    assert "7f3a" in boss.get(PAGE).text
    client, answer = by_hand({"sub": "7f3a", "preferred_username": "somebody-else"})
    assert answer.status_code == 302
    assert client.get("/").context["request"].user.username == "jvermaat"
    assert last("user.single_sign_on_linked").reason == "Came in person with a passport"
    assert do(boss, "unlink", reason=" ").status_code == 422
    assert do(boss, "unlink", reason="Left the service").status_code == 302
    assert not is_in(by_hand(JORIS)[0])
    assert last("user.single_sign_on_unlinked").details["subject"] == "7f3a"


def test_an_address_links_nobody(by_hand: Come, people: dict[str, User]) -> None:
    changed(people["jvermaat"], email="j.vermaat@example.org")
    told = {"sub": "7f3a", "email": "j.vermaat@example.org", "email_verified": True}
    assert by_hand(told)[1].status_code == 403
    given = {
        "CGTLIMS_OIDC_ISSUER": "https://login.example", "CGTLIMS_OIDC_CLIENT_ID": "a",
        "CGTLIMS_OIDC_CLIENT_SECRET": "b", "CGTLIMS_OIDC_CLAIM": "email",
    }  # fmt: skip
    env = Env(given)
    oidc_apps(env)
    assert [one.split()[0] for one in env.problems] == ["CGTLIMS_OIDC_CLAIM"]


@pytest.mark.parametrize(
    ("path", "subject", "words"),
    [
        (PAGE, "", "This is not an identifier"),
        (PAGE, "7f 3a", "This is not an identifier"),
        (PAGE, "s" * 192, "This is not an identifier"),
        (PAGE, "taken", "Another account is linked to this identifier."),
        ("/people/accounts/aowusu/", "7f3a", "This account is linked already."),
        ("/people/accounts/trieger/", "7f3a", "This account is closed."),
        ("/people/accounts/shaas/", "7f3a", "You cannot link your own account."),
    ],
)
def test_what_is_not_linked(
    boss: Client, people: dict[str, User], path: str, subject: str, words: str
) -> None:
    do(boss, "link", "/people/accounts/aowusu/", subject="taken")
    changed(people["trieger"], is_active=False)
    answer = do(boss, "link", path, subject=subject)
    assert answer.status_code in {409, 422}
    assert words in answer.text
    assert SocialAccount.objects.get().user == people["aowusu"]
    assert AuditEvent.objects.filter(verb="user.single_sign_on_linked").count() == 1


def test_what_is_not_linked_cannot_be_unlinked(boss: Client) -> None:
    assert "This account is not linked." in do(boss, "unlink").text


@pytest.mark.urs("P11-10g")
def test_only_who_manages_people_links(browse: Any) -> None:
    client = browse("mlindqvist")
    assert do(client, "link", subject="7f3a").status_code == 403
    assert do(client, "unlink").status_code == 403
    assert not SocialAccount.objects.exists()


def test_unlinking_ends_every_session(by_hand: Come, boss: Client) -> None:
    """Those that the service began and those that the password did; nobody else's."""
    do(boss, "link", subject="7f3a")
    by_service, by_password = by_hand(JORIS)[0], Client()
    enter(by_password, "jvermaat")
    assert do(boss, "unlink", reason=" ").status_code == 422
    assert is_in(by_service)
    assert is_in(by_password)
    assert do(boss, "unlink", reason="Left the service").status_code == 302
    assert not is_in(by_service)
    assert not is_in(by_password)
    assert boss.get(PAGE).status_code == 200
    assert last("user.single_sign_on_unlinked").details["sessions_ended"] == "2"
