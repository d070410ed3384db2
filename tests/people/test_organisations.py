"""There is one facility; its sponsors are many."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from integrity.models import AuditEvent
from integrity.refusals import NotPermitted
from people.commands.organisations import register_organisation
from people.models import Organisation, OrganisationKind
from tests.cast import SETUP

pytestmark = pytest.mark.django_db


def register(code: str, kind: OrganisationKind, now, **more) -> Organisation:
    return register_organisation(code=code, name=code, kind=kind, by=SETUP, at=now, **more)


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
    with pytest.raises(IntegrityError, match="people_one_facility"):
        register("SITE-2", OrganisationKind.FACILITY, now)
    assert AuditEvent.objects.count() == 1


def test_a_code_is_given_once(now):
    register("HALDEN", OrganisationKind.SPONSOR, now)
    with pytest.raises(IntegrityError, match="code"):
        register("HALDEN", OrganisationKind.SPONSOR, now)


def test_an_operator_registers_none(people, now):
    with pytest.raises(NotPermitted):
        register_organisation(
            code="X", name="X", kind=OrganisationKind.SPONSOR, by=people["jvermaat"], at=now
        )
