"""A count that differs is a line of its own, and the whole lot is reconciled."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.urls import reverse

from materials.commands.containers import split_container
from materials.commands.counting import correct_stock
from materials.commands.stock import account_for_issue, issue_material, take_off, use_material
from materials.models import Movement, MovementKind
from materials.reconciled import account_of
from tests.cast import NOW
from tests.deeds import changed, made
from tests.materials import stock

pytestmark = pytest.mark.django_db


def count(counted: str, reason: str = "Counted twice on 2 November") -> dict[str, str]:
    return {"command_id": str(uuid.uuid4()), "counted": counted, "reason": reason}


@pytest.fixture
def used(people):
    """A container that jvermaat received and used of."""
    container = stock.in_stock(stock.material())
    use_material(
        container=container, quantity=Decimal("30.5"), purpose="X", by=people["jvermaat"], at=NOW
    )
    return container


def page(container) -> str:
    return reverse("container-deed", args=[container.code, "count"])


@pytest.mark.parametrize(("counted", "change"), [("68", "-1.5"), ("70.25", "0.75"), ("0", "-69.5")])
def test_it_works(browse, used, counted, change):
    assert browse("aowusu").post(page(used), count(counted)).status_code == 302
    used.refresh_from_db()
    line = Movement.objects.get(kind="ADJUSTED")
    assert used.remaining == Decimal(counted)
    assert (line.change, line.quantity) == (Decimal(change), abs(Decimal(change)))
    assert line.reason == "Counted twice on 2 November"
    assert used.movements.aggregate(all=Sum("change"))["all"] == used.remaining


def test_who_moved_it_does_not_correct_it_unless_qa(browse, used):
    refused = browse("jvermaat").post(page(used), count("68"))
    assert refused.status_code == 409
    assert "You moved something of" in refused.content.decode()
    assert browse("mlindqvist").post(page(used), count("68")).status_code == 302
    assert browse("jvermaat").post(page(used), count("67")).status_code == 302


@pytest.mark.parametrize(
    ("counted", "reason", "said"),
    [
        ("69.5", "Counted", "The ledger says 69.5 mL too."),
        ("-1", "Counted", "more than nothing"),
        ("68", " ", "reason_error"),
        ("", "Counted", "counted_error"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(browse, used, counted, reason, said):
    refused = browse("aowusu").post(page(used), count(counted, reason))
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert not Movement.objects.filter(kind="ADJUSTED").exists()


def test_things_are_counted_whole(browse, people):
    vials = stock.in_stock(stock.material(unit="{vial}"), each="10")
    assert browse("aowusu").post(page(vials), count("9.5")).status_code == 422
    assert browse("aowusu").post(page(vials), count("9")).status_code == 302


def test_who_may_not_count_is_refused(browse, used):
    assert browse("nbakker").post(page(used), count("68")).status_code == 403


@pytest.mark.parametrize("wrong", [{"change": Decimal(1)}, {"reason": ""}])
def test_postgresql_keeps_the_difference_and_its_reason(people, used, wrong):
    line = {
        "container": used, "kind": "ADJUSTED", "quantity": Decimal(2), "change": Decimal(-2),
        "reason": "Counted", "moved_at": NOW, "moved_by": people["aowusu"],
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="is_its_quantity"), transaction.atomic():
        made(Movement, **{**line, **wrong})
    made(Movement, **line)


def test_the_lot_is_reconciled(browse, people, used):
    operator = {"by": people["jvermaat"], "at": NOW}
    used.refresh_from_db()
    one = issue_material(container=used, quantity=Decimal(20), purpose="X", **operator)
    for kind, quantity in (("USED", "9"), ("RETURNED", "4"), ("SAMPLED", "2"), ("WASTED", "1")):
        account_for_issue(
            issue=one, kind=MovementKind(kind), quantity=Decimal(quantity), reason="R", **operator
        )
    take_off(
        container=used, kind=MovementKind.WASTED, quantity=Decimal(3), reason="Spilt", **operator
    )
    split_container(container=used, containers=2, each=Decimal(5), **operator)
    correct_stock(
        container=used, counted=Decimal(40), reason="Counted", by=people["aowusu"], at=NOW
    )
    account = account_of(used.lot)
    assert dict(account.lines) == {
        "RECEIVED": 100, "MADE": 10, "ISSUED": -20, "USED": Decimal("-30.5"), "RETURNED": 4,
        "WASTED": -3, "DERIVED": -10, "ADJUSTED": Decimal("-0.5"),
    }  # fmt: skip
    assert dict(account.outcomes) == {"USED": 9, "RETURNED": 4, "WASTED": 1, "SAMPLED": 2}
    assert (account.handed_out, account.outstanding, account.remaining) == (20, 4, 50)
    assert account.is_exact
    lot_page = reverse("lot", args=[used.lot.number])
    assert "All is accounted for" in browse("jvermaat").get(lot_page).content.decode()
    changed(used, remaining=Decimal(39))
    assert not account_of(used.lot).is_exact
    assert "containers differ" in browse("jvermaat").get(lot_page).content.decode()
    changed(used, remaining=Decimal(40))
    changed(one, outstanding=Decimal(3))
    assert not account_of(used.lot).is_exact
