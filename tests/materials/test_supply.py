"""Material comes from approved sources only, while they are approved."""

from __future__ import annotations

from datetime import date

import pytest

from integrity.refusals import Refused
from materials.commands.sources import withdraw_source
from tests.cast import NOW
from tests.materials import stock

pytestmark = pytest.mark.django_db


def test_it_works(people):
    medium = stock.material()
    order = stock.ordered(stock.source(medium, valid_until=date(2026, 11, 2)), "100")
    lot = stock.received(medium, order=order)
    assert lot.findings == []
    order.refresh_from_db()
    assert order.closed_at == NOW


def test_more_than_was_ordered_is_found(people):
    medium = stock.material()
    order = stock.ordered(stock.source(medium), "99")
    assert stock.received(medium, order=order).findings == ["TOO_MUCH"]


def test_from_a_source_that_ended_nothing_is_received_or_ordered(people):
    medium = stock.material()
    source = stock.source(medium, valid_until=date(2026, 11, 1))
    for act in (lambda: stock.received(medium), lambda: stock.ordered(source, "1")):
        with pytest.raises(Refused) as refused:
            act()
        assert [one.code for one in refused.value.blockers] == ["SOURCE_NOT_APPROVED"]


def test_a_withdrawn_source_delivers_nothing(people):
    medium = stock.material()
    source = stock.source(medium)
    withdraw_source(source=source, reason="Audit", by=people["mlindqvist"], at=NOW)
    with pytest.raises(Refused):
        stock.received(medium)
