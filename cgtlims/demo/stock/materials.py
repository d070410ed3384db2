"""The materials of the demo facility, with who may deliver each."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from cgtlims.demo.stock.tables import rows
from materials.commands.materials import register_material
from materials.commands.sources import approve_source, withdraw_source
from materials.details import Details
from materials.models import ApprovedSource, Material, MaterialKind
from people.models import Organisation, User
from people.models.qualification import day_of

HOURS = ("thaw_hours", "open_hours", "collection_hours", "retest_months")
WITHDRAWN = ("BAG-250", "COLMARA", "Film of another grade since the supplier moved")


def make_materials(users: dict[str, User], founded: datetime, now: datetime) -> None:
    """Registered by the facility's manager; QA approves who delivers, and withdrew one of them."""
    suppliers = {one.code: one for one in Organisation.objects.all()}
    for row in rows("materials"):
        material = register_material(
            code=row["code"], kind=MaterialKind(row["kind"]), unit=row["unit"],
            details=_details(row), by=users["nbakker"], at=founded,
        )  # fmt: skip
        for supplier in row["from"]:
            approve_source(
                material=material, supplier=suppliers[supplier], valid_from=day_of(founded),
                their_code=f"{supplier[:3]}-{material.code}", by=users["mlindqvist"], at=founded,
            )  # fmt: skip
    code, supplier, reason = WITHDRAWN
    withdraw_source(
        source=ApprovedSource.objects.get(material__code=code, supplier__code=supplier),
        reason=reason, by=users["mlindqvist"], at=now - timedelta(days=60),
    )  # fmt: skip


def known_materials() -> dict[str, Material]:
    return {one.code: one for one in Material.objects.all()}


def _details(row: dict[str, Any]) -> Details:
    hours: dict[str, Any] = {name: row.get(name) for name in HOURS}
    return Details(
        name=row["name"], specification=row.get("spec", ""),
        coldest=_decimal(row, "coldest"), warmest=_decimal(row, "warmest"),
        reorder_level=_decimal(row, "reorder"), **hours,
    )  # fmt: skip


def _decimal(row: dict[str, Any], name: str) -> Decimal | None:
    return Decimal(row[name]) if name in row else None
