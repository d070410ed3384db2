"""Stock in every state: a delivery that waits, a bank, a held donor, a recall, a long name."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from documents.models import DocumentKind
from materials.commands.containers import open_container, place_container
from materials.commands.counting import correct_stock
from materials.commands.holds import place_hold
from materials.commands.making import Making, make_lot
from materials.commands.recalls import begin_recall
from materials.commands.reservations import reserve_container
from materials.commands.stock import issue_material, take_off, use_material
from materials.models import Container, EdgeKind, Lot, LotKind, MovementKind, Product
from people.models import Organisation, User
from quality.commands.deviations import raise_deviation
from quality.subjects import subject_of
from tests import cast
from tests.documents import papers
from tests.materials import stock

LONG = "W" * 40
ISBT = "G123498654321"


def load_stock() -> None:
    people = cast.make_people(cast.make_facility())
    batch = cast.make_batch(people, cast.make_small_master(people), "CART-26-001")
    medium = stock.material(
        "MED-01", reorder_level=Decimal(500), open_hours=72, retest_months=24,
        specification="SPEC-031", coldest=Decimal(2), warmest=Decimal(8),
    )  # fmt: skip
    specification = papers.document(
        people, "SPEC-031", kind=DocumentKind.SPECIFICATION, title="Cell culture medium"
    )
    papers.effective(people, specification)
    stock.material(LONG, unit="{vial}", reorder_level=Decimal("12345.678"))
    source = stock.source(medium)
    order = stock.ordered(
        source, "2000", others=[(stock.source(stock.material("CYT-02")), Decimal("12.5"))],
        product=batch.master.product,
    )  # fmt: skip
    stock.source(stock.material("GLV-01", unit="{bag}"), supplier=stock.supplier("GLOVES"))
    later = (timezone.now() + timedelta(days=200)).date()
    bottles = stock.received(medium, each="500", containers=3, expires_on=later)
    stock.certify(bottles)
    bottle = stock.release(bottles).containers.order_by("code")[0]
    work_with(bottle, people, batch.number)
    stock.received(
        medium, each="500", supplier_lot="SL-" + "8" * 50, is_damaged=True, order=order,
        warmest=Decimal("9.5"),
        coldest=Decimal("1.5"), note="Carton torn at one corner; the logger ran until receipt.",
    )  # fmt: skip
    bank_and_product(bottle, people)


def work_with(bottle: Container, people: dict[str, User], batch: str) -> None:
    by = {"by": people["jvermaat"], "at": timezone.now()}
    place_container(container=bottle, place="Fridge 3, shelf 2", **by)
    open_container(container=bottle, **by)
    use_material(container=bottle, quantity=Decimal("120.5"), purpose=batch, **by)
    issue_material(container=bottle, quantity=Decimal(50), purpose=batch, **by)
    take_off(
        container=bottle, kind=MovementKind.SAMPLED, quantity=Decimal(10),
        reason="Sterility, growth promotion", **by,
    )  # fmt: skip
    correct_stock(
        container=bottle, counted=Decimal("318"), reason="Weighed twice at the yearly count.",
        by=people["aowusu"], at=timezone.now(),
    )  # fmt: skip
    reserve_container(container=bottle, quantity=Decimal(100), purpose="CART-26-002", **by)


def bank_and_product(bottle: Container, people: dict[str, User]) -> None:
    """Cells of a donor in a bank with the medium, a product of it, a hold on the donor."""
    by = {"by": people["jvermaat"], "at": timezone.now()}
    sponsor = Organisation.objects.get(code="NORTHLIGHT")
    cells = stock.human("APH-01", collection_hours=48)
    apheresis = stock.in_stock(
        cells, owner=sponsor, donation_code=f"NL002713{ISBT}A00S123400020991231",
        label=f"={ISBT}00=<S1234V00=>099365", supplier_lot="",
    )  # fmt: skip
    bank = made(
        stock.material("MCB-01", unit="{vial}"), LotKind.MASTER_BANK, "{vial}", 6,
        [(apheresis, Decimal(60)), (bottle, Decimal(20))], EdgeKind.CONSUMED, by,
    )  # fmt: skip
    vial = stock.release(bank, timezone.now()).containers.order_by("code")[0]
    made(
        Product.objects.get(), LotKind.MADE, "{bag}", 2, [(vial, Decimal(1))], EdgeKind.DERIVED,
        {**by, "purpose": "CART-26-001"},
    )  # fmt: skip
    raise_deviation(
        title="Apheresis bag without its second label", description="Found at receipt.",
        occurred_at=by["at"], found_at=by["at"], **by,
        subject=subject_of("materials.lot", apheresis.lot_id),
    )  # fmt: skip
    place_hold(on="NLT-0059", reason="The donor’s tests are repeated after a late report.", **by)
    begin_recall(
        lot=bottle.lot, is_mock=True, reason="Yearly exercise", by=people["mlindqvist"],
        at=timezone.now(),
    )  # fmt: skip


def made(of, kind, unit, containers, taken, how, by) -> Lot:  # type: ignore[no-untyped-def]
    making = Making(of=of, kind=kind, unit=unit, containers=containers, each=Decimal(10))
    return make_lot(making=making, taken=taken, how=how, **by)
