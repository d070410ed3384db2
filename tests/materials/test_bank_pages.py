"""Vials of a cell bank leave for a batch, by whichever page (Part IV 8)."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from materials.commands.making import Making, make_lot
from materials.models import EdgeKind, LotKind, Movement, Product
from tests.cast import NOW
from tests.materials import stock
from tests.materials.sent import amount

pytestmark = pytest.mark.django_db


def bank(people, kind=LotKind.MASTER_BANK):
    cells = stock.material("MCB-01", unit="{vial}")
    seed = stock.in_stock(stock.material("SEED", unit="{vial}"), each="1")
    making = Making(of=cells, kind=kind, unit="{vial}", containers=1, each=Decimal(50))
    made = make_lot(
        making=making, taken=[(seed, Decimal(1))], how=EdgeKind.DERIVED, by=people["jvermaat"],
        at=NOW,
    )  # fmt: skip
    return stock.release(made).containers.get()


@pytest.mark.urs("ATMP-08.01")
@pytest.mark.parametrize("deed", ["use", "issue"])
def test_a_vial_of_a_cell_bank_is_taken_for_a_batch_and_counted_down(
    browse, people, small_batch, deed
):
    """For no batch it stays; for one it is taken off, and the batch's page shows it."""
    vials, batch_page = bank(people), reverse("batch-materials", args=[small_batch.number])
    client, page = browse("jvermaat"), reverse("container-deed", args=[vials.code, deed])
    refused = client.post(page, amount("1", "no batch at all"))
    assert refused.status_code == 422
    assert "“no batch at all” is no batch." in refused.text
    assert "A vial of a cell bank is taken for a batch: enter its number." in refused.text
    vials.refresh_from_db()
    assert vials.remaining == 50
    assert vials.code not in client.get(batch_page).text
    assert client.post(page, amount("1", small_batch.number)).status_code == 302
    vials.refresh_from_db()
    assert vials.remaining == 49
    assert Movement.objects.get(kind__in=["USED", "ISSUED"]).subject_id == small_batch.pk
    shown = client.get(batch_page).text
    assert vials.code in shown
    assert "Master cell bank" in shown
    assert "1 vial<" in shown


@pytest.mark.urs("ATMP-08.01")
def test_nothing_is_made_of_a_vial_of_a_bank_for_no_batch(browse, people, small_batch):
    """By the page that makes lots no vial leaves either without its batch."""
    vials, product = bank(people), Product.objects.get()
    client, page = browse("jvermaat"), reverse("container-deed", args=[vials.code, "make"])
    made = {
        "quantity": "1", "how": "DERIVED", "kind": "MADE", "unit": "{bag}", "containers": "1",
        "each": "1", "of": f"product:{product.pk}",
    }  # fmt: skip
    for purpose, number in (("", ""), ("", "DP-1"), ("Training", ""), ("Training", "DP-1")):
        given = {"command_id": str(uuid.uuid4()), **made, "purpose": purpose, "number": number}
        refused = client.post(page, given)
        assert refused.status_code == 422
        assert "A vial of a cell bank is taken for a batch" in refused.text
    given = {"command_id": str(uuid.uuid4()), **made, "purpose": small_batch.number}
    assert client.post(page, given).status_code == 302
    assert vials.movements.get(kind="DERIVED").subject_id == small_batch.pk
    assert vials.code in client.get(reverse("batch-materials", args=[small_batch.number])).text


def test_a_working_bank_is_a_batch_of_its_own_under_its_number(browse, people):
    vials = bank(people)
    client, page = browse("jvermaat"), reverse("container-deed", args=[vials.code, "make"])
    made = {
        "quantity": "1", "how": "DERIVED", "kind": "WORKING_BANK", "unit": "{vial}",
        "containers": "20", "each": "1", "of": f"material:{vials.lot.material_id}",
    }  # fmt: skip
    refused = client.post(page, {"command_id": str(uuid.uuid4()), **made})
    assert refused.status_code == 422
    assert "It is not said for which batch this is." in refused.text
    given = {"command_id": str(uuid.uuid4()), **made, "number": "WCB-26-01"}
    assert client.post(page, given).status_code == 302
    assert vials.movements.get(kind="DERIVED").purpose == "WCB-26-01"
