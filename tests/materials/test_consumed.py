"""What is used or handed out for a batch is in what the batch makes, in whatever order."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from batches.commands.execution import complete_step
from batches.models import BatchStep
from integrity.refusals import Refused
from materials.commands.holds import place_hold
from materials.commands.making import Making, make_lot
from materials.commands.stock import account_for_issue, issue_material, use_material
from materials.genealogy import descendants
from materials.models import Container, Edge, EdgeKind, Hold, LotKind, MovementKind, Product
from tests import cast
from tests.cast import NOW
from tests.materials import stock
from tests.materials.sent import amount

pytestmark = pytest.mark.django_db


@pytest.fixture
def medium(people):
    return stock.in_stock(stock.material())


@pytest.fixture
def cells(people):
    return stock.in_stock(stock.human())


def post(client, container, deed, **given):
    page = reverse("container-deed", args=[container.code, deed])
    return client.post(page, {"command_id": str(uuid.uuid4()), **given})


def make(client, cells, **more):
    """The product, made of the cells on the page of their bag."""
    given = {
        "quantity": "5", "how": "DERIVED", "kind": "MADE", "unit": "{bag}", "containers": "2",
        "each": "1", "of": f"product:{Product.objects.get().pk}", **more,
    }  # fmt: skip
    answer = post(client, cells, "make", **given)
    assert answer.status_code == 302, answer.text
    return Container.objects.filter(lot__product__isnull=False).order_by("code")


def consumed(container) -> set[tuple[str, Decimal]]:
    edges = Edge.objects.filter(parent=container, kind=EdgeKind.CONSUMED)
    return set(edges.values_list("child__code", "quantity"))


@pytest.mark.parametrize("deed", ["use", "issue"])
@pytest.mark.parametrize("is_first", [True, False])
def test_it_works(browse, small_batch, medium, cells, deed, is_first):
    """Through the pages: the use before or after the product, no edge by hand."""
    client = browse("jvermaat")
    taken = {"quantity": "7", "purpose": small_batch.number}
    if is_first:
        assert post(client, medium, deed, **taken).status_code == 302
    bags = make(client, cells, purpose=small_batch.number.lower())
    if not is_first:
        assert consumed(medium) == set()
        assert post(client, medium, deed, **taken).status_code == 302
    assert consumed(medium) == {(bag.code, Decimal(7)) for bag in bags}
    assert descendants([medium.pk]) == {medium.pk, *(bag.pk for bag in bags)}


def test_what_is_for_another_batch_or_for_none_is_not_in_it(
    browse, people, small_master, small_batch, medium, cells
):
    other = cast.make_batch(people, small_master, "CART-26-002")
    client = browse("jvermaat")
    for purpose in (other.number, "Cleaning"):
        assert post(client, medium, "use", quantity="1", purpose=purpose).status_code == 302
    make(client, cells, purpose=small_batch.number)
    post(client, medium, "use", quantity="1", purpose="Cleaning")
    assert consumed(medium) == set()


def test_of_what_was_handed_out_only_what_did_not_come_back(people, browse, small_batch, cells):
    operator = {"by": people["jvermaat"], "at": NOW}
    media = [stock.in_stock(stock.material(f"MED-1{n}")) for n in range(3)]
    for medium, back in zip(media, (10, 4, 0), strict=True):
        issue = issue_material(
            container=medium, quantity=Decimal(10), purpose=small_batch.number, **operator
        )
        if back:
            account_for_issue(
                issue=issue, kind=MovementKind.RETURNED, quantity=Decimal(back), **operator
            )
        if 0 < back < 10:
            account_for_issue(issue=issue, kind=MovementKind.USED, quantity=Decimal(6), **operator)
    make(browse("jvermaat"), cells, purpose=small_batch.number)
    assert [{quantity for _code, quantity in consumed(one)} for one in media] == [
        set(), {Decimal(6)}, {Decimal(10)},
    ]  # fmt: skip


def test_taken_as_part_of_it_and_used_before_is_one_edge(people, small_batch, medium):
    operator = {"by": people["jvermaat"], "at": NOW}
    use_material(container=medium, quantity=Decimal(7), purpose=small_batch.number, **operator)
    making = Making(
        of=Product.objects.get(), kind=LotKind.MADE, unit="{bag}", containers=1, each=Decimal(1)
    )
    make_lot(
        making=making, taken=[(medium, Decimal(2)), (medium, Decimal(3))], how=EdgeKind.CONSUMED,
        purpose=small_batch.number, **operator,
    )  # fmt: skip
    assert Edge.objects.get().quantity == Decimal(12)
    medium.refresh_from_db()
    assert medium.remaining == Decimal(88)


def test_a_medium_that_is_prepared_for_the_batch_says_itself_what_is_in_it(
    people, small_batch, medium
):
    """What was used for the batch before is in the product, not in the medium."""
    operator = {"by": people["jvermaat"], "at": NOW}
    beads = stock.in_stock(stock.material("BEADS"))
    use_material(container=beads, quantity=Decimal(1), purpose=small_batch.number, **operator)
    mixed = Making(
        of=stock.material("MED-MIX"), kind=LotKind.MADE, unit="mL", containers=1, each=Decimal(50)
    )
    make_lot(
        making=mixed, taken=[(medium, Decimal(5))], how=EdgeKind.CONSUMED,
        purpose=small_batch.number, **operator,
    )  # fmt: skip
    assert consumed(beads) == set()
    assert len(consumed(medium)) == 1


def test_a_bag_that_is_taken_for_its_own_batch_is_in_nothing_else(browse, small_batch, cells):
    """A retained bag is not in the other bags, nor in the cells that it was made of."""
    client = browse("jvermaat")
    bags = make(client, cells, purpose=small_batch.number)
    stock.release(bags[0].lot)
    for one in (bags[0], cells):
        taken = {"quantity": "1", "purpose": small_batch.number}
        assert post(client, one, "use", **taken).status_code == 302
    assert consumed(bags[0]) == set()
    assert consumed(cells) == {(bag.code, Decimal(1)) for bag in bags}


def test_a_hold_reaches_the_bag_and_stops_the_batch(browse, small_batch, medium, cells):
    """On the tablet's page of the next step the hold stands; lifted, the step goes on."""
    client = browse("jvermaat")
    post(client, medium, "use", quantity="7", purpose=small_batch.number)
    bag = make(client, cells, purpose=small_batch.number)[0]
    stock.release(bag.lot)
    step = reverse("step", args=[small_batch.number, "1.1"])
    assert "is of this batch" not in client.get(step).text
    place = reverse("lot-deed", args=[medium.lot.number, "hold"])
    client.post(place, {"command_id": str(uuid.uuid4()), "reason": "Endotoxin"})
    hold = Hold.objects.get()
    refused = post(client, bag, "issue", **amount("1", "Shipment"))
    assert refused.status_code == 409
    assert f"{hold} holds {medium.lot}" in refused.text
    assert f"{medium.code} is of this batch" in client.get(step).text
    assert bag.code in browse("mlindqvist").get(reverse("hold", args=[hold.number])).text


def test_a_step_is_not_recorded_while_something_of_the_batch_is_held(people, small_batch, medium):

    operator = {"by": people["jvermaat"], "at": NOW}
    use_material(container=medium, quantity=Decimal(7), purpose=small_batch.number, **operator)
    place_hold(on=medium.lot, reason="Endotoxin", **operator)
    step = BatchStep.objects.filter(operation__batch=small_batch).order_by("position")[0]
    with pytest.raises(Refused) as refused:
        complete_step(step=step, values=cast.answers(step), **operator)
    assert [one.code for one in refused.value.blockers] == ["STOCK_ON_HOLD"]
