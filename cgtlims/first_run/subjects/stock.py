"""Opening stock: lots with their containers, as they stand on the shelf."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.columns import Column
from cgtlims.first_run.kinds import Choice, Number, Text, UnitCode
from cgtlims.first_run.moments import Day, Moment
from cgtlims.first_run.subjects.references import MATERIAL, ORGANISATION, PRODUCT
from cgtlims.first_run.subjects.subject import Doing, Item, Subject
from integrity.refusals import refuse
from materials.codes.donated import donation_of
from materials.commands.opening import take_over_lot
from materials.models import ApprovedSource, DonorTests, Lot, LotKind, MovementKind
from materials.opening import Opening, OpeningContainer
from measures.numbers import plain
from measures.problems import ValueProblem
from people.models.qualification import day_of
from people.permissions import Permission


class Stock(Subject):
    name = "stock"
    title = _("Opening stock")
    note = _(
        "A row for each container; the rows of one lot say the same of the lot. A lot enters in "
        "quarantine, whatever was decided about it before, and QA releases it here by signature."
    )
    permission = Permission.TAKE_OVER_STOCK
    keys = ("lot",)
    columns = (
        Column("lot", Text(40), _("The number of the lot"), "L25-0310", required=True, fixed=True),
        Column("material", MATERIAL, _("What it is, when it is a material"), "MED-01", fixed=True),
        Column("product", PRODUCT, _("What it is, when it is a product that was made"), "",
               fixed=True),
        Column("unit", UnitCode(), _("The unit of a product’s quantities; a material has its own"),
               "", fixed=True),
        Column("kind", Choice(LotKind), _("How it came to be"), "RECEIVED", required=True,
               fixed=True),
        Column("supplier", ORGANISATION, _("Who delivered it"), "LIFELINE", fixed=True),
        Column("their_code", Text(60), _("Their number, when they deliver it under several"), "",
               fixed=True),
        Column("supplier_lot", Text(60), _("The supplier’s lot number"), "2503-117", fixed=True),
        Column("owner", ORGANISATION, _("The sponsor whose it is; empty means the facility’s"), "",
               fixed=True),
        Column("expires_on", Day(), _("Last day of use"), "2027-03-31", fixed=True),
        Column("retest_on", Day(), _("Last day before it is tested again"), "2027-03-01",
               fixed=True),
        Column("decided_before", Text(300), _("What was decided about it, by whom, when"),
               "Released on 2025-04-02 by M. Lind, paper record R-118", fixed=True),
        Column("donation_code", Text(60), _("Of human material, with its tests"), "", fixed=True),
        Column("donor_code", Text(40), _("The donor, by code"), "", fixed=True),
        Column("donor_tests", Choice(DonorTests), _("The donor’s tests"), "", fixed=True),
        Column("collected_at", Moment(), _("When it was collected"), "", fixed=True),
        Column("coldest", Number(), _("Lowest temperature measured on the way, °C"), "3.5",
               fixed=True),
        Column("warmest", Number(), _("Highest temperature measured on the way, °C"), "6.0",
               fixed=True),
        Column("container", Text(50), _("The code on the container"), "L25-0310-01",
               required=True, fixed=True, each=True),
        Column("quantity", Number(), _("What is in it now, in the unit of the lot"), "450.5",
               required=True, fixed=True, each=True),
        Column("place", Text(100), _("Where it is kept"), "Fridge 3, shelf 2", each=True),
        Column("opened_at", Moment(), _("When it was opened, if it is"), "2026-10-20 09:30",
               fixed=True, each=True),
        Column("thawed_at", Moment(), _("When it was thawed, if it is"), "", fixed=True,
               each=True),
    )  # fmt: skip
    named = {
        "number": "lot", "source": "supplier", "note": "decided_before", "each": "quantity",
    }  # fmt: skip

    def find(self, item: Item) -> Lot | None:
        found = Lot.objects.select_related("material", "source__supplier", "owner")
        return found.select_related("product").filter(number__iexact=item.values["lot"]).first()

    def now(self, record: Lot, item: Item) -> dict[str, Any]:
        source = record.source
        shown = {
            "lot": record.number, "supplier": source.supplier if source else None,
            "their_code": source.their_code if source and item.value("their_code") else "",
            "expires_on": day_of(record.expires_at) if record.expires_at else None,
            "retest_on": day_of(record.retest_at) if record.retest_at else None,
            "decided_before": record.note,
            "donation_code": donation_of_item(item, record.donation_code),
            "container": containers_of(record),
        }  # fmt: skip
        names = ("material", "product", "kind", "supplier_lot", "owner", "donor_code",
                 "donor_tests", "collected_at", "coldest", "warmest")  # fmt: skip
        shown["unit"] = record.unit if item.value("unit") else ""
        return {**{name: getattr(record, name) for name in names}, **shown}

    def make(self, item: Item, doing: Doing) -> Lot:
        get = item.value
        opening = Opening(
            number=get("lot"), material=get("material"), product=get("product"),
            unit=get("unit") or "", kind=get("kind"),
            containers=tuple(
                OpeningContainer(
                    code=one["container"], quantity=one["quantity"], place=one.get("place", ""),
                    opened_at=one.get("opened_at"), thawed_at=one.get("thawed_at"),
                )
                for one in item.parts
            ),
            source=source_of(item), owner=get("owner"), supplier_lot=get("supplier_lot", ""),
            expires_on=get("expires_on"), retest_on=get("retest_on"),
            donation_code=get("donation_code", ""), donor_code=get("donor_code", ""),
            donor_tests=get("donor_tests") or "", collected_at=get("collected_at"),
            coldest=get("coldest"), warmest=get("warmest"), note=get("decided_before", ""),
        )  # fmt: skip
        return take_over_lot(opening=opening, **doing.who)

    def said(self, item: Item) -> dict[str, Any]:
        """The containers as one text, as `now` says them."""
        containers = written({one["container"]: one["quantity"] for one in item.parts})
        return {**item.values, "container": containers}


def containers_of(lot: Lot) -> str:
    """As they were taken over: what is in them by now is the ledger's to say."""
    received = lot.containers.filter(movements__kind=MovementKind.RECEIVED)
    return written(dict(received.values_list("code", "movements__quantity")))


def donation_of_item(item: Item, kept: str) -> str:
    """What the row says, when it is what was kept; else that."""
    with suppress(ValueProblem):
        if donation_of(item.value("donation_code", "")).code == kept:
            return str(item.values["donation_code"])
    return kept


def written(containers: dict[str, Decimal]) -> str:
    return ", ".join(f"{code}: {plain(containers[code])}" for code in sorted(containers))


def source_of(item: Item) -> ApprovedSource | None:
    """Where the material came from: of several numbers of one supplier the row says which."""
    supplier = item.value("supplier")
    if supplier is None:
        return None
    found = ApprovedSource.objects.filter(material=item.value("material"), supplier=supplier)
    if theirs := item.value("their_code", ""):
        found = found.filter(their_code=theirs)
    sources = list(found[:2])
    if len(sources) == 1:
        return sources[0]
    code, message = (
        ("SEVERAL_SOURCES", _("%(supplier)s delivers it under several numbers."))
        if sources
        else ("NO_SOURCE", _("%(supplier)s is no approved source of it."))
    )
    raise refuse(
        code, message % {"supplier": supplier.code}, field="source",
        clears=_("Say which in “their_code”; approve the source in “sources”."),
    )  # fmt: skip
