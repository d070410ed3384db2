"""Many hands in one container: exact to the last unit."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Sum

from integrity.refusals import Refused
from materials.commands.stock import use_material
from materials.models import Movement
from tests.cast import NOW
from tests.materials import stock
from tests.together import together


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
