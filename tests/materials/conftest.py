"""Materials that several tests begin with."""

from __future__ import annotations

from decimal import Decimal

import pytest

from materials.commands.making import Making, make_lot
from materials.commands.stock import use_material
from materials.models import EdgeKind, LotKind, Product
from tests.cast import NOW
from tests.materials import stock


@pytest.fixture
def apheresis(people):
    found = stock.human(coldest=Decimal(2), warmest=Decimal(8), collection_hours=48, open_hours=6)
    stock.source(found)
    return found


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
