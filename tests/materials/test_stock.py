"""The stock ledger: nothing is taken that may not be, and every unit is accounted for."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import Sum

from integrity.models import AuditEvent
from integrity.refusals import NotPermitted, Refused
from materials.commands.containers import open_container, split_container, thaw_container
from materials.commands.reservations import reserve_material
from materials.commands.stock import (
    account_for_issue,
    issue_material,
    take_off,
    use_material,
)
from materials.models import Container, Issue, Movement, MovementKind, Reservation
from materials.queries import below_level, proposal
from people.models import User
from tests.cast import NOW
from tests.deeds import changed, made
from tests.materials import stock

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def codes(refused) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def use(container: Container, quantity: str, by: User, at=NOW, purpose="CART-26-001"):
    return use_material(
        container=container, quantity=Decimal(quantity), purpose=purpose, by=by, at=at
    )


def issue(container: Container, quantity: str, by: User, at=NOW, purpose="CART-26-001") -> Issue:
    return issue_material(
        container=container, quantity=Decimal(quantity), purpose=purpose, by=by, at=at
    )


def account(one: Issue, kind: MovementKind, quantity: str, by: User, reason="Spilt"):
    return account_for_issue(
        issue=one, kind=kind, quantity=Decimal(quantity), reason=reason, by=by, at=NOW
    )


def replayed(container: Container) -> Decimal:
    return container.movements.aggregate(all=Sum("change"))["all"]


def test_it_works(people):
    container = stock.in_stock(stock.material())
    use(container, "30.5", people["jvermaat"])
    container.refresh_from_db()
    assert container.remaining == Decimal("69.5") == replayed(container)
    assert [one.kind for one in container.movements.order_by("id")] == ["RECEIVED", "USED"]
    assert AuditEvent.objects.latest("seq").verb == "material.used"


def test_issued_is_used_and_returned_and_wasted_and_sampled(people):
    operator = people["jvermaat"]
    container = stock.in_stock(stock.material())
    one = issue(container, "50", operator)
    for kind, quantity in (("USED", "30"), ("RETURNED", "12"), ("WASTED", "5"), ("SAMPLED", "3")):
        account(one, MovementKind(kind), quantity, operator)
    one.refresh_from_db()
    container.refresh_from_db()
    assert one.outstanding == 0
    assert container.remaining == Decimal("62") == replayed(container)
    with pytest.raises(Refused) as refused:
        account(one, MovementKind.RETURNED, "0.1", operator)
    assert codes(refused) == ["MORE_THAN_ISSUED"]


def test_what_is_wasted_says_why(people):
    one = issue(stock.in_stock(stock.material()), "5", people["jvermaat"])
    with pytest.raises(Refused) as refused:
        account(one, MovementKind.WASTED, "1", people["jvermaat"], reason=" ")
    assert refused.value.blockers[0].field == "reason"


def test_nothing_is_taken_that_is_not_there(people):
    container = stock.in_stock(stock.material(), each="10")
    for quantity in ("10.1", "0", "-1"):
        with pytest.raises(Refused):
            use(container, quantity, people["jvermaat"])
    container.refresh_from_db()
    assert container.remaining == Decimal("10")


def test_what_is_counted_is_taken_whole(people):
    container = stock.in_stock(stock.material(unit="{bag}"), each="4")
    with pytest.raises(Refused) as refused:
        use(container, "1.5", people["jvermaat"])
    assert codes(refused) == ["NOT_WHOLE"]


def test_postgresql_refuses_less_than_nothing(people):
    container = stock.in_stock(stock.material())
    with pytest.raises(IntegrityError, match="never_below_zero"), transaction.atomic():
        changed(container, remaining=Decimal("-0.001"))


def test_a_line_of_the_ledger_is_written_once(people):
    movement = use(stock.in_stock(stock.material()), "1", people["jvermaat"])
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        changed(movement, quantity=Decimal(2))


def test_a_line_changes_the_container_by_its_quantity(people):
    container = stock.in_stock(stock.material())
    with pytest.raises(IntegrityError, match="is_its_quantity"), transaction.atomic():
        made(
            Movement, container=container, kind="USED", quantity=Decimal(2), change=Decimal(-1),
            moved_at=NOW, moved_by=people["jvermaat"],
        )  # fmt: skip


@pytest.mark.urs("ATMP-07.01")
def test_quarantined_rejected_and_expired_material_is_not_issued(people):
    operator = people["jvermaat"]
    material = stock.material()
    lot = stock.received(material, expires_on=(NOW + 3 * stock.DAY).date())
    container = lot.containers.get()
    with pytest.raises(Refused) as refused:
        issue(container, "1", operator)
    assert codes(refused) == ["IN_QUARANTINE"]
    stock.release(lot)
    issue(Container.objects.get(pk=container.pk), "1", operator)
    with pytest.raises(Refused) as refused:
        issue(container, "1", operator, at=NOW + 5 * stock.DAY)
    assert codes(refused) == ["EXPIRED"]


def test_once_opened_and_once_thawed_it_is_good_for_hours(people):
    operator = people["jvermaat"]
    material = stock.material(open_hours=24, thaw_hours=4)
    container = stock.in_stock(material)
    open_container(container=container, by=operator, at=NOW)
    use(container, "1", operator, at=NOW + 23 * HOUR)
    with pytest.raises(Refused) as refused:
        use(container, "1", operator, at=NOW + 24 * HOUR)
    assert codes(refused) == ["OPEN_TOO_LONG"]
    thaw_container(container=container, by=operator, at=NOW)
    with pytest.raises(Refused) as refused:
        use(container, "1", operator, at=NOW + 5 * HOUR)
    assert codes(refused) == ["THAWED_TOO_LONG"]


def test_what_is_divided_stays_as_open_as_it_was(people):
    operator = people["jvermaat"]
    container = stock.in_stock(stock.material(open_hours=24))
    open_container(container=container, by=operator, at=NOW)
    container.refresh_from_db()
    lot = split_container(
        container=container, containers=4, each=Decimal("20"), by=operator, at=NOW
    )
    parts = lot.containers.exclude(pk=container.pk)
    container.refresh_from_db()
    assert container.remaining == Decimal("20")
    assert {part.opened_until for part in parts} == {NOW + 24 * HOUR}
    assert sum(part.remaining for part in lot.containers.all()) == Decimal("100")


def test_waste_and_samples_are_taken_whatever_the_status(people):
    container = stock.received(stock.material()).containers.get()
    given = {"container": container, "by": people["trieger"], "at": NOW}
    take_off(kind=MovementKind.SAMPLED, quantity=Decimal(5), reason="Identity test", **given)
    with pytest.raises(Refused) as refused:
        take_off(kind=MovementKind.USED, quantity=Decimal(5), reason="No", **given)
    assert codes(refused) == ["NOT_TAKEN_OFF"]


def test_what_is_reserved_is_taken_for_its_purpose_only(people):
    operator = people["jvermaat"]
    material = stock.material()
    container = stock.in_stock(material)
    reserve_material(
        material=material, quantity=Decimal("80"), purpose="CART-26-002", by=operator, at=NOW
    )
    with pytest.raises(Refused) as refused:
        use(container, "30", operator)
    assert codes(refused) == ["RESERVED"]
    use(container, "50", operator, purpose="CART-26-002")
    assert Reservation.objects.get().quantity == Decimal("30")
    use(container, "50", operator, purpose="CART-26-002")
    assert Reservation.objects.get().ended_at == NOW


def test_what_expires_first_is_proposed_first(people):
    material = stock.material()
    late = stock.in_stock(material, each="10", expires_on=(NOW + 90 * stock.DAY).date())
    soon = stock.in_stock(material, each="10", expires_on=(NOW + 9 * stock.DAY).date())
    never = stock.in_stock(material, each="10")
    stock.received(material, each="10", expires_on=(NOW + 2 * stock.DAY).date())
    picks = proposal(material, Decimal("25"), NOW)
    assert [(pick.container, pick.quantity) for pick in picks] == [
        (soon, Decimal(10)), (late, Decimal(10)), (never, Decimal(5)),
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        reserve_material(
            material=material, quantity=Decimal("31"), purpose="X", by=people["jvermaat"], at=NOW
        )
    assert codes(refused) == ["NOT_ENOUGH"]
    assert Reservation.objects.count() == 0


def test_below_its_level_a_material_is_to_be_ordered(people):
    material = stock.material(reorder_level=Decimal("50"))
    container = stock.in_stock(material, each="60")
    assert below_level(NOW) == []
    use(container, "20", people["jvermaat"])
    assert below_level(NOW) == [(material, Decimal("40"))]
    stock.ordered(material.sources.get(), "100")
    assert below_level(NOW) == []


def test_a_vial_of_a_cell_bank_is_taken_for_a_known_batch_only(people, small_batch):
    container = stock.in_stock(stock.material(unit="{vial}"), each="10")
    changed(container.lot, kind="MASTER_BANK")
    container = Container.objects.get(pk=container.pk)
    with pytest.raises(Refused) as refused:
        use(container, "1", people["jvermaat"], purpose="for the new batch")
    assert codes(refused) == ["PURPOSE_UNKNOWN"]
    movement = use(container, "1", people["jvermaat"], purpose=small_batch.number)
    assert (movement.subject_type, movement.subject_id) == (
        "batches.batchrecord", small_batch.pk,
    )  # fmt: skip


def test_who_may_not_use_material_is_refused(people):
    container = stock.in_stock(stock.material())
    with pytest.raises(NotPermitted):
        use(container, "1", people["nbakker"])
