"""Roles are held for a time, and only what is valid at the moment counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from integrity.models import AuditEvent
from integrity.refusals import NotPermitted, Refused
from people.commands.memberships import end_membership, give_role
from people.commands.roles import alter_role
from people.models import Membership, Organisation, Role, User
from people.permissions import Permission
from tests.cast import SETUP
from tests.deeds import made

DAY = timedelta(days=1)


def give(user: User, code: str, facility: Organisation, now, **more: Any) -> Membership:
    role = Role.objects.get(code=code)
    return give_role(user=user, role=role, organisation=facility, by=SETUP, at=now, **more)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.mark.django_db
def test_it_works(people, facility, now):
    user = people["jvermaat"]
    give(user, "qc-analyst", facility, now, valid_from=now + DAY, valid_until=now + 3 * DAY)
    user = again(user)
    may = [user.may(Permission.RECORD_RESULT, at=now + days * DAY) for days in (0, 1, 2, 3, 4)]
    assert may == [False, True, True, False, False]
    assert again(user).role_titles == "Operator"


@pytest.mark.django_db
def test_a_command_asks_at_its_own_moment(people, facility, boss, now):
    """What was allowed then is allowed; what is no longer is not."""
    analyst = Role.objects.get(code="system-administrator")
    user = people["jvermaat"]
    given = give_role(
        user=user, role=analyst, organisation=facility, by=boss, at=now, valid_until=now + DAY
    )
    other = {"role": analyst, "organisation": facility, "by": again(user)}
    give_role(user=people["aowusu"], **other, at=now + DAY / 2)
    with pytest.raises(NotPermitted):
        give_role(user=people["kadler"], **other, at=now + DAY)
    assert given.valid_until == now + DAY


@pytest.mark.django_db
def test_the_same_role_twice_at_a_time_is_refused(people, facility, now):
    user = people["trieger"]
    for more in ({}, {"valid_from": now + DAY}, {"valid_until": now + DAY}):
        with pytest.raises(Refused) as refused:
            give(user, "qc-analyst", facility, now, **more)
        assert codes(refused) == ["ROLE_HELD"]


@pytest.mark.django_db
def test_one_period_after_the_other_is_not(people, facility, now):
    user = people["jvermaat"]
    give(user, "planner", facility, now, valid_until=now + DAY)
    give(user, "planner", facility, now, valid_from=now + DAY)
    assert user.memberships.filter(role__code="planner").count() == 2


@pytest.mark.django_db
def test_postgresql_knows_it_too(people, facility, now):
    held = people["jvermaat"].memberships.get()
    same = {"user": held.user, "role": held.role, "organisation": facility}
    with pytest.raises(IntegrityError, match="people_membership_once"), transaction.atomic():
        made(Membership, **same, valid_from=now)
    with pytest.raises(IntegrityError, match="ends_after_it_begins"), transaction.atomic():
        made(Membership, **same, valid_from=held.valid_from - 9 * DAY,
             valid_until=held.valid_from - 10 * DAY)  # fmt: skip


@pytest.mark.django_db
def test_it_ends_with_a_reason_and_can_be_given_again(people, facility, boss, now):
    user = people["jvermaat"]
    ended = end_membership(membership=user.memberships.get(), reason="Moves to QC", by=boss, at=now)
    assert (ended.valid_until, ended.ended_reason) == (now, "Moves to QC")
    assert not again(user).may(Permission.EXECUTE_STEP, at=now)
    assert again(user).may(Permission.EXECUTE_STEP, at=now - DAY)
    assert AuditEvent.objects.get(verb="role.ended").reason == "Moves to QC"
    with pytest.raises(Refused) as refused:
        end_membership(membership=ended, reason="Again", by=boss, at=now + DAY)
    assert codes(refused) == ["ENDED_ALREADY"]
    give(user, "operator", facility, now + DAY)
    assert again(user).may(Permission.EXECUTE_STEP, at=now + DAY)


@pytest.mark.django_db
def test_what_is_to_come_can_be_ended_before_it_begins(people, facility, boss, now):
    user = people["jvermaat"]
    given = give(user, "planner", facility, now, valid_from=now + DAY)
    end_membership(membership=given, reason="A mistake", by=boss, at=now)
    assert not again(user).may(Permission.CREATE_BATCH, at=now + 2 * DAY)


@pytest.mark.django_db
def test_nothing_ends_backwards_or_without_a_reason(people, boss, now):
    held = people["jvermaat"].memberships.get()
    for reason, until, code in (("", None, "REASON_NEEDED"), ("Left", now - DAY, "IN_THE_PAST")):
        with pytest.raises(Refused) as refused:
            end_membership(membership=held, reason=reason, until=until, by=boss, at=now)
        assert codes(refused) == [code]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("begins", "ends", "code"), [(-1, None, "IN_THE_PAST"), (2, 1, "ENDS_TOO_EARLY")]
)
def test_nothing_is_given_backwards(people, facility, now, begins, ends, code):
    until = now + ends * DAY if ends else None
    with pytest.raises(Refused) as refused:
        give(
            people["jvermaat"], "planner", facility, now, valid_from=now + begins * DAY,
            valid_until=until,
        )  # fmt: skip
    assert codes(refused) == [code]


@pytest.mark.django_db
def test_nobody_gives_a_role_to_oneself_or_widens_the_own(people, facility, boss, now):
    qa = Role.objects.get(code="qa-reviewer")
    with pytest.raises(Refused) as refused:
        give_role(user=boss, role=qa, organisation=facility, by=boss, at=now)
    assert codes(refused) == ["OWN_ROLE"]
    own = Role.objects.get(code="system-administrator")
    wider = [*own.permissions, Permission.APPROVE_MASTER]
    with pytest.raises(Refused) as refused:
        alter_role(role=own, title=own.title, permissions=wider, reason="More", by=boss, at=now)
    assert codes(refused) == ["OWN_ROLE"]


@pytest.mark.django_db
def test_outside_the_facility_a_role_only_reads(people, boss, now):
    halden = Organisation.objects.get(code="HALDEN")
    with pytest.raises(Refused) as refused:
        give(people["phalden"], "operator", halden, now)
    assert codes(refused) == ["ROLE_OF_FACILITY"]
    partner = Role.objects.get(code="partner")
    wider = [*partner.permissions, Permission.EXECUTE_STEP]
    with pytest.raises(Refused) as refused:
        alter_role(role=partner, title="Partner", permissions=wider, reason="More", by=boss, at=now)
    assert codes(refused) == ["ROLE_OF_FACILITY"]


@pytest.mark.django_db
def test_a_changed_role_changes_what_its_holders_may(people, boss, now):
    role = Role.objects.get(code="operator")
    altered = alter_role(
        role=role, title="Operator", permissions=["batches.view"], reason="Fewer", by=boss, at=now
    )
    assert altered.version == role.version + 1
    assert not again(people["jvermaat"]).may(Permission.EXECUTE_STEP)
    assert AuditEvent.objects.get(verb="role.altered").reason == "Fewer"
