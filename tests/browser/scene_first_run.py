"""A facility that was loaded from files: people by one person, the rest by another."""

from __future__ import annotations

import uuid

from django.utils import timezone

from cgtlims.first_run.commands import load_facility
from cgtlims.first_run.dry_run import dry_run
from cleanrooms.commands.equipment import register_equipment, take_out_of_service
from cleanrooms.equipment_details import EquipmentDetails
from cleanrooms.models import EquipmentKind, Room
from people.models import User
from tests import cast
from tests.first_run import facility

LONG = "W" * 40


def load_first_run() -> None:
    people = cast.make_people(cast.make_facility())
    load(facility.OF_PEOPLE, people["shaas"])
    load(facility.OF_GMP, people["nbakker"])
    by = {"by": people["nbakker"], "at": timezone.now()}
    details = EquipmentDetails(
        name="W" * 200, kind=EquipmentKind.CLOSED_DEVICE, room=Room.objects.all()[0],
        serial_number="8" * 100,
    )  # fmt: skip
    device = register_equipment(code=LONG, details=details, **by)
    take_out_of_service(equipment=device, reason="Sold; its records stay for thirty years.", **by)


def load(files: dict[str, str], by: User) -> None:
    upload, at = facility.upload(files), timezone.now()
    load_facility.once(
        uuid.uuid4(), upload=upload, shown=dry_run(upload, by, at).digest, by=by, at=at,
        reason="First run of the site, agreed in CC-26-0001",
    )  # fmt: skip
