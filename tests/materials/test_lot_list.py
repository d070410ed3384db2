"""The list of stock says what is over, and costs the same whatever the number of lots."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from materials.commands.holds import place_hold
from materials.commands.making import Making, make_lot
from materials.commands.stock import use_material
from materials.models import Container, EdgeKind, Lot, LotKind, Product
from tests.cast import NOW
from tests.deeds import TEST, make_rows
from tests.materials import stock

pytestmark = pytest.mark.django_db
QUERIES = 8


def cost(client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/stock/").status_code == 200
    return len(queries)


def test_the_list_of_stock_costs_the_same_for_many_lots(browse, people):
    first = stock.received(stock.material())
    client = browse("mlindqvist")
    few = cost(client)
    lots = [
        Lot(
            number=f"M-{number:05}", kind="RECEIVED", material=first.material, unit="mL",
            quantity=Decimal(1), entered_at=NOW, entered_by=people["jvermaat"],
        )
        for number in range(500)
    ]  # fmt: skip
    make_rows(rows=lots, by=TEST, at=NOW)
    vials = [Container(lot=lot, code=f"{lot}-01", remaining=Decimal(1)) for lot in lots]
    make_rows(rows=vials, by=TEST, at=NOW)
    assert cost(client) == few <= QUERIES


@pytest.mark.parametrize(
    ("days", "months", "said"), [(-2, None, "Expired"), (90, 1, "To be tested again"), (90, 9, "")]
)
def test_the_list_says_what_is_over(browse, days, months, said):
    """A released lot whose day has come is not shown as if it could be taken."""
    now = timezone.now()
    came = now - 40 * stock.DAY
    ends = (now + days * stock.DAY).date()
    material = stock.material(retest_months=months)
    stock.release(stock.received(material, at=came, expires_on=ends), came)
    page = browse("jvermaat").get("/stock/").text.partition("<tbody>")[2]
    words = [word for word in ("Expired", "To be tested again") if word in page]
    assert words == ([said] if said else [])


def test_the_list_says_what_is_held_by_what_is_in_it_too_and_finds_it(browse, people, small_batch):
    """A hold on a medium: its own lot and the product it was used for, in as many queries."""
    operator = {"by": people["jvermaat"], "at": NOW}
    medium, cells = stock.in_stock(stock.material()), stock.in_stock(stock.human())
    other = stock.received(stock.material("MED-02"))
    making = Making(
        of=Product.objects.get(), kind=LotKind.MADE, unit="{bag}", containers=1, each=Decimal(1)
    )
    product = make_lot(
        making=making, taken=[(cells, Decimal(5))], how=EdgeKind.DERIVED,
        purpose=small_batch.number, **operator,
    )  # fmt: skip
    use_material(container=medium, quantity=Decimal(1), purpose=small_batch.number, **operator)
    client = browse("mlindqvist")
    free = cost(client)
    assert "No lot fits" in client.get("/stock/?status=HELD").text
    place_hold(on=medium.lot, reason="Endotoxin", **operator)
    assert cost(client) == free <= QUERIES
    rows = client.get("/stock/").text.partition("<tbody>")[2].split("</tr>")
    marked = [row for row in rows if "On hold" in row]
    assert len(marked) == 2
    assert all(any(str(lot) in row for row in marked) for lot in (medium.lot, product))
    held = client.get("/stock/?status=HELD").text
    assert all(str(lot) in held for lot in (medium.lot, product))
    assert all(str(lot) not in held for lot in (cells.lot, other))


def test_the_list_finds_what_expired(browse, people):
    now = timezone.now()
    came = now - 40 * stock.DAY
    over = stock.release(
        stock.received(stock.material(), at=came, expires_on=(now - 2 * stock.DAY).date()), came
    )
    good = stock.received(stock.material("MED-02"))
    shown = browse("jvermaat").get("/stock/?status=EXPIRED").text
    assert over.number in shown
    assert good.number not in shown
