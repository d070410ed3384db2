"""Materials that several tests begin with."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.materials import stock


@pytest.fixture
def apheresis(people):
    found = stock.human(coldest=Decimal(2), warmest=Decimal(8), collection_hours=48, open_hours=6)
    stock.source(found)
    return found
