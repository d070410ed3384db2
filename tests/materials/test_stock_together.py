"""Many hands in one container: exact to the last unit."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from django.db.models import Sum

from integrity.refusals import Refused
from materials.commands.making import Making, make_lot
from materials.commands.stock import use_material
from materials.models import Edge, EdgeKind, LotKind, Movement
from tests import cast
from tests.cast import NOW
from tests.materials import stock
from tests.together import together

ROUNDS = 6


def test_forty_people_at_once_take_exactly_what_is_there(live_db, people):
    """Each on a connection of its own: 40 want 3 of 100, 33 get it, and one unit is left."""
    container = stock.in_stock(stock.material(unit="{vial}"))
    operator = people["jvermaat"]

    def use() -> Movement:
        return use_material(
            container=container, quantity=Decimal(3), purpose="CART-26-001", by=operator, at=NOW
        )

    outcomes = together(*[use for _one in range(40)])
    refused = [one for one in outcomes if isinstance(one, Refused)]
    assert [blocker.code for one in refused for blocker in one.blockers] == ["NOT_ENOUGH"] * 7
    assert len([one for one in outcomes if isinstance(one, Movement)]) == 33
    container.refresh_from_db()
    taken = container.movements.aggregate(all=Sum("change"))["all"]
    assert container.remaining == Decimal(1) == taken


def test_a_use_and_the_product_of_a_batch_recorded_at_once_know_of_each_other(live_db, people):
    """Neither sees what the other one has not committed: they take turns for one batch."""
    batch = cast.make_batch(people, cast.make_small_master(people), "CART-26-001")
    media = stock.release(stock.received(stock.material(), containers=ROUNDS)).containers.all()
    cells = stock.release(stock.received(stock.human(), containers=ROUNDS)).containers.all()
    given = {"purpose": batch.number, "by": people["jvermaat"], "at": NOW}
    bag = Making(
        of=batch.master.product, kind=LotKind.MADE, unit="{bag}", containers=1, each=Decimal(1)
    )
    for number, (medium, own) in enumerate(zip(media, cells, strict=True)):
        together(
            partial(use_material, container=medium, quantity=Decimal(1), **given),
            partial(
                make_lot, making=bag, taken=[(own, Decimal(1))], how=EdgeKind.DERIVED,
                number=f"DP-{number}", **given,
            ),
        )  # fmt: skip
        assert Edge.objects.filter(parent=medium, child__lot__number=f"DP-{number}").exists()
