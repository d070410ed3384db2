"""What PostgreSQL finds to be there already is a refusal; whatever else it refuses is not."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from integrity.refusals import Refused, refuse
from integrity.unique import unique
from people.models import Organisation, OrganisationKind
from tests.deeds import made

pytestmark = pytest.mark.django_db
USED = refuse("CODE_USED", "Used.", field="code")


def found(code: str, **more) -> Organisation:
    return made(Organisation, code=code, kind=OrganisationKind.SPONSOR, **more)


def test_it_works(northlight):
    with unique(USED):
        assert found("HALDEN").code == "HALDEN"
    with pytest.raises(Refused) as refused, unique(USED):
        found("NORTHLIGHT")
    assert refused.value is USED


def test_the_transaction_goes_on_after_it(northlight):
    with transaction.atomic():
        with pytest.raises(Refused), unique(USED):
            found("NORTHLIGHT")
        found("HALDEN")
    assert Organisation.objects.count() == 2


def test_another_rule_of_the_database_is_not_taken_for_it():
    with pytest.raises(IntegrityError, match="version"), unique(USED):
        found("HALDEN", version=-1)
