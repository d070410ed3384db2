"""A recall lists batches and patients; what has something of the lot in it is used no more."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from materials.models import Hold, Recall
from tests.materials.sent import amount, signed

pytestmark = pytest.mark.django_db


def begin(client, lot, **typed: str):
    given = {"command_id": str(uuid.uuid4()), "kind": "real", "reason": "Supplier recalls"}
    return client.post(reverse("recall-new", args=[lot.number]), {**given, **typed})


@pytest.mark.urs("ATMP-14.01")
def test_a_recall_lists_the_batch_and_the_patient_and_stops_its_use(browse, chain, small_batch):
    """Accepted: the recall, with batch and patient. Refused: using what has some of it."""
    medium, _vial, bag, _serum = chain
    use = reverse("container-deed", args=[medium.code, "use"])
    used = amount("1", small_batch.number)
    assert browse("jvermaat").post(use, used).status_code == 302
    client = browse("mlindqvist")
    assert begin(client, medium.lot).status_code == 302
    recall = Recall.objects.get()
    page = client.get(reverse("recall", args=[recall.number])).content.decode()
    assert small_batch.number in page
    assert small_batch.patient_code in page
    hold = Hold.objects.get()
    for container in (medium, bag):
        issue = reverse("container-deed", args=[container.code, "issue"])
        refused = browse("jvermaat").post(issue, amount("1", "shipment"))
        assert refused.status_code == 409
        assert str(hold) in refused.content.decode()


@pytest.mark.urs("ATMP-14.01")
def test_a_recall_is_not_ended_without_a_conclusion_nor_twice(browse, chain):
    client = browse("mlindqvist")
    assert begin(client, chain[0].lot, reason=" ").status_code == 422
    assert not Recall.objects.exists()
    assert begin(client, chain[0].lot, kind="mock").status_code == 302
    recall = Recall.objects.get()
    end = reverse("recall-end", args=[recall.number])
    refused = client.post(end, signed(recall, conclusion=""))
    assert refused.status_code == 422
    assert "A value is needed." in refused.content.decode()
    assert client.post(end, signed(recall, conclusion="All found")).status_code == 302
    again = client.post(end, signed(recall, conclusion="All found, again"))
    assert again.status_code == 409
    assert f"{recall} has ended already." in again.content.decode()
