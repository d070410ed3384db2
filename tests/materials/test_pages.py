"""Use, holds and recalls as people do them: through the pages."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from materials.commands.holds import place_hold
from materials.commands.making import Making, make_lot
from materials.commands.stock import use_material
from materials.models import Container, Edge, EdgeKind, Hold, LotKind, Movement, Product, Recall
from tests.cast import NOW
from tests.materials import stock
from tests.materials.sent import amount, signed

pytestmark = pytest.mark.django_db


@pytest.mark.urs("ATMP-07.01")
def test_the_page_issues_what_is_released_and_refuses_what_is_not(browse, people):
    lot = stock.received(stock.material())
    container = lot.containers.get()
    client, page = browse("jvermaat"), reverse("container-deed", args=[container.code, "issue"])
    refused = client.post(page, amount("5", "CART-26-001"))
    assert refused.status_code == 409
    assert "is in quarantine" in refused.content.decode()
    stock.release(lot)
    assert client.post(page, amount("5", "CART-26-001")).status_code == 302
    container.refresh_from_db()
    assert container.remaining == 95


@pytest.mark.urs("ATMP-08.01")
def test_a_vial_of_a_cell_bank_is_taken_for_a_batch_and_counted_down(browse, small_batch):
    cells = stock.material("MCB-01", unit="{vial}")
    seed = stock.in_stock(stock.material("SEED", unit="{vial}"), each="1")
    making = Making(
        of=cells, kind=LotKind.MASTER_BANK, unit="{vial}", containers=1, each=Decimal(50)
    )
    bank = make_lot(
        making=making, taken=[(seed, Decimal(1))], how=EdgeKind.DERIVED,
        by=stock.user("jvermaat"), at=NOW,
    )  # fmt: skip
    vials = stock.release(bank).containers.get()
    client, page = browse("jvermaat"), reverse("container-deed", args=[vials.code, "use"])
    refused = client.post(page, amount("1", "no batch at all"))
    assert refused.status_code == 422
    assert client.post(page, amount("1", small_batch.number)).status_code == 302
    vials.refresh_from_db()
    assert vials.remaining == 49
    assert Movement.objects.get(kind="USED").subject_id == small_batch.pk


@pytest.fixture
def chain(people, small_batch):
    """A bank's vials, made with a medium; the batch used a serum, and its product is of a vial.

    The serum's way into the product is known by its use for the batch alone.
    """
    medium, serum = stock.in_stock(stock.material()), stock.in_stock(stock.material("SER-01"))
    operator, product = people["jvermaat"], Product.objects.get()
    bank = Making(
        of=stock.material("WCB-01", unit="{vial}"), kind=LotKind.WORKING_BANK, unit="{vial}",
        containers=2, each=Decimal(10),
    )  # fmt: skip
    vials = make_lot(
        making=bank, taken=[(medium, Decimal(5))], how=EdgeKind.CONSUMED, by=operator, at=NOW
    )
    vial = stock.release(vials).containers.order_by("code")[0]
    used = {"purpose": small_batch.number, "by": operator, "at": NOW}
    use_material(container=serum, quantity=Decimal(7), **used)
    bag = Making(of=product, kind=LotKind.MADE, unit="{bag}", containers=1, each=Decimal(1))
    made = make_lot(making=bag, taken=[(vial, Decimal(1))], how=EdgeKind.DERIVED, **used)
    return medium, vial, stock.release(made).containers.get(), serum


@pytest.mark.parametrize("origin", ["medium", "serum"])
def test_a_hold_travels_to_everything_made_of_it_until_it_is_lifted(browse, chain, origin):
    medium, _vial, bag, serum = chain
    client = browse("jvermaat")
    held_lot = {"medium": medium, "serum": serum}[origin].lot
    place = reverse("lot-deed", args=[held_lot.number, "hold"])
    held = client.post(place, {"command_id": str(uuid.uuid4()), "reason": "Endotoxin"})
    assert held.status_code == 302
    hold, page = Hold.objects.get(), reverse("container-deed", args=[bag.code, "issue"])
    refused = client.post(page, amount("1", "shipment"))
    assert refused.status_code == 409
    assert f"{hold} holds" in refused.content.decode()
    lift = reverse("hold-lift", args=[hold.number])
    assert client.post(lift, signed(hold, "jvermaat", reason="No")).status_code == 403
    lifted = browse("mlindqvist").post(lift, signed(hold, reason="Test repeated, passes"))
    assert lifted.status_code == 302
    assert browse("jvermaat").post(page, amount("1", "shipment")).status_code == 302


def test_who_placed_a_hold_does_not_lift_it(browse, people):
    lot = stock.received(stock.material())
    hold = place_hold(on=lot, reason="Endotoxin", by=people["mlindqvist"], at=NOW)
    lift = reverse("hold-lift", args=[hold.number])
    refused = browse("mlindqvist").post(lift, signed(hold, reason="Mine"))
    assert refused.status_code == 409
    assert "must be another person" in refused.content.decode()
    hold.refresh_from_db()
    assert hold.lifted_at is None


def test_a_hold_on_a_donor_holds_all_of_the_donor(browse, apheresis):
    container = stock.in_stock(apheresis)
    client, page = browse("jvermaat"), reverse("donor-hold")
    given = {"command_id": str(uuid.uuid4()), "reason": "Late test"}
    assert client.post(page, {**given, "donor_code": "NLT-0095"}).status_code == 422
    assert client.post(page, {**given, "donor_code": "nlt-0059"}).status_code == 302
    issue = reverse("container-deed", args=[container.code, "issue"])
    assert client.post(issue, amount("1", "CART-26-001")).status_code == 409


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
    lines = client.get(page, {"file": "csv"}).content.decode().splitlines()
    assert any(small_batch.patient_code in line and small_batch.number in line for line in lines)


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


def test_the_genealogy_is_drawn_and_told(browse, chain):
    medium, vial, bag, _serum = chain
    for container in (medium, vial, bag):
        page = browse("mlindqvist").get(reverse("lot-genealogy", args=[container.lot.number]))
        shown = page.content.decode()
        for code in (medium.code, vial.code, bag.code):
            assert shown.count(code) >= 2
        assert "style=" not in shown.split("<main")[1]


def test_a_partner_sees_own_lots_and_nothing_of_others(browse, chain):
    medium, _vial, bag, _serum = chain
    own, other = browse("pnorth"), reverse("lot", args=[medium.lot.number])
    assert own.get(reverse("lot", args=[bag.lot.number])).status_code == 200
    assert own.get(other).status_code == 404
    genealogy = own.get(reverse("lot-genealogy", args=[bag.lot.number])).content.decode()
    assert bag.code in genealogy
    assert medium.code not in genealogy
    assert own.get(reverse("hold-list")).status_code == 404
    stranger = browse("phalden")
    assert stranger.get(reverse("lot", args=[bag.lot.number])).status_code == 404
    assert stranger.get(reverse("container", args=[bag.code])).status_code == 404


def test_cells_of_two_donors_are_never_joined(browse, apheresis):
    first = stock.in_stock(apheresis)
    second = stock.in_stock(apheresis, donor_code="NLT-0060")
    page = reverse("container-deed", args=[first.code, "make"])
    made = {
        "command_id": str(uuid.uuid4()), "quantity": "5", "how": "POOLED", "kind": "MADE",
        "of": f"material:{apheresis.pk}", "unit": "mL", "containers": "1", "each": "10",
    }  # fmt: skip
    client = browse("jvermaat")
    refused = client.post(page, {**made, "others": f"{second.code} 5"})
    assert refused.status_code == 409
    assert "two donors" in refused.content.decode()
    assert client.post(page, made).status_code == 302
    assert Container.objects.filter(lot__kind="MADE").get().remaining == 10
