"""A room, and two lots of a product with a vector."""

from __future__ import annotations

from typing import Any

import pytest

from cleanrooms.models import Containment, Room
from people.models import User
from tests import cast
from tests.cleanrooms import bench


@pytest.fixture
def cleared_room(people: dict[str, User]) -> Room:
    """Of a containment and a clean-up time, with its checklists approved."""
    bench.checklists(people)
    return cast.make_room("CR05", containment=Containment.LEVEL_1, clean_up_minutes=15)


@pytest.fixture
def carts(people: dict[str, User]) -> Any:
    """A product with a vector, and two lots of it."""
    product = bench.product("CART", "LV-CD19", Containment.LEVEL_1)
    return [bench.lot(number, product, people) for number in ("CART-1", "CART-2")]
