"""Two hundred consumptions of one lot at once: exact to the last unit."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from itertools import cycle, islice

from django.db import connections
from django.db.models import Sum
from django.utils import timezone

from bench.figures import Figure, at_least, at_most
from bench.scenes import Scene
from integrity.refusals import Refused
from materials.commands.stock import use_material
from materials.models import Container, Lot, Movement

CONSUMPTIONS, AT_ONCE, EACH = 200, 40, Decimal(3)
LOT = "SP-6641"  # plates of the demo, in boxes of 20


def hands(scene: Scene) -> Iterator[Figure]:
    """Every one takes three of a box of 20: six fit into each, and two are left in it."""
    lot = Lot.objects.get(supplier_lot=LOT)
    boxes = list(lot.containers.order_by("code"))
    there = [box.remaining for box in boxes]
    turns = list(islice(cycle(boxes), CONSUMPTIONS))
    operator = scene.people["aowusu"]

    def use(box: Container) -> bool:
        try:
            use_material(
                container=box, quantity=EACH, purpose="Bench", by=operator, at=timezone.now()
            )
        except Refused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(AT_ONCE) as threads:
        taken = sum(threads.map(use, turns))
    fits = sum(int(amount // EACH) for amount in there)
    left = sum((box.remaining for box in lot.containers.all()), start=Decimal(0))
    ledger = Movement.objects.filter(container__lot=lot).aggregate(all=Sum("change"))["all"]
    wrong = abs(sum(there) - taken * EACH - left) + abs(ledger - left) + abs(fits - taken)
    yield at_least("stock-consumptions", CONSUMPTIONS, "at once", str(CONSUMPTIONS))
    yield at_most("stock-consumptions-wrong", float(wrong), "units", "0")
