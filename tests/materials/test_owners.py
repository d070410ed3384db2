"""What is a sponsor's is received under an agreement with that sponsor, ordered or not."""

from __future__ import annotations

import pytest
from django.urls import reverse

from materials.models import Lot, Product
from people.models import Organisation
from quality.commands.engagements import end_engagement
from quality.models import Agreement, Service
from tests.cast import NOW, make_agreement
from tests.materials import stock
from tests.materials.sent import receipt

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(people):
    return stock.source(stock.material("MED-01"))


@pytest.mark.urs("FAC-03")
def test_what_is_a_sponsors_is_received_under_an_agreement_ordered_or_not(browse, people, source):
    """Nothing was ordered, so that the gate of orders was never asked: that of receipts is."""
    sponsor = Organisation.objects.get(code="NORTHLIGHT")
    for agreement in Agreement.objects.filter(organisation=sponsor):
        end_engagement(engagement=agreement, reason="Over", by=people["mlindqvist"], at=NOW)
    client, page = browse("jvermaat"), reverse("lot-receive", args=["MED-01"])
    refused = client.post(page, receipt(source.material, owner=sponsor.pk))
    assert refused.status_code == 409
    assert "Northlight" in refused.text
    assert "agreement" in refused.text
    assert not Lot.objects.exists()
    assert client.post(page, receipt(source.material)).status_code == 302
    make_agreement(people, "NORTHLIGHT", services=[Service.TESTING])
    assert client.post(page, receipt(source.material, owner=sponsor.pk)).status_code == 302


def test_of_an_order_for_one_sponsor_nothing_is_another_ones(browse, people, small_master, source):
    made = stock.ordered(source, "100", product=Product.objects.get())
    other = Organisation.objects.get(code="HALDEN")
    given = receipt(source.material, order=made.pk, owner=other.pk)
    refused = browse("jvermaat").post(reverse("lot-receive", args=["MED-01"]), given)
    assert refused.status_code == 422
    assert "PO-26-001 is for Northlight" in refused.text
