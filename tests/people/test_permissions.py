"""What a person may do follows from roles in organisations, while the account is active."""

from __future__ import annotations

import pytest

from people.commands.memberships import give_role
from people.commands.roles import define_role
from people.models import Membership, Role, User
from people.permissions import LABELS, Permission
from people.roles import ROLES
from tests.cast import SETUP
from tests.deeds import changed, made

GIVEN = [permission for permission in Permission if permission.is_given]  # what only roles give


def again(user: User) -> User:
    """The person as read anew, as every request does."""
    return User.objects.get(pk=user.pk)


@pytest.mark.django_db
def test_it_works(people):
    operator, reviewer = people["jvermaat"], people["mlindqvist"]
    assert operator.may(Permission.EXECUTE_STEP)
    assert not operator.may(Permission.APPROVE_MASTER)
    assert reviewer.may(Permission.APPROVE_MASTER)
    assert not reviewer.may(Permission.EXECUTE_STEP)


@pytest.mark.django_db
def test_an_inactive_person_may_do_nothing(people):
    operator = people["jvermaat"]
    changed(operator, is_active=False)
    assert not any(again(operator).may(permission) for permission in Permission)


@pytest.mark.django_db
def test_somebody_without_a_role_may_do_nothing(people):
    nobody = made(User, username="nobody", display_name="Nobody")
    assert not any(nobody.may(permission) for permission in GIVEN)


@pytest.mark.django_db
def test_roles_add_up(people, facility, now):
    operator = people["jvermaat"]
    analyst = Role.objects.get(code="qc-analyst")
    give_role(user=operator, role=analyst, organisation=facility, by=SETUP, at=now)
    both = again(operator)
    assert both.may(Permission.EXECUTE_STEP)
    assert both.may(Permission.RECORD_RESULT)
    assert both.role_titles == "Operator, QC analyst"


@pytest.mark.django_db
def test_a_facility_may_have_roles_of_its_own(people, facility, now):
    role = define_role(
        code="reader", title="Reader", permissions=[Permission.VIEW_BATCHES], by=SETUP, at=now
    )
    user = made(User, username="reader", display_name="A Reader")
    give_role(user=user, role=role, organisation=facility, by=SETUP, at=now)
    assert [one for one in GIVEN if again(user).may(one)] == [Permission.VIEW_BATCHES]
    assert Membership.objects.filter(user=user).count() == 1


@pytest.mark.django_db
def test_a_partner_belongs_to_its_sponsor_and_everybody_else_to_the_facility(people, facility, now):
    partner = people["pnorth"]
    assert [one.code for one in partner.organisations] == ["NORTHLIGHT"]
    assert [one.code for one in people["phalden"].organisations] == ["HALDEN"]
    assert people["jvermaat"].organisations == [facility]
    operator = Role.objects.get(code="operator")
    give_role(user=partner, role=operator, organisation=facility, by=SETUP, at=now)
    assert again(partner).is_of_facility


def test_roles_list_only_known_permissions():
    assert {code for role in ROLES for code in role["permissions"]} <= set(Permission)
    assert len({role["code"] for role in ROLES}) == len(ROLES)


def test_a_partner_reads_and_asks_for_bookings():
    (partner,) = [role for role in ROLES if role["code"] == "partner"]
    assert partner["permissions"] == [
        Permission.VIEW_BATCHES, Permission.VIEW_IMPACTS, Permission.VIEW_MATERIALS,
        Permission.VIEW_BOOKINGS, Permission.REQUEST_BOOKING,
    ]  # fmt: skip


def test_who_writes_a_master_does_not_approve_it():
    both = {Permission.WRITE_MASTER, Permission.APPROVE_MASTER}
    assert [role["code"] for role in ROLES if both <= set(role["permissions"])] == []


def test_every_permission_has_words():
    assert set(LABELS) == set(Permission)
    assert all(str(permission.label) for permission in Permission)


@pytest.mark.parametrize(
    ("name", "initials"), [("Joris Vermaat", "JV"), ("Ana de la Cruz", "AC"), ("Cher", "C")]
)
def test_initials_are_of_first_and_last_name(name, initials):
    assert User(display_name=name).initials == initials
