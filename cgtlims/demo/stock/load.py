"""The stock of the demo facility, from its materials to its recalls."""

from __future__ import annotations

from datetime import datetime, timedelta

from batches.models import BatchRecord
from cgtlims.demo.execution import Diary
from cgtlims.demo.pen import Pen
from cgtlims.demo.stock.deeds import do_deeds
from cgtlims.demo.stock.held import make_holds, make_recalls, make_retest
from cgtlims.demo.stock.making import Floor
from cgtlims.demo.stock.materials import make_materials
from cgtlims.demo.stock.receiving import Delivered
from cgtlims.demo.stock.tables import deliveries
from people.models import User


def make_stock(
    users: dict[str, User], pen: Pen, diary: Diary, batches: list[BatchRecord],
    founded: datetime, now: datetime,
) -> None:  # fmt: skip
    """What the first batch took is what its diary names; everything else stands around it."""
    make_materials(users, founded + timedelta(days=1), now)
    begun = {number: batch.created_at for number, batch in enumerate(batches, start=1)}
    delivered = Delivered(users, pen, now, begun)
    came = deliveries()
    delivered.all(came)
    delivered.open_orders()
    floor = Floor(batches[0], diary, delivered)
    floor.make_banks_and_vectors()
    floor.make_batch(came)
    do_deeds(users, now)
    make_retest(users, now)
    make_holds(users, pen, now)
    make_recalls(users, pen, now)
