"""Who is told of what in quality, and when; by the rules of a new installation."""

from __future__ import annotations

from datetime import timedelta

import pytest

from integrity.outbox.relay import relay
from people.commands.organisations import register_organisation
from people.models import Notification, OrganisationKind
from people.notifications.defaults import lay_missing_rules
from people.notifications.registry import KINDS
from people.notifications.sweep import tell_of_due
from quality.commands.agreements import draft_supplier_approval
from quality.commands.engagements import sign_engagement
from quality.models import SupplierKind
from tests.cast import NOW, SETUP, with_document
from tests.people.telling import told
from tests.signing import signed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def rules(people) -> None:
    lay_missing_rules(NOW)


def test_qa_is_told_of_a_deviation_until_it_is_classified(raised, classified):
    deviation = raised()
    relay()
    assert told(matter__kind="deviation.raised", matter__code=deviation.number) == ["mlindqvist"]
    other = classified(raised())
    relay()
    assert told(matter__kind="deviation.raised", matter__code=other.number) == []
    assert told(matter__kind="deviation.classified", matter__code=other.number) == ["kadler"]


def test_the_owner_is_told_three_days_before_the_day(raised, classified):
    deviation = classified(raised(), due_on=NOW.date() + 10 * DAY)
    tell_of_due(KINDS["deviation.due"], NOW + 6 * DAY)
    assert not Notification.objects.filter(matter__kind="deviation.due").exists()
    tell_of_due(KINDS["deviation.due"], NOW + 8 * DAY)
    assert set(told(matter__kind="deviation.due", matter__code=deviation.number)) == {
        "kadler",
        "mlindqvist",
    }


def test_the_approval_of_a_supplier_ends_in_sixty_days(people):
    laboratory = register_organisation(
        code="VIROLAB", name="Virolab", kind=OrganisationKind.SUPPLIER, by=SETUP, at=NOW
    )
    drafted = draft_supplier_approval(
        organisation=laboratory, kind=SupplierKind.LABORATORY, title="Sterility", scope="2.6.27",
        audit_evidence="AUD-26-004", valid_from=NOW.date(),
        valid_until=NOW.date() + 90 * DAY, by=people["nbakker"], at=NOW,
        quality_agreement="QAG-021 v1", quality_from=NOW.date(),
    )  # fmt: skip
    with_document(drafted, people["nbakker"], NOW)
    approval = signed(sign_engagement, "engagement", drafted, people["mlindqvist"], NOW)
    tell_of_due(KINDS["supplier_approval.ends"], NOW + 29 * DAY)
    assert not Notification.objects.exists()
    tell_of_due(KINDS["supplier_approval.ends"], NOW + 31 * DAY)
    assert told(matter__kind="supplier_approval.ends", matter__code=approval.number) == [
        "mlindqvist"
    ]
