"""Orders at approved suppliers, of several lines, and for a sponsor within an agreement."""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from integrity.refusals import Refused
from materials.commands.orders import close_order
from materials.models import Lot, Order, Product
from quality.commands.engagements import end_engagement
from quality.models import Agreement, Service, SupplierApproval
from tests.cast import NOW, make_agreement
from tests.deeds import changed
from tests.materials import stock
from tests.materials.sent import receipt

pytestmark = pytest.mark.django_db
NEW = "/materials/orders/new/"


def codes(refused) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def order(*lines: tuple[object, str], **more: object) -> dict[str, object]:
    """What the page of a new order is sent."""
    asked = {f"line-{source.pk}": quantity for source, quantity in lines}
    return {
        "command_id": str(uuid.uuid4()),
        "number": "PO-26-007",
        "product": "own",
        **asked,
        **more,
    }


@pytest.fixture
def two(people):
    """Two materials of one supplier."""
    return stock.source(stock.material("MED-01")), stock.source(stock.material("MED-02"))


def test_it_works(browse, two):
    client = browse("mlindqvist")
    assert client.post(NEW, order((two[0], ""), (two[1], ""))).status_code == 422
    assert client.post(NEW, order((two[0], "100"), (two[1], "50.5"))).status_code == 302
    made = Order.objects.get()
    shown = client.get(reverse("order", args=[made.pk])).content.decode()
    assert {str(line.quantity) for line in made.lines.all()} == {"100", "50.5"}
    assert "MED-02" in shown
    assert "50.5 mL" in shown


def test_a_line_is_received_in_parts_and_the_order_closes_with_the_last(browse, two):
    medium, other = two
    made = stock.ordered(medium, "100", others=[(other, Decimal(10))])
    client = browse("jvermaat")
    page = reverse("lot-receive", args=["MED-01"])
    part = {"order": made.pk, "containers": "1", "each": "60"}
    assert client.post(page, receipt(medium.material, **part)).status_code == 302
    assert Lot.objects.get().findings == []
    line = made.lines.get(source=medium)
    assert (line.came, line.outstanding) == (Decimal(60), Decimal(40))
    assert client.post(page, receipt(medium.material, **part)).status_code == 302
    assert Lot.objects.latest("id").findings == ["TOO_MUCH"]
    made.refresh_from_db()
    assert made.closed_at is None
    page = reverse("lot-receive", args=["MED-02"])
    assert client.post(page, receipt(other.material, **part)).status_code == 302
    made.refresh_from_db()
    assert made.closed_at is not None
    shown = client.get(reverse("order", args=[made.pk])).content.decode()
    assert all(lot.number in shown for lot in Lot.objects.all())


def test_a_delivery_of_what_was_not_ordered_is_not_for_the_order(two):
    made = stock.ordered(two[0], "100")
    with pytest.raises(Refused) as refused:
        stock.received(two[1].material, order=made)
    assert codes(refused) == ["OTHER_ORDER"]


def test_an_order_is_at_one_supplier_with_one_line_of_each(people, two):
    elsewhere = stock.source(stock.material("MED-03"), supplier=stock.supplier("OTHER"))
    for other, code in ((elsewhere, "OTHER_SUPPLIER"), (two[0], "LINE_TWICE")):
        with pytest.raises(Refused) as refused:
            stock.ordered(two[0], "1", others=[(other, Decimal(1))])
        assert codes(refused) == [code]
    assert Order.objects.count() == 0


def test_a_number_is_given_once(people, two):
    stock.ordered(two[0], "1")
    with pytest.raises(Refused) as refused:
        stock.ordered(two[1], "1", number="po-26-001")
    assert codes(refused) == ["ORDER_KNOWN"]


def test_what_did_not_come_is_told_when_it_closes(browse, people, two):
    made = stock.ordered(two[0], "100")
    stock.received(two[0].material, order=made, each="70")
    close_order(order=made, reason="Not made any more", by=people["mlindqvist"], at=NOW)
    shown = browse("mlindqvist").get(reverse("order", args=[made.pk])).content.decode()
    assert "Less came than was ordered." in shown
    about = f"?about=materials.order:{made.pk}"
    assert about in shown
    form = browse("mlindqvist").get(f"/quality/deviations/new/{about}").content.decode()
    assert "MED-01: 70 mL, required 100 mL" in form


def test_from_a_supplier_that_qa_did_not_approve_nothing_is_ordered(browse, people):
    medium = stock.material()
    source = stock.source(medium, supplier=stock.unknown_supplier())
    client = browse("mlindqvist")
    refused = client.post(NEW, order((source, "5")))
    assert refused.status_code == 409
    assert "is not approved as supplier of materials" in refused.content.decode()
    stock.approve(source.supplier, item_codes=["MED-09"])
    refused = client.post(NEW, order((source, "5")))
    assert "is not approved for MED-01" in refused.content.decode()
    assert Order.objects.count() == 0
    stock.approve(source.supplier, item_codes=["MED-01"])
    assert client.post(NEW, order((source, "5"))).status_code == 302


def test_from_a_supplier_whose_approval_ended_nothing_is_received(browse, people):
    medium = stock.material()
    stock.source(medium)
    client, page = browse("jvermaat"), reverse("lot-receive", args=[medium.code])
    assert client.post(page, receipt(medium)).status_code == 302
    end_engagement(
        engagement=SupplierApproval.objects.get(), reason="Audit failed", at=NOW,
        by=people["mlindqvist"],
    )  # fmt: skip
    refused = client.post(page, receipt(medium))
    assert refused.status_code == 409
    assert "“Ended”" in refused.content.decode()
    assert Lot.objects.count() == 1


def test_the_last_day_of_an_approval_counts(people):
    medium = stock.material()
    source = stock.source(medium, supplier=stock.unknown_supplier())
    stock.approve(source.supplier, valid_until=NOW.date())
    stock.received(medium)
    with pytest.raises(Refused) as refused:
        stock.received(medium, at=NOW + timedelta(days=1))
    assert codes(refused) == ["APPROVAL_NOT_IN_FORCE"]


@pytest.mark.urs("FAC-03")
@pytest.mark.urs("ATMP-13.02")
def test_what_is_ordered_for_a_sponsor_needs_an_agreement(browse, people, small_master, two):
    """Through the page: ended it is refused, also for another product; agreed anew it is made."""
    product, former = Product.objects.get(), Agreement.objects.get(organisation__code="NORTHLIGHT")
    end_engagement(engagement=former, reason="Terminated", by=people["mlindqvist"], at=NOW)
    client, asked = browse("mlindqvist"), order((two[0], "5"), product=product.pk)
    refused = client.post(NEW, asked)
    assert refused.status_code == 409
    assert "for contract manufacturing is “Ended”" in refused.content.decode()
    make_agreement(people, "NORTHLIGHT", product_codes=["CART-BCMA"])
    refused = client.post(NEW, order((two[0], "5"), product=product.pk))
    assert "covers CART-CD19" in refused.content.decode()
    assert Order.objects.count() == 0
    make_agreement(people, "NORTHLIGHT", services=[Service.DEVELOPMENT])
    assert client.post(NEW, order((two[0], "5"), product=product.pk)).status_code == 302
    assert Order.objects.get().product == product


def test_the_facility_orders_for_itself_without_any(browse, people, two):
    for agreement in Agreement.objects.all():
        end_engagement(engagement=agreement, reason="Over", by=people["mlindqvist"], at=NOW)
    assert browse("mlindqvist").post(NEW, order((two[0], "5"))).status_code == 302


def test_first_the_supplier_is_chosen_where_there_are_two(browse, people, two):
    stock.source(stock.material("MED-03"), supplier=stock.supplier("OTHER"))
    client = browse("mlindqvist")
    assert "Number of the order" not in client.get(NEW).content.decode()
    chosen = client.get(f"{NEW}?supplier=OTHER").content.decode()
    assert "MED-03" in chosen
    assert "MED-01" not in chosen
    asked = client.get(f"{NEW}?material=med-02").content.decode()
    assert asked.index("MED-02") < asked.index("MED-01")


def test_the_list_asks_as_often_for_many_orders_as_for_one(browse, two, django_assert_num_queries):
    client = browse("mlindqvist")
    stock.ordered(two[0], "1", number="PO-0")
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("order-list"))
    for number in range(1, 6):
        stock.ordered(two[0], "1", number=f"PO-{number}", others=[(two[1], Decimal(1))])
    with django_assert_num_queries(len(asked)):
        assert "PO-5" in client.get(reverse("order-list")).content.decode()


def test_a_partner_sees_no_order(browse, two):
    made = stock.ordered(two[0], "100")
    for page in (reverse("order-list"), reverse("order", args=[made.pk])):
        assert browse("pnorth").get(page).status_code == 404
        assert browse("jvermaat").get(page).status_code == 200


def test_for_whom_it_is_ordered_is_chosen(browse, two):
    """Left open it would be the facility's own by default, and pass every agreement."""
    client = browse("mlindqvist")
    assert 'value="own" selected' not in client.get(NEW).text
    refused = client.post(NEW, order((two[0], "5"), product=""))
    assert refused.status_code == 422
    assert 'id="id_product_error"' in refused.text
    assert Order.objects.count() == 0


def test_the_day_on_which_it_is_expected_is_shown_and_overdue_when_it_is_over(browse, people, two):
    client = browse("mlindqvist")
    today = timezone.localtime().date()
    early = order((two[0], "5"), expected_on=(today - timedelta(days=1)).isoformat())
    refused = client.post(NEW, early)
    assert refused.status_code == 422
    assert "This day is over. Accepted: today or later." in refused.text
    assert client.post(NEW, order((two[0], "5"), expected_on=today.isoformat())).status_code == 302
    made = Order.objects.get()
    pages = (reverse("order-list"), reverse("order", args=[made.pk]), "/materials/item/MED-01/")
    for page in pages:
        shown = client.get(page).text
        assert f"{today:%-d %b %Y}" in shown
        assert "Overdue" not in shown
    changed(made, expected_on=today - timedelta(days=1))
    for page in pages:
        assert "Overdue" in client.get(page).text
