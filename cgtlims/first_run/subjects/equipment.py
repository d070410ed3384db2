"""The register of equipment."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.columns import Column
from cgtlims.first_run.kinds import Choice, Text
from cgtlims.first_run.moments import Day
from cgtlims.first_run.subjects.references import ROOM
from cgtlims.first_run.subjects.subject import Doing, Item, Subject
from cleanrooms.commands.equipment import alter_equipment, register_equipment
from cleanrooms.equipment_details import EquipmentDetails
from cleanrooms.models import Equipment, EquipmentKind
from people.permissions import Permission


class EquipmentRegister(Subject):
    name = "equipment"
    title = _("Equipment")
    note = _("Devices by their code, with what tells them apart and the room they stand in.")
    permission = Permission.MANAGE_ROOMS
    keys = ("code",)
    columns = (
        Column("code", Text(40), _("As on its label"), "INC-01", required=True, fixed=True),
        Column("name", Text(200), _("What it is called"), "CO₂ incubator 1", required=True),
        Column("kind", Choice(EquipmentKind), _("What kind"), "INCUBATOR", required=True),
        Column("room", ROOM, _("The code of its room"), "CR05", required=True),
        Column("maker", Text(100), _("Who made it"), "Example Instruments"),
        Column("model", Text(100), _("Its model"), "EX-170"),
        Column("serial_number", Text(100), _("The maker’s number of it"), "SN-0042"),
        Column("asset_number", Text(100), _("The facility’s number of it"), "A-1017"),
        Column("in_service_since", Day(), _("First day of use"), "2026-03-02"),
    )

    def find(self, item: Item) -> Equipment | None:
        found = Equipment.objects.select_related("room")
        return found.filter(code__iexact=item.values["code"]).first()

    def make(self, item: Item, doing: Doing) -> Equipment:
        details = details_of(item.values)
        return register_equipment(code=item.values["code"], details=details, **doing.who)

    def change(self, record: Equipment, item: Item, doing: Doing) -> Equipment:
        return alter_equipment(
            equipment=record, details=details_of(self.whole(record, item)), reason=doing.reason,
            **doing.who,
        )  # fmt: skip


def details_of(values: dict[str, Any]) -> EquipmentDetails:
    names = [field.name for field in fields(EquipmentDetails)]
    return EquipmentDetails(**{name: values[name] for name in names if name in values})
