"""One account a person: names are never given again, passwords are strong."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from integrity.models import AuditEvent
from integrity.refusals import NotPermitted, Refused
from people.commands.accounts import register_user
from people.commands.memberships import give_role
from people.commands.roles import define_role
from people.models import Role, User
from people.permissions import Permission
from tests.cast import PASSWORD, SETUP
from tests.deeds import changed, made

pytestmark = pytest.mark.django_db
LONG_EMAIL = "j@" + ".".join(["northlight"] * 24) + ".example"


def register(username: str, now, password: str = PASSWORD) -> User:
    return register_user(
        username=username, display_name="Joris Vermaat", password=password, by=SETUP, at=now
    )


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {blocker.code for blocker in refused.value.blockers}


def test_it_works(now):
    user = register("jvermaat", now)
    assert authenticate(username="jvermaat", password=PASSWORD) == user
    assert authenticate(username="JVermaat", password=PASSWORD) == user
    assert authenticate(username="jvermaat", password="another-long-phrase") is None
    event = AuditEvent.objects.get(verb="user.registered")
    assert (event.verb, event.subject_label) == ("user.registered", "Joris Vermaat")
    assert event.details == {"username": "jvermaat"}


def test_a_password_is_kept_as_a_hash_and_never_told(now):
    user = register("jvermaat", now)
    assert user.password.startswith("argon2$argon2id$")
    assert PASSWORD not in str(AuditEvent.objects.values())


@pytest.mark.parametrize("username", ["jvermaat", "JVERMAAT", "jVermaat"])
@pytest.mark.parametrize("is_active", [True, False])
def test_a_user_name_is_never_given_again(now, username, is_active):
    changed(register("jvermaat", now), is_active=is_active)
    with pytest.raises(Refused) as refused:
        register(username, now)
    assert codes(refused) == {"USERNAME_USED"}
    assert refused.value.status == 422
    assert [blocker.field for blocker in refused.value.blockers] == ["username"]
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "username", ["", "  ", "j" * 61, "joris vermaat", "jvermaat:2", "joris\x00vermaat"]
)
def test_what_is_no_user_name_is_refused(now, username):
    with pytest.raises(Refused) as refused:
        register(username, now)
    (reason,) = refused.value.blockers
    assert (reason.code, reason.field) == ("BAD_USERNAME", "username")
    assert reason.clears == "Accepted: 1 to 60 letters, digits and the signs . @ + - _"


def test_names_are_kept_without_the_blanks_around_them(now):
    user = register_user(
        username=" jvermaat ", display_name=" Joris  Vermaat ", password=PASSWORD, by=SETUP, at=now
    )
    assert (user.username, user.display_name) == ("jvermaat", "Joris Vermaat")
    assert register("j" * 60, now).username == "j" * 60


def test_everything_wrong_is_said_at_once(now):
    with pytest.raises(Refused) as refused:
        register_user(
            username="", display_name="n" * 201, email="joris at northlight", password="short",
            by=SETUP, at=now,
        )  # fmt: skip
    reasons = [(one.code, one.field, str(one.clears)) for one in refused.value.blockers]
    assert reasons == [
        ("BAD_USERNAME", "username", "Accepted: 1 to 60 letters, digits and the signs . @ + - _"),
        ("LENGTH", "display_name", "Accepted: 1 to 200 characters."),
        ("BAD_EMAIL", "email", "Accepted: an address such as j.doe@example.org, or none."),
        ("WEAK_PASSWORD", "password", ""),
    ]


@pytest.mark.parametrize("email", ["joris", "joris@", "a@b.example, c@d.example", LONG_EMAIL])
def test_what_is_no_address_is_refused(now, email):
    with pytest.raises(Refused) as refused:
        register_user(
            username="jvermaat", display_name="Joris", password=PASSWORD, email=email, by=SETUP,
            at=now,
        )  # fmt: skip
    assert codes(refused) == {"BAD_EMAIL"}


def test_postgresql_knows_it_too(now):
    register("jvermaat", now)
    with pytest.raises(IntegrityError, match="people_username_once"), transaction.atomic():
        made(User, username="JVERMAAT", display_name="Another")


@pytest.mark.parametrize("weak", ["short", "password1234", "aaaaaaaaaaa", ""])
def test_a_weak_password_is_refused_with_what_is_accepted(now, weak):
    with pytest.raises(Refused) as refused:
        register("jvermaat", now, password=weak)
    assert codes(refused) == {"WEAK_PASSWORD"}
    assert {blocker.field for blocker in refused.value.blockers} == {"password"}
    assert not User.objects.exists()
    assert not AuditEvent.objects.exists()


def test_only_who_manages_people_does(facility, people, now):
    lead = people["kadler"]
    with pytest.raises(NotPermitted):
        register_user(username="x", display_name="X", password=PASSWORD, by=lead, at=now)
    with pytest.raises(NotPermitted):
        define_role(code="all", title="All", permissions=list(Permission), by=lead, at=now)
    with pytest.raises(NotPermitted):
        give_role(
            user=lead, role=Role.objects.get(code="qa-reviewer"), organisation=facility, by=lead,
            at=now,
        )  # fmt: skip
