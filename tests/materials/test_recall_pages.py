"""Recalls and exercises of them: what they reach, as page and as file, timed and signed."""

from __future__ import annotations

import csv
import io
import re
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from materials import recalled
from materials.commands.stock import take_off
from materials.models import Hold, MovementKind, Recall
from tests.cast import NOW
from tests.materials.sent import amount, signed
from tests.qc.sheet import sample_of

pytestmark = pytest.mark.django_db


@pytest.mark.urs("ATMP-14.01")
def test_a_recall_lists_lots_batches_and_patient_codes(browse, chain, small_batch):
    medium, vial, bag, serum = chain
    operator = browse("jvermaat")
    page = reverse("lot-recall", args=[medium.lot.number])
    assert operator.get(page).status_code == 403
    client = browse("mlindqvist")
    shown = client.get(page).content.decode()
    for code in (medium.code, vial.code, bag.code, small_batch.number, small_batch.patient_code):
        assert code in shown
    rows = of_csv(client.get(page, {"file": "csv"}))
    assert whose(rows, "batch", small_batch.number) == small_batch.patient_code
    serum_page = reverse("lot-recall", args=[serum.lot.number])
    rows = of_csv(client.get(serum_page, {"file": "csv"}))
    for kind, code in (
        ("batch", small_batch.number),
        ("lot", bag.lot.number),
        ("container", bag.code),
    ):
        assert whose(rows, kind, code) == small_batch.patient_code
    assert whose(rows, "container", serum.code) == ""


def of_csv(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def whose(rows, kind, code) -> str:
    return next(row["patient"] for row in rows if (row["kind"], row["code"]) == (kind, code))


@pytest.mark.urs("ATMP-14.01")
def test_a_recall_of_the_product_itself_names_its_batch_and_patient(browse, chain, small_batch):
    bag = chain[2]
    page = reverse("lot-recall", args=[bag.lot.number])
    rows = of_csv(browse("mlindqvist").get(page, {"file": "csv"}))
    assert whose(rows, "batch", small_batch.number) == small_batch.patient_code


def test_a_recall_lists_samples_and_says_that_shipments_are_not_known(
    browse, people, chain, small_batch
):
    serum, sample = chain[3], sample_of(people, small_batch)
    take_off(
        container=serum, kind=MovementKind.SAMPLED, quantity=Decimal(2), reason="Sterility",
        by=people["jvermaat"], at=NOW,
    )  # fmt: skip
    client, page = browse("mlindqvist"), reverse("lot-recall", args=[serum.lot.number])
    rows = of_csv(client.get(page, {"file": "csv"}))
    assert whose(rows, "sample", sample.code) == small_batch.patient_code
    drawn = next(row for row in rows if (row["kind"], row["code"]) == ("sample", serum.code))
    assert (drawn["amount"], drawn["uses"]) == ("2 mL", "Sterility")
    shown = " ".join(client.get(page).text.split())
    assert "<dt>Samples</dt><dd>2</dd>" in shown
    assert "<dt>Patients</dt><dd>1</dd>" in shown
    assert "Shipments are not recorded in this system yet" in shown


def test_who_knows_of_shipments_adds_them(browse, chain, monkeypatch):
    serum = chain[3]
    monkeypatch.setattr(recalled, "SOURCES", dict(recalled.SOURCES))
    recalled.contribute_recalled(recalled.SHIPMENT)(
        lambda moved: [recalled.Row(recalled.SHIPMENT, "SHP-0001", of="CART-26-001")]
    )
    page = reverse("lot-recall", args=[serum.lot.number])
    shown = " ".join(browse("mlindqvist").get(page).text.split())
    assert "SHP-0001" in shown
    assert "<dt>Shipments</dt><dd>1</dd>" in shown
    assert "not recorded in this system" not in shown


def test_whether_a_recall_is_an_exercise_is_chosen(browse, chain):
    medium = chain[0]
    page = reverse("recall-new", args=[medium.lot.number])
    client = browse("mlindqvist")
    assert not re.search(r'name="kind"[^>]*checked', client.get(page).text)
    refused = client.post(page, {"command_id": str(uuid.uuid4()), "reason": "Endotoxin"})
    assert refused.status_code == 422
    assert 'id="id_kind_error"' in refused.text
    assert "Endotoxin" in refused.text
    assert not Recall.objects.exists()


def test_an_exercise_is_timed_and_signed_and_holds_nothing(browse, chain):
    medium, _vial, _bag, _serum = chain
    client = browse("mlindqvist")
    begun = client.post(
        reverse("recall-new", args=[medium.lot.number]),
        {"command_id": str(uuid.uuid4()), "kind": "mock", "reason": "Yearly exercise"},
    )
    assert begun.status_code == 302
    recall = Recall.objects.get()
    assert Hold.objects.count() == 0
    assert {row["code"] for row in recall.found} >= {medium.code, medium.lot.number}
    page = reverse("recall", args=[recall.number])
    written = of_csv(client.get(page, {"file": "csv"}))
    assert written == recall.found
    assert {row["code"] for row in written} >= {medium.code, medium.lot.number}
    end = reverse("recall-end", args=[recall.number])
    assert client.post(end, signed(recall, conclusion="")).status_code == 422
    assert client.post(end, signed(recall, conclusion="Complete in 2 h")).status_code == 302
    recall.refresh_from_db()
    assert recall.ended_at > recall.begun_at


def test_a_recall_holds_the_lot_and_what_was_made_of_it(browse, chain):
    medium, _vial, bag, _serum = chain
    client = browse("mlindqvist")
    client.post(
        reverse("recall-new", args=[medium.lot.number]),
        {"command_id": str(uuid.uuid4()), "kind": "real", "reason": "Supplier recalls"},
    )
    assert Hold.objects.get().lot == medium.lot
    issue = reverse("container-deed", args=[bag.code, "issue"])
    assert browse("jvermaat").post(issue, amount("1", "shipment")).status_code == 409
