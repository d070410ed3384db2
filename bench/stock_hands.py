"""Two hundred consumptions of one lot at the same time: exact to the last unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from itertools import cycle, islice
from threading import Barrier, Lock

from django.db import connection, connections
from django.db.models import Sum
from django.utils import timezone

from bench.figures import Figure, at_least, at_most
from bench.scenes import Scene
from integrity.refusals import Refused
from materials.commands.stock import use_material
from materials.models import Container, Lot, Movement

HANDS, EACH = 200, Decimal(3)
PATIENCE_SECONDS = 120  # for all to be connected
LOT = "SP-6641"  # plates of the demo, in boxes of 20
TAKEN, REFUSED = "taken", "refused"


class Hands:
    """All begin together, each on a connection of its own; counted is how many were in at once."""

    def __init__(self, scene: Scene) -> None:
        self.operator = scene.people["aowusu"]
        self.begin, self.lock = Barrier(HANDS, timeout=PATIENCE_SECONDS), Lock()
        self.inside = self.most = 0

    def use(self, box: Container) -> str:
        """Takes three, or is refused because they are not there; anything else is an error."""
        connection.ensure_connection()
        self.begin.wait()
        self._count(1)
        try:
            use_material(
                container=box, quantity=EACH, purpose="Bench", by=self.operator, at=timezone.now()
            )
        except Refused as refused:
            return REFUSED if {one.code for one in refused.blockers} == {"NOT_ENOUGH"} else "other"
        finally:
            self._count(-1)
            connections.close_all()
        return TAKEN

    def _count(self, more: int) -> None:
        with self.lock:
            self.inside += more
            self.most = max(self.most, self.inside)


def hands(scene: Scene) -> Iterator[Figure]:
    """Every one takes three of a box of 20: six fit into each, and two are left in it."""
    lot, hands = Lot.objects.get(supplier_lot=LOT), Hands(scene)
    boxes = list(lot.containers.order_by("code"))
    there = [box.remaining for box in boxes]
    with ThreadPoolExecutor(HANDS) as threads:
        said = Counter(threads.map(hands.use, islice(cycle(boxes), HANDS)))
    fits = min(sum(int(amount // EACH) for amount in there), HANDS)
    left = sum((box.remaining for box in lot.containers.all()), start=Decimal(0))
    ledger = Movement.objects.filter(container__lot=lot).aggregate(all=Sum("change"))["all"]
    wrong = abs(sum(there) - said[TAKEN] * EACH - left) + abs(ledger - left)
    yield at_least("stock-hands-at-once", hands.most, "people", str(HANDS))
    yield at_least("stock-consumptions", said[TAKEN] + said[REFUSED], "answers", str(HANDS))
    yield at_most("stock-consumptions-missed", abs(fits - said[TAKEN]), "uses", "0")
    yield at_most("stock-consumptions-wrong", float(wrong), "units", "0")
