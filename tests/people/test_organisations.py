"""There is one facility; its sponsors are many."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from integrity.models import AuditEvent
from integrity.refusals import NotPermitted, Refused
from people.commands.organisations import register_organisation
from people.models import Organisation, OrganisationKind
from tests.cast import SETUP
from tests.deeds import made

pytestmark = pytest.mark.django_db


def register(code: str, kind: OrganisationKind, now, **more) -> Organisation:
    return register_organisation(code=code, name=code, kind=kind, by=SETUP, at=now, **more)


def told(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(blocker.code, blocker.field) for blocker in refused.value.blockers]


def test_it_works(now):
    register("SITE", OrganisationKind.FACILITY, now)
    register("NORTHLIGHT", OrganisationKind.SPONSOR, now, is_fictitious=True)
    register("HALDEN", OrganisationKind.SPONSOR, now)
    assert list(Organisation.objects.filter(is_fictitious=True)) == [
        Organisation.objects.get(code="NORTHLIGHT")
    ]
    assert AuditEvent.objects.filter(verb="organisation.registered").count() == 3


def test_there_is_no_second_facility(now):
    register("SITE", OrganisationKind.FACILITY, now)
    with pytest.raises(Refused, match="There is one facility") as refused:
        register("SITE-2", OrganisationKind.FACILITY, now)
    assert told(refused) == [("FACILITY_EXISTS", "kind")]
    assert AuditEvent.objects.count() == 1


def test_a_code_is_given_once(now):
    register("HALDEN", OrganisationKind.SPONSOR, now)
    with pytest.raises(Refused, match="an organisation HALDEN already") as refused:
        register(" HALDEN ", OrganisationKind.SPONSOR, now)
    assert told(refused) == [("CODE_USED", "code")]
    assert Organisation.objects.count() == 1


def test_postgresql_knows_the_one_facility_too(now):
    register("SITE", OrganisationKind.FACILITY, now)
    with pytest.raises(IntegrityError, match="people_one_facility"), transaction.atomic():
        made(Organisation, code="X", name="X", kind=OrganisationKind.FACILITY)


@pytest.mark.parametrize(("code", "field"), [("", "REQUIRED"), ("X" * 21, "LENGTH")])
def test_a_code_is_neither_empty_nor_too_long(now, code, field):
    with pytest.raises(Refused) as refused:
        register_organisation(
            code=code, name="Halden Bio", kind=OrganisationKind.SPONSOR, by=SETUP, at=now
        )
    assert told(refused) == [(field, "code")]


def test_an_operator_registers_none(people, now):
    with pytest.raises(NotPermitted):
        register_organisation(
            code="X", name="X", kind=OrganisationKind.SPONSOR, by=people["jvermaat"], at=now
        )
