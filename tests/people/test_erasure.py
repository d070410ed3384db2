"""What a person may ask to be erased is erased; who did what stays (GDPR Art. 17)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import OperationalError, ProgrammingError, connection, transaction
from django.test import Client

from integrity.audit.replay import replay
from integrity.commands import command, say
from integrity.models import AuditEvent, PersonalValue, RowChange
from people.commands.closing import change_details, close_account
from people.models import User
from people.permissions import Permission
from people.sign_in_service import PROVIDER
from tests import cast
from tests.deeds import changed
from tests.people.sending import again, send, words
from tests.signin.soft_key import SoftKey

pytestmark = pytest.mark.django_db
PAGE = "/people/accounts/jvermaat/erase/"
OLD, NEW = "joris@example.org", "j.vermaat@example.org"


@pytest.fixture
def joris(people, boss) -> User:
    """Had two addresses, and left."""
    user = people["jvermaat"]
    for email in (OLD, NEW):
        change_details(
            user=user, display_name="Joris Vermaat", email=email, reason="Moved", by=boss,
            at=cast.NOW,
        )  # fmt: skip
    return close_account(user=user, reason="Left", by=boss, at=cast.NOW)


def decide(client: Any, decision: str, reason: str = "Asked for in writing, 3 November") -> Any:
    return send(client, PAGE, decision=decision, reason=reason)


def known() -> set[str | None]:
    kept = PersonalValue.objects.filter(table="people_user", value__isnull=False)
    return set(kept.values_list("value", flat=True))


def trail() -> list[tuple[str, str]]:
    return list(RowChange.objects.filter(table="people_user").values_list("row_id", "diff"))


@pytest.mark.urs("GDPR-3")
def test_it_works(browse, joris):
    """The address is gone, old ones too; name, deeds and the decision stay."""
    assert {OLD, NEW} <= known()
    was = trail()
    assert decide(browse("shaas"), "ERASE").status_code == 302
    assert {OLD, NEW} & known() == set()
    after = again(joris)
    assert (after.email, after.username, after.display_name) == ("", "jvermaat", "Joris Vermaat")
    assert trail()[: len(was)] == was
    told = AuditEvent.objects.get(verb="personal.erased")
    assert told.told["reason"] == "Asked for in writing, 3 November"
    assert told.told["details"] == {"columns": ["email"], "values": "4"}
    assert list(replay()) == []
    shown = words(browse("shaas").get("/people/accounts/jvermaat/"))
    assert OLD not in shown
    assert NEW not in shown


@pytest.mark.urs("GDPR-3")
def test_what_is_kept_is_kept_with_the_reason(browse, joris):
    client = browse("shaas")
    assert decide(client, "KEEP", " ").status_code == 422
    assert decide(client, "KEEP", "An investigation is open").status_code == 302
    assert {OLD, NEW} <= known()
    told = AuditEvent.objects.get(verb="erasure.declined")
    assert told.told["reason"] == "An investigation is open"


@pytest.mark.urs("GDPR-3")
def test_an_open_account_is_not_erased(browse, people):
    answer = decide(browse("shaas"), "ERASE")
    assert (answer.status_code, "Close the account first." in words(answer)) == (409, True)
    assert not AuditEvent.objects.filter(verb="personal.erased").exists()


def test_keys_links_and_sessions_go_too(browse, people, boss):
    joris = changed(people["jvermaat"], email=OLD)
    SoftKey().register(joris)
    SocialAccount.objects.create(user=joris, provider=PROVIDER, uid="7f3a")
    Client().force_login(joris)
    close_account(user=joris, reason="Left", by=boss, at=cast.NOW)
    owned = (Authenticator, SocialAccount, UserSession)
    assert [model.objects.filter(user=joris).count() for model in owned] == [1, 1, 1]
    assert decide(browse("shaas"), "ERASE").status_code == 302
    assert [model.objects.filter(user=joris).count() for model in owned] == [0, 0, 0]


def test_of_who_left_no_address_keys_are_erased_all_the_same(browse, people, boss):
    """Not erased while nothing at all is left of the person."""
    close_account(user=people["jvermaat"], reason="Left", by=boss, at=cast.NOW)
    assert decide(browse("shaas"), "ERASE").status_code == 409
    SoftKey().register(people["jvermaat"])
    assert decide(browse("shaas"), "ERASE").status_code == 302
    assert not Authenticator.objects.filter(user=people["jvermaat"]).exists()


def test_nobody_erases_the_own_account(browse, boss):
    changed(boss, email="silke@example.org")
    typed = {"decision": "ERASE", "reason": "Mine"}
    answer = send(browse("shaas"), "/people/accounts/shaas/erase/", **typed)
    assert answer.status_code == 409
    assert "Somebody else decides on your own data." in words(answer)
    assert again(boss).email == "silke@example.org"


def test_only_who_may_decides(browse, joris):
    assert browse("mlindqvist").get(PAGE).status_code == 403
    assert decide(browse("mlindqvist"), "ERASE").status_code == 403
    assert {OLD, NEW} <= known()


def test_nothing_is_erased_twice(browse, joris):
    client = browse("shaas")
    decide(client, "ERASE")
    answer = decide(client, "ERASE")
    assert (answer.status_code, "Nothing is left" in words(answer)) == (409, True)


@command(permission=Permission.ERASE_PERSONAL)
def forget_too_early(*, user: User, by: User, at: datetime) -> User:
    """Asks PostgreSQL to forget an address that still stands in the record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT integrity_erase('people_user', %s)", [user.pk])
    say("test.forgotten", about=user)
    return user


def test_what_is_in_use_is_not_forgotten(joris, boss):
    with pytest.raises(OperationalError, match="Still in use: email"), transaction.atomic():
        forget_too_early(user=joris, by=boss, at=cast.NOW)
    assert {OLD, NEW} <= known()


def test_outside_a_command_nothing_is_forgotten(joris):
    forget = "SELECT integrity_erase('people_user', %s)"
    refused = pytest.raises(ProgrammingError, match="changed by commands only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(forget, [joris.pk])
    assert {OLD, NEW} <= known()
