"""The drawing of a family: many vials that came about alike are one, and a batch is reached."""

from __future__ import annotations

from decimal import Decimal

import pytest

from materials.commands.holds import place_hold
from materials.commands.making import Making, make_lot
from materials.family import family_of
from materials.models import EdgeKind, Lot, LotKind, MovementKind, Product
from materials.recalled import recalled
from tests.cast import NOW
from tests.materials import stock

pytestmark = pytest.mark.django_db


def made(of, taken, by, containers=1, **more) -> Lot:
    making = Making(of=of, kind=LotKind.MADE, unit="{vial}", containers=containers, each=Decimal(1))
    given = {"how": EdgeKind.DERIVED, "by": by, "at": NOW, **more}
    return stock.release(make_lot(making=making, taken=taken, **given))


@pytest.fixture
def bank(people):
    cells = stock.material("CELL-01", unit="{vial}")
    seed = stock.in_stock(cells, each="1")
    return made(cells, [(seed, Decimal(1))], people["jvermaat"], containers=120)


def test_vials_that_came_about_alike_are_drawn_as_one(people, bank):
    used = bank.containers.order_by("code")[4]
    made(bank.material, [(used, Decimal(1))], people["jvermaat"])
    family = family_of(bank, people["mlindqvist"])
    own = {node.container.code: node.others for node in family.nodes if node.is_own}
    assert own == {f"{bank}-001": 118, used.code: 0}
    assert family.left_out == 0
    assert [link.child.container.code for link in family.links if link.parent.is_own]
    assert len(family.links) == 3


def test_what_is_held_by_what_is_in_it_says_so(people, bank):
    """One vial of the bank is held, and what was made of it; it is drawn apart from the others."""
    held, free = bank.containers.order_by("code")[4:6]
    product = made(bank.material, [(held, Decimal(1))], people["jvermaat"])
    other = made(bank.material, [(free, Decimal(1))], people["jvermaat"])
    place_hold(on=held, reason="Thawed", by=people["mlindqvist"], at=NOW)
    nodes = family_of(bank, people["mlindqvist"]).nodes
    blocked = {node.container.code for node in nodes if node.is_held}
    assert blocked == {held.code, f"{product}-01"}
    assert {node.state for node in nodes if node.container.lot == other} == {"Released"}


def test_few_are_drawn_one_by_one(people):
    cells = stock.material("CELL-01", unit="{vial}")
    seed = stock.in_stock(cells, each="1")
    lot = made(cells, [(seed, Decimal(1))], people["jvermaat"], containers=6)
    nodes = family_of(lot, people["mlindqvist"]).nodes
    assert [node.others for node in nodes if node.is_own] == [0] * 6


def test_the_page_says_how_many_more(browse, bank):
    page = browse("mlindqvist").get(f"/stock/lots/{bank}/genealogy/")
    assert "Released, 119 more alike" in page.text
    assert "and 119 more that came about" in page.text


def test_vials_of_a_large_lot_stand_in_their_order(bank):
    codes = list(bank.containers.order_by("code").values_list("code", flat=True))
    assert codes[0] == f"{bank}-001"
    assert codes[-1] == f"{bank}-120"


def test_what_is_made_for_a_batch_is_reached_by_its_recall(people, small_batch, bank):
    """The product stands under a number of its own, and the batch is found all the same."""
    vial = bank.containers.order_by("code")[0]
    product = made(
        Product.objects.get(), [(vial, Decimal(1))], people["jvermaat"],
        purpose=small_batch.number, number="CART-26-001-DP",
    )  # fmt: skip
    taken = vial.movements.get(kind=MovementKind.DERIVED)
    assert taken.subject_id == small_batch.pk
    rows = [(row.kind, row.code) for row in recalled(bank)]
    assert ("batch", small_batch.number) in rows
    assert ("lot", product.number) in rows
