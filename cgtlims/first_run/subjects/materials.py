"""Materials, with what holds for every lot of them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.columns import Column
from cgtlims.first_run.kinds import Choice, Number, Text, UnitCode, Whole, YesNo
from cgtlims.first_run.subjects.subject import Doing, Item, Subject
from materials.commands.materials import alter_material, register_material
from materials.details import Details
from materials.models import Material, MaterialKind
from people.permissions import Permission


class Materials(Subject):
    name = "materials"
    title = _("Materials")
    note = _("What products are made from. Code, kind and unit never change.")
    permission = Permission.MANAGE_MATERIALS
    keys = ("code",)
    columns = (
        Column("code", Text(40), _("Its code here"), "MED-01", required=True, fixed=True),
        Column("name", Text(200), _("What it is"), "T cell medium", required=True),
        Column(
            "kind", Choice(MaterialKind), _("What kind"), "CRITICAL_RAW", required=True, fixed=True
        ),
        Column(
            "unit", UnitCode(), _("The unit of every quantity of it"), "mL", required=True,
            fixed=True,
        ),
        Column(
            "specification", Text(40), _("The document that says what a lot must be"), "SPEC-031"
        ),
        Column("needs_certificate", YesNo(), _("No lot is released without its file"), "yes"),
        Column("retest_months", Whole(1), _("Tested again after so many months"), "24"),
        Column("open_hours", Whole(1), _("Good once opened, in hours"), "72"),
        Column("thaw_hours", Whole(1), _("Good once thawed, in hours"), ""),
        Column("coldest", Number(), _("Lowest temperature on the way, °C"), "2"),
        Column("warmest", Number(), _("Highest temperature on the way, °C"), "8"),
        Column("collection_hours", Whole(1), _("Longest since collection, in hours"), ""),
        Column("reorder_level", Number(), _("Purchasing is told below this"), "5000"),
    )  # fmt: skip

    def find(self, item: Item) -> Material | None:
        return Material.objects.filter(code__iexact=item.values["code"]).first()

    def make(self, item: Item, doing: Doing) -> Material:
        named = {name: item.values[name] for name in ("code", "kind", "unit")}
        return register_material(**named, details=details_of(item.values), **doing.who)

    def change(self, record: Material, item: Item, doing: Doing) -> Material:
        return alter_material(
            material=record, details=details_of(self.whole(record, item)), reason=doing.reason,
            **doing.who,
        )  # fmt: skip


def details_of(values: dict[str, Any]) -> Details:
    names = [field.name for field in fields(Details)]
    return Details(**{name: values[name] for name in names if name in values})
