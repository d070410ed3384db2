"""A medium used for a batch whose product is of a donor's cells; a serum to be ordered."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from materials.commands.making import Making, make_lot
from materials.commands.stock import use_material
from materials.models import EdgeKind, LotKind
from tests import cast
from tests.materials import stock

MEDIUM, BAG, BATCH = "L26-0001", "L26-0003", "CART-26-STOCK"


def load_chain() -> None:
    people = cast.make_people(cast.make_facility())
    batch = cast.make_batch(people, cast.make_small_master(people), BATCH)
    by = {"by": people["jvermaat"], "at": timezone.now()}
    medium = stock.in_stock(stock.material("MED-01"), each="500")
    use_material(container=medium, quantity=Decimal(50), purpose=BATCH, **by)
    cells = stock.in_stock(stock.human(), each="50", owner=batch.sponsor)
    making = Making(
        of=batch.master.product, kind=LotKind.MADE, unit="{bag}", containers=2, each=Decimal(1)
    )
    bag = make_lot(
        making=making, taken=[(cells, Decimal(50))], how=EdgeKind.DERIVED, purpose=BATCH, **by
    )
    stock.release(bag, timezone.now())
    serum = stock.material(
        "SER-01", needs_certificate=True, coldest=Decimal(2), warmest=Decimal(8), open_hours=72
    )
    stock.source(serum)
