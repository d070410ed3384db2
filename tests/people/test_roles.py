"""Roles are made of permissions that there are, under codes of their own, and given once."""

from __future__ import annotations

from typing import Any

import pytest

from integrity.models import AuditEvent
from integrity.refusals import Refused
from people.commands.accounts import register_user
from people.commands.memberships import give_role
from people.commands.roles import define_role
from people.models import Membership, Organisation, Role, User
from people.permissions import Permission
from tests.cast import PASSWORD, SETUP

GIVEN = sorted(permission for permission in Permission if permission.is_given)
pytestmark = pytest.mark.django_db


def define(now, **changed: Any) -> Role:
    given = {"code": "sampler", "title": "Sampler", "permissions": [Permission.VIEW_BATCHES]}
    return define_role(**{**given, **changed}, by=SETUP, at=now)


def reasons(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str, str, str]]:
    """Of each reason its code, its field, what is wrong and what is accepted."""
    assert refused.value.status == 422
    return [
        (one.code, one.field, str(one.message), str(one.clears)) for one in refused.value.blockers
    ]


def test_it_works(now):
    role = define(now, code=" sampler ", title=" Sampler  of water", permissions=GIVEN)
    role.refresh_from_db()
    assert (role.code, role.title) == ("sampler", "Sampler of water")
    assert role.permissions == GIVEN
    assert AuditEvent.objects.get().details == {"permissions": GIVEN, "strong_signature": False}


def test_a_permission_given_twice_is_held_once(now):
    twice = [Permission.VIEW_BATCHES, Permission.VIEW_BATCHES]
    assert define(now, permissions=twice).permissions == ["batches.view"]


def test_a_permission_that_there_is_not_is_refused_with_those_that_there_are(now):
    with pytest.raises(Refused) as refused:
        define(now, permissions=["batches.view", "batches.vieww", "all"])
    assert reasons(refused) == [
        (
            "UNKNOWN_PERMISSION",
            "permissions",
            "There is no permission “all”, “batches.vieww”.",
            f"Accepted: {', '.join(GIVEN)}.",
        )
    ]
    assert not Role.objects.exists()


@pytest.mark.parametrize("code", ["", "  ", "q" * 41, "water sampler", "échantillon", "a/b"])
def test_what_is_no_code_is_refused(now, code):
    with pytest.raises(Refused) as refused:
        define(now, code=code)
    assert reasons(refused) == [
        (
            "BAD_CODE",
            "code",
            f"“{code.strip()}” is not a role's code.",
            "Accepted: 1 to 40 letters a to z, digits, dashes and underscores.",
        )
    ]


def test_everything_wrong_is_said_at_once(now):
    with pytest.raises(Refused) as refused:
        define(now, code="", title="t" * 101, permissions=["all"])
    assert [reason[:2] for reason in reasons(refused)] == [
        ("BAD_CODE", "code"),
        ("LENGTH", "title"),
        ("UNKNOWN_PERMISSION", "permissions"),
    ]


def test_a_used_code_is_refused(now):
    define(now)
    with pytest.raises(Refused) as refused:
        define(now, title="Another sampler")
    assert reasons(refused) == [
        ("CODE_USED", "code", "There is a role sampler already.", "Give a code of its own.")
    ]
    assert Role.objects.get().title == "Sampler"
    assert AuditEvent.objects.count() == 1


def test_a_role_is_given_once_in_an_organisation(facility: Organisation, now):
    role = define(now)
    user: User = register_user(
        username="jdoe", display_name="Jane Doe", password=PASSWORD, by=SETUP, at=now
    )
    other = Organisation.objects.get(code="HALDEN")
    for organisation in (facility, other):
        give_role(user=user, role=role, organisation=organisation, by=SETUP, at=now)
    with pytest.raises(Refused) as refused:
        give_role(user=user, role=role, organisation=facility, by=SETUP, at=now)
    assert reasons(refused) == [
        (
            "ROLE_HELD",
            "role",
            "Jane Doe has the role “Sampler” in Demo site already.",
            "Nothing is left to do; or give another period.",
        )
    ]
    assert Membership.objects.filter(user=user).count() == 2
    assert AuditEvent.objects.filter(verb="role.given").count() == 2
