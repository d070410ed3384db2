"""A step is performed in a room that is used for its own batch, or for nothing at all."""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from batches.models import BatchStep
from cleanrooms.models import Purpose, Room, RoomUse, UseState
from materials.commands.making import Making, make_lot
from materials.models import EdgeKind, LotKind, Product
from tests import cast
from tests.batches.test_overrule_step import overrule, page, text
from tests.cast import answers
from tests.deeds import changed, made
from tests.materials import stock

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(small_batch) -> BatchStep:
    return BatchStep.objects.filter(operation__batch=small_batch).first()


def used(room: Room, number: str, people) -> RoomUse:
    begun, by = timezone.now() - timedelta(hours=1), people["jvermaat"]
    use = made(
        RoomUse, room=room, purpose=Purpose.PRODUCTION, number=number, prepared_at=begun,
        prepared_by=by,
    )  # fmt: skip
    return changed(
        use, state=UseState.RUNNING, begun_at=begun, begun_by=by, share_group=uuid.uuid4()
    )


def performed(client, step: BatchStep) -> int:
    said = {"command_id": str(uuid.uuid4()), **answers(step)}
    return client.post(page(step), said).status_code


def test_beside_another_batch_nothing_is_performed_unless_two_overrule_it(browse, step, people):
    used(step.operation.room, "CART-26-009", people)
    operator = browse("jvermaat")
    assert performed(operator, step) == 409
    assert "CR05 is in use for CART-26-009, not for CART-26-001." in text(operator.get(page(step)))
    assert overrule(operator, step).status_code == 302
    assert performed(operator, step) == 302


def test_in_its_own_use_it_is_performed(browse, step, people):
    used(step.operation.room, "cart-26-001", people)
    assert performed(browse("jvermaat"), step) == 302


def test_when_the_other_use_is_over_it_is_performed(browse, step, people):
    use = used(step.operation.room, "CART-26-009", people)
    changed(use, state=UseState.ENDED, ended_at=timezone.now(), ended_by=people["jvermaat"])
    assert performed(browse("jvermaat"), step) == 302


def test_a_use_of_a_lot_made_of_it_is_its_own(browse, step, people):
    taken = stock.in_stock(stock.material("SER-01"))
    bag = Making(
        of=Product.objects.get(), kind=LotKind.MADE, unit="{bag}", containers=1, each=Decimal(1)
    )
    lot = make_lot(
        making=bag, taken=[(taken, Decimal(1))], how=EdgeKind.CONSUMED,
        purpose=step.operation.batch.number, by=people["jvermaat"], at=cast.NOW,
    )  # fmt: skip
    use = used(step.operation.room, lot.number, people)
    assert performed(browse("jvermaat"), step) == 409
    changed(use, lot=lot)
    assert performed(browse("jvermaat"), step) == 302
